"""Who may be the same person as somebody else, behind one interface: form, verification, rosters and worklist ask it.

`finder` names what answers: within the scope, with reasons. `weigh` says of two who are known as a pair how likely they
are one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.db import connection

from payung.apps.people.evidence import Evidence as Evidence
from payung.apps.people.evidence import weigh as weigh
from payung.apps.people.likeness import NOBODY as NOBODY
from payung.apps.people.likeness import Keys as Keys
from payung.apps.people.likeness import Likeness as Likeness
from payung.apps.people.likeness import Lookalike as Lookalike
from payung.apps.people.models import Person
from payung.apps.people.weighing import SHOWN_FROM as SHOWN_FROM
from payung.apps.people.weighing import Weighed
from payung.apps.territory.scope import Scope


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What may be said of the city outside one's scope: for which reasons somebody there is alike.

    `asked` is False when the answer is unknown: too many questions were asked within an hour.
    """

    reasons: tuple[Likeness, ...] = ()
    asked: bool = True


class Finder(Protocol):
    """Finds people within a scope who may be the same person."""

    def candidates(self, scope: Scope, keys: Keys, *, besides: UUID = NOBODY) -> list[Lookalike]:
        """Those who may be the one with these keys, the likeliest first; a few at most."""

    def among(self, scope: Scope, asked: Sequence[Person]) -> dict[UUID, list[Lookalike]]:
        """The same for each of several people, by id, in as many queries as for one, which are two."""


_finder: Finder = Weighed()


def finder() -> Finder:
    """What answers who may be the same person."""
    return _finder


def look_elsewhere(scope: Scope, keys: Keys, *, besides: UUID = NOBODY) -> Elsewhere:
    """Whether somebody alike stands outside the scope, without saying who or where. Writes the log: not for a GET."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT same_name, alike_name, same_phone FROM payung_look_elsewhere(%s, %s, %s, %s, %s, %s)",
            [scope.role, keys.name_key or None, keys.birth_date, keys.phone, keys.mother_name, besides],
        )
        same_name, alike_name, same_phone = cursor.fetchone()
    if same_name is None:
        return Elsewhere(asked=False)
    alike = {
        Likeness.NAME_AND_BIRTH: same_name,
        Likeness.ALIKE_NAME_AND_BIRTH: alike_name and not same_name,
        Likeness.PHONE_AND_MOTHER: same_phone,
    }
    return Elsewhere(tuple(reason for reason, holds in alike.items() if holds))
