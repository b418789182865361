"""A head of a lingkungan lets somebody help: from a day to a day, in that lingkungan, in the head's stead for nobody.

What a helper registers counts for whoever heads the lingkungan on the day, as everything there does.
"""

import datetime as dt

from django.utils.translation import gettext as _

from payung.apps.accounts.roles import Helper
from payung.apps.territory import holders, offices, queries, scope
from payung.apps.territory.codes import Level
from payung.apps.territory.errors import OfficeError
from payung.apps.territory.holders import Holder
from payung.apps.territory.models import Holding
from payung.apps.territory.scope import Scope

MOST_DAYS = 366  # after a year the head says anew that somebody still helps


def helpers(mine: Scope, *, on: dt.date) -> list[Holder]:
    """Who helps in exactly the scope's area on the day or later."""
    return [each for each in holders.roles_at(mine, mine.area, on=on) if each.role == Helper.code]


def helper(mine: Scope, holding: int, *, on: dt.date) -> Holder | None:
    """One of them."""
    return next((each for each in helpers(mine, on=on) if each.holding == holding), None)


def appoint(*, user: int, starts: dt.date, ends: dt.date) -> Holding:
    """`user` helps in the scope's own lingkungan from a day to a day, at most for a year and for the head's own term.

    Raises `OfficeError`.
    """
    mine = scope.current().scope
    place = queries.area(mine, mine.area)
    if place.level != Level.LINGKUNGAN:
        raise OfficeError(_("Pembantu ditunjuk oleh kepala lingkungannya."))
    _check_days(mine, starts, ends)
    known = Holding.objects.filter(user_id=user, role=Helper.code, area=place, starts__lte=ends)
    if known.exclude(ends__lt=starts).exists():
        raise OfficeError(_("Orang ini sudah menjadi pembantu pada masa itu."))
    return offices.give(user=user, kind=Helper, place=place, starts=starts, ends=ends)


def end(*, holding: int, on: dt.date) -> None:
    """`on` is the last day of the help; what has not begun is taken back. Raises `OfficeError`."""
    today = scope.current().today
    found = helper(scope.current().scope, holding, on=today)
    if found is None:
        raise OfficeError(_("Pembantu ini tidak ada di lingkungan Anda."))
    if found.starts > today:
        offices.withdraw(holding=holding)
    else:
        offices.end(holding=holding, on=on)


def _check_days(mine: Scope, starts: dt.date, ends: dt.date) -> None:
    if ends < starts:
        raise OfficeError(_("Hari terakhir tidak dapat sebelum hari pertama."))
    if (ends - starts).days >= MOST_DAYS:
        raise OfficeError(_("Paling lama satu tahun. Sesudahnya Anda dapat menunjuk lagi."))
    head = holders.holder(mine, mine.area, Helper.helps, on=starts)
    if head is not None and head.ends is not None and head.ends < ends:
        raise OfficeError(_("Masa jabatan kepala lingkungan berakhir lebih dahulu."))
