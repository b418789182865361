"""What the page of who stays says; all words and drawing, no counting."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.apps.campaigns.cohorts import Cohort, Staying
from payung.rules.protection import Standing
from payung.shared.months import Month
from payung.web.charts import Chart, Column, Point
from payung.web.city.campaign_charts import SHOWN_STANDINGS
from payung.web.state_words import PROTECTION
from payung.web.templatetags.payung_format import month_axis, month_name, number, percent_of, short_date

STRIP = 240  # units of the drawing's width


def answer(seen: Staying, *, fewest: int) -> str:
    """The first line: how many of the first newcomers are paid in the last month told; of few people no share."""
    told = [each for each in seen.cohorts if each.standings]
    if not seen.members:
        return _("Belum ada yang diterima BPJS Ketenagakerjaan.")
    if not told:
        return _("Siapa yang bertahan belum dapat dikatakan: data iuran belum masuk.")
    first = told[0]
    last = max(first.standings)
    paid = first.standings[last][Standing.PAID]
    text = _("Dari %(members)s orang yang didaftarkan %(joined)s dan diterima, %(paid)s lunas %(month)s: %(share)s.")
    if first.members < fewest:
        text = _("Dari %(members)s orang yang didaftarkan %(joined)s dan diterima, %(paid)s lunas %(month)s.")
    return text % {
        "members": number(first.members),
        "joined": month_name(first.month),
        "paid": number(paid),
        "month": month_name(last),
        "share": percent_of(paid, first.members),
    }


def months_paid(seen: Staying, *, fewest: int) -> Chart | None:
    """How many members have paid how many months in all."""
    counts = seen.months_paid
    if not counts:
        return None
    points = tuple(Point(number(months), (counts[months],)) for months in range(max(counts) + 1))
    text = _("%(count)s dari %(members)s anggota (%(share)s) baru membayar satu bulan.")
    if seen.members < fewest:
        text = _("%(count)s dari %(members)s anggota baru membayar satu bulan.")
    once = {"count": number(counts[1]), "members": number(seen.members), "share": percent_of(counts[1], seen.members)}
    return Chart(
        id="bulan-dibayar",
        title=_("Berapa bulan sudah dibayar"),
        head=_("Banyaknya bulan"),
        columns=(Column(_("Orang")),),
        points=points,
        kind="bar",
        unit="number",
        says=text % once,
    )


def standings(url: str, shown: Standing) -> list[dict[str, Any]]:
    """The four words, each a view of its own."""
    return [
        {
            "label": PROTECTION[each].label,
            "icon": PROTECTION[each].icon,
            "url": f"{url}&keadaan={each.value}#kelompok",
            "current": each is shown,
        }
        for each in SHOWN_STANDINGS
    ]


def grid(seen: Staying, standing: Standing, told: Mapping[Month, dt.date], *, fewest: int) -> dict[str, Any] | None:
    """Newcomers by month, and how many of them have the standing in each month since; None while nothing is told."""
    last = max((month for each in seen.cohorts for month in each.standings), default=None)
    if last is None:
        return None
    furthest = max(last - each.month for each in seen.cohorts if each.month <= last)
    columns = [since(months) for months in range(furthest + 1)]
    rows = [_row(each, standing, columns, last, fewest) for each in seen.cohorts]
    return {
        "title": _("Per bulan pendaftaran: %(word)s") % {"word": PROTECTION[standing].label},
        "tone": PROTECTION[standing].tone,
        "columns": columns,
        "rows": rows,
        "width": STRIP,
        "told": [{"month": month, "as_of": short_date(told[month])} for month in _told(seen)],
        "earlier": _earlier(seen.earlier),
        "fewest": fewest,
    }


def _told(seen: Staying) -> list[Month]:
    return sorted({month for each in seen.cohorts for month in each.standings})


def since(months: int) -> str:
    """The heading of a column: the same month, or so many after it."""
    if not months:
        return _("Bulan itu")
    return ngettext("%(count)s bulan kemudian", "%(count)s bulan kemudian", months) % {"count": number(months)}


def _row(cohort: Cohort, standing: Standing, columns: list[str], last: Month, fewest: int) -> dict[str, Any]:
    members = ngettext("%(count)s anggota", "%(count)s anggota", cohort.members)
    return {
        "name": month_name(cohort.month),
        "note": members % {"count": number(cohort.members)},
        "cells": [
            {"label": label, **_cell(cohort, cohort.month + months, standing, last, fewest)}
            for months, label in enumerate(columns)
        ],
    }


def _cell(cohort: Cohort, month: Month, standing: Standing, last: Month, fewest: int) -> dict[str, Any]:
    """Nothing for a month to come; a dash for one whose file is not in; a count alone for a small group."""
    if month > last:
        return {"kind": "none"}
    if month not in cohort.standings:
        return {"kind": "unknown", "text": number(None), "month": month_axis(month)}
    count = cohort.standings[month][standing]
    small = cohort.members < fewest
    return {
        "kind": "count" if small else "share",
        "text": number(count) if small else percent_of(count, cohort.members),
        "count": number(count),
        "month": month_axis(month),
        "width": 0 if small else count * STRIP // cohort.members,
    }


def _earlier(count: int) -> str:
    if not count:
        return ""
    text = ngettext(
        "%(count)s anggota yang didaftarkan lebih dahulu tidak ada di tabel ini.",
        "%(count)s anggota yang didaftarkan lebih dahulu tidak ada di tabel ini.",
        count,
    )
    return text % {"count": number(count)}
