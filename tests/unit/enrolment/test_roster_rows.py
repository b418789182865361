"""A staged row's values become a person and a registration, and open with the city's key alone."""

import datetime as dt
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from payung.apps.enrolment import roster_rows
from payung.apps.enrolment.returning import disposition, returned_name
from payung.identity import occupations
from payung.shared.vault import Vault, VaultError

TODAY = dt.date(2025, 10, 29)
NIK = "1271015708790003"  # a woman born on 17 August 1979; invented


def vault() -> Vault:
    return Vault(AESSIV(AESSIV.generate_key(512)))


def values(**more: Any) -> dict[str, Any]:
    return {"nik": NIK, "full_name": "SITI REKAAN", **more}


def test_sealed_values_hold_nothing_in_the_clear_and_come_back_whole() -> None:
    mine = vault()
    sealed = roster_rows.seal(mine, values(mother_name="IBU REKAAN"), [{"given": "17-08-1979"}])
    assert b"REKAAN" not in sealed
    assert roster_rows.unseal(mine, sealed) == (values(mother_name="IBU REKAAN"), [{"given": "17-08-1979"}])
    with pytest.raises(VaultError):
        roster_rows.unseal(vault(), sealed)


def test_birth_date_and_sex_come_from_the_nik_where_the_row_leaves_them_out() -> None:
    person = roster_rows.details(values(), today=TODAY)
    assert (person.birth_date, person.sex) == (dt.date(1979, 8, 17), "F")
    stated = roster_rows.details(values(birth_date="1979-08-18", sex="M"), today=TODAY)
    assert (stated.birth_date, stated.sex) == (dt.date(1979, 8, 18), "M")


def test_texts_fit_their_columns_and_the_mothers_name_is_in_capitals() -> None:
    person = roster_rows.details(
        values(full_name="A" * 400, mother_name="  ibu \x00 rekaan ", postcode=""), today=TODAY
    )
    assert person.name == "A" * 150
    assert person.mother_name == "IBU REKAAN"


@pytest.mark.parametrize(
    ("more", "column", "expected"),
    [
        ({}, "programmes", "JKK,JKM"),
        ({"programmes": "JKK, JKM dan JHT"}, "programmes", "JKK,JKM,JHT"),
        ({"occupation": "Pengemudi Ojek"}, "transport", True),
        ({"occupation": "Pedagang"}, "transport", False),
        ({"occupation": "zzz qqq"}, "occupation_code", ""),
        ({"occupation": "betor"}, "occupation", "Pengemudi Becak Bermotor (betor)"),
        ({"occupation": "betor"}, "transport", True),
        ({"occupation": "Jaga  Warung"}, "occupation", "Penjaga Warung (Jaga Warung)"),
        ({"occupation": "Pedagang"}, "occupation", "Pedagang"),
        ({"occupation": "pedagan"}, "occupation", "pedagan"),  # a guess is no word of the list
        ({"occupation": "wiraswasta"}, "occupation", "wiraswasta"),  # says too little
        ({"occupation": "zzz qqq"}, "occupation", "zzz qqq"),
        ({"monthly_income": 1_500_000}, "monthly_income_idr", 1_500_000),
        ({"monthly_income": "banyak"}, "monthly_income_idr", None),
        ({"payment_months": 99}, "payment_months", 12),
        ({"payment_months": 0}, "payment_months", 1),
        ({"payment_months": 3}, "payment_months", 3),
        ({}, "payment_months", 1),
        ({"employer": "Pasar Rekaan"}, "work_place", "Pasar Rekaan"),
        ({}, "payer", "APBD_KOTA"),
    ],
)
def test_what_a_row_says_of_the_work(more: dict[str, Any], column: str, expected: object) -> None:
    work = roster_rows.particulars(values(**more), payer="APBD_KOTA", today=TODAY)
    assert getattr(work, column) == expected


def test_neither_person_nor_work_shows_itself_in_a_log() -> None:
    assert NIK not in repr(roster_rows.details(values(), today=TODAY))
    assert "Pedagang" not in repr(roster_rows.particulars(values(occupation="Pedagang"), payer="SELF", today=TODAY))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nelayan 2026.xls", "Nelayan 2026 (diperiksa).xlsx"),
        ("daftar", "daftar (diperiksa).xlsx"),
        ('a"b\\c.csv', 'a"b\\c (diperiksa).xlsx'),
    ],
)
def test_the_name_of_the_file_that_goes_back(name: str, expected: str) -> None:
    assert returned_name(name) == expected
    header = disposition(expected)
    assert header.count('"') == 2
    assert "\\" not in header


@pytest.mark.parametrize("typed", sorted(occupations.table()))
def test_a_job_with_its_typed_word_is_read_as_the_same_job_again(typed: str) -> None:
    named = roster_rows.particulars(values(occupation=typed), payer="SELF", today=TODAY)
    again = roster_rows.particulars(values(occupation=named.occupation), payer="SELF", today=TODAY)
    assert (again.occupation_code, again.transport) == (named.occupation_code, named.transport)
