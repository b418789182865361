"""Numbers, months and lists of wages as people write them; what cannot be read is refused and never guessed."""

from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from payung.shared.months import Month
from payung.web.public.calculator import written
from payung.web.public.calculator.wages import LINES, WageLine, WagesField
from payung.web.public.formulas import readable
from payung.web.whole_numbers import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1000000", 1_000_000),
        ("1.000.000", 1_000_000),
        ("1,000,000", 1_000_000),
        ("1 000 000", 1_000_000),
        ("Rp1.000.000", 1_000_000),
        ("rp. 2.500.000,00", 2_500_000),
        ("5.000,-", 5_000),
        ("5000.00", 5_000),
        ("0", 0),
        (" 12 ", 12),
        ("-5.000", -5_000),
        ("\N{MINUS SIGN}5", -5),
    ],
)
def test_a_number_is_read(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "x", "1.00", "1.000.00", "1,5", "1.0000", "12.34.567", "1.000,000", "--5", "1e6", "²", "٣", "5 juta"]
)
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        whole_number(text)


@pytest.mark.parametrize("text", ["2026-11", "2026/11", "11/2026", "11-2026", " 2026-11 "])
def test_a_month_is_read(text: str) -> None:
    assert written.month(text) == Month(2026, 11)


def test_a_month_that_does_not_exist_is_told_apart() -> None:
    with pytest.raises(written.NoSuchMonth):
        written.month("2026-13")
    with pytest.raises(written.NoSuchMonth):
        written.month("0/2026")


@pytest.mark.parametrize("text", ["", "November", "2026", "26-11", "2026-11-05", "0000-01", "٢٠٢٦-٠١"])
def test_what_is_no_month(text: str) -> None:
    with pytest.raises(ValueError, match=r".*") as told:
        written.month(text)
    assert not isinstance(told.value, written.NoSuchMonth)


@pytest.mark.parametrize(
    ("text", "share"), [("11", Fraction(11)), ("11,5 %", Fraction(23, 2)), ("0.25", Fraction(1, 4))]
)
def test_a_percentage_is_exact(text: str, share: Fraction) -> None:
    assert written.percentage(text) == share


@pytest.mark.parametrize("text", ["x", "-1", "1,2,3", "1/2"])
def test_what_is_no_percentage(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        written.percentage(text)


def wages(text: str) -> tuple[WageLine, ...]:
    return WagesField().clean(text)


def refused(text: str) -> list[str]:
    with translation.override("id"), pytest.raises(ValidationError) as told:
        wages(text)
    return list(told.value.messages)


def test_wages_line_by_line() -> None:
    found = wages("4.500.000\r\n\r\n 3 x 4.000.000 \n2×5000000; 1.000 * 3,000,000")
    assert found == (
        WageLine(1, 4_500_000),
        WageLine(3, 4_000_000),
        WageLine(2, 5_000_000),
        WageLine(1_000, 3_000_000),
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("5000000\n-1", "Baris 2 (“-1”): upah tidak boleh kurang dari nol."),
        ("lima juta", "Baris 1 (“lima juta”): ini bukan upah. Tulis angkanya saja, misalnya 3.500.000."),
        ("0 x 5000000", "Baris 1 (“0 x 5000000”): jumlah pekerja tidak terbaca. Tulis misalnya 12 x 3.500.000."),
        ("2000000 x 5000000", "Paling banyak 1.000.000 pekerja. Periksa jumlah angka nolnya."),
        ("", "Tulis paling sedikit satu upah."),
    ],
)
def test_a_faulty_line_is_named(text: str, sentence: str) -> None:
    assert refused(text) == [sentence]


def test_many_faults_are_counted_and_not_all_told() -> None:
    told = refused("\n".join(["x"] * 9))
    assert len(told) == 4
    assert told[-1] == "Masih ada 6 baris lain yang keliru."


def test_as_many_lines_as_an_address_holds() -> None:
    assert len(wages("\n".join(["5000000"] * LINES))) == LINES
    assert refused("\n".join(["5000000"] * (LINES + 1)))[0].startswith("Ada 501 baris; paling banyak 500.")


@pytest.mark.parametrize(
    ("formula", "indonesian", "english"),
    [
        (
            "1000000 * 1% * (1 - 50%)",
            "1.000.000 × 1% × (1 \N{MINUS SIGN} 50%)",
            "1,000,000 × 1% × (1 \N{MINUS SIGN} 50%)",
        ),
        ("1000 * 0.02541%", "1.000 × 0,02541%", "1,000 × 0.02541%"),
        ("4335198 * 0.24%", "4.335.198 × 0,24%", "4,335,198 × 0.24%"),
        ("8400 + 8400 + 16800", "2 × 8.400 + 16.800", "2 × 8,400 + 16,800"),
        ("8400 + 8400 * 2", "8.400 + 8.400 × 2", "8,400 + 8,400 × 2"),
        ("2026-02 + 3", "2026-02 + 3", "2026-02 + 3"),
        ("next_working_day(2026-11-15)", "next_working_day(2026-11-15)", "next_working_day(2026-11-15)"),
        ("53 < 54 and 3 >= 2", "53 < 54 and 3 ≥ 2", "53 < 54 and 3 ≥ 2"),
    ],
)
def test_a_formula_as_people_read_it(formula: str, indonesian: str, english: str) -> None:
    with translation.override("id"):
        assert readable(formula) == indonesian
    with translation.override("en"):
        assert readable(formula) == english
