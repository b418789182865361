"""Whom no simple key finds is found by what adds up; who shares a household's telephone is not the same person."""

import datetime as dt

import pytest
from django.test import Client

from payung.apps.people import duplicates
from payung.apps.people.duplicates import SHOWN_FROM, Keys, Likeness, Lookalike
from payung.apps.people.weighing import SAID, model
from payung.apps.territory import scope
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City, Holding
from payung.web.neighbourhood import register_alike
from tests import factories

BORN = dt.date(1980, 3, 2)
NIK = "1271990203800017"
WHO = {"name": "POLTAK MANURUNG", "birth_date": BORN, "phone": "", "mother_name": "", "nik": NIK, "address": ""}
ELSEWHERE = "1210110203800951"  # the same birth date, another place and serial


@pytest.fixture
def lurah(city: City) -> Holding:
    return factories.hold("lurah", area_id("12.71.01.1001"))


def put(city: City, where: int = 0, **who: object) -> None:
    with factories.as_system(city) as opened:
        factories.person(factories.lingkungan(city, where), opened, **(WHO | who))


def found(holding: Holding, **who: object) -> list[Lookalike]:
    with scope.opened(scope.of_holding(holding), reason="test", read_only=True) as opened:
        keys = Keys.of(factories.details(**(WHO | {"nik": ELSEWHERE} | who)))
        return duplicates.finder().candidates(opened.scope, keys)


MOTHER = "ROTUA SIMBOLON"


@pytest.mark.parametrize(
    ("there", "asked", "reasons"),
    [
        ({}, {"birth_date": dt.date(1980, 2, 3)}, {Likeness.SAME_NAME, Likeness.ALIKE_BIRTH}),
        (
            {"mother_name": MOTHER},
            {"mother_name": MOTHER, "birth_date": dt.date(1970, 3, 2), "name": "POLTACK MANURUNG"},
            {Likeness.ALIKE_NAME, Likeness.SAME_MOTHER, Likeness.ALIKE_BIRTH},
        ),
        (
            {"mother_name": MOTHER},
            {"mother_name": MOTHER, "birth_date": dt.date(1980, 3, 12), "name": "MANURUNG P"},
            {Likeness.ALIKE_NAME, Likeness.SAME_MOTHER, Likeness.ALIKE_BIRTH},
        ),
        (
            {},
            {"birth_date": dt.date(1981, 3, 2), "nik": "1271990203800071"},
            {Likeness.SAME_NAME, Likeness.ALIKE_BIRTH},
        ),
        (
            {"phone": "+6281234567890"},
            {"phone": "+6281234567890", "birth_date": dt.date(1980, 3, 20)},
            {Likeness.SAME_NAME, Likeness.SAME_PHONE, Likeness.ALIKE_BIRTH},
        ),
    ],
    ids=["date swapped", "year ten off, same mother", "day off and an initial, same mother", "year off", "same phone"],
)
def test_a_mistyped_birth_date_does_not_hide_anybody(
    city: City, lurah: Holding, there: dict[str, object], asked: dict[str, object], reasons: set[Likeness]
) -> None:
    put(city, **there)
    (one,) = found(lurah, **asked)
    assert set(one.reasons) - {Likeness.ALIKE_NIK} == reasons
    assert one.probability is not None
    assert SHOWN_FROM <= one.probability < 1


def test_a_word_of_the_name_and_the_birth_date_are_enough_to_be_weighed(city: City, lurah: Holding) -> None:
    put(city, name="MARULI POLTAK MANURUNG", phone="+6281234567890")
    (one,) = found(lurah, name="POLTAK", phone="+6281234567890")
    assert set(one.reasons) == {Likeness.ALIKE_NAME, Likeness.SAME_BIRTH, Likeness.SAME_PHONE}


def test_a_slip_in_the_nik_is_a_reason_and_makes_it_likelier(city: City, lurah: Holding) -> None:
    put(city)
    (slip,) = found(lurah, nik="1271890203800017")
    (other,) = found(lurah)
    assert slip.reasons == (Likeness.NAME_AND_BIRTH, Likeness.ALIKE_NIK)
    assert other.reasons == (Likeness.NAME_AND_BIRTH,)
    assert (slip.probability or 0) > (other.probability or 0)


def test_the_likeliest_comes_first(city: City, lurah: Holding) -> None:
    put(city, name="POLTAK MANURUNG", mother_name=MOTHER)
    put(city, name="POLTAK MANURUNX", mother_name="TIUR SIAHAAN", nik="1271990203800348")
    alike = found(lurah, mother_name=MOTHER)
    assert [each.name for each in alike] == ["POLTAK MANURUNG", "POLTAK MANURUNX"]
    likely = [each.probability or 0 for each in alike]
    assert likely == sorted(likely, reverse=True)
    assert likely[0] > 0.9


def test_a_child_of_the_house_is_nobodys_double(city: City, lurah: Holding) -> None:
    """The same telephone and mother, but another name, sex and birth date: the simple keys would show them."""
    home = {"phone": "+6281234567890", "mother_name": MOTHER}
    put(city, name="TIURMA MANURUNG", sex="F", birth_date=dt.date(1991, 11, 28), nik="1271996811910348", **home)
    assert found(lurah, **home) == []


def test_a_namesake_of_another_age_is_nobodys_double(city: City, lurah: Holding) -> None:
    put(city, birth_date=dt.date(1955, 11, 28), nik="1271992811550348")
    assert found(lurah) == []


def test_evidence_reaches_no_further_than_the_territory(city: City, other_city: City, lurah: Holding) -> None:
    put(city, 4, mother_name=MOTHER, phone="+6281234567890")
    put(other_city, 0, mother_name=MOTHER, phone="+6281234567890")
    asked = {"mother_name": MOTHER, "phone": "+6281234567890", "birth_date": dt.date(1980, 2, 3)}
    assert found(lurah, **asked) == []
    assert len(found(factories.hold("manager", city.area_id), **asked)) == 1


def test_a_form_that_is_half_typed_is_weighed_by_what_it_says(city: City, lurah: Holding) -> None:
    put(city, mother_name=MOTHER)
    with scope.opened(scope.of_holding(lurah), reason="test", read_only=True) as opened:
        said = {"name": "POLTAK MANURUNG", "dob": "1980-02-03"}
        bare, more = (Keys.typed({**said, "mother": mother}) for mother in ("", MOTHER))
        first, second = (duplicates.finder().candidates(opened.scope, keys) for keys in (bare, more))
    assert (second[0].probability or 0) > (first[0].probability or 0 if first else 0)


def test_the_reasons_are_levels_of_their_fields() -> None:
    assert all(level in field.levels for field, said in SAID.items() for level in said)


def test_the_model_that_is_shipped_can_be_read() -> None:
    assert 0 < model().matched < 1


@pytest.mark.parametrize("typed", ["POLTACK MANURUNG", "MANURUNG POLTAK", "P MANURUNG", "KOLTAK MANURUNG"])
def test_on_the_first_of_january_too_an_agreeing_name_is_found(city: City, lurah: Holding, typed: str) -> None:
    first = dt.date(1980, 1, 1)
    put(city, birth_date=first)
    (one,) = found(lurah, name=typed, birth_date=first)
    assert one.reasons == (Likeness.ALIKE_NAME_AND_BIRTH,)


def test_the_form_says_how_likely_it_is(city: City) -> None:
    put(city, mother_name=MOTHER)
    head = factories.sign_in("lurah", area_id("12.71.01.1001"))
    said = {"name": "Poltak Manurung", "birth_date": "02-03-1980", "mother_name": MOTHER.title()}
    answer = head.post("/daftar/serupa/", said, headers={"HX-Request": "true"}).content.decode()
    assert "(nama dan tanggal lahir sama): sangat mungkin orang yang sama" in answer


@pytest.fixture
def form(lurah: Holding) -> Client:
    return factories.client_of(lurah)


def said(form: Client, **typed: str) -> str:
    """What the form says while these fields are filled in."""
    return str(form.post("/daftar/serupa/", typed, headers={"HX-Request": "true"}).content.decode())


def test_the_form_weighs_the_nik_too(city: City, form: Client) -> None:
    put(city)
    typed = {"name": "Poltak Manurung", "birth_date": "02-03-1980"}
    assert "(nama dan tanggal lahir sama, NIK hampir sama)" in said(form, nik="1271 8902 0380 0017", **typed)
    for other in ("", "12718902", "1271 8902 0380 001x", ELSEWHERE):
        assert "(nama dan tanggal lahir sama):" in said(form, nik=other, **typed), other


def test_the_form_weighs_the_sex_too(city: City, form: Client) -> None:
    """A sister who has the same telephone, and was born in the same month."""
    put(city, phone="+6281234567890", mother_name=MOTHER, sex="M")
    sister = {"name": "Tiurma Manurung", "birth_date": "20-03-1980", "phone": "081234567890", "mother_name": MOTHER}
    assert "POLTAK MANURUNG" in said(form, **sister)
    assert "POLTAK MANURUNG" not in said(form, sex="F", **sister)


def test_a_form_that_is_whole_is_weighed_as_when_it_is_sent(
    city: City, form: Client, lurah: Holding, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Keys] = []
    monkeypatch.setattr(register_alike, "alike", lambda _request, keys: seen.append(keys))
    here, away = (factories.lingkungan(city, where) for where in (0, 4))
    typed = {
        "nik": "1271 9902 0380 0017", "name": "Poltak Manurung", "birth_date": "02-03-1980", "sex": "M",
        "mother_name": MOTHER.title(), "phone": "0812 3456 7890", "address": " Jl. Rekaan  No. 14", "email": "a@b.id",
    }  # fmt: skip
    for area in (str(here), str(away), "x", "9" * 14, "9" * 4000):
        said(form, area=area, **typed)
    with scope.opened(scope.of_holding(lurah), reason="test", read_only=True):
        stored = {"phone": "+6281234567890", "mother_name": MOTHER, "address": "Jl. Rekaan No. 14", "email": "a@b.id"}
        whole = factories.details(**(WHO | stored | {"sex": "M"}))
        sent = [Keys.of(whole, area_id=area) for area in (here, 0, 0, 0, 0)]
    assert seen == sent, "the lingkungan counts where it lies in one's own territory"
