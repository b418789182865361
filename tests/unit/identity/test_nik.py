from datetime import date

import pytest

from payung.identity import nik

TODAY = date(2026, 11, 21)
GOOD = "1271021708790001"


def faults(value: object) -> list[str]:
    return [fault.value for fault in nik.read(value, as_of=TODAY).faults]


@pytest.mark.parametrize(
    "typed",
    [
        GOOD, f" {GOOD} ", f"'{GOOD}", f"\u2019{GOOD}", "1271 0217 0879 0001", "12.71.02.170879.0001", "127102-170879-0001",
        "127102\u2013170879\u20130001", "1271O2I7O879OOOl", f'="{GOOD}"', f"{GOOD}.0", f"{GOOD},00", f"NIK: {GOOD}", f"KTP {GOOD}",
        f"{GOOD} (KTP lama)", "\u200b1271\u00a00217 0879 0001", "\uff11\uff12\uff17\uff11\uff10\uff12\uff11\uff17\uff10\uff18\uff17\uff19\uff10\uff10\uff10\uff11",
    ],
)  # fmt: skip
def test_what_people_type_around_the_digits_is_mended(typed: str) -> None:
    assert nik.read(typed, as_of=TODAY).digits == GOOD


@pytest.mark.parametrize(
    "nothing", [None, "", " ", "-", "belum ada", "tidak punya KTP", "hilang", "#N/A", 0, 0.0, "....", "tdk ada"]
)
def test_nothing_is_missing(nothing: object) -> None:
    assert faults(nothing) == ["nik_missing"]


@pytest.mark.parametrize(
    "wrong",
    [
        "127102170879000", f"{GOOD}1", "127102", "1271021708790B01", f"{GOOD} / {GOOD}", "127102170879000.0", 127102170879000.0,
        12710217087900012.0, "12710217087S0001", date(1979, 8, 17),
    ],
)  # fmt: skip
def test_other_than_16_digits_is_a_wrong_length(wrong: object) -> None:
    assert faults(wrong) == ["nik_length"]


@pytest.mark.parametrize(
    "rounded", [1271021708790001.0, 1271021708790000.0, 9.9e15, "1,27102E+15", "1.27102E15", "1,271E+15 "]
)
def test_a_number_of_16_digits_has_lost_its_last(rounded: object) -> None:
    assert faults(rounded) == ["nik_precision_lost"]


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("1271023108790001", []), ("1271023208790001", ["nik_date_invalid"]), ("1271024008790001", ["nik_date_invalid"]),
        ("1271024108790001", []), ("1271027108790001", []), ("1271027208790001", ["nik_date_invalid"]),
        ("1271020008790001", ["nik_date_invalid"]), ("1271023102790001", ["nik_date_invalid"]), ("1271021713790001", ["nik_date_invalid"]),
        ("1271022902040001", []), ("1271022902030001", ["nik_date_invalid"]), ("1271021708790000", ["nik_serial_zero"]),
        ("1071021708790001", ["nik_region_unknown"]), ("1271771708790001", ["nik_district_unknown"]),
        ("1299011708790001", ["nik_district_unknown"]), ("0000000000000000", ["nik_region_unknown", "nik_date_invalid", "nik_serial_zero"]),
    ],
)  # fmt: skip
def test_each_part_is_judged(digits: str, expected: list[str]) -> None:
    assert faults(digits) == expected


@pytest.mark.parametrize(
    ("digits", "born", "sex"),
    [
        (GOOD, date(1979, 8, 17), "M"), ("1271025708790001", date(1979, 8, 17), "F"), ("1271022111260001", date(2026, 11, 21), "M"),
        ("1271022211260001", date(1926, 11, 22), "M"), ("1271020101000001", date(2000, 1, 1), "M"),
    ],
)  # fmt: skip
def test_it_tells_birth_date_and_sex_in_the_latest_past_century(digits: str, born: date, sex: str) -> None:
    reading = nik.read(digits, as_of=TODAY)
    assert (reading.birth_date, reading.sex) == (born, sex)


def test_an_old_district_code_leaves_it_usable_and_nothing_else_does() -> None:
    assert nik.read("1271771708790001", as_of=TODAY).usable
    assert not nik.read("1271021708790000", as_of=TODAY).usable
    assert not nik.read("127102", as_of=TODAY).usable
