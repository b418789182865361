"""One decision about everything that a list finds: those that it can be made about, and a seal of what was shown."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.filters import Filters
from payung.apps.enrolment.listing import COUNTED_TO, matching
from payung.apps.enrolment.transitions import sources_of
from payung.apps.territory.scope import Scope

MOST = COUNTED_TO


@dataclass(frozen=True, slots=True)
class Decidable:
    """Registrations of a list, with their versions, that may go to an end. `too_many`: more than one decision takes."""

    wanted: dict[UUID, int]
    too_many: bool

    @property
    def seal(self) -> str:
        """The same as long as the same registrations stand unchanged."""
        said = ",".join(f"{pk}:{version}" for pk, version in sorted(self.wanted.items()))
        return hashlib.sha256(said.encode()).hexdigest()


def decidable(scope: Scope, filters: Filters, end: State) -> Decidable:
    """Those of a list from whose state `end` can be reached; who verifies outsiders alone decides on these alone."""
    found = matching(scope, filters).filter(state__in=sorted(sources_of(end)))
    if not scope.may(Permission.REGISTRATION_VERIFY):
        found = found.filter(area_id=scope.city).exclude(person__home_regency="")  # outside the city: its own area
    wanted = dict(found.order_by("pk").values_list("pk", "version")[: MOST + 1])
    return Decidable(wanted, too_many=len(wanted) > MOST)
