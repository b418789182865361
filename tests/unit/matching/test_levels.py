"""How two cells compare, in words: one table of pairs of cells for each field, read and coded as the engine does it."""

import datetime as dt

import duckdb
import numpy as np
import pytest

from payung.matching.compare import fields as f
from payung.matching.compare.patterns import Comparer
from payung.matching.standardise.records import standardise
from tests.matching.invented.write import relation

AS_OF = dt.date(2026, 11, 21)
Case = tuple[str | None, str | None, str]

NAME: list[Case] = [
    ("Budi Santoso", "BUDI SANTOSO", "same words"),
    ("Budi Santoso", "Santoso, Budi", "a word, others left out"),
    ("Budi Santoso", "Santoso Budi", "same words"),
    ("Muhammad Yusuf", "Mohamad Yusuf", "same words"),
    ("Hj. Siti Khadijah, S.Pd", "Siti Khadijah", "same words"),
    ("Budi Santoso", "Budi Sentoso", "same words, one misspelt"),
    ("Wahyuningsih", "Wahyunengsih", "same words, one misspelt"),
    ("Farida Hanum Nasution", "Farida Hanum", "two words or more, others left out"),
    ("Farida Hanum Nasution", "Farida", "a word, others left out"),
    ("Farida Hanum Nasution", "Faridah Hanun", "words misspelt or shortened, others left out"),
    ("Rahmat Hidayat", "R Hidayat", "same words, some as initials"),
    ("Rahmat Hidayat", "R H", "initials alone"),
    ("Rahmat Hidayat Lubis", "Rahmat Hidayat Siregar", "two words or more, others differ"),
    ("Rahmat Lubis", "Rahmat Siregar", "a word, others differ"),
    ("Rahmat Lubis", "Tiurma Pasaribu", "different"),
    ("Rahmat", None, "missing"),
    (None, None, "missing"),
    ("...", "Rahmat", "missing"),
]
MOTHER: list[Case] = [
    ("Siti Aminah", "SITI AMINAH", "same words"),
    ("Siti Aminah", "Aminah", "words left out"),
    ("Siti Rosdiana", "Siti Rosdiani", "misspelt or shortened"),
    ("Siti Aminah", "Siti Rahmawati", "a word"),
    ("Siti Aminah", "Rosdiana", "different"),
    ("Siti Aminah", None, "missing"),
]
NIK: list[Case] = [
    ("1271021708790001", "1271021708790001", "same"),
    ("1271021708790001", "1271 0217 0879 0001", "same"),
    ("1271021708790001", "1271021708790002", "same but for a digit of the serial"),
    ("1271021708790001", "1271021708790345", "same place and birth"),
    ("1271021708790001", "3471021708790345", "same birth"),
    ("1271021708790001", "1271021708970001", "one slip"),
    ("1271021708790001", "1271021708690001", "one slip"),
    ("1271021708790001", "1271021798690001", "two slips"),
    ("1271021708790001", "127102170879001", "one slip"),
    ("1271021708790001", "12710217087900011", "one slip"),
    ("1271021708790001", "3374055504850002", "different"),
    ("1271021708790001", "0000000000000000", "missing"),
    ("1271021708790001", "1271021708790000", "missing"),
    ("1271021708790001", None, "missing"),
]
DOB: list[Case] = [
    ("1979-08-17", "17/08/1979", "same"),
    ("1979-01-01", "01-01-1979", "same 1 January"),
    ("1979-08-05", "1979-05-08", "day and month swapped"),
    ("1979-08-17", "1979-01-01", "same year, one is 1 January"),
    ("1979-08-17", "1979-08-18", "same year and day or month"),
    ("1979-08-17", "1979-07-17", "same year and day or month"),
    ("1979-08-17", "1980-08-17", "same day and month, year off by 1 or 10"),
    ("1979-08-17", "1989-08-17", "same day and month, year off by 1 or 10"),
    ("1979-08-17", "1984-08-17", "same day and month"),
    ("1979-08-17", "1979-03-02", "same year"),
    ("1979-08-17", "1984-03-02", "different"),
    ("1979-08-17", None, "missing"),
]
SEX: list[Case] = [("L", "laki-laki", "same"), ("P", "L", "different"), ("P", None, "missing"), ("P", "?", "missing")]
PHONE: list[Case] = [
    ("081260010001", "+62 812-6001-0001", "same"),
    ("081260010001", "081260010007", "one digit off"),
    ("081260010001", "081960010001", "one digit off"),
    ("081260010009", "081260010010", "different"),
    ("081260010001", "085290040004", "different"),
    ("081260010001", None, "missing"),
]
KPJ: list[Case] = [
    ("21012345678", "21012345678", "same"),
    ("00012345678", "12345678", "different"),
    ("21012345678", "21012345679", "one digit off"),
    ("21012345678", "19087654321", "different"),
    ("21012345678", "-", "missing"),
]
EMAIL: list[Case] = [
    ("budi.s@mail.example", "BUDI.S@mail.example", "same"),
    ("budi.santoso@mail.example", "budi.santoso@post.example", "same name before the @"),
    ("budi.santoso@mail.example", "budi.santosa@mail.example", "misspelt"),
    ("budi.santoso@mail.example", "tiurma@post.example", "different"),
    ("budi.santoso@mail.example", None, "missing"),
]
OCCUPATION: list[Case] = [
    ("Pedagang sayur", "PEDAGANG SAYUR", "same words"),
    ("Pedagang sayur", "pedagang ikan", "a word"),
    ("Pedagang sayur", "nelayan", "different"),
    ("Pedagang sayur", None, "missing"),
]
FIELDS = (f.NIK, f.DAY, f.SEX, f.NAME, f.MOTHER, f.PHONE, f.KPJ, f.MAIL, f.JOB)
TABLES = {
    "nik": NIK, "dob": DOB, "sex": SEX, "name": NAME, "mother": MOTHER, "phone": PHONE, "kpj": KPJ, "email": EMAIL,
    "occupation": OCCUPATION,
}  # fmt: skip
ADDRESS: list[tuple[tuple[str | None, ...], tuple[str | None, ...], str]] = [
    (("Jl. Sei Deli No. 12", "IV", "Aur"), ("jalan sei deli no 12", "Lk. 4", "Kel. AUR"),
     "street and number; RT/RW same; same kelurahan"),
    (("Jl. Sei Deli No. 12", "IV", "Aur"), ("jalan sei deli", "Lk. 5", "Jati"),
     "street; RT/RW different; different kelurahan"),
    (("Jl. Sei Deli No. 12", None, "Tanjung Mulia"), ("Jl. Sei Bahorok No. 12", None, "Tanjong Mulia"),
     "number and a word; RT/RW missing; kelurahan misspelt"),
    (("Jl. Sei Deli No. 12", None, None), ("Jl. Sei Bahorok No. 9", None, "Jati"),
     "a word of it; RT/RW missing; missing"),
    (("Jl. Sei Deli No. 12", None, None), ("Jl. Pasar Baru No. 12", None, None), "different; RT/RW missing; missing"),
    ((None, None, None), ("Jl. Pasar Baru No. 12", "I", "Jati"), "missing; RT/RW missing; missing"),
]  # fmt: skip


def levels(left: dict[str, list[str | None]], right: dict[str, list[str | None]]) -> dict[str, np.ndarray]:
    """The level of each field for the rows of two rosters beside each other."""
    with duckdb.connect() as base:
        for name, columns in (("a", left), ("b", right)):
            arrays = {column: np.array(cells, object) for column, cells in columns.items()}
            size = len(next(iter(arrays.values())))
            relation(base, {"place": np.arange(size), **arrays}, f"{name}_given")
            base.execute(f"CREATE TABLE {name} AS SELECT * FROM {name}_given ORDER BY place")
        sides, words = standardise(base, ["a", "b"], as_of=AS_OF)
    rows = np.arange(size, dtype=np.int32)
    return f.unpacked(Comparer.of(words, sides).patterns(sides[0], sides[1], rows, rows))


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
@pytest.mark.parametrize("swapped", [False, True])
def test_pairs_of_cells(field, swapped):
    cases = TABLES[field.name]
    one, other = [case[0] for case in cases], [case[1] for case in cases]
    given = (other, one) if swapped else (one, other)
    found = levels(*({field.name: cells} for cells in given))[field.name]
    told = [(*case[:2], field.levels[level]) for case, level in zip(cases, found, strict=True)]
    assert told == cases


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_level_has_a_case(field):
    assert {case[2] for case in TABLES[field.name]} == set(field.levels)


@pytest.mark.parametrize(("one", "other", "level"), ADDRESS)
def test_addresses(one, other, level):
    sides = [
        dict(zip(("street", "rtrw", "kelurahan"), ([cell] for cell in cells), strict=True)) for cells in (one, other)
    ]
    for left, right in (sides, sides[::-1]):
        assert f.ADDRESS.levels[int(levels(left, right)["address"][0])] == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (("1271021708790001", None), (None, "1979-08-17"), "same"),  # the date in a number speaks for a missing one
        (("1271021708790001", None), (None, "1979-08-18"), "same year and day or month"),
        (("1271021708790001", None), ("3374051708790002", None), "same"),
        (("1271021708790001", None), ("1271021708790001", None), "same"),
        (("1271021708790001", "1990-01-02"), ("1271021708790002", "1979-08-17"), "different"),
        ((None, None), (None, "1979-08-17"), "missing"),
    ],
)  # fmt: skip
def test_the_birth_date_in_an_identity_number(one, other, level):
    left, right = ({"nik": [nik], "dob": [dob]} for nik, dob in (one, other))
    assert f.DAY.levels[int(levels(left, right)["dob"][0])] == level


def test_equal_numbers_say_their_date_already_where_rosters_have_birth_dates():
    nik = "1271021708790001"
    left, right = ({"nik": [nik, nik], "dob": [None, "1979-08-17"]} for _ in range(2))
    assert [f.DAY.levels[int(level)] for level in levels(left, right)["dob"]] == ["missing", "same"]
    right["dob"] = [None, None]
    assert [f.DAY.levels[int(level)] for level in levels(left, right)["dob"]] == ["same", "same"]


def test_rare_words_say_more_bits_than_common_ones():
    names = ["Muhammad"] * 60 + ["Tiurma", "Jonggi", "Wahyuni", "Farida"]
    found = levels({"name": names}, {"name": names})["name bits"]
    assert found[-1] > found[0] + 3
    assert len(set(found[:60])) == 1


def test_a_word_that_differs_says_no_bits():
    assert levels({"name": ["Tiurma"]}, {"name": ["Jonggi"]})["name bits"].tolist() == [0]


def test_a_pattern_is_one_number_that_gives_all_its_levels_again():
    draw = np.random.default_rng(4)
    given = {field.name: draw.integers(0, field.size, 500).astype(np.int8) for field in f.FIELDS}
    again = f.unpacked(f.packed(given))
    assert {name: level.tolist() for name, level in again.items()} == {n: g.tolist() for n, g in given.items()}


def test_the_largest_pattern_fits_into_a_whole_number():
    assert np.prod([float(field.size) for field in f.FIELDS]) < 2**63
