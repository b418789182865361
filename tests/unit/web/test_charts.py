"""Charts: figures for people and for a drawing program, in a table that stands without a drawing too."""

import datetime as dt
from fractions import Fraction

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from payung.web.charts import Chart, Column, Point, Unit


def chart(*points: Point, columns: int = 1, unit: Unit = "rupiah") -> Chart:
    return Chart("x", "Iuran", "Bulan", tuple(Column(f"K{n}") for n in range(columns)), points, unit=unit)


def drawn(shown: Chart) -> str:
    return render_to_string("components/chart.html", {"chart": shown})


@pytest.mark.parametrize(
    ("figure", "unit", "text", "value"),
    [
        (16_800, "rupiah", "Rp16.800", "16800"),
        (Fraction(24, 10_000), "percent", "0,24\u00a0%", "0.0024"),
        (Fraction(1, 3), "percent", "1/3", "0.333333333333"),
        (1_204, "number", "1.204", "1204"),
        (None, "rupiah", "–", ""),
        (0, "rupiah", "Rp0", "0"),
    ],
)
def test_a_figure_is_written_twice(figure: int | Fraction | None, unit: Unit, text: str, value: str) -> None:
    with translation.override("id"):
        ((cell,),) = (row.cells for row in chart(Point("Jan", (figure,)), unit=unit).rows)
    assert (cell.text, cell.value) == (text, value)


def test_a_point_has_a_figure_for_each_column() -> None:
    with pytest.raises(ValueError, match="shorter"):
        list(chart(Point("Jan", (1,)), columns=2).rows)


def test_a_day_and_what_changes_on_it_stand_in_the_table() -> None:
    html = drawn(chart(Point("2027", (1,), day=dt.date(2027, 1, 1), mark="Keringanan berakhir")))
    assert 'datetime="2027-01-01"' in html
    assert html.count("Keringanan berakhir") == 2


def test_without_points_there_is_no_empty_frame() -> None:
    assert "<table" not in drawn(chart())
