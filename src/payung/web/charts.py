"""What a chart shows, as the table behind it: components/chart.html writes it, frontend/modules/chart.js draws it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from payung.web.templatetags.payung_format import NOTHING, number, percent, rupiah

_DIGITS = 12  # of a share such as 1/3: finer than any drawing

Number = int | Decimal | Fraction
Figure = Number | None
Unit = Literal["rupiah", "percent", "number"]


@dataclass(frozen=True, slots=True)
class Column:
    """A series; one that is not drawn stands in the table alone."""

    label: str
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class Point:
    """One row: a figure for each column, None where it is not known. `day` puts it on an axis of days; `mark` says what
    changes there."""

    label: str
    figures: tuple[Figure, ...]
    day: date | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as people read it, and as a drawing program does."""

    text: str
    value: str
    column: str


@dataclass(frozen=True, slots=True)
class Row:
    """A point with its figures written out."""

    label: str
    cells: tuple[Cell, ...]
    day: date | None
    mark: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing: `head` is the heading of the row heads, `says` the sentence that the drawing shows. Bars may be
    `stacked`; `until` is the day to which the last step of an axis of days lasts."""

    id: str
    title: str
    head: str
    columns: tuple[Column, ...]
    points: tuple[Point, ...]
    kind: Literal["step", "line", "bar"] = "step"
    unit: Unit = "rupiah"
    says: str = ""
    stacked: bool = False
    until: date | None = None

    @property
    def rows(self) -> Iterable[Row]:
        """The points as rows of the table."""
        for point in self.points:
            pairs = zip(self.columns, point.figures, strict=True)
            cells = tuple(_cell(figure, self.unit, column.label) for column, figure in pairs)
            yield Row(point.label, cells, point.day, point.mark)


def _written(figure: Number, unit: Unit) -> str:
    if unit == "percent":
        return percent(figure)
    exact = figure if isinstance(figure, int | Decimal) else Decimal(figure.numerator) / figure.denominator
    return rupiah(exact) if unit == "rupiah" else number(exact)


def _cell(figure: Figure, unit: Unit, column: str) -> Cell:
    text = NOTHING if figure is None else _written(figure, unit)
    return Cell(text, _drawable(figure), column)


def _drawable(figure: Figure) -> str:
    """With a point and without groups, in every language; nothing for a gap."""
    if figure is None:
        return ""
    return f"{float(figure):.{_DIGITS}g}" if isinstance(figure, Fraction | Decimal) else str(figure)
