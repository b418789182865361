"""One sheet with a campaign's figures of one place: counts alone, nobody is named."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from payung.integrations.letters.compiling import pdf


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as people read it, what it counts, and a word beside it."""

    label: str
    value: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One part of a whole; `part` from 0 to 1 is its length."""

    label: str
    count: str
    share: str
    part: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Parts under each other, with where they come from; `text` stands there instead while there are none."""

    title: str
    bars: Sequence[Bar]
    source: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the drawing through points from 0 to 1, left to right and from the bottom up."""

    label: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Up to four lines, told apart by their dashes; the words at both ends of the time, and at the top."""

    title: str
    lines: Sequence[Line]
    first: str
    last: str
    top: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of as many cells as there are columns; the first cell is the name. `total` is the last row."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    total: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the sheet says, in its language (`id` or `en`), everything worded already."""

    language: str
    owner: str
    title: str
    period: str
    specimen: str
    answer: str
    beside: str
    figures: Sequence[Figure]
    drawing: Drawing
    pace: str
    notes: Sequence[str]
    protection: Bars
    months: Bars
    table: Table
    sources: Sequence[str]
    made: str


def sheet(content: Sheet) -> bytes:
    """The sheet as PDF of one page. Raises `LetterError` and `TypefaceMissing`."""
    return pdf("sheet.typ", asdict(content))
