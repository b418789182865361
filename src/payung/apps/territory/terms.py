"""The days of a term before it is written: how far ahead it may begin, and on which days its office is free."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from payung.apps.accounts.roles import ROLES, Role
from payung.apps.territory import scope
from payung.apps.territory.errors import OfficeError
from payung.apps.territory.models import Area, Holding

MOST_DAYS_AHEAD = 366  # what begins later is a year mistyped


def last_day(
    kind: type[Role], place: Area, *, starts: dt.date, ends: dt.date | None = None, acting: bool = False
) -> dt.date | None:
    """The last day of a term that begins on `starts`; None: open.

    Somebody acting leaves by themselves the day before the next holder begins. Raises `OfficeError` when the term
    begins too far ahead, ends before it begins, or the office is held on a day of it.
    """
    check_start(starts)
    if ends is not None and ends < starts:
        raise OfficeError(_("Hari terakhir tidak dapat sebelum hari pertama."))
    if not kind.office:
        return ends
    held = during(Holding.objects.filter(area=place, role=kind.code), starts, ends).order_by("starts")
    taken = held.select_related("user").first()
    if taken is None:
        return ends
    if acting and ends is None and taken.starts > starts:
        return taken.starts - dt.timedelta(days=1)
    raise OfficeError(refusal(taken, acting=acting, starts=starts))


def check_start(starts: dt.date) -> None:
    """Refuse a first day that lies further ahead than anybody plans. Raises `OfficeError`."""
    latest = scope.current().today + dt.timedelta(days=MOST_DAYS_AHEAD)
    if starts > latest:
        raise OfficeError(
            _("Masa jabatan dapat dimulai paling lambat %(day)s. Periksa tahunnya.") % {"day": spelled(latest)}
        )


def during(found: QuerySet[Holding], starts: dt.date, ends: dt.date | None) -> QuerySet[Holding]:
    """Those that share a day with a term from `starts` to `ends` (None: open)."""
    shared = found.filter(Q(ends__isnull=True) | Q(ends__gte=starts))
    return shared.filter(starts__lte=ends) if ends else shared


def refusal(taken: Holding, *, acting: bool, starts: dt.date) -> str:
    """Who holds the office, from which to which day, and what to do about it."""
    what = _("%(role)s %(place)s dipegang %(who)s sejak %(first)s.")
    if taken.starts > starts:
        what = _("%(role)s %(place)s akan dipegang %(who)s mulai %(first)s.")
    elif taken.ends:
        what = _("%(role)s %(place)s dipegang %(who)s dari %(first)s sampai %(last)s.")
    if taken.starts > starts:
        way = _("Pilih hari terakhir sebelum tanggal itu, atau batalkan dahulu penunjukannya.")
        if not acting:
            way = _("Tunjuk pelaksana tugas sampai sehari sebelumnya, atau batalkan dahulu penunjukannya.")
    else:
        way = _("Akhiri dahulu masa jabatannya, atau pilih hari sesudahnya.")
    said = {
        "role": ROLES[taken.role].label,
        "place": taken.area.name,
        "who": taken.user.full_name,
        "first": spelled(taken.starts),
        "last": spelled(taken.ends) if taken.ends else "",
    }
    return f"{what % said} {way}"


def spelled(day: dt.date) -> str:
    """The day as it is read: 1 Desember 2025."""
    return date_format(day, "j F Y")
