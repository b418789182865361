"""Gives the demonstration's sign-ins their roles: the heads among them take over the account of an invented head."""

import datetime as dt
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db.models import Q, QuerySet

from payung.apps.accounts.demo import ACCOUNTS, PASSWORD, seed
from payung.apps.accounts.models import User
from payung.apps.accounts.roles import ROLES
from payung.apps.territory.codes import Level, province_of
from payung.apps.territory.models import Area, Branch, City, Holding
from payung.apps.territory.regional import appoint_reader

NAMES = {
    "manager": "Rina Rekaan Siregar",
    "clerk": "Dedi Rekaan Lubis",
    "mayor": "Wali Kota Rekaan",
    "helper": "Nur Rekaan Hutabarat",
    "insurer_officer": "Maya Rekaan Ginting",
    "regional_reader": "Tiur Rekaan Simanjuntak",
    "data_protection_officer": "Hasan Rekaan Pohan",
    "administrator": "Yanti Rekaan Damanik",
}
OFFICE_LEVELS = {"kepling": Level.LINGKUNGAN, "lurah": Level.KELURAHAN, "camat": Level.KECAMATAN}


def appoint_accounts(city: City, *, since: dt.date) -> None:
    """Make the sign-ins that the demo shows: officials of the first places keep their invented names."""
    password = make_password(PASSWORD)
    for account in ACCOUNTS:
        if account.role in OFFICE_LEVELS:
            _lend(account.username, _first_holder(city, account.role), password)
        elif ROLES[account.role].by_agency:
            _lend(account.username, _first_officer(city, account.role), password)
        else:
            user = User.objects.create(username=account.username, full_name=NAMES[account.role], password=password)
            _appoint(city, account.role, user, since=since)
    renew_accounts(city)


def _appoint(city: City, role: str, user: User, *, since: dt.date) -> None:
    if ROLES[role].regional:
        appoint_reader(user=user.pk, province=city.code.partition(".")[0], starts=since)
        return
    branch = Branch.objects.filter(city=city).order_by("id").first() if ROLES[role].by_branch else None
    where = _helped(city) if ROLES[role].helps else {"area_id": city.area_id, "branch": branch}
    Holding.objects.create(user=user, role=role, starts=since, **where)


def _helped(city: City) -> dict[str, Any]:
    """The lingkungan whose head the sign-in page shows, until the end of the year."""
    return {"area_id": Holding.objects.get(user=_first_holder(city, "kepling")).area_id, "ends": dt.date(2025, 12, 31)}


def taken_names() -> list[str]:
    """Which names of the demonstration's sign-ins accounts bear already."""
    return list(_sign_ins().order_by("username").values_list("username", flat=True))


def renew_accounts(city: City) -> None:
    """Everybody in the demo city is the demonstration's; its sign-ins have this installation's second factor."""
    here = Q(area__city=city) | Q(area=province_of(city.area_id), user__username__in=_sign_ins().values("username"))
    mine = Holding.objects.filter(here).values("user_id")
    User.objects.filter(pk__in=mine, is_demo=False).update(is_demo=True)
    seed(_sign_ins().filter(pk__in=mine))


def _sign_ins() -> QuerySet[User]:
    return User.objects.filter(username__in=[account.username for account in ACCOUNTS])


def _first_holder(city: City, role: str) -> User:
    """Who holds the office on the clock's day in the first place that has a holder all along."""
    places = Area.objects.filter(city=city, level=OFFICE_LEVELS[role]).order_by("id").values("id")
    held = Holding.objects.filter(role=role, area_id__in=places, ends=None, acting=False)
    return held.order_by("area_id").select_related("user")[0].user


def _first_officer(city: City, role: str) -> User:
    """Who acts for the first agency of the plan."""
    held = Holding.objects.filter(area=city.area_id, role=role).order_by("id")
    return held.select_related("user")[0].user


def _lend(username: str, user: User, password: str) -> None:
    user.username, user.password = username, password
    user.save(update_fields=["username", "password"])
