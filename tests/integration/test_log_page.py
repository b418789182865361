"""The log of disclosures as the data protection officer reads it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from payung.apps.audit.models import Disclosure
from payung.apps.territory.models import Area, City
from payung.web import log
from tests import factories
from tests.factories_linkage import pair, twin
from tests.factories_registering import text

LOG = "/catatan/"
SOMEBODY = "0b5c9f3a-8f0e-4a6e-9a42-000000000001"


@pytest.fixture
def officer(city: City) -> Client:
    return factories.sign_in("data_protection_officer", city.area_id)


def write(city: City, kind: Disclosure.Kind = Disclosure.Kind.REVEAL, **values: Any) -> Disclosure:
    """A row of the log, written by the owner as if somebody had acted."""
    said = {
        "actor_id": 0, "role": "lurah", "subject": f"person {SOMEBODY}: nik, phone", "purpose": "mencocokkan KTP",
        "city_id": city.area_id, "area_id": factories.lingkungan(city),
    }  # fmt: skip
    return Disclosure.objects.using("owner").create(kind=kind, **(said | values))


def test_who_what_how_much_and_what_for(city: City, officer: Client) -> None:
    reader = factories.user(full_name="Pembaca Rekaan")
    write(city, actor_id=reader.pk)
    write(city, Disclosure.Kind.EXPORT, subject="registrations", rows=12_345, role="manager", purpose="rapat evaluasi")
    said = text(officer.get(LOG))
    for words in ("Pembaca Rekaan Lurah", "NIK, Nomor telepon Pekerja 0b5c9f3a", "Dibuka", "mencocokkan KTP",
                  "Daftar pendaftaran", "12.345", "rapat evaluasi", "Diunduh", "Pengelola program"):  # fmt: skip
        assert words in said


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("batch 12.71-0049 pdf", "Surat pengantar berkas 12.71-0049"),
        ("batch 12.71-0049 xlsx", "Daftar pekerja (.xlsx) berkas 12.71-0049"),
        ("daftar nama dengan catatan", "Daftar nama dengan catatan"),
    ],
)
def test_downloads_are_named_in_words(city: City, officer: Client, subject: str, said: str) -> None:
    write(city, Disclosure.Kind.EXPORT, subject=subject)
    shown = text(officer.get(LOG))
    assert said in shown
    assert "batch " not in shown


def test_every_opened_particular_is_named_however_many(city: City, officer: Client) -> None:
    with factories.as_system(city) as opened:
        both = [twin(factories.lingkungan(city), opened) for _ in range(2)]
        found = pair(*both)
    lurah = factories.sign_in("lurah", factories.lingkungan(city) // 10_000 * 10_000)
    lurah.post(reverse("pair", args=[found.pk]), {"langkah": "buka", "purpose": "mencocokkan KTP"})
    said = text(officer.get(LOG))
    assert said.count("NIK, Nama ibu kandung, Nomor telepon, Nomor KK, Email Pekerja") == 2
    assert "family" not in said


def test_downloads_of_a_list_tell_format_place_and_filter(city: City, officer: Client) -> None:
    with factories.as_system(city) as opened:
        factories.registration(factories.lingkungan(city), opened)
    manager = factories.sign_in("manager", city.area_id)
    place = factories.lingkungan(city) // 10_000 * 10_000
    for kind in ("xlsx", "csv", "cetak"):
        asked = {"tujuan": "rapat evaluasi", "bentuk": kind, "keadaan": "submitted", "tempat": str(place)}
        assert manager.post(reverse("registrations_export"), asked).getvalue()
    assert manager.post(reverse("registrations_export"), {"tujuan": "rapat evaluasi", "bentuk": "csv"}).getvalue()
    said = text(officer.get(LOG))
    name = Area.objects.get(pk=place).name
    for words in ("Daftar pendaftaran (.xlsx)", "Daftar pendaftaran (.csv)", "Daftar pendaftaran, dicetak"):
        assert f"{words} {name}; Keadaan: Diajukan" in said
    assert f"Daftar pendaftaran (.csv) {city.name}; tanpa saringan" in said


def test_every_kind_of_subject_has_words(city: City, officer: Client) -> None:
    for subject in ("surat akun", "lembar serah terima", "nik_asked", "NIK di daftar nama"):
        write(city, Disclosure.Kind.LOOKUP, subject=subject)
    said = text(officer.get(LOG))
    for words in ("Surat akun", "Lembar serah terima", "Satu NIK, saat mendaftarkan", "Ditanyakan ke seluruh kota"):
        assert words in said
    assert "luar wilayah" not in said


def test_kind_and_day_narrow(city: City, officer: Client) -> None:
    write(city, purpose="tujuan pertama")
    write(city, Disclosure.Kind.LOOKUP, subject="possible_duplicates", purpose="possible_duplicates")
    old = write(city, purpose="tujuan lama")
    Disclosure.objects.using("owner").filter(pk=old.pk).update(at="2025-03-01T18:00:00+00:00")
    assert "tujuan pertama" not in text(officer.get(LOG, {"jenis": "lookup"}))
    assert "Memeriksa pendaftaran ganda" in text(officer.get(LOG, {"jenis": "lookup"}))
    day = text(officer.get(LOG, {"hari": "2025-03-02"}))  # one in the morning there
    assert "tujuan lama" in day
    assert "tujuan pertama" not in day
    assert "tujuan lama" not in text(officer.get(LOG, {"hari": "2025-03-01"}))


@pytest.mark.parametrize("asked", [{"jenis": "x"}, {"hari": "kemarin"}, {"sebelum": "x"}, {"hari": "9999-99-99"}])
def test_nonsense_narrows_nothing(city: City, officer: Client, asked: dict[str, str]) -> None:
    write(city)
    assert "mencocokkan KTP" in text(officer.get(LOG, asked))


def test_pages_go_on(city: City, officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "ROWS", 2)
    for number in ("satu", "dua", "tiga"):
        write(city, purpose=f"tujuan {number}")
    first = officer.get(LOG)
    assert "tujuan satu" not in text(first)
    second = officer.get(LOG + first.context["next_url"])
    assert "tujuan satu" in text(second)
    assert second.context["next_url"] == ""


def test_another_city_is_not_in_it(city: City, other_city: City, officer: Client) -> None:
    write(other_city, purpose="tujuan di kota lain")
    assert "Belum ada data pribadi yang dibuka" in text(officer.get(LOG))


@pytest.mark.parametrize("role", ["manager", "mayor", "administrator"])
def test_nobody_else_reads_it(city: City, role: str) -> None:
    assert factories.sign_in(role, city.area_id).get(LOG).status_code == 403
