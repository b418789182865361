"""The result of checking a roster: sheets, rows with their values and problems, and the counts of the whole file."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from payung.rosters.problems import Problem, Severity
from payung.rosters.row_kinds import Reason
from payung.rosters.sheets import Workbook


@dataclass(slots=True)
class CheckedRow:
    """One person's row: its number in the spreadsheet, what could be normalised, what is wrong.

    `place` holds kecamatan, kelurahan and lingkungan that the row leaves out and a title above it names, or the name
    of its sheet or file; they are no values of the row. `side` tells lists apart that stand side by side (0: the first
    from the left), where several people share a row's number; `nik_cell` is where the NIK stands ('C12'), `unread` the
    cell of a second person's NIK in the row that was not read.
    """

    row: int
    values: dict[str, str | int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    place: Mapping[str, str] = field(default_factory=dict)
    side: int = 0
    nik_cell: str | None = None
    unread: str | None = None

    @property
    def status(self) -> str:
        """'ok', 'warning' or 'error': the worst of its problems."""
        if not self.problems:
            return "ok"
        return (Severity.WARNING if self.usable else Severity.ERROR).value

    @property
    def placed(self) -> dict[str, str | int]:
        """The values, and where the row belongs as far as only its surroundings say."""
        return {**self.place, **self.values}

    @property
    def usable(self) -> bool:
        """Whether the row can be enrolled (no error)."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)


@dataclass(slots=True)
class CheckedSheet:
    """One sheet; `header_row` is None where no header (and mostly no roster) was found."""

    name: str
    hidden: bool = False
    header_row: int | None = None
    columns: dict[str, str] = field(default_factory=dict)
    rows: list[CheckedRow] = field(default_factory=list)
    skipped: dict[int, Reason] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    is_roster: bool = False


@dataclass(slots=True)
class RosterReport:
    """A checked file. `workbook` is what was read, for writing it back."""

    file: str
    as_of: date
    sheets: list[CheckedSheet]
    workbook: Workbook

    @property
    def rows(self) -> Iterator[tuple[CheckedSheet, CheckedRow]]:
        """Every judged row with its sheet."""
        return ((sheet, row) for sheet in self.sheets for row in sheet.rows)

    @property
    def problems(self) -> Iterator[tuple[CheckedSheet, CheckedRow, Problem]]:
        """Every problem with its row and sheet."""
        return ((sheet, row, problem) for sheet, row in self.rows for problem in row.problems)

    @property
    def summary(self) -> dict[str, Any]:
        """Rows, and how many are ok, warning, error; `by_code` counts the rows that carry each code."""
        statuses: Counter[str] = Counter()
        codes: Counter[str] = Counter()
        for _, row in self.rows:
            statuses[row.status] += 1
            codes.update({problem.code for problem in row.problems})
        counts = {name: statuses[name] for name in ("ok", "warning", "error")}
        return {"rows": statuses.total(), **counts, "by_code": dict(sorted(codes.items()))}

    def write_json(self, path: Path, *, language: str = "id") -> None:
        """Writes the contract's JSON row by row, so that a large roster costs no second copy of itself."""
        from payung.rosters.write_json import write_json

        write_json(self, path, language=language)

    def packed_xlsx(self) -> Iterator[bytes]:
        """The file as xlsx, part by part, with two columns more: status and what to mend, in Indonesian."""
        from payung.rosters.write_xlsx import packed

        return packed(self)

    def write_xlsx(self, path: Path) -> None:
        """The same into a file; raises OSError where the path cannot be written."""
        with path.open("wb") as out:
            out.writelines(self.packed_xlsx())
