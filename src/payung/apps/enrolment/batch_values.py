"""Everything that a column of a batch can hold, for one registration, in the open."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from payung.apps.enrolment import heirs
from payung.apps.enrolment.models import Registration
from payung.apps.people.details import Details, opened
from payung.apps.territory.codes import Level, ancestor, level_of
from payung.apps.territory.models import Area, City
from payung.apps.territory.queries import places
from payung.identity.regions import names
from payung.integrations.insurer.columns import Value
from payung.shared.vault import Vault

LEVELS = (Level.LINGKUNGAN, Level.KELURAHAN, Level.KECAMATAN)


@dataclass(frozen=True, slots=True)
class Places:
    """The names of places on the day of a batch; the province is the country's, by the city's code."""

    city: str
    province: str
    names: Mapping[int, str]

    @classmethod
    def of(cls, city: City, areas: Iterable[int], *, on: dt.date) -> "Places":
        """The names that these areas and the areas above them need."""
        needed = {ancestor(area, level) for area in set(areas) for level in LEVELS}
        found = places(Area.objects.filter(pk__in=needed), on=on)
        return cls(
            city.name, names().get(city.code[:2], ""), {each.id: each.name for each in found if each.id != city.pk}
        )

    def values(self, area: int, home: str = "") -> dict[str, Value]:
        """Where somebody lives, as far down as it is known; `home` is the regency of who lives outside the city."""
        if home:
            return {"city": names().get(home, ""), "province": names().get(home[:2], "")}
        known = {level.value: ancestor(area, level) for level in LEVELS}
        # an area is its own ancestor at every level below its own
        found = {level: self.names.get(each, "") for level, each in known.items() if level_of(each) == level}
        return {**found, "city": self.city, "province": self.province}


class Stated(Protocol):
    """What a registration says of somebody's work and dues: a `Registration` or its `Particulars`; only read."""

    @property
    def occupation(self) -> str: ...

    @property
    def occupation_2(self) -> str: ...

    @property
    def work_place(self) -> str: ...

    @property
    def work_hours(self) -> str: ...

    @property
    def monthly_income_idr(self) -> int | None: ...

    @property
    def programmes(self) -> str: ...

    @property
    def payer(self) -> str: ...

    @property
    def payment_months(self) -> int: ...


def values_of(registration: Registration, where: Places, vault: Vault) -> dict[str, Value]:
    """The values of one registration by the names that a column map uses, without those of its batch."""
    heir = vault.open("heir", registration.heir) if registration.heir else ""
    person = registration.person
    return stated_values(
        opened(person, vault), registration, heir=heir, place=where.values(person.area_id, person.home_regency)
    )


def stated_values(details: Details, stated: Stated, *, heir: str, place: Mapping[str, Value]) -> dict[str, Value]:
    """The same from details in the open; `place` is what `Places.values` says of where somebody lives."""
    person = {name: getattr(details, name) for name in details.__dataclass_fields__}
    work = {name: getattr(stated, name) for name in ("occupation", "occupation_2", "work_place", "work_hours")}
    return {
        **person,
        **work,
        **place,
        "income": stated.monthly_income_idr,
        "programmes": stated.programmes,
        "payer": stated.payer,
        "payment_months": stated.payment_months,
        "heirs": heirs.said(heirs.read(heir)),
    }
