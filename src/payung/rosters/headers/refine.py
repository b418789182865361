"""Mends the reading of a header with the values below it: doubled headings, missing ones, dates over three columns."""

from collections.abc import Iterator

from payung.rosters.headers.columns import Columns
from payung.rosters.headers.content import SAMPLE, Profile, looks_like_nik, profile
from payung.rosters.headers.tiers import Tiers
from payung.rosters.headers.vocabulary import is_of_another, meaning, names_a_role
from payung.rosters.sheets import WIDEST, Sheet, Value

# The kind of value by which a column is recognised, and the least share of its cells that must be of that kind.
_BY_CONTENT = {
    "nik": 0.5,
    "full_name": 0.6,
    "birth_date": 0.5,
    "sex": 0.8,
    "phone": 0.5,
    "occupation": 0.6,
    "email": 0.7,
}
_SAMPLE_ROWS = 300


def profiles(sheet: Sheet, first_row: int, width: int) -> dict[int, Profile]:
    """A profile of every column, from the first rows of data on."""
    rows = list(_sample(sheet, first_row))
    return {column: profile(row[column] for row in rows if column < len(row)) for column in range(width)}


def _sample(sheet: Sheet, first_row: int) -> Iterator[list[Value]]:
    found = 0
    for number, row in sheet.rows.items():
        if number >= first_row:
            yield row
            found += 1
            if found >= _SAMPLE_ROWS:
                return


def refine(columns: Columns, sheet: Sheet, first_row: int) -> Columns:
    """Settles what the headings left open. A heading that says something is believed,
    unless its values say otherwise.
    """
    width = min(WIDEST, max((len(row) for row in _sample(sheet, first_row)), default=0))
    seen = profiles(sheet, first_row, width)
    if "occupation" not in columns.fields and "position" in columns.fields:
        columns.fields["occupation"] = columns.fields.pop("position")  # 'Jabatan', where nothing says more of the work
    if not any(found.filled for found in seen.values()):
        return columns
    _beside_empty(columns, seen)
    _name_and_nik(columns, seen)
    _choose_among_doubles(columns, seen)
    _mistaken_nik(columns, seen)
    _date_over_three(columns, seen)
    _sex_pairs(columns, seen)
    _place_with_date(columns, seen)
    _missing_fields(columns, seen)
    return columns


def _beside_empty(columns: Columns, seen: dict[int, Profile]) -> None:
    """A heading over an empty column, with values in the next one that has no heading: it was meant for both."""
    used = columns.used()
    for found in columns.fields.values():
        beside = found[0] + 1
        free = beside not in used and not columns.headings.get(beside)
        if free and not seen.get(found[0], Profile()).filled and beside in seen and seen[beside].filled:
            found[0] = beside


def _choose_among_doubles(columns: Columns, seen: dict[int, Profile]) -> None:
    """Where two headings claim one field the first leads, unless another's values look far more like it ('No. KTP')."""
    for name, found in columns.fields.items():
        if len(found) < 2:
            continue
        kind = {"family_card": "nik"}.get(name, name)
        shares = {column: seen[column].share(kind) if column in seen else 0.0 for column in found}
        best = max(found, key=lambda column: shares[column])
        if shares[best] >= shares[found[0]] + 0.4:
            found.remove(best)
            found.insert(0, best)
        elif is_of_another(columns.headings.get(found[0], "")):
            plain = next((column for column in found if not is_of_another(columns.headings.get(column, ""))), None)
            if plain is not None and shares[plain] >= shares[found[0]] - 0.2:
                found.remove(plain)
                found.insert(0, plain)


def _name_and_nik(columns: Columns, seen: dict[int, Profile]) -> None:
    """'NAMA / NIK' above two columns: each field takes the one that looks like it."""
    if not columns.shared("full_name", "nik"):
        return
    first = columns.fields["nik"][0]
    pair = [
        column for column in (first, first + 1) if column in seen and (column == first or column not in columns.used())
    ]
    columns.fields["nik"] = [max(pair, key=lambda column: seen[column].share("nik"), default=first)]
    columns.fields["full_name"] = [max(pair, key=lambda column: seen[column].share("full_name"), default=first)]


def _mistaken_nik(columns: Columns, seen: dict[int, Profile]) -> None:
    """A heading NIK above numbers of another kind, while the NIK stand in a column that nothing names."""
    claimed = columns.first("nik")
    if claimed is None or claimed not in seen or seen[claimed].share("nik") > 0.1 or seen[claimed].filled < 3:
        return
    used = columns.used() - {columns.number}
    better = [column for column, found in seen.items() if found.share("nik") >= 0.6 and column not in used]
    if better:
        columns.fields["nik"] = [better[0]]
        columns.number = None if columns.number == better[0] else columns.number


def _date_over_three(columns: Columns, seen: dict[int, Profile]) -> None:
    """'Tanggal Lahir' above three columns of day, month and year without headings of their own."""
    first = columns.first("birth_date")
    if first is None or columns.date_parts or columns.shared("birth_date", "birth_place"):
        return
    trio = [seen.get(first + offset, Profile()) for offset in range(3)]
    if any(found.filled < 1 for found in trio) or {first + 1, first + 2} & (columns.used() - {first}):
        return
    if trio[0].share("day") < 0.7 or trio[1].share("month") + trio[1].share("full_name") < 0.7:
        return
    if trio[2].share("year") >= 0.6 or trio[2].share("day") + trio[2].share("year") >= 0.8:
        columns.date_parts = (first, first + 1, first + 2)


def _sex_pairs(columns: Columns, seen: dict[int, Profile]) -> None:
    """'Jenis Kelamin' above two columns of marks without headings of their own: the first is for men."""
    first = columns.first("sex")
    if first is None or columns.sex_marks or first not in seen or first + 1 not in seen or first + 1 in columns.used():
        return
    if (
        seen[first].share("sex") < 0.2
        and seen[first + 1].filled
        and seen[first].distinct <= 2
        and seen[first + 1].distinct <= 2
    ) and (seen[first + 1].share("sex") < 0.2 or seen[first].filled):
        columns.sex_marks = (first, first + 1)


def _place_with_date(columns: Columns, seen: dict[int, Profile]) -> None:
    """A heading for place or date alone above cells that hold both; or for both, with the date in the next column."""
    date, place = columns.first("birth_date"), columns.first("birth_place")
    if date is not None and place is None and date in seen and seen[date].share("birth_place_date") >= 0.5:
        columns.fields["birth_place"] = [date]
    elif place is not None and date is None and place in seen and seen[place].share("birth_place_date") >= 0.5:
        columns.fields["birth_date"] = [place]
    elif date is not None and date == place and date in seen and date + 1 in seen and date + 1 not in columns.used():
        apart = seen[date].share("birth_place_date") + seen[date].share("birth_date") < 0.1
        if apart and seen[date + 1].share("birth_date") + seen[date + 1].share("serial_date") >= 0.6:
            columns.fields["birth_date"] = [date + 1]


def _missing_fields(columns: Columns, seen: dict[int, Profile]) -> None:
    """Columns under an empty or strange heading that are plainly the NIK, the name, the birth date …"""
    for name, least in _BY_CONTENT.items():
        if name in columns.fields:
            continue
        free = [column for column in seen if column not in columns.used() and _may_be(columns, column, name)]
        best = max(free, key=lambda column: _likeness(seen[column], name), default=None)
        if best is not None and seen[best].filled >= 2 and _likeness(seen[best], name) >= least:
            columns.add(name, best)
            if (
                name == "birth_date"
                and seen[best].share("birth_place_date") > 0.3
                and "birth_place" not in columns.fields
            ):
                columns.add("birth_place", best)


def _may_be(columns: Columns, column: int, name: str) -> bool:
    """A column whose heading was understood keeps its meaning, even if it is of no use here; but where nothing else
    is the name or the NIK, 'Nama Ketua' and 'NIP/NIK' are.
    """
    heading = columns.headings.get(column, "")
    return not heading or not meaning(heading) or names_a_role(heading, name)


def _likeness(found: Profile, name: str) -> float:
    if found.share("number") >= 1.0 and name != "nik":
        return 0.0
    if name == "nik":
        return found.share("nik") - (
            0.4 if found.share("family_card") > 0.9 and found.distinct < 0.9 * found.filled else 0.0
        )
    if name == "birth_date":
        return found.share("birth_date") + found.share("birth_place_date")
    if name == "full_name":
        return found.share("full_name") * (1.0 if found.distinct > 0.6 * found.filled else 0.3)
    return found.share(name)


def without_header(sheet: Sheet) -> tuple[int, Columns, int | None] | None:
    """First row, columns and (odd) header row of a roster whose headings say nothing:
    a column of NIK beside one of names.
    """
    rows = list(sheet.rows)[: SAMPLE * 4]
    if not rows:
        return None
    width = min(WIDEST, max(len(sheet.rows[number]) for number in rows))
    start = next((number for number in rows if _has_nik(sheet.rows[number])), None)
    if start is None:
        return None
    seen = profiles(sheet, start, width)
    columns = _odd_columns(sheet, start)
    if columns.number is None:
        counting = (column for column, found in seen.items() if found.share("number") >= 1.0)
        columns.number = next((column for column in counting if column not in columns.used()), None)
    _missing_fields(columns, seen)
    _second_numbers(columns, seen)
    if not {"nik", "full_name"} <= set(columns.fields):
        return None
    return start, columns, _odd_header(sheet, start, columns)


def _odd_columns(sheet: Sheet, start: int) -> Columns:
    """What the row right above the first data says, if it holds headings although it does not look like a header."""
    above = [value for value in sheet.rows.get(start - 1, []) if isinstance(value, str) and meaning(value)]
    return Tiers(sheet, [start - 1]).columns if len(above) >= 2 else Columns()


def _odd_header(sheet: Sheet, start: int, columns: Columns) -> int | None:
    """The row right above the data, where it has a text without figures above every column that was recognised."""
    above = [sheet.cell(start - 1, column) for column in columns.used()]
    texts = [value for value in above if isinstance(value, str) and value.strip()]
    plain = all(sum(c.isdecimal() for c in text) <= 2 for text in texts)
    return start - 1 if plain and len(texts) >= max(2, 0.6 * len(above)) else None


def _has_nik(row: list[Value]) -> bool:
    return any(looks_like_nik(value) for value in row)


def _second_numbers(columns: Columns, seen: dict[int, Profile]) -> None:
    """Beside a NIK column another of 16 digits is the family card; the one whose dates are recent and that repeats."""
    others = [column for column, found in seen.items() if found.share("nik") >= 0.6 and column not in columns.used()]
    nik = columns.first("nik")
    if not others or nik is None:
        return
    other = others[0]
    if seen[nik].share("family_card") > seen[other].share("family_card"):
        columns.fields["nik"], other = [other], nik
    columns.add("family_card", other)
