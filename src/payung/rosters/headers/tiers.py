"""Reads the headings of one or more header rows: what each column means, group headings taken into account."""

from payung.identity.folding import clean, words
from payung.rosters.cell_text import cell_texts
from payung.rosters.headers.columns import Columns
from payung.rosters.headers.vocabulary import (
    BIRTH_GROUP,
    DATE_WORDS,
    FEMALE,
    MALE,
    OTHER,
    PART_OF_DATE,
    PLACE_WORDS,
    SEX_GROUP,
    meaning,
    normal,
)
from payung.rosters.sheets import WIDEST, Sheet

Parts = dict[int, str]  # column -> 'day', 'month', 'year', 'male', 'female'


class Tiers:
    """The header rows `rows` of a sheet. `columns` is what they mean;
    `known` how many of their cells mean something.
    """

    def __init__(self, sheet: Sheet, rows: list[int]) -> None:
        self._sheet = sheet
        self.rows = rows
        self._texts = {row: cell_texts(sheet.rows.get(row, [])) for row in rows}
        self._groups = _merged_groups(sheet, rows)
        self.columns = Columns()
        self._parts: Parts = {}
        self._bare_days: list[int] = []
        self.known = self.unknown = 0
        for column in sorted({column for texts in self._texts.values() for column in texts}):
            self._place(column)
        self._settle_parts()
        self.columns.headings = {column: self._texts[row][column] for row in rows for column in self._texts[row]}

    def _place(self, column: int) -> None:
        own = [row for row in reversed(self.rows) if column in self._texts[row]]
        texts = [self._texts[row][column] for row in own]
        group = self._group_of(column)
        part = _part_of(texts[0], group, self._neighbours(own[0], column))
        if part:
            self._parts[column] = part
            self.known += 1
            return
        fields = self._meaning(texts, group, self._neighbours(own[0], column))
        if not fields:
            self.unknown += 1
            return
        self.known += 1
        for name in fields:
            if name == "number":
                self.columns.number = column if self.columns.number is None else self.columns.number
            elif name not in OTHER:
                self.columns.add(name, column)

    def _meaning(self, texts: list[str], group: str, neighbours: set[str]) -> tuple[str, ...]:
        lowest = normal(texts[0])
        born = bool(group and BIRTH_GROUP.search(words(group)))
        dated = bool(neighbours & DATE_WORDS) or any(meaning(other) == ("birth_date",) for other in neighbours)
        if lowest in PLACE_WORDS and (born or (lowest not in ("kota", "di") and dated)):
            return ("birth_place",)
        if lowest in DATE_WORDS and (born or neighbours & PLACE_WORDS):
            return ("birth_date",)
        for text in texts:
            fields = meaning(text)
            if fields and not (fields == ("other",) and len(texts) > 1 and text is texts[0]):
                return fields
        return meaning(texts[0]) or (meaning(" ".join(reversed(texts))) if len(texts) > 1 else ())

    def _group_of(self, column: int) -> str:
        """The group heading above a column of the last tier."""
        for row in reversed(self.rows[:-1]):
            merged = self._groups.get((row, column))
            if merged:
                return merged
            texts = self._texts[row]
            if column in texts:
                continue
            left = max((other for other in texts if other < column), default=None)
            below = self._texts[self.rows[-1]]
            if left is not None and all(between in below for between in range(left, column + 1)):
                return texts[left]
        above = [self._texts[row].get(column, "") for row in self.rows[:-1]]
        return next((text for text in reversed(above) if text and column in self._texts[self.rows[-1]]), "")

    def _neighbours(self, row: int, column: int) -> set[str]:
        texts = self._texts[row]
        return {words(texts[other]) for other in (column - 2, column - 1, column + 1, column + 2) if other in texts}

    def _settle_parts(self) -> None:
        found = {part: column for column, part in reversed(self._parts.items())}
        if {"day", "month", "year"} <= set(found):
            self.columns.date_parts = (found["day"], found["month"], found["year"])
            self.columns.fields["birth_date"] = [found["day"]]
        if {"male", "female"} <= set(found) and "sex" not in self.columns.fields:
            self.columns.sex_marks = (found["male"], found["female"])
            self.columns.fields["sex"] = [found["male"]]


def _merged_groups(sheet: Sheet, rows: list[int]) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for first_row, first, last_row, last in sheet.merged:
        if last == first or first_row != last_row or first_row not in rows or last - first > WIDEST:
            continue
        value = sheet.cell(first_row, first)
        if isinstance(value, str):
            found.update({(first_row, column): clean(value) for column in range(first, last + 1)})
    return found


def _part_of(text: str, group: str, neighbours: set[str]) -> str | None:
    """A heading that is a part only: day, month and year of a birth date, or the male or female check mark."""
    plain = words(text)
    above = words(group)
    if plain in MALE | FEMALE and plain not in {"t", "d"}:
        male = plain in MALE
        beside = neighbours & (FEMALE if male else MALE)
        if beside and (SEX_GROUP.search(above) or not BIRTH_GROUP.search(above)):
            return "male" if male else "female"
    for part, spellings in PART_OF_DATE.items():
        others = [other for name, other in PART_OF_DATE.items() if name != part]
        if plain in spellings and all(neighbours & other for other in others):
            return part
    return None
