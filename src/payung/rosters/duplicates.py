"""The same NIK twice in a file, and rows that are very probably one person under two NIK."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from payung.identity import names
from payung.rosters.problems import Problem
from payung.rosters.report import CheckedRow, CheckedSheet

_MOST_COMPARED = 400  # people of one birth date compared pair by pair; more are compared by equal names only
_EVIDENCE = ("phone", "address", "family_card")


@dataclass(slots=True)
class Place:
    """A row and where it stands: 'baris 12', or with the sheet's name where the file has several."""

    row: CheckedRow
    where: str
    cell: str | None


def mark_duplicates(sheets: list[CheckedSheet]) -> None:
    """Adds duplicate_in_file to every row whose NIK stands further up,
    possible_duplicate to both rows of a likely pair.
    """
    places = list(_places(sheets))
    _mark_same_nik(places)
    _mark_same_person(places)


def _places(sheets: list[CheckedSheet]) -> Iterator[Place]:
    several = sum(1 for sheet in sheets if sheet.rows) > 1
    for sheet in sheets:
        beside = any(row.side for row in sheet.rows)
        for row in sheet.rows:
            cell = f" ({row.nik_cell})" if beside and row.nik_cell else ""
            where = f"baris {row.row}{cell}" + (f" lembar {sheet.name}" if several else "")
            yield Place(row, where, row.nik_cell)


def _is_placeholder_number(digits: str) -> bool:
    """A NIK that only fills the cell: one or two figures throughout, or counting up. Such a number is nobody's."""
    return len(set(digits)) <= 2 or digits in "1234567890123456" or digits.startswith("0000")


def _mark_same_nik(places: list[Place]) -> None:
    first: dict[str, Place] = {}
    for place in places:
        digits = place.row.values.get("nik")
        if not isinstance(digits, str) or _is_placeholder_number(digits):
            continue
        earlier = first.setdefault(digits, place)
        if earlier is not place:
            place.row.problems.append(Problem("duplicate_in_file", "nik", place.cell, {"where": earlier.where}))


def _mark_same_person(places: list[Place]) -> None:
    named = [place for place in places if place.row.values.get("full_name") and place.row.values.get("nik")]
    marked: set[int] = set()
    for field, same in (("birth_date", _same_person), ("phone", _mistyped_number)):
        groups: dict[object, list[Place]] = defaultdict(list)
        for place in named:
            if place.row.values.get(field):
                groups[place.row.values[field]].append(place)
        for group in groups.values():
            for one, other in _pairs(group):
                if same(one.row, other.row):
                    _mark(one, other, marked)
                    _mark(other, one, marked)


def _mark(place: Place, twin: Place, marked: set[int]) -> None:
    if id(place.row) not in marked:
        marked.add(id(place.row))
        place.row.problems.append(Problem("possible_duplicate", "nik", place.cell, {"where": twin.where}))


def _pairs(group: list[Place]) -> Iterator[tuple[Place, Place]]:
    if len(group) <= _MOST_COMPARED:
        yield from combinations(group, 2)
        return
    by_name: dict[str, list[Place]] = defaultdict(list)
    for place in group:
        by_name[names.search_key(str(place.row.values["full_name"]))].append(place)
    for same in by_name.values():
        yield from combinations(same[:_MOST_COMPARED], 2)


def _same_person(one: CheckedRow, other: CheckedRow) -> bool:
    """Same birth date is given. Names must agree, and nothing that a person has one of may speak against it."""
    a, b = one.values, other.values
    if a["nik"] == b["nik"]:
        return False
    if a.get("sex") and b.get("sex") and a["sex"] != b["sex"]:
        return False
    likeness = names.agreement(str(a["full_name"]), str(b["full_name"]))
    if likeness < 0.75:
        return False
    mothers = _mothers(a, b)
    if mothers == "other" or (likeness < 0.95 and _twin_numbers(str(a["nik"]), str(b["nik"]))):
        return False
    shared = any(a.get(name) and a.get(name) == b.get(name) for name in _EVIDENCE)
    return shared or mothers == "same" or (likeness >= 0.95 and _no_evidence(a, b))


def _mistyped_number(one: CheckedRow, other: CheckedRow) -> bool:
    """Same phone is given. One name and two numbers that differ in a digit or two: one of them was typed wrong."""
    a, b = str(one.values["nik"]), str(other.values["nik"])
    differing = sum(1 for x, y in zip(a, b, strict=True) if x != y)
    if not 1 <= differing <= 2 or one.values.get("birth_date") == other.values.get("birth_date"):
        return False
    return names.agreement(str(one.values["full_name"]), str(other.values["full_name"])) >= 0.95


def _mothers(a: dict[str, str | int], b: dict[str, str | int]) -> str:
    one, other = a.get("mother_name"), b.get("mother_name")
    if not one or not other:
        return "unknown"
    if names.agreement(str(one), str(other)) >= 0.75:
        return "same"
    first, second = names.search_key(str(one)).split(), names.search_key(str(other)).split()
    return "same" if first[:1] == second[:1] and min(len(first), len(second)) == 1 else "other"


def _twin_numbers(one: str, other: str) -> bool:
    """Numbers given out one after another on the same day at the same place, as to twins."""
    return one[:12] == other[:12] and abs(int(one[12:]) - int(other[12:])) <= 20


def _no_evidence(a: dict[str, str | int], b: dict[str, str | int]) -> bool:
    """Nothing to compare but the names: enough only for a name of several words."""
    both = any(a.get(name) and b.get(name) for name in _EVIDENCE)
    return not both and len(names.parts(str(a["full_name"]))) >= 2
