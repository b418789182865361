"""The demonstration's lingkungan and who heads them: invented, because no public list of them exists."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from payung.apps.accounts.models import User
from payung.apps.territory.codes import Level, kemendagri_code
from payung.apps.territory.models import Area, City, Holding
from payung.cli.demo.invented import person_name
from payung.cli.demo.plan import Plan

SINCE = dt.date(2025, 1, 1)
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class Head:
    """Who heads a lingkungan from a day to a day."""

    user_id: int
    starts: dt.date
    ends: dt.date | None


def roman(number: int) -> str:
    text = ""
    for value, sign in ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def add_lingkungan(city: City, plan: Plan, random: Random) -> list[Area]:
    """So many lingkungan over all kelurahan, at least four in each, their number drawn."""
    kelurahan = list(Area.objects.filter(city=city, level=Level.KELURAHAN).order_by("id"))
    counts = [4] * len(kelurahan)
    for _ in range(plan.lingkungan - sum(counts)):
        counts[random.randrange(len(kelurahan))] += 1
    made = [
        Area.lingkungan(place.pk, serial, city=city.pk, name=f"Lingkungan {roman(serial)}", valid_from=SINCE)
        for place, count in zip(kelurahan, counts, strict=True)
        for serial in range(1, count + 1)
    ]
    return Area.objects.bulk_create(made)


class Offices:
    """Appoints invented officials in bulk: heads of lingkungan, lurah, camat."""

    def __init__(self, city: City, plan: Plan, random: Random, password: str) -> None:
        self.city, self.plan, self.random, self.password = city, plan, random, password
        self.users: list[User] = []
        self.holdings: list[tuple[int, Holding]] = []

    def appoint(self, lingkungan: Sequence[Area]) -> None:
        """Give everybody their office."""
        special = self.random.sample(list(lingkungan), self.plan.vacant + self.plan.acting + self.plan.handed_over)
        vacant = {area.id for area in special[: self.plan.vacant]}
        acting = {area.id for area in special[self.plan.vacant : self.plan.vacant + self.plan.acting]}
        handed = {area.id for area in special[self.plan.vacant + self.plan.acting :]}
        for area in lingkungan:
            self._head(area, vacant=area.id in vacant, acting=area.id in acting, handed=area.id in handed)
        for area in Area.objects.filter(city=self.city, level__in=[Level.KELURAHAN, Level.KECAMATAN]).order_by("id"):
            self._add("lurah" if area.level == Level.KELURAHAN else "camat", area, SINCE, None)
        self._save()

    def _head(self, area: Area, *, vacant: bool, acting: bool, handed: bool) -> None:
        if not (vacant or acting or handed):
            self._add("kepling", area, SINCE, None)
            return
        change = self.plan.starts + dt.timedelta(days=self.random.randrange(20, 150))
        self._add("kepling", area, SINCE, change - dt.timedelta(days=1))
        if not vacant:
            self._add("kepling", area, change, None, acting=acting)

    def _add(self, role: str, area: Area, starts: dt.date, ends: dt.date | None, *, acting: bool = False) -> None:
        number = len(self.users)
        login = f"{role}.{kemendagri_code(area.id).replace('.', '')}{area.id % 10000 or ''}.{number}"
        name = person_name(self.random, self.random.choice("MF"))
        self.users.append(User(username=login, full_name=name, password=self.password, is_demo=True))
        holding = Holding(role=role, area_id=area.id, starts=starts, ends=ends, acting=acting)
        self.holdings.append((number, holding))

    def _save(self) -> None:
        saved = User.objects.bulk_create(self.users)
        for number, holding in self.holdings:
            holding.user_id = saved[number].pk
        Holding.objects.bulk_create([holding for _, holding in self.holdings])


def heads_of(city: City) -> dict[int, list[Head]]:
    """Everybody who ever headed a lingkungan of the city, by the lingkungan's id."""
    heads: dict[int, list[Head]] = {}
    held = Holding.objects.filter(area__city=city, role="kepling").order_by("area_id", "starts")
    for area, user, starts, ends in held.values_list("area_id", "user_id", "starts", "ends"):
        heads.setdefault(area, []).append(Head(user, starts, ends))
    return heads
