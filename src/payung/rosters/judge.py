"""Judges one row of a roster: brings its values into one form and says by the contract's codes what is wrong."""

from dataclasses import dataclass
from datetime import date

from payung.identity import dates, names, nik, occupations, phones
from payung.identity.dates import DateReading
from payung.identity.folding import words
from payung.identity.nik import NikReading
from payung.identity.places import Territory
from payung.identity.territory import District, Village
from payung.rosters import birth
from payung.rosters.headers.columns import Columns
from payung.rosters.headers.vocabulary import FEMALE, MALE
from payung.rosters.name_with_nik import take_apart
from payung.rosters.problems import Parameter, Problem
from payung.rosters.report import CheckedRow
from payung.rosters.row_cells import RowCells
from payung.rosters.rupiah import read_rupiah
from payung.rosters.sheets import Value

_PLAIN_TEXT = (
    "birth_place", "address", "lingkungan", "employer", "remark", "rt", "rw", "city", "province", "marital_status",
    "work_place", "work_hours", "heir_name", "heir_relation", "programmes", "second_occupation", "position",
)  # fmt: skip
SHOWN_PLACES = 30
# Beginnings of words for the sexes, however they are shortened or misspelled.
_SEX_WORDS = dict.fromkeys("lak lk lel pri mal man cow".split(), "M")
_SEX_WORDS |= dict.fromkeys("per pr wan wnt fem wom cew".split(), "F")


@dataclass(frozen=True, slots=True)
class Rules:
    """What rows are judged by: the day asked, and the city (None: no check of places)."""

    as_of: date
    territory: Territory | None = None


class RowJudge:
    """Judges the rows of one block. `sexes` is how the block writes male and female; `numbered_names` its habit of
    putting list numbers before names ('12. BUDI').
    """

    def __init__(
        self,
        columns: Columns,
        rules: Rules,
        *,
        sexes: dict[str, str],
        numbered_names: bool = False,
        epoch_1904: bool = False,
    ) -> None:
        self._columns, self._rules = columns, rules
        self._sexes, self._numbered_names, self._epoch_1904 = sexes, numbered_names, epoch_1904
        self._cells = RowCells(columns, 0, [])
        self._result = CheckedRow(0)
        self._place: str | None = None
        self.lettered: list[str] = []  # the cells in which letters were read as digits of the NIK
        self._name_with_nik = columns.shared("full_name", "nik")
        self._name_cell: Value = None
        apart = [name for name in _PLAIN_TEXT if name in columns.fields]
        self._plain_text = [name for name in apart if name != "birth_place" or not columns.shared("birth_date", name)]

    def judge(self, number: int, cells: list[Value]) -> CheckedRow:
        """Values and problems of one row; problems that need other rows (duplicates) come later."""
        self._cells = RowCells(self._columns, number, cells)
        self._result = CheckedRow(number, nik_cell=self._cells.address("nik"))
        reading = self._nik()
        self._name()
        self._birth(reading)
        self._sex(reading)
        self._contact()
        self._job()
        self._where()
        self._other_fields()
        return self._result

    def _problem(self, code: str, field: str, **params: Parameter) -> None:
        self._result.problems.append(Problem(code, field, self._cells.address(field), params))

    def _set(self, name: str, value: str | int | None) -> None:
        if value is not None and value != "":
            self._result.values[name] = value

    def _nik(self) -> NikReading:
        value = self._cells.first("nik")
        if self._name_with_nik:
            self._name_cell, value = take_apart(value)
        reading = nik.read(value, as_of=self._rules.as_of)
        if nik.NikFault.MISSING not in reading.faults:
            self._set("nik", reading.digits)
        for fault in reading.faults:
            whole = {"variant": "whole"} if fault is nik.NikFault.PRECISION_LOST and _is_whole(value) else {}
            self._problem(fault.value, "nik", found=reading.found, **whole)
        if reading.digits and value != reading.digits and nik.reads_letters(str(value)):
            self.lettered.append(self._cells.address("nik") or str(self._cells.number))
        return reading

    def _name(self) -> None:
        value = self._name_cell if self._name_with_nik else self._cells.first("full_name")
        if self._numbered_names and isinstance(value, str):
            value = names.without_numbering(value.strip())
        reading = names.read(value)
        self._set("full_name", reading.name)
        if reading.name is None:
            self._problem("name_missing", "full_name")
        elif reading.suspicious:
            self._problem("name_suspicious", "full_name")
        self._set("mother_name", names.read(self._cells.first("mother_name")).name)

    def _birth(self, reading: NikReading) -> None:
        given = self._given_date()
        found = birth.settle(given, reading.birth_date)
        for code, params in found.codes:
            self._problem(code, "birth_date", **params)
        self._set("birth_date", found.value.isoformat() if found.value else None)
        age = birth.age_code(found.candidates, self._rules.as_of)
        if age:
            self._problem(age[0], "birth_date" if given.given else "nik", **age[1])

    def _given_date(self) -> DateReading:
        columns, as_of = self._columns, self._rules.as_of
        if columns.date_parts:
            day, month, year = (self._cells.at(column) for column in columns.date_parts)
            return dates.from_parts(day, month, year, as_of=as_of)
        value = self._cells.first("birth_date")
        if isinstance(value, str) and columns.shared("birth_date", "birth_place"):
            self._place, given = dates.split_place(value, as_of=as_of)
            return given
        self._place = None
        return dates.read(value, as_of=as_of, epoch_1904=self._epoch_1904)

    def _sex(self, reading: NikReading) -> None:
        given = self._given_sex()
        self._set("sex", given or reading.sex)
        if given and reading.sex and given != reading.sex:
            self._problem("nik_sex_mismatch", "sex")

    def _given_sex(self) -> str | None:
        marks = self._columns.sex_marks
        if marks:
            male, female = (_is_mark(self._cells.at(column)) for column in marks)
            return None if male == female else "M" if male else "F"
        text = words(self._cells.text("sex") or "")
        exact = self._sexes.get(text)
        if exact or len(text) < 3:
            return exact
        return next((sex for beginning, sex in _SEX_WORDS.items() if text.startswith(beginning)), None)

    def _contact(self) -> None:
        if "phone" in self._columns.fields:
            found = [phones.read(value) for value in self._cells.all("phone")]
            number = next((reading.number for reading in found if reading.number), None)
            self._set("phone", number)
            if not any(reading.given for reading in found):
                self._problem("phone_missing", "phone")
            elif number is None:
                self._problem("phone_invalid", "phone")
        email = self._cells.text("email")
        self._set("email", email.lower() if email and "@" in email else None)

    def _job(self) -> None:
        reading = occupations.read(self._cells.first("occupation"))
        if not reading.given:
            return
        self._set("occupation", reading.text)
        if reading.occupation:
            self._set("occupation_class", reading.occupation.klass)
            self._set("occupation_kbji", reading.occupation.kbji)
        if reading.civil_servant:
            self._problem("civil_servant", "occupation")
        elif reading.occupation is None:
            self._problem("occupation_unknown", "occupation")

    def _where(self) -> None:
        given = {name: self._cells.text(name) for name in ("kelurahan", "kecamatan", "lingkungan")}
        kelurahan, kecamatan, territory = given["kelurahan"], given["kecamatan"], self._rules.territory
        if territory:
            found = territory.read(**given)
            if found.unknown == ("lingkungan",) and found.village:
                self._unknown_lingkungan(given["lingkungan"] or "", found.village, territory)
            elif found.unknown:
                self._unknown_place(found.unknown[0], given[found.unknown[0]] or "", found.district, territory)
            if found.village:
                kelurahan = found.village.name
                self._set("kelurahan_code", found.village.code)
            kecamatan = found.district.name if found.district and kecamatan else kecamatan
        self._set("kelurahan", kelurahan)
        self._set("kecamatan", kecamatan)

    def _unknown_place(self, field: str, name: str, district: District | None, territory: Territory) -> None:
        elsewhere = territory.districts_of(name) if field == "kelurahan" and district else []
        if elsewhere and district:
            there = {"there": " / ".join(elsewhere), "kecamatan": district.name}
            self._problem("territory_unknown", field, place=name[:60], variant="elsewhere", **there)
            return
        near = territory.suggestions(name, kind=field) if field != "lingkungan" else []
        city = territory.city.name
        self._problem("territory_unknown", field, place=name[:60], city=city, suggestion=" / ".join(near))

    def _unknown_lingkungan(self, name: str, village: Village, territory: Territory) -> None:
        there = territory.lingkungan_of(village)
        known = {"there": ", ".join(there[:SHOWN_PLACES]) + (", …" if len(there) > SHOWN_PLACES else "")}
        variant = {"variant": "lingkungan"} if there else {"variant": "no_lingkungan"}
        self._problem("territory_unknown", "lingkungan", place=name[:60], kelurahan=village.name, **known, **variant)

    def _other_fields(self) -> None:
        cells = self._cells
        for name in self._plain_text:
            self._set(name, cells.text(name))
        self._set("birth_place", self._place)
        self._set("monthly_income", read_rupiah(cells.first("monthly_income")))
        for name, length in (("family_card", 16), ("postcode", 5)):
            digits = nik.mend(cells.text(name) or "") if not _is_rounded(cells.first(name)) else ""
            self._set(name, digits if len(digits) == length and digits.isdecimal() else None)
        member = (cells.text("member_number") or "").replace(" ", "").strip("'")
        self._set("member_number", member if any(c.isdecimal() for c in member) else None)
        started = dates.read(cells.first("work_start"), as_of=self._rules.as_of).candidates
        self._set("work_start", started[0].isoformat() if started else None)


def sexes_of(values: list[Value]) -> dict[str, str]:
    """How a column writes the sexes. P is perempuan, unless the column has W (wanita) too: then it is pria."""
    seen = {words(str(value)) for value in values if value is not None}
    found = dict.fromkeys(MALE, "M") | dict.fromkeys(FEMALE, "F")
    if {"p", "w"} <= seen and not seen & {"l", "lk"}:
        found["p"] = "M"
    if seen and seen <= {"1", "2", "1 0", "2 0", "0", ""}:
        found |= {"1": "M", "2": "F"}
    return found


def _is_whole(value: Value) -> bool:
    """A number of 16 digits that ends in another digit than 0 was not rounded to 15, as spreadsheets do."""
    return isinstance(value, int | float) and int(value) % 10 != 0


def _is_mark(value: Value) -> bool:
    """A check mark is anything but nothing, a dash or a zero."""
    if isinstance(value, str):
        return value.strip() not in ("", "-", "–", "0")
    return bool(value)


def _is_rounded(value: Value) -> bool:
    """A number of more than 15 digits has lost some."""
    return isinstance(value, float | int) and abs(value) >= 1e15
