"""The lines of an incoming file: each with its row number and the texts of its known columns."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from payung.identity.folding import is_placeholder, words
from payung.integrations.insurer.errors import FileProblem, InsurerFileError
from payung.integrations.insurer.headings import Heading, Kind, Rows, find
from payung.integrations.insurer.texts import text

Cells = Mapping[str, str]
_SUM = re.compile(r"^(?:grand |sub )?(?:total|jumlah|jml)\b")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Line:
    """One row under the headings. `cells` hold what the known columns say; empty ones are left out."""

    number: int
    cells: Cells


def lines(sheets: Iterable[Rows], kind: Kind) -> list[Line]:
    """The file's data rows in order; blank rows, sums and signatures are no lines. Raises `InsurerFileError`."""
    rows, heading = find(sheets, kind)
    found = list(_under(rows, heading))
    if not found:
        raise InsurerFileError(FileProblem.NO_LINES)
    return found


def _under(rows: Rows, heading: Heading) -> Iterator[Line]:
    for number in sorted(rows):
        if number <= heading.row:
            continue
        values = rows[number]
        cells = {
            field: seen
            for field, column in heading.columns.items()
            if column < len(values) and (seen := text(values[column])) and not is_placeholder(seen)
        }
        if cells and not _is_remark(cells, [text(value) for value in values[:4]]):
            yield Line(number, cells)


def _is_remark(cells: Cells, first: list[str]) -> bool:
    """A sum, or a single cell without a digit, as titles and signatures are."""
    if len(cells) == 1 and not _DIGIT.search(next(iter(cells.values()))):
        return True
    return any(_SUM.match(words(each)) for each in first if each)
