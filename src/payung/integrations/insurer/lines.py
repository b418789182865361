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
_IDENTIFIES = re.compile(r"(?:\d[\s.\-/]*){5}")  # a member number or NIK, not the count in a sum
_BARE_NO = frozenset({"tidak", "tdk"})  # elsewhere they say that there is nothing, in a result they say no


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
            if column < len(values) and (seen := text(values[column])) and _says_something(field, seen)
        }
        if cells and not _is_remark(cells, [text(value) for value in values[:4]]):
            yield Line(number, cells)


def _says_something(field: str, seen: str) -> bool:
    return not is_placeholder(seen) or (field == "result" and words(seen) in _BARE_NO)


def _is_remark(cells: Cells, first: list[str]) -> bool:
    """A sum, or a single cell without a digit, as titles and signatures are. A person may be called Total."""
    if len(cells) == 1 and not _DIGIT.search(next(iter(cells.values()))):
        return True
    if any(_IDENTIFIES.search(cells.get(field, "")) for field in ("nik", "member_number")):
        return False
    return any(_SUM.match(words(each)) for each in first if each)
