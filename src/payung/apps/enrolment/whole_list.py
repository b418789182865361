"""Everything that a list finds and one step may change, with a seal of what was shown."""

import hashlib
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django.db.models import QuerySet

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment.enums import CLOSED, State
from payung.apps.enrolment.filters import Filters
from payung.apps.enrolment.listing import COUNTED_TO, matching
from payung.apps.enrolment.models import Registration
from payung.apps.enrolment.narrowing import outside_the_city
from payung.apps.enrolment.transitions import sources_of
from payung.apps.territory.scope import Scope

MOST = COUNTED_TO


@dataclass(frozen=True, slots=True)
class Chosen:
    """Registrations of a list, with their versions, that a step would change. `too_many`: more than one step takes."""

    wanted: dict[UUID, int]
    too_many: bool

    @classmethod
    def of(cls, found: QuerySet[Registration]) -> Self:
        """Everything found."""
        wanted = dict(found.values_list("pk", "version")[: MOST + 1])
        return cls(wanted, too_many=len(wanted) > MOST)

    @property
    def seal(self) -> str:
        """The same as long as the same registrations stand unchanged."""
        said = ",".join(f"{pk}:{version}" for pk, version in sorted(self.wanted.items()))
        return hashlib.sha256(said.encode()).hexdigest()


def decidable(scope: Scope, filters: Filters, end: State) -> Chosen:
    """Those of a list from whose state `end` can be reached; who verifies outsiders alone decides on these alone."""
    found = matching(scope, filters).filter(state__in=sorted(sources_of(end)))
    if not scope.may(Permission.REGISTRATION_VERIFY):
        found = outside_the_city(found, scope.city)
    return Chosen.of(found.order_by("pk"))


def joinable(scope: Scope, filters: Filters) -> Chosen:
    """Those of a list who are in no group yet; who was refused joins none."""
    return Chosen.of(matching(scope, filters).filter(group__isnull=True).exclude(state__in=sorted(CLOSED)))
