"""Words that name another kota or kabupaten, for certain or not."""

import pytest

from payung.identity.elsewhere import code_of, others, regency_of

MEDAN = "12.71"


@pytest.mark.parametrize(
    ("city", "kecamatan", "code"),
    [
        ("Deli Serdang", "", "1207"),
        ("Kab. Deli Serdang", "", "1207"),
        ("KABUPATEN DELISERDANG", "", "1207"),
        ("Kota Binjai", "Binjai Kota", "1275"),
        ("Jakarta Pusat", "", "3171"),
        ("Medan", "Percut Sei Tuan", ""),
        ("kota medan", "", ""),
        ("Kodya Medan", "", ""),
        ("", "Percut Sei Tuan", "1207"),
        ("", "Kec. Percut Sei. Tuan", "1207"),
        ("", "Medan Maimun", ""),
        ("", "Entah Di Mana", ""),
        ("Entah", "Sunggal", "1207"),
        ("Entah", "", ""),
        ("", "", ""),
    ],
)
def test_what_names_another_place(city: str, kecamatan: str, code: str) -> None:
    assert regency_of(MEDAN, city=city, kecamatan=kecamatan) == code


def test_a_name_of_two_provinces_says_nothing_and_one_of_the_own_province_is_meant() -> None:
    assert regency_of(MEDAN, city="Bogor") == ""
    assert regency_of("32.73", city="Cirebon") in {"3209", "3274"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kota Bogor", "3271"),
        ("kabupaten bogor", "3201"),
        ("Bogor", ""),  # a kota and a kabupaten
        ("Deli Serdang", "1207"),
        ("kab deli serdang", "1207"),
        ("Kota Deli Serdang", ""),  # it is a kabupaten
        ("Kota Medan", ""),  # not among the others
        ("", ""),
    ],
)
def test_a_typed_name_means_one_regency_or_none(name: str, code: str) -> None:
    assert code_of(name, [each for each, _name in others(MEDAN)]) == code


def test_those_of_the_province_stand_before_all_others_without_the_city() -> None:
    everywhere = others(MEDAN)
    own = [code.startswith("12") for code, _name in everywhere]
    assert own == sorted(own, reverse=True)
    assert len(everywhere) > 500
    found = dict(everywhere[: sum(own)])
    assert found["1207"] == "Kabupaten Deli Serdang"
    assert "1271" not in found
    assert {code[:2] for code in found} == {"12"}
