"""Checks a roster: reads the file, finds the people on its sheets, judges each row, compares rows with each other."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from pathlib import Path

from payung.identity.places import Territory
from payung.rosters.ditto import Repeating
from payung.rosters.duplicates import mark_duplicates
from payung.rosters.judge import RowJudge, Rules, sexes_of
from payung.rosters.limits import Limits
from payung.rosters.named_places import places_of_rows
from payung.rosters.reading import read_workbook
from payung.rosters.report import CheckedSheet, RosterReport
from payung.rosters.rows import Block, Layout, lay_out
from payung.rosters.sheets import Sheet, UnreadableFile, Value, Workbook

Progress = Callable[[int, int], None]

_EVERY = 500  # rows between two reports of progress
_LONGEST_MERGED = 10_000  # rows; a value for more people than these is decoration


def check(
    source: Path | bytes,
    *,
    as_of: date,
    name: str | None = None,
    territory: Territory | None = None,
    sheet: str | None = None,
    limits: Limits | None = None,
    on_progress: Progress | None = None,
) -> RosterReport:
    """Judges every person's row of a spreadsheet on the day `as_of`.

    `source` is a path or the file's bytes (then `name` says what it is called); `territory` is the city whose places
    are known; `sheet` restricts to one sheet; `on_progress(done, total)` hears rows judged. Nothing is stored.

    Raises UnreadableFile, whose `indonesian` and `english` say in one sentence why the file is no roster, and
    LegislationError for a day on which the law's ages are not known.
    """
    file = name or (source.name if isinstance(source, Path) else "roster")
    workbook = _one_sheet(read_workbook(source, name=file, limits=limits or Limits.configured()), sheet)
    layouts = _without_side_lists([lay_out(each) for each in workbook.sheets])
    if not any(layout.blocks for layout in layouts):
        raise _no_roster(workbook)
    rules = Rules(as_of, territory)
    total = sum(len(block.rows) for layout in layouts for block in layout.blocks)
    progress = _Counter(total, on_progress)
    checked = [
        _check_sheet(each, layout, rules, progress) for each, layout in zip(workbook.sheets, layouts, strict=True)
    ]
    if territory:
        _place_rows(file, workbook, layouts, checked, territory)
    mark_duplicates(checked)
    return RosterReport(file, as_of, checked, workbook)


def _place_rows(
    file: str, workbook: Workbook, layouts: list[Layout], checked: list[CheckedSheet], territory: Territory
) -> None:
    for sheet, layout, found in zip(workbook.sheets, layouts, checked, strict=True):
        places = places_of_rows(file, sheet, layout, territory)
        for row in found.rows:
            row.place = places.left_out(row.row, row.values)


def _without_side_lists(layouts: list[Layout]) -> list[Layout]:
    """Beside sheets with NIK, a list of names and phone numbers (heads, contacts) is no roster."""
    if not any("nik" in block.columns.fields for layout in layouts for block in layout.blocks):
        return layouts
    own = {"nik", "birth_date", "mother_name", "family_card"}
    return [
        layout if any(own & set(block.columns.fields) for block in layout.blocks) else Layout() for layout in layouts
    ]


class _Counter:
    def __init__(self, total: int, listener: Progress | None) -> None:
        self._total, self._listener, self._done = total, listener, 0

    def step(self) -> None:
        self._done += 1
        if self._listener and (self._done % _EVERY == 0 or self._done == self._total):
            self._listener(self._done, self._total)


def _one_sheet(workbook: Workbook, name: str | None) -> Workbook:
    if name is None:
        return workbook
    wanted = [each for each in workbook.sheets if each.name.strip().casefold() == name.strip().casefold()]
    if not wanted:
        known = ", ".join(each.name for each in workbook.sheets[:20])
        raise UnreadableFile(
            f"Tidak ada lembar bernama '{name}'; yang ada: {known}.", f"There is no sheet '{name}'; there are: {known}."
        )
    return Workbook(wanted)


def _no_roster(workbook: Workbook) -> UnreadableFile:
    if not any(sheet.rows for sheet in workbook.sheets):
        return UnreadableFile("Berkas ini tidak berisi data apa pun.", "The file holds no data at all.")
    return UnreadableFile(
        "Tidak ditemukan daftar orang: beri judul kolom, sedikitnya NIK dan Nama, di atas datanya.",
        "No list of people was found: put column headings, at least NIK and Nama, above the data.",
    )


LETTERED = "letters read as digits in the NIK: "  # with the cells after it
SHOWN_CELLS = 20


def _check_sheet(sheet: Sheet, layout: Layout, rules: Rules, progress: _Counter) -> CheckedSheet:
    found = CheckedSheet(sheet.name, sheet.hidden)
    if not layout.blocks:
        return found
    first = layout.blocks[0]
    found.is_roster, found.header_row, found.columns = True, first.header_row, first.columns.letters()
    found.skipped = layout.skipped
    lettered: list[str] = []
    for block in layout.blocks:
        judge = _judge_of(sheet, block, rules)
        below, repeating = merged_downwards(sheet, block), Repeating(block.columns)
        for number in block.rows:
            cells = sheet.rows[number]
            cells = repeating.filled(filled_up(cells, below[number]) if number in below else cells)
            found.rows.append(judge.judge(number, cells))
            progress.step()
        lettered += judge.lettered
    found.notes = _notes(layout) + ([f"{LETTERED}{', '.join(lettered[:SHOWN_CELLS])}"] if lettered else [])
    return found


def merged_downwards(sheet: Sheet, block: Block) -> dict[int, dict[int, Value]]:
    """By row and column, what cells merged downwards say about rows below their first:
    one address for a whole family.
    """
    own = {column for name in ("nik", "full_name") for column in block.columns.fields.get(name, [])} | {
        block.columns.number
    }
    rows = set(block.rows)
    found: dict[int, dict[int, Value]] = {}
    for first_row, first, last_row, _ in sheet.merged:
        value = sheet.cell(first_row, first)
        if last_row == first_row or value is None or first in own or first_row not in rows:
            continue
        last = min(last_row, first_row + _LONGEST_MERGED)
        for row in block.rows[bisect_right(block.rows, first_row) : bisect_right(block.rows, last)]:
            found.setdefault(row, {})[first] = value
    return found


def filled_up(cells: list[Value], merged: dict[int, Value]) -> list[Value]:
    """A row's cells with what merged cells from above say, where it has nothing itself."""
    full = cells + [None] * (max(merged) + 1 - len(cells))
    for column, value in merged.items():
        full[column] = value if full[column] is None else full[column]
    return full


def _judge_of(sheet: Sheet, block: Block, rules: Rules) -> RowJudge:
    columns = block.columns
    return RowJudge(
        columns,
        rules,
        sexes=sexes_of(_values(sheet, block, columns.first("sex"))),
        numbered_names=_are_numbered(_values(sheet, block, columns.first("full_name"))),
        epoch_1904=sheet.epoch_1904,
    )


def _values(sheet: Sheet, block: Block, column: int | None) -> list[Value]:
    return [sheet.cell(number, column) for number in block.rows[:2000]] if column is not None else []


def _are_numbered(values: list[Value]) -> bool:
    """Whether most names carry a list number ('12. BUDI')."""
    texts = [value.strip() for value in values if isinstance(value, str) and value.strip()]
    numbered = sum(1 for text in texts if text[0].isdecimal() and text.lstrip("0123456789")[:1] in (".", ")"))
    return numbered >= 2 and numbered >= 0.6 * len(texts)


def _notes(layout: Layout) -> list[str]:
    fields = {name for block in layout.blocks for name in block.columns.fields}
    notes = [] if "phone" in fields else ["no phone column"]
    if any(
        len(block.columns.fields.get("nik", [])) > 1 and len(block.columns.fields.get("full_name", [])) > 1
        for block in layout.blocks
    ):
        notes.append("a second list stands beside the first and was not read")
    return notes
