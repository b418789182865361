"""The chart of the months ahead: what each month costs, and where that changes."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from payung.shared.months import Month
from payung.web.charts import Chart, Column, Point
from payung.web.templatetags.payung_format import month_axis, month_name

MONTHS = 18


def ahead(first: Month) -> list[Month]:
    """The months of the chart."""
    return [first + step for step in range(MONTHS)]


def chart(columns: Mapping[str, Mapping[Month, int]], *, title: str, marks: Mapping[Month, str]) -> Chart:
    """Steps of rupiah for each column, by month; `marks` say what changes where."""
    months = list(next(iter(columns.values())))
    points = tuple(
        Point(month_axis(month), tuple(each[month] for each in columns.values()), mark=marks.get(month, ""))
        for month in months
    )
    drawn = tuple(Column(label) for label in columns)
    said = " ".join(marks.values()) or unchanged(months)
    return Chart(id="grafik", title=title, head=_("Bulan"), columns=drawn, points=points, says=said)


def unchanged(months: list[Month]) -> str:
    """That nothing changes, as far as is known."""
    sentence = _("Tidak ada perubahan dari %(first)s sampai %(last)s, sejauh aturan yang diketahui sekarang.")
    return sentence % {"first": month_name(months[0]), "last": month_name(months[-1])}
