"""Area ids as ranges: levels, spans, ancestors, written codes; and a scope narrowed to a place."""

import pytest

from payung.apps.territory.codes import (
    CodeError,
    Level,
    ancestor,
    area_id,
    area_of,
    city_of,
    kemendagri_code,
    level_of,
    span,
)
from payung.apps.territory.scope import ScopeError, of_system

CITY, KECAMATAN, KELURAHAN, LINGKUNGAN = 12710000000000, 12710100000000, 12710110010000, 12710110010003


@pytest.mark.parametrize(
    ("written", "expected", "level"),
    [
        ("12.71", CITY, Level.CITY),
        ("12.71.01", KECAMATAN, Level.KECAMATAN),
        ("12.71.01.1001", KELURAHAN, Level.KELURAHAN),
        ("12.71.01.1001/3", LINGKUNGAN, Level.LINGKUNGAN),
        ("1271011001", KELURAHAN, Level.KELURAHAN),
    ],
)
def test_a_written_code_is_an_id_of_its_level(written: str, expected: int, level: Level) -> None:
    assert area_of(written) == expected
    assert level_of(expected) is level


@pytest.mark.parametrize(
    "written", ["", "12", "12.7", "12.71.1", "12.71.01.10", "12.71/3", "12.71.01.1001/0", "12.71.01.1001/x", "Medan"]
)
def test_what_is_no_code_is_refused(written: str) -> None:
    with pytest.raises(CodeError):
        area_of(written)


@pytest.mark.parametrize(
    ("area", "last"),
    [
        (CITY, 12719999999999),
        (KECAMATAN, 12710199999999),
        (KELURAHAN, 12710110019999),
        (LINGKUNGAN, LINGKUNGAN),
    ],
)
def test_a_place_holds_exactly_the_ids_of_its_span(area: int, last: int) -> None:
    assert span(area) == (area, last)


def test_neighbours_do_not_overlap() -> None:
    assert span(area_id("12.71.01"))[1] < span(area_id("12.71.02"))[0]
    assert span(area_id("12.71"))[1] < span(area_id("12.72"))[0]


def test_ancestors_and_codes() -> None:
    assert [ancestor(LINGKUNGAN, level) for level in Level] == [CITY, KECAMATAN, KELURAHAN, LINGKUNGAN]
    assert city_of(LINGKUNGAN) == CITY
    assert kemendagri_code(LINGKUNGAN) == "12.71.01.1001"
    assert kemendagri_code(CITY) == "12.71"


def test_a_scope_narrows_to_places_inside_it_only() -> None:
    mine = of_system(KECAMATAN)
    inside = mine.within(LINGKUNGAN)
    assert (inside.area, inside.lo, inside.hi, inside.city) == (LINGKUNGAN, LINGKUNGAN, LINGKUNGAN, CITY)
    for outside in (area_id("12.71.02"), CITY, area_id("12.76")):
        with pytest.raises(ScopeError):
            mine.within(outside)
    with pytest.raises(ScopeError):
        inside.within(KECAMATAN)
