"""What two people are compared by, field by field, and a person with some of the other's values."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from payung.apps.people.details import SEALED, Details
from payung.apps.people.models import Person
from payung.apps.people.queries import details_of
from payung.apps.territory import scope

PLACE = "place"  # where they live: an area, and the kota or kabupaten of who lives outside the city
FIELDS = (
    "name", "birth_date", "sex", "birth_place", "mother_name", "phone", "email", "family_card", PLACE, "address",
    "postcode", "marital_status",
)  # fmt: skip
HIDDEN = frozenset(SEALED)


@dataclass(frozen=True, slots=True)
class Difference:
    """One particular of two people as text; of `HIDDEN` ones nothing is shown without a logged purpose."""

    field: str
    kept: str
    absorbed: str

    @property
    def same(self) -> bool:
        return self.kept == self.absorbed

    @property
    def hidden(self) -> bool:
        return self.field in HIDDEN

    @property
    def proposed(self) -> bool:
        """Whether the other's value is proposed: only where the one who stays has none."""
        return not self.kept and bool(self.absorbed)


def differences(kept: Person, absorbed: Person) -> list[Difference]:
    """Every particular of the two, equal ones included. The NIK is none of them: whose stands is who stays."""
    ours, theirs = values(kept), values(absorbed)
    return [Difference(name, ours[name], theirs[name]) for name in FIELDS]


def values(person: Person) -> dict[str, str]:
    """Each particular as text, in the open."""
    details = details_of(person)
    stated = {name: str(getattr(details, name)) for name in FIELDS if name != PLACE}
    return stated | {PLACE: f"{person.area_id} {person.home_regency}".strip()}


def with_values(person: Person, changed: dict[str, str]) -> dict[str, Any]:
    """The columns of a person in whom these particulars have these values."""
    stated: dict[str, Any] = {name: value for name, value in changed.items() if name != PLACE}
    if "birth_date" in stated:
        stated["birth_date"] = dt.date.fromisoformat(stated["birth_date"])
    area, _space, home = changed.get(PLACE, f"{person.area_id} {person.home_regency}").partition(" ")
    details: Details = replace(details_of(person), **stated, home_regency=home)
    return details.columns(scope.current().vault) | {"area_id": int(area)}


def area_of(place: str) -> int:
    """The area of a value of `PLACE`."""
    return int(place.partition(" ")[0])


def known(names: Iterable[str]) -> frozenset[str]:
    """Those of the names that are particulars."""
    return frozenset(FIELDS) & frozenset(names)
