"""Single values as people type them: what is mended, and what is not."""

from collections.abc import Callable

import pytest

from tests.spec.rosters_field.made import MONTHS, Person, people, said
from tests.unit.rosters.making_files import Cell, checked, ods, xls, xlsx

HEAD = ["No", "Nama", "NIK", "Tanggal Lahir", "L/P", "No. HP", "Pekerjaan"]
COLUMNS = ["no", "name", "nik", "words", "sex", "phone", "job"]
WRITERS = [xlsx, xls, ods]


def read_one(column: int, value: Cell, index: int = 3) -> tuple[tuple[str, ...], dict[str, str | int]]:
    """Codes and values of a person one of whose cells is typed so."""
    (row,) = people(COLUMNS, 1, start=index)
    row[column] = value
    ((_, found),) = checked(xlsx([HEAD, row])).rows
    return tuple(problem.code for problem in found.problems), found.values


NIK = [
    "'{n}", "’{n}", "´{n}", "`{n}", '"{n}"', "{n}.0", '="{n}"', "='{n}'", '=("{n}")', "No. {n}", "NIK: {n}", "No. KTP : {n}", "{n}\t", "\u200b{n}\ufeff", "\u202d{n}\u202c",
    "{n} (KTP)", "{a} {b}", "{a}.{b}", "{a}-{b}", "{a}–{b}", "{a}\u00a0{b}",
]  # fmt: skip


@pytest.mark.parametrize("form", NIK)
def test_a_number_that_only_looks_odd(form: str) -> None:
    number = Person(3).nik
    codes, values = read_one(2, form.format(n=number, a=number[:6], b=number[6:]))
    assert (codes, values["nik"]) == ((), number)


DATES = [
    "{d}-{m}-'{y}", "{d}--{m}--{Y}", "{d}\\{m}\\{Y}", "{d} - {m} - {Y}", "{d},{m},{Y}", "{d}.{m}.{y}", "Medan, {d}.{m}.{y}", "Medan, {d}.{m}.{Y}", "MEDAN/{d}/{m}/{Y}",
    "{Y}-{m}-{d}T00:00:00+07:00", "{Y}-{m}-{d} 00:00:00.000", "{Y}-{m}-{d}T00:00:00.000Z", "{d}/{m}/{Y} 00.00 WITA", "{d}/{m}/{Y} 0:00:00", "{Y}{m}{d}", "{d}{m}{Y}",
    "{d} {B} {Y}, 00.00 WIB", "{d}{B}{Y}", "{d}-{B}-{y}", "Senin, {d} {B} {Y}", "{B} {d}, {Y}", "{m}/{d}/{Y} 12:00:00 AM",
]  # fmt: skip


@pytest.mark.parametrize("form", DATES)
def test_a_date_in_many_forms(form: str) -> None:
    born = Person(3).born
    text = form.format(d=f"{born:%d}", m=f"{born:%m}", y=f"{born:%y}", Y=born.year, B=MONTHS[born.month - 1])
    codes, values = read_one(3, text)
    assert (codes, values["birth_date"]) == ((), str(born))


@pytest.mark.parametrize("short", ["Peb", "Pebr", "Febr.", "PEBRUARI", "feb"])
def test_february_in_short(short: str) -> None:
    person = Person(13)
    assert person.born.month == 2
    codes, values = read_one(3, f"{person.born.day} {short} {person.born.year}", 13)
    assert (codes, values["birth_date"]) == ((), str(person.born))


@pytest.mark.parametrize("text", ["31/02/1980", "Medan, 31.02.80", "32 Mei 1980", "00-00-1980", "12-08-2031"])
def test_what_is_no_date(text: str) -> None:
    assert read_one(3, text)[0] == ("birth_date_invalid",)


PHONES = {
    "081234567890 081300001111": "+6281234567890", "No. 081234567890": "+6281234567890", "No HP 0812 3456 7890": "+6281234567890",
    "081234567890 Ida": "+6281234567890", "081234567890 (Ibu Olo)": "+6281234567890", "+081234567890": "+6281234567890", "O8123456789O": "+6281234567890",
    "- / 081234567890": "+6281234567890", "081234567890 - 081300001111": "+6281234567890", "(061) 451 2345": "+62614512345", "https://wa.me/6281234567890": "+6281234567890",
}  # fmt: skip


@pytest.mark.parametrize("text", PHONES)
def test_a_phone_among_words(text: str) -> None:
    codes, values = read_one(5, text)
    assert (codes, values["phone"]) == ((), PHONES[text])


@pytest.mark.parametrize("text", ["0812", "0812345 4512345", "6,28123E+12", "+60123456789", "08123456789012345"])
def test_what_is_no_phone(text: str) -> None:
    assert read_one(5, text)[0] == ("phone_invalid",)


@pytest.mark.parametrize("name", ["Nur´aini Lubis", "Nurʹaini Lubis", "Nur`aini", "Nur’aini", "Nurʼaini", "Nur＇aini"])
def test_every_apostrophe_is_one(name: str) -> None:
    codes, values = read_one(1, name)
    assert (codes, str(values["full_name"])[:8]) == ((), "Nur'aini")


@pytest.mark.parametrize(
    "job", ["Pens. PNS", "Polisi cepek", "PRT di rumah PNS", "da'i", "penyuluh", "Supir PNS", "PPPK Paruh-Waktu"]
)
def test_who_is_not_in_the_state_s_service(job: str) -> None:
    assert read_one(6, job)[0] == ()


@pytest.mark.parametrize("writer", WRITERS)
def test_one_wrong_value_of_each_kind_in_each_format(writer: Callable[..., bytes]) -> None:
    wrong: list[tuple[int, Cell, str]] = [
        (1, None, "name_missing"), (1, "BUD1 SANTOSO", "name_suspicious"), (2, None, "nik_missing"), (2, 1271021708790000.0, "nik_precision_lost"),
        (2, "1,27102E+15", "nik_precision_lost"), (2, "12710217087900", "nik_length"), (3, "31-04-1980", "birth_date_invalid"), (5, "-", "phone_missing"),
        (5, "0812", "phone_invalid"), (6, "CPNS", "civil_servant"), (6, "asdfgh", "occupation_unknown"),
    ]  # fmt: skip
    rows = people(COLUMNS, len(wrong))
    for row, (column, value, _) in zip(rows, wrong, strict=True):
        row[column] = value
    found = said(checked(writer([HEAD, *rows])))
    assert [found[line] for line in range(2, len(wrong) + 2)] == [(code,) for _, _, code in wrong]
