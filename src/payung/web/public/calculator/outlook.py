"""The chart of the months ahead: what each month costs, and where that changes."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from payung.shared.months import Month, months
from payung.web.charts import Chart, Column, Point
from payung.web.templatetags.payung_format import month_axis, month_name

MONTHS = 18


def ahead(first: Month) -> list[Month]:
    """The months of the chart."""
    return list(months(first, first + MONTHS - 1))


def chart(columns: Mapping[str, Mapping[Month, int]], *, marks: Mapping[Month, str]) -> Chart:
    """Steps of rupiah for each column, by month; `marks` say what changes where."""
    shown = list(next(iter(columns.values())))
    points = tuple(
        Point(month_axis(month), tuple(each[month] for each in columns.values()), mark=marks.get(month, ""))
        for month in shown
    )
    drawn = tuple(Column(label) for label in columns)
    said = " ".join(marks.values()) or _unchanged(shown)
    title = _("Delapan belas bulan mulai %(month)s") % {"month": month_name(shown[0])}
    return Chart(id="grafik", title=title, head=_("Bulan"), columns=drawn, points=points, says=said)


def _unchanged(shown: list[Month]) -> str:
    sentence = _("Tidak ada perubahan dari %(first)s sampai %(last)s, sejauh aturan yang diketahui sekarang.")
    return sentence % {"first": month_name(shown[0]), "last": month_name(shown[-1])}
