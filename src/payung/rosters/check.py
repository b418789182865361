"""Checks a roster: reads the file, finds the people on its sheets, judges each row, compares rows with each other."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from payung.identity.places import Territory
from payung.rosters.ditto import Repeating
from payung.rosters.duplicates import mark_duplicates
from payung.rosters.judge import RowJudge, Rules, sexes_of
from payung.rosters.limits import Limits
from payung.rosters.named_places import places_of_rows
from payung.rosters.notes import BESIDE, LETTERED, NO_PHONE, UNREAD, with_cells
from payung.rosters.reading import read_workbook
from payung.rosters.report import CheckedRow, CheckedSheet, RosterReport
from payung.rosters.rows import Block, Layout
from payung.rosters.sheets import Sheet, UnreadableFile, Value, Workbook
from payung.rosters.side_by_side import PeopleList, lists_of, of_the_first_person, second_people, skipped_in_all

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
    sheets = _without_contacts([lists_of(each) for each in workbook.sheets])
    blocks = [block for lists in sheets for each in lists for block in each.layout.blocks]
    if not blocks:
        raise _no_roster(workbook)
    rules = Rules(as_of, territory)
    progress = _Counter(sum(len(block.rows) for block in blocks), on_progress)
    checked = [_check_sheet(each, lists, rules, progress) for each, lists in zip(workbook.sheets, sheets, strict=True)]
    if territory:
        _place_rows(file, sheets, checked, territory)
    mark_duplicates(checked)
    return RosterReport(file, as_of, checked, workbook)


def _place_rows(file: str, sheets: list[list[PeopleList]], checked: list[CheckedSheet], territory: Territory) -> None:
    for lists, found in zip(sheets, checked, strict=True):
        places = [places_of_rows(file, each.sheet, each.layout, territory) for each in lists]
        for row in found.rows:
            row.place = places[row.side].left_out(row.row, row.values)


def _without_contacts(sheets: list[list[PeopleList]]) -> list[list[PeopleList]]:
    """Beside sheets with NIK, a list of names and phone numbers (heads, contacts) is no roster."""
    columns = [[block.columns for each in lists for block in each.layout.blocks] for lists in sheets]
    if not any("nik" in each.fields for found in columns for each in found):
        return sheets
    own = {"nik", "birth_date", "mother_name", "family_card"}
    return [
        lists if any(own & set(each.fields) for each in found) else [PeopleList(lists[0].sheet, Layout())]
        for lists, found in zip(sheets, columns, strict=True)
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


def _check_sheet(sheet: Sheet, lists: list[PeopleList], rules: Rules, progress: _Counter) -> CheckedSheet:
    found = CheckedSheet(sheet.name, sheet.hidden)
    blocks = [block for each in lists for block in each.layout.blocks]
    if not blocks:
        return found
    first = blocks[0]
    found.is_roster, found.header_row, found.columns = True, first.header_row, first.columns.letters()
    found.skipped = skipped_in_all(lists)
    noted: dict[str, list[str]] = {LETTERED: [], UNREAD: []}
    for side, each in enumerate(lists):
        for block in each.layout.blocks:
            unread = second_people(each.sheet, block)
            block.columns = of_the_first_person(block.columns) if unread else block.columns
            judge = _judge_of(each.sheet, block, rules)
            for row in _judged(each.sheet, block, judge):
                row.side, row.unread = side, unread.get(row.row)
                found.rows.append(row)
                progress.step()
            noted[LETTERED] += judge.lettered
            noted[UNREAD] += unread.values()
    found.notes = _notes(lists) + [with_cells(note, cells) for note, cells in noted.items() if cells]
    return found


def _judged(sheet: Sheet, block: Block, judge: RowJudge) -> Iterator[CheckedRow]:
    below, repeating = merged_downwards(sheet, block), Repeating(block.columns)
    for number in block.rows:
        cells = sheet.rows[number]
        yield judge.judge(number, repeating.filled(filled_up(cells, below[number]) if number in below else cells))


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


def _notes(lists: list[PeopleList]) -> list[str]:
    columns = [block.columns for each in lists for block in each.layout.blocks]
    notes = [] if any("phone" in each.fields for each in columns) else [NO_PHONE]
    if len(lists) > 1:
        notes.append(with_cells(BESIDE, [each.letters for each in lists]))
    return notes
