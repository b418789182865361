"""What cells mean: DuckDB reads a column as Python reads each of its cells, and odd cells are read right."""

import datetime as dt
import string

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.matching.standardise import days, names, numbers, places, words
from payung.matching.standardise.cells import NOTHING_EXPECTED, codes_of_texts, whole_numbers
from payung.matching.standardise.records import standardise
from tests.matching.invented.write import relation

AS_OF = dt.date(2026, 11, 21)
letters = string.ascii_letters + "0123456789 .,'-/éÜñçøßŁİ\t\"\\"
texts = st.lists(st.one_of(st.text(letters, max_size=30), st.text(max_size=12)), min_size=1, max_size=8)


def column(base: duckdb.DuckDBPyConnection, name: str, cells: list[str]) -> None:
    """Table `t` with these cells, in their order."""
    relation(base, {"place": np.arange(len(cells)), name: np.array(cells, object)}, "cells_given")
    base.execute("CREATE OR REPLACE TABLE t AS SELECT * FROM cells_given ORDER BY place")


@pytest.fixture(scope="module")
def base():
    with duckdb.connect() as opened:
        yield opened


@settings(max_examples=40, deadline=None)
@given(texts.map(lambda cells: [cell.replace("\0", "") for cell in cells]), st.booleans())
def test_words_of_a_column_are_the_words_of_its_cells(base, cells, as_names):
    column(base, "name", cells)
    found = words.split_column(base, ["t"], "name", names=as_names)
    (codes,) = found.codes
    told = [[found.words[code] for code in row if code != words.NONE] for row in codes]
    assert told == [words.split(cell, names=as_names) for cell in cells]
    assert found.words == sorted(set(found.words))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Budi Santoso", ["budi", "santoso"]),
        ("  BUDI   santoso ", ["budi", "santoso"]),
        ("José Müller", ["jose", "muller"]),
        ("Ma'ruf Nu'man", ["maruf", "numan"]),
        ("Siti, S.Pd", ["siti"]),
        ("Siti S.E., M.M.", ["siti"]),
        ("SITI KHADIJAH, S.Pd., M.Si", ["siti", "khadijah"]),
        ("M. Yusuf", ["m", "yusuf"]),
        ("Nasution, Farida", ["nasution"]),
        ("", []),
        ("...", []),
        ("a b c d e f g h i j", ["a", "b", "c", "d", "e", "f", "g", "h"]),
    ],
)
def test_words_of_a_name(text, found):
    assert words.split(text, names=True) == found


figures = st.text("0123456789", max_size=20)
numbered = st.one_of(
    figures,
    st.builds(lambda a, b: a + b, st.sampled_from(["+62", "62", "08", "8", "1271", "'", " ", "0"]), figures),
    st.builds(lambda a, b: a + b, figures, st.sampled_from([".0", " ", "-", ",1", "L", "E+15"])),
    st.dates(dt.date(1900, 1, 1), dt.date(2030, 1, 1)).map(str),
    st.sampled_from(["L", "P", "l", "p", "Laki-laki", "Perempuan", "", "12/03/1990", "1990-13-45", "F", "M"]),
)
READERS = {
    "nik": (numbers.NIK_EXPECTED, numbers.read_nik),
    "phone": (numbers.PHONE_EXPECTED, numbers.read_phone),
    "kpj": (numbers.CODE_EXPECTED.format(column="kpj"), numbers.read_code),
    "dob": (NOTHING_EXPECTED, lambda cell: days.read_day(cell, AS_OF)),
    "sex": (NOTHING_EXPECTED, days.read_sex),
}


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=40, deadline=None)
@given(cells=st.lists(numbered, min_size=1, max_size=30))
def test_what_duckdb_reads_python_reads_the_same(base, name, cells):
    expected, read = READERS[name]
    column(base, name, cells)
    found = [row[0] for row in base.execute(f"SELECT {expected} FROM t ORDER BY place").fetchall()]
    assert [number for number in found if number is not None] == [
        read(cell) for cell, number in zip(cells, found, strict=True) if number is not None
    ]


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=40, deadline=None)
@given(cells=st.lists(numbered, min_size=1, max_size=30))
def test_a_column_of_numbers_is_its_cells_each_read(base, name, cells):
    expected, read = READERS[name]
    column(base, name, cells)
    (found,) = whole_numbers(base, ["t"], name, read, expected=expected)
    assert found.tolist() == [read(cell) if cell else 0 for cell in cells]


@settings(max_examples=40, deadline=None)
@given(cells=texts.map(lambda cells: [cell.replace("\0", "") for cell in cells]))
def test_texts_of_a_column_are_coded_in_order(base, cells):
    column(base, "kelurahan", cells)
    meant, (codes,) = codes_of_texts(base, ["t"], "kelurahan", places.place_name)
    assert meant == sorted(set(meant))
    assert [meant[code] if code >= 0 else "" for code in codes] == [places.place_name(cell) for cell in cells]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1271021708790001", 1271021708790001), (" 1271 0217 0879 0001 ", 1271021708790001), ("'1271021708790001", 1271021708790001),
        ("127102170879", 127102170879), ("0271021708790001", 10271021708790001), ("1234", 0), ("-", 0), ("", 0), ("tidak ada", 0),
        ("12710217087900011", 12710217087900011), ("1" * 19, 0), ("0" * 16, 0), ("00000", 0),
    ],
)  # fmt: skip
def test_an_identity_number(cell, number):
    assert numbers.read_nik(cell) == number


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("081260010001", 81260010001), ("+6281260010001", 81260010001), ("62 812-6001-0001", 81260010001),
        ("0812.6001.0001", 81260010001), ("+62081260010001", 81260010001), ("081260010001 / 081370020002", 81260010001),
        ("061-4567890", 614567890), ("12345", 0), ("-", 0), ("", 0),
        ("81260010001.0", 81260010001), ("081260010001.0", 81260010001), ("8.126E+10", 0), ("8,126E+10", 0),
    ],
)  # fmt: skip
def test_a_telephone(cell, number):
    assert numbers.read_phone(cell) == number


@pytest.mark.parametrize(
    ("cell", "number"),
    [("11012345678", 111012345678), ("0101", 0), ("00101", 100101), ("11012345678.0", 111012345678), ("1.1012E+10", 0)],
)
def test_a_member_number(cell, number):
    assert numbers.read_code(cell) == number


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1990-03-12", 19900312), ("12-03-1990", 19900312), ("12/3/1990", 19900312), ("12 Maret 1990", 19900312),
        ("19900312", 19900312), ("1990/03/12", 19900312), ("1990-03-12 00:00:00", 19900312), ("1990-06-31", 19900631),
        ("", 0), ("entah", 0), ("32944", 19900312), ("12031990", 19900312), ("20011985", 19850120), ("1990-03", 0),
        ("1598-04-23", 15980423), ("19590398", 19590398), ("19027803", 19027803), ("12345678", 0),
    ],
)  # fmt: skip
def test_a_birth_date(cell, day):
    assert days.read_day(cell, AS_OF) == day


@pytest.mark.parametrize(
    ("cell", "sex"),
    [
        ("L", 1), ("l", 1), ("Laki-laki", 1), ("LK", 1), ("Pria", 1), ("male", 1), ("P", 2), ("Perempuan", 2),
        ("wanita", 2), ("F", 2), ("female", 2), ("1", 1), ("2", 2), ("", 0), ("-", 0), ("x", 0),
    ],
)  # fmt: skip
def test_a_sex(cell, sex):
    assert days.read_sex(cell) == sex


NOBODYS = [1271000000000000, 1271021708790000, 1111111111111111, 9999999999999999, 1234567890123456]


@pytest.mark.parametrize("nik", NOBODYS)
def test_an_identity_number_that_is_nobody_s(nik):
    assert numbers.without_nobodys(np.array([nik, 1271021708790001]), np.array([1, 2], np.int32)).tolist() == [
        0,
        1271021708790001,
    ]


@pytest.mark.parametrize(("holders", "kept"), [(1, True), (3, True), (4, False), (60, False)])
def test_an_identity_number_of_many_names_is_nobody_s(holders, kept):
    niks = np.full(holders, 1271021708790001)
    found = numbers.without_nobodys(niks, np.arange(holders, dtype=np.int32))
    assert (found == niks).all() if kept else not found.any()


def test_one_person_on_many_rows_keeps_the_number():
    niks = np.full(60, 1271021708790001)
    assert (numbers.without_nobodys(niks, np.zeros(60, np.int32)) == niks).all()


@pytest.mark.parametrize(
    ("nik", "day", "sex"),
    [
        (1271021708790001, 19790817, 1), (1271025708790001, 19790817, 2), (1271021708260001, 20260817, 1),
        (1271021708270001, 19270817, 1), (1271023213790001, 0, 0), (1271020000000001, 0, 0), (127102170879, 0, 0), (0, 0, 0),
    ],
)  # fmt: skip
def test_birth_date_and_sex_in_an_identity_number(nik, day, sex):
    found, sexes = numbers.birth_of(np.array([nik]), 2026)
    assert (found.tolist(), sexes.tolist()) == ([day], [sex])


@pytest.mark.parametrize(
    ("word", "number"), [("i", 1), ("iv", 4), ("ix", 9), ("xiv", 14), ("xl", 40), ("lxxxix", 89), ("", -1), ("iiii", -1), ("jalan", -1)]
)  # fmt: skip
def test_a_roman_numeral(word, number):
    assert places.roman(word) == number


@pytest.mark.parametrize(
    ("cell", "name"),
    [("Kel. Aur", "aur"), ("KELURAHAN SEI MATI", "sei mati"), ("Binjai II", "binjai 2"), ("Binjai 2", "binjai 2"), ("", "")],
)  # fmt: skip
def test_the_name_of_a_place(cell, name):
    assert places.place_name(cell) == name


@pytest.mark.parametrize("one_other", [("muhammad", "mohamad"), ("suharto", "soeharto"), ("cut", "tjut")])
def test_spellings_of_one_sound(one_other):
    one, other = one_other
    assert names.meaning(one) == names.meaning(other) != ""


@pytest.mark.parametrize("word", ["haji", "bin", "binti", "7"])
def test_words_that_are_no_name(word):
    assert names.meaning(word) == ""


def records(**columns: list[str | None]):
    size = len(next(iter(columns.values())))
    with duckdb.connect() as base:
        arrays = {name: np.array(cells, object) for name, cells in columns.items()}
        relation(base, {"place": np.arange(size), **arrays}, "given")
        base.execute("CREATE TABLE t AS SELECT * FROM given ORDER BY place")
        (side,), vocabulary = standardise(base, ["t"], as_of=AS_OF)
    return side, vocabulary


def test_a_roster_of_a_single_column_says_nothing_in_all_others():
    side, vocabulary = records(name=["Budi Santoso", None])
    assert len(side) == 2
    assert [vocabulary.sounds[code] for code in side.name[0] if code >= 0] == [
        names.meaning("budi"), names.meaning("santoso"),
    ]  # fmt: skip
    assert not (side.name[1] >= 0).any()
    assert not any(getattr(side, name).any() for name in ("nik", "nik_day", "day", "sex", "phone", "kpj"))
    assert all((getattr(side, name) == -1).all() for name in ("street", "house", "rtrw", "kelurahan", "mail", "job"))


def test_sex_comes_from_the_number_where_the_column_is_silent():
    side, _ = records(nik=["1271025504850002", "1271025504850002"], sex=[None, "L"], name=["Siti", "Siti"])
    assert side.sex.tolist() == [2, 1]
    assert side.nik_day.tolist() == [19850415, 19850415]


def test_a_degree_behind_the_name_is_left_out_and_before_it_a_name():
    side, vocabulary = records(name=["Siti SH", "Se Hi"])
    told = [[vocabulary.sounds[code] for code in row if code >= 0] for row in side.name]
    assert told[0] == [names.meaning("siti")]
    assert len(told[1]) == 2


def test_streets_house_numbers_and_neighbourhoods():
    side, _ = records(
        name=["a", "b", "c"],
        street=["Jl. Sei Deli No. 12", "JALAN SEI DELI NO 12", "Sei Deli"],
        rtrw=["Lingkungan IV", "Lk. 4", "RT 01 / RW 02"],
    )
    assert side.street[0].tolist() == side.street[1].tolist()
    assert side.house.tolist() == [12, 12, -1]
    assert side.rtrw[0] == side.rtrw[1] != side.rtrw[2]
