from pathlib import Path

import pytest

from payung.identity import build, regions, territory
from payung.identity.place_names import lingkungan_key
from payung.identity.places import Territory


@pytest.fixture(scope="module")
def medan() -> Territory:
    return Territory.of(
        territory.load_city("12.71"),
        [("12.71.15.1001", "IV"), ("12.71.15.1001", "5"), ("12.71.15.1003", "Lingkungan 1")],
    )


@pytest.mark.parametrize(
    ("code", "name", "districts", "villages"),
    [("12.71", "Kota Medan", 21, 151), ("12.76", "Kota Tebing Tinggi", 5, 35)],
)
def test_a_city_with_its_areas(code: str, name: str, districts: int, villages: int) -> None:
    city = territory.load_city(code)
    assert (city.name, len(city.districts), len(list(city.villages))) == (name, districts, villages)


def test_any_city_of_the_country_can_be_loaded() -> None:
    assert territory.load_city("31.71").name == "Kota Administrasi Jakarta Pusat"
    assert territory.load_city("94.01").districts


def test_codes_of_other_systems_stand_beside() -> None:
    aur = next(village for village in territory.load_city("12.71").villages if village.name == "Aur")
    assert (aur.code, aur.bps_code, aur.district_code) == ("12.71.15.1001", "1275070006", "12.71.15")
    assert territory.load_city("12.71").bps_code == "1275"


@pytest.mark.parametrize("code", ["12.99", "medan", "", "12.71.01", "1"])
def test_no_city_of_that_code(code: str) -> None:
    with pytest.raises(territory.UnknownCity):
        territory.load_city(code)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Kel. S U K A R A J A", "Sukaraja"), ("Kotamatsum III", "Kotamatsum III"), ("Kota Matsum 3", "Kotamatsum III"), ("PB Selayang 2", "P Bulan Selayang II"),
        ("Sudi Rejo I", "Sudirejo 1"), ("Tj. Rejo", "Tanjung Rejo"), ("pulo brayan kota", "Pulo Berayan Kota"), ("Kuala Bekala", "Kwala Bekala"),
        ("Tanah 600", "Tanah Enam Ratus"), ("Sei Sikambing C-II", "Sei Sikambing C II"), ("Sidorame Brt I", "Sidorame Barat I"), ("AUR", "Aur"),
        ("Desa Amplas", "Amplas"), ("Sungai Agul", "Sei Agul"), ("Tanjung Mulia", "Tanjung Mulya"),
    ],
)  # fmt: skip
def test_a_kelurahan_under_its_many_names(medan: Territory, typed: str, name: str) -> None:
    assert [village.name for village in medan.villages(typed)] == [name]


@pytest.mark.parametrize(
    "typed", ["Tembung", "MEDAN TEMBUNG", "Kec. Medan Tembung", "Kecamatan Mdn. Tembung", "M. Tembung"]
)
def test_a_kecamatan_with_or_without_the_city(medan: Territory, typed: str) -> None:
    found = medan.district(typed)
    assert found is not None
    assert found.code == "12.71.14"


def test_every_area_is_found_by_its_own_name(medan: Territory) -> None:
    for village in medan.city.villages:
        district = next(d for d in medan.city.districts if d.code == village.district_code)
        found = medan.read(village.name, district.name)
        assert (found.village, found.unknown) == (village, ())


@pytest.mark.parametrize(
    ("kelurahan", "kecamatan", "unknown"),
    [
        ("Aur", "Medan Maimun", ()), ("Aur", "Medan Area", ("kelurahan",)), ("Aur", "Percut Sei Tuan", ("kecamatan",)), ("Marindal I", None, ("kelurahan",)),
        ("Kampung Entah", "Deli Tua", ("kecamatan", "kelurahan")), (None, "Medan Utara", ("kecamatan",)), (None, None, ()), ("Sei Mati", "Medan Labuhan", ()),
        ("Tegal Sari II", "Medan Area", ()), ("Tegal Sari IV", "Medan Area", ("kelurahan",)),
    ],
)  # fmt: skip
def test_what_the_city_does_not_have(
    medan: Territory, kelurahan: str | None, kecamatan: str | None, unknown: tuple[str, ...]
) -> None:
    assert medan.read(kelurahan, kecamatan).unknown == unknown


def test_a_name_that_stands_twice_needs_its_kecamatan(medan: Territory) -> None:
    assert medan.read("Sei Mati", None).village is None
    found = medan.read("Sei Mati", "Medan Maimun").village
    assert found is not None
    assert found.code == "12.71.15.1005"


def test_a_lingkungan_is_checked_where_the_list_is_loaded(medan: Territory) -> None:
    assert medan.read("Aur", None, "Lk. 4").unknown == ()
    assert medan.read("Aur", None, "9").unknown == ("lingkungan",)
    assert medan.read("Hamdan", None, "9").unknown == ()  # the list says nothing about Hamdan
    assert Territory.of(medan.city).read("Aur", None, "9").unknown == ()


@pytest.mark.parametrize("typed", ["IV", "4", "04", "Lk. IV", "LINGKUNGAN 4", "Lingk.4", "Ling IV"])
def test_one_lingkungan_in_many_ways(typed: str) -> None:
    assert lingkungan_key(typed) == "4"


def test_near_names_are_suggested(medan: Territory) -> None:
    assert medan.suggestions("Tanjung Rejoo", kind="kelurahan") == ["Tanjung Rejo"]
    assert medan.suggestions("Tembng", kind="kecamatan") == ["Medan Tembung"]


def test_where_a_number_was_first_issued() -> None:
    assert regions.describe("127101") == "Medan Kota, Kota Medan, Sumatera Utara"
    assert regions.describe("127199") == "Kota Medan, Sumatera Utara"
    assert regions.describe("990000") is None


def test_a_missing_build_says_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regions, "BUILT", tmp_path)
    regions.names.cache_clear()
    try:
        with pytest.raises(regions.CountryDataMissing, match="make install"):
            regions.names()
    finally:
        regions.names.cache_clear()


def test_the_build_compiles_the_four_tables(tmp_path: Path) -> None:
    source = tmp_path / "data"
    source.mkdir()
    (source / "provinces.csv").write_text("code,name\n12,Sumatera Utara\n")
    (source / "regencies.csv").write_text("code,province_code,name\n12.71,12,Kota Medan\n")
    (source / "districts.csv").write_text("code,regency_code,name\n12.71.01,12.71,Medan  Kota\n")
    (source / "villages.csv").write_text(
        "code,district_code,name\n12.71.01.1002,12.71.01,B\n12.71.01.1001,12.71.01,A\n"
    )
    assert build.build(source, tmp_path / "built") == (3, 2)
    assert (
        tmp_path / "built" / "regions.tsv"
    ).read_text() == "12\tSumatera Utara\n1271\tKota Medan\n127101\tMedan Kota\n"
    assert (tmp_path / "built" / "villages.idx").read_text() == "12.71\t0\t32\n"
