"""The mayor's page, readable from two metres: how many are members, how many of them are still protected."""

import datetime as dt
from collections import Counter
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from payung.apps.campaigns.progress import accepted_by_day
from payung.shared.months import Month, months
from payung.web.charts import Chart, Column, Point
from payung.web.templatetags.payung_format import long_date, month_axis, month_name, number, percent_of
from payung.web.today.frame import Counted, counted

MOST_MONTHS = 12


def context(request: HttpRequest) -> dict[str, Any]:
    """The page's parts; without a campaign what is missing and who makes it."""
    found = counted(request)
    if found is None:
        return {"found": None}
    whole = found.seen.total
    return {
        "found": found,
        "share": percent_of(whole.accepted, whole.target) if whole.target else "",
        "count": number(whole.accepted),
        "target": number(whole.target),
        "protected": protected(found),
        "unknown": unknown(found, request),
        "bar": found.protection,
        "chart": trend(request, found),
    }


def protected(found: Counted) -> str:
    """How many are protected for certain in the last month that is known; grace is not counted with them."""
    ended, whole = found.ended, found.seen.total
    if ended is None or not whole.members:
        return ""
    text = _("%(count)s di antaranya (%(share)s) lunas untuk %(month)s.")
    share = percent_of(whole.paid, whole.accepted)
    return text % {"count": number(whole.paid), "share": share, "month": month_name(ended.month)}


def unknown(found: Counted, request: HttpRequest) -> list[str]:
    """What the figures do not say, in sentences."""
    whole, ended = found.seen.total, found.ended
    said = []
    last = Month.of(request.today) - 1
    if ended is None:
        said.append(_("Siapa yang masih terlindungi belum diketahui: belum ada data iuran dari BPJS Ketenagakerjaan."))
    elif ended.month < last:
        text = _("Keadaan sesudah %(month)s belum diketahui: data iuran %(last)s belum masuk.")
        said.append(text % {"month": month_name(ended.month), "last": month_name(last)})
    if ended and whole.accepted > whole.members:
        text = _("Tentang %(count)s yang diterima belum diketahui nomor pesertanya, jadi belum diketahui iurannya.")
        said.append(text % {"count": number(whole.accepted - whole.members)})
    if not whole.target:
        said.append(_("Targetnya belum diketahui: lingkungan kota belum tercatat."))
    said.append(_("Masa tenggang: iuran yang terlambat masih dapat dibayar; orangnya belum dihitung terlindungi."))
    return said


def trend(request: HttpRequest, found: Counted) -> Chart | None:
    """Members by the end of each month of the campaign; the running month as of today. One month is no course."""
    period = found.seen.question.period
    if period.ends < period.starts or not found.seen.total.accepted:
        return None
    listed = list(months(Month.of(period.starts), Month.of(request.today)))[-MOST_MONTHS:]
    if len(listed) == 1:
        return None
    accepted = accepted_by_day(request.scope, period)
    points = [Point(month_axis(each), (_by(accepted, each),)) for each in listed]
    first, last = points[0].figures[0], points[-1].figures[0]
    return Chart(
        id="anggota",
        title=_("Diterima BPJS, dari bulan ke bulan"),
        head=_("Bulan"),
        columns=(Column(_("Diterima sampai akhir bulan")),),
        points=tuple(points),
        kind="bar",
        unit="number",
        says=_("Dari %(first)s pada %(from)s menjadi %(last)s sampai %(today)s.")
        % {
            "first": number(first),
            "from": month_name(listed[0]),
            "last": number(last),
            "today": long_date(request.today),
        },
    )


def _by(accepted: Counter[dt.date], month: Month) -> int:
    """How many were accepted by the end of a month."""
    return sum(count for day, count in accepted.items() if Month.of(day) <= month)
