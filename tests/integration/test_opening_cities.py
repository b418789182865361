"""A city opens from the country's codes alone; again changes nothing; nothing is one city's alone."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from payung.apps.territory import queries, resolving, scope
from payung.apps.territory.codes import Level, area_id
from payung.apps.territory.errors import TerritoryError
from payung.apps.territory.models import Area, Branch, City
from payung.apps.territory.opening import open_city
from payung.shared import vault
from payung.shared.vault import VaultError, key_file, key_numbers

DAY = dt.date(2025, 10, 29)


@pytest.fixture(autouse=True)
def _own_keys(tmp_path: Path, cluster: None) -> Iterator[None]:
    before = vault._folder
    vault.use_folder(tmp_path)
    yield
    vault.use_folder(before)


def levels(city: City) -> dict[str, int]:
    return {level.value: Area.objects.filter(city=city, level=level).count() for level in Level}


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("code", "kecamatan", "kelurahan", "bps"), [("12.71", 21, 151, "1275"), ("12.76", 5, 35, "1274")]
)
def test_every_kecamatan_and_kelurahan_stands_under_its_code(
    code: str, kecamatan: int, kelurahan: int, bps: str
) -> None:
    done = open_city(code=code, branches=["Cabang Rekaan"])
    assert levels(done.city) == {"kota": 1, "kecamatan": kecamatan, "kelurahan": kelurahan, "lingkungan": 0}
    root = Area.objects.get(pk=area_id(code))
    assert (root.code, root.bps_code) == (code, bps)
    assert not Area.objects.filter(city=done.city).exclude(code__startswith=code).exists()
    assert done.key
    assert key_numbers(area_id(code)) == [1]
    assert Branch.objects.get(city=done.city).name == "Cabang Rekaan"


@pytest.mark.usefixtures("database")
def test_opening_again_changes_nothing() -> None:
    first = open_city(code="12.71", clock=DAY, branches=["Satu"])
    assert first.changed
    again = open_city(code="12.71", clock=DAY, branches=["Satu"])
    assert not again.changed
    assert open_city(code="12.71", branches=["Satu", "Dua"]).branches == 1
    assert City.objects.get().clock == DAY
    with pytest.raises(TerritoryError, match="jam lain"):
        open_city(code="12.71", clock=dt.date(2026, 1, 1))


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("code", ["12", "12.71.01", "99.99", "Medan", ""])
def test_a_code_of_no_city_opens_nothing(code: str) -> None:
    with pytest.raises(TerritoryError):
        open_city(code=code)
    assert not City.objects.exists()


def test_a_city_whose_key_is_gone_gets_no_other(city: City) -> None:
    key_file(city.pk).unlink()
    with pytest.raises(VaultError, match="safe copy"):
        open_city(code=city.code)
    assert not key_file(city.pk).exists()


@pytest.mark.usefixtures("database")
def test_a_city_that_is_not_open_has_no_scope() -> None:
    with (
        pytest.raises(scope.ScopeError, match="city open"),
        scope.opened(scope.of_system(area_id("12.71")), reason="test"),
    ):
        pass


@pytest.mark.usefixtures("database")
def test_words_find_the_narrowest_place_that_they_name_for_certain() -> None:
    city = open_city(code="12.71").city
    Area.objects.create(
        id=area_id("12.71.01.1001", 4), city=city, level="lingkungan", code="12.71.01.1001/4", name="Lingkungan IV"
    )
    mine = scope.of_system(city.pk)
    places = resolving.places(mine, on=DAY)
    found = places.resolve(kecamatan="Kec. Medan Kota", kelurahan="psr baru", lingkungan="Lk. 4")
    assert (found.area, found.level, found.unknown) == (area_id("12.71.01.1001", 4), Level.LINGKUNGAN, ())
    two = places.resolve(kelurahan="Sei Mati")
    assert (two.area, two.level) == (city.pk, Level.CITY)
    assert places.resolve(kelurahan="Sei Mati", kecamatan="Maimun").area == area_id("12.71.15.1005")
    unknown = places.resolve(kecamatan="Medan Kota", kelurahan="Tidak Ada")
    assert (unknown.area, unknown.unknown) == (area_id("12.71.01"), ("kelurahan",))
    missing = places.resolve(kelurahan="Pasar Baru", lingkungan="99")
    assert (missing.area, missing.unknown) == (area_id("12.71.01.1001"), ("lingkungan",))


def test_paths_name_what_lies_above_and_refuse_what_lies_beside(city: City) -> None:
    lurah = scope.of_system(area_id("12.71.01.1001"))
    path = queries.path(lurah, area_id("12.71.01.1001", 1), on=DAY)
    assert [place.level for place in path] == list(Level)
    with pytest.raises(TerritoryError):
        queries.path(lurah, area_id("12.71.02.1001"), on=DAY)
