from datetime import date, datetime, time

import pytest

from payung.identity import dates

TODAY = date(2026, 11, 21)
DAY = date(1979, 8, 17)


@pytest.mark.parametrize(
    "typed",
    [
        "17 Agustus 1979", "17/8/79", "17-Ags-1979", "1979 Agustus 17", "17.08.79", "1979-08-17", "1979/08/17", "8/17/1979", "17081979",
        "170879", "19790817", "Jumat, 17 Agustus 1979", "17 AGUSTUS 1979", "17Agustus1979", "17 agutsus 1979", "17-VIII-1979",
        "August 17, 1979", "Agustus 17 1979", "17 - 8 - 1979", "17,08,1979", "'17-08-1979", "17-08-1979 00:00:00", "1979-08-17T00:00:00",
        "tgl 17 Agt 79", "17 08 1979", "17_08_1979", "29084", "17-08-1979 (47 th)", "17/08/1979 / 47 tahun", "17 Agustus '79",
    ],
)  # fmt: skip
def test_every_way_of_writing_one_day(typed: str) -> None:
    assert dates.read(typed, as_of=TODAY).certain == DAY


@pytest.mark.parametrize("value", [DAY, datetime.combine(DAY, time(0, 0)), 29084.0, 17081979.0, 170879])
def test_cells_that_are_no_text(value: object) -> None:
    assert dates.read(value, as_of=TODAY).certain == DAY


def test_the_other_calendar_of_spreadsheets() -> None:
    assert dates.read(27622.0, as_of=TODAY, epoch_1904=True).certain == DAY


@pytest.mark.parametrize(
    "wrong",
    [
        "31/02/1986", "00/00/1985", "23-17-2005", "30 Februari 1980", "1985", 1985.0, "18/07/2040", "13/11/2027", date(2040, 1, 31), "asdf",
        "17-08-179", "17-08", "1079-08-17", "42-02-1977", "-5 Agustus", 999999.0, "17/08/1979 18/08/1979 5",
    ],
)  # fmt: skip
def test_what_is_no_date_is_invalid(wrong: object) -> None:
    assert dates.read(wrong, as_of=TODAY).invalid


@pytest.mark.parametrize("nothing", [None, "", "-", " ", "tidak tahu", "belum diketahui", "#N/A", "...", 0])
def test_nothing_is_not_given(nothing: object) -> None:
    assert not dates.read(nothing, as_of=TODAY).given


@pytest.mark.parametrize("typed", ["05/01/1966", "5-1-66", "05.01.1966", "05011966", "Medan, 05/01/1966"])
def test_day_and_month_that_could_be_either_way_round_stay_two(typed: str) -> None:
    reading = dates.split_place(typed, as_of=TODAY)[1]
    assert reading.candidates == (date(1966, 1, 5), date(1966, 5, 1))


@pytest.mark.parametrize("typed", ["05/05/1966", "1966-01-05", "5 Januari 1966", "05/13/1966"])
def test_and_those_that_could_not_are_certain(typed: str) -> None:
    assert dates.read(typed, as_of=TODAY).certain is not None


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("20/11/26", 2026),
        ("21-11-26", 2026),
        ("22/11/26", 1926),
        ("15/07/09", 2009),
        ("31/12/27", 1927),
        ("15/07/00", 2000),
    ],
)
def test_two_digits_of_a_year_take_the_latest_past_century(typed: str, year: int) -> None:
    found = dates.read(typed, as_of=TODAY).certain
    assert found is not None
    assert found.year == year


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Medan, 17 Agustus 1979", "Medan"), ("Langsa,17-08-1979", "Langsa"), ("Tebing Tinggi/17-08-1979", "Tebing Tinggi"),
        ("P. Siantar 17/08/1979", "P. Siantar"), ("Kp. Mei, 17-8-79", "Kp. Mei"), ("17-08-1979, Medan", "Medan"), ("17 Agustus 1979", None),
        ("MEDAN 17 AGUSTUS 1979", "MEDAN"), ("Medan / tgl 17-08-1979", "Medan"), ("Medan, 1979-08-17", "Medan"),
    ],
)  # fmt: skip
def test_place_and_date_in_one_cell(typed: str, place: str | None) -> None:
    found, reading = dates.split_place(typed, as_of=TODAY)
    assert (found, reading.certain) == (place, DAY)


def test_a_place_alone_gives_no_date_and_figures_that_are_none_an_invalid_one() -> None:
    assert dates.split_place("Medan", as_of=TODAY) == ("Medan", dates.NOT_GIVEN)
    assert dates.split_place("Gunung Sitoli/33-09-1999", as_of=TODAY)[1].invalid
    assert dates.split_place("Medan, 1979", as_of=TODAY)[1].invalid


@pytest.mark.parametrize(
    "parts", [(17, 8, 1979), ("17", "08", "79"), ("17", "Agustus", "1979"), (17.0, "Ags", 79.0), ("17", "VIII", "1979")]
)
def test_a_date_over_three_cells(parts: tuple[object, object, object]) -> None:
    assert dates.from_parts(*parts, as_of=TODAY).certain == DAY


@pytest.mark.parametrize("parts", [(31, 2, 1979), ("17", None, "1979"), ("x", 8, 1979), (17, 13, 1979)])
def test_three_cells_that_are_no_date(parts: tuple[object, object, object]) -> None:
    assert dates.from_parts(*parts, as_of=TODAY).invalid


def test_three_empty_cells_give_nothing() -> None:
    assert not dates.from_parts(None, "", "-", as_of=TODAY).given
