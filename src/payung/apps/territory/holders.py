"""Who holds, or held, a role: on a day, for one area or many. Which offices are vacant: `seats`."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from payung.apps.accounts.roles import ROLES
from payung.apps.territory.codes import Level
from payung.apps.territory.models import Area, Branch, Holding, HoldingQuerySet
from payung.apps.territory.scope import Scope


@dataclass(frozen=True, slots=True)
class Holder:
    """One holding: who, which role, where, and from which to which day (`ends` is the last day, None: open)."""

    holding: int
    user: int
    name: str
    username: str
    role: str
    area: int
    branch: str
    agency: str
    agency_id: int | None
    acting: bool
    starts: dt.date
    ends: dt.date | None

    def on(self, day: dt.date) -> bool:
        return self.starts <= day and (self.ends is None or self.ends >= day)


def holder(scope: Scope, area: int, role: str, *, on: dt.date) -> Holder | None:
    """Who held the office on the day; None is a vacancy."""
    return holders(scope, role, on=on, areas=[area]).get(area)


def holders(scope: Scope, role: str, *, on: dt.date, areas: Iterable[int] | None = None) -> dict[int, Holder]:
    """Who held an office on the day, by area; without `areas` in the whole territory. Areas left out are vacant."""
    found = _within(scope).on(on).filter(role=role)
    if areas is not None:
        found = found.filter(area_id__in=list(areas))
    return {each.area: each for each in as_holders(found)}


def holders_during(scope: Scope, role: str, *, first: dt.date, last: dt.date) -> dict[int, list[Holder]]:
    """Who held an office on some day of a period, by area, earliest first: `Holder.on(day)` tells who then."""
    begun = _within(scope).filter(role=role, starts__lte=last).exclude(ends__lt=first)
    found: dict[int, list[Holder]] = {}
    for each in as_holders(begun.order_by("area_id", "starts")):
        found.setdefault(each.area, []).append(each)
    return found


def roles_at(scope: Scope, area: int, *, on: dt.date) -> list[Holder]:
    """Every role held in exactly this area on the day or later, in the order in which the roles are described."""
    held = _within(scope).filter(area_id=area).exclude(ends__lt=on)
    order = list(ROLES)
    return sorted(as_holders(held), key=lambda each: (order.index(each.role), each.starts, each.name))


def of_agency(scope: Scope, agency: int, *, on: dt.date) -> list[Holder]:
    """Who acts for an agency on the day or later, by name."""
    held = _within(scope).filter(agency_id=agency).exclude(ends__lt=on)
    return sorted(as_holders(held), key=lambda each: (each.name, each.starts))


def of_branches(scope: Scope, *, on: dt.date) -> list[Holder]:
    """Officers of the city's branches on the day or later whom another city appointed: they have a seat here too."""
    branches = Branch.objects.serving(scope.city).values("pk")
    found = Holding.objects.filter(branch__in=branches).exclude(ends__lt=on)
    elsewhere = found.exclude(area__id__range=(scope.lo, scope.hi))
    return sorted(as_holders(elsewhere), key=lambda each: (each.branch, each.name, each.starts))


def terms_of(scope: Scope, area: int, role: str) -> list[Holder]:
    """Every term in which an office was or will be held in exactly this area, the latest first."""
    return as_holders(_within(scope).filter(area_id=area, role=role).order_by("-starts"))


def of_user(scope: Scope, user: int) -> list[Holder]:
    """Everything that somebody holds or held in the territory, latest first."""
    return list(as_holders(_within(scope).filter(user_id=user).order_by("-starts", "-id")))


def helped(held: Iterable[Holding], *, on: dt.date) -> dict[int, str]:
    """Whom helpers help on the day: names of the holders, by the area of the office."""
    roles = {each.kind.helps for each in held} - {""}
    areas = {each.area_id for each in held if each.kind.helps}
    found = Holding.objects.on(on).filter(area_id__in=areas, role__in=roles) if areas else Holding.objects.none()
    return dict(found.values_list("area_id", "user__full_name"))


def all_lasting() -> dict[int, list[str]]:
    """What every account holds or will hold, in words, by user id: for the shell of whoever runs the program."""
    found: dict[int, list[str]] = {}
    today = timezone.localdate()
    for each in Holding.objects.select_related("area__city").order_by("area_id", "starts"):
        clock = each.area.city.clock if each.area.city else None
        if each.ends is None or each.ends >= (clock or today):
            lasting = f"{each.starts} – {each.ends or ''}".rstrip()
            found.setdefault(each.user_id, []).append(f"{each.role}  {each.area.code}  {each.area.name}  {lasting}")
    return found


def office_of(level: Level) -> str | None:
    """The role that is the office of an area of this level: kepling, lurah, camat, mayor."""
    return next((code for code, role in ROLES.items() if role.office and role.level == level), None)


def lasting(scope: Scope, holding: int, *, on: dt.date) -> Holder | None:
    """A holding of the territory that is in force on the day or will be."""
    return next(iter(as_holders(_within(scope).filter(pk=holding).exclude(ends__lt=on))), None)


def holds_elsewhere(scope: Scope, user: int, *, on: dt.date) -> bool:
    """Whether somebody holds or will hold a role outside the territory."""
    outside = Holding.objects.filter(user_id=user).exclude(area__id__range=(scope.lo, scope.hi))
    return outside.exclude(ends__lt=on).exists()


def is_known(scope: Scope, user: int) -> bool:
    """Whether somebody has ever held a role in the territory."""
    return _within(scope).filter(user_id=user).exists()


def area_names(scope: Scope, areas: Iterable[int]) -> dict[int, str]:
    """Current names of areas of the territory."""
    return dict(Area.objects.filter(pk__in=list(areas), id__range=(scope.lo, scope.hi)).values_list("id", "name"))


def _within(scope: Scope) -> HoldingQuerySet:
    return Holding.objects.filter(area__id__range=(scope.lo, scope.hi))


def as_holders(found: HoldingQuerySet) -> list[Holder]:
    """The holdings with the names of who holds them, in the order of the query; one query."""
    return [
        Holder(
            holding=each.pk,
            user=each.user_id,
            name=each.user.full_name,
            username=each.user.username,
            role=each.role,
            area=each.area_id,
            branch=each.branch.name if each.branch else "",
            agency=each.agency.name if each.agency else "",
            agency_id=each.agency_id,
            acting=each.acting,
            starts=each.starts,
            ends=each.ends,
        )
        for each in found.select_related("user", "branch", "agency")
    ]
