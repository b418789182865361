"""The page that checks a roster and keeps nothing of it."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from payung.apps.accounts.models import User
from payung.apps.audit.models import Disclosure
from payung.apps.enrolment.models import Roster
from payung.apps.territory.models import City
from payung.web.public import roster_check
from tests import factories
from tests.factories_rosters import csv_file, people, typed

PAGE = "/periksa/"


@pytest.fixture
def kepling(city: City) -> Client:
    return factories.sign_in("kepling", factories.lingkungan(city))


def send(client: Client, content: bytes, want: str = "result", **headers: str) -> Any:
    return client.post(PAGE, {"file": SimpleUploadedFile("uji.csv", content), "want": want}, headers=headers)


def wrong_phone() -> bytes:
    rows = typed(people(3))
    rows[1] = (*rows[1][:7], "12", *rows[1][8:])
    rows[2] = (*rows[2][:1], "123", *rows[2][2:])
    return csv_file(rows)


def test_the_result_names_the_cells_and_nothing_is_kept(city: City, kepling: Client) -> None:
    shown = send(kepling, wrong_phone()).content.decode()
    assert "2 dari 3 baris dapat didaftarkan; 1 harus diperbaiki dahulu." in shown
    assert "H3" in shown
    assert "B4" in shown
    with factories.as_system(city):
        assert not Roster.objects.exists()
        assert not Disclosure.objects.exists()


@pytest.mark.parametrize(("language", "words"), [("id", "TIDAK dibaca: NIK di E2"), ("en", "NOT read: NIK in E2")])
def test_people_who_were_left_out_are_said_in_a_notice(kepling: Client, language: str, words: str) -> None:
    kepling.cookies["django_language"] = language
    one, other = people(2)
    rows = f"Nama,NIK,HP,Nama,NIK,HP\n{one.name},{one.nik},,{other.name},{other.nik},\n"
    shown = send(kepling, rows.encode()).content.decode()
    (notice,) = [part for part in shown.split('class="notice tone-')[1:] if words in part]
    assert notice.startswith("bad")


def test_it_does_not_tell_who_is_registered(city: City, kepling: Client) -> None:
    known = factories.details()
    with factories.as_system(city) as opened:
        factories.registration(
            factories.lingkungan(city, 4),
            opened,
            person=factories.person(factories.lingkungan(city, 4), opened, nik=known.nik),
        )
    shown = send(kepling, csv_file(typed([known]))).content.decode()
    assert "Semua 1 baris dapat didaftarkan" in shown
    assert "terdaftar di kota ini" not in shown


def test_the_file_comes_back_with_two_columns_more(kepling: Client) -> None:
    answer = send(kepling, wrong_phone(), want="file")
    assert "uji (diperiksa).xlsx" in answer["Content-Disposition"]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert sheet[3][-2] == "PERBAIKI"
    assert "16" in sheet[3][-1]


def test_htmx_gets_the_result_alone(kepling: Client) -> None:
    part = send(kepling, wrong_phone(), **{"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "2 dari 3" in part


def test_bad_files_and_too_many_files_get_one_sentence(kepling: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Tidak ditemukan daftar orang" in send(kepling, b"a,b\n1,2\n").content.decode()
    assert "kosong" in send(kepling, b"").content.decode()
    assert "Pilih berkasnya dahulu" in kepling.post(PAGE, {}).content.decode()
    monkeypatch.setattr(roster_check, "BYTES", 10)
    assert "Unggah lewat Daftar nama" in send(kepling, wrong_phone()).content.decode()
    monkeypatch.setattr(roster_check, "BYTES", 10**6)
    monkeypatch.setattr(roster_check, "FILES_AN_HOUR", 2)
    refused = send(kepling, wrong_phone())
    assert refused.status_code == 422
    assert "Coba lagi pada jam berikutnya" in refused.content.decode()


def test_it_is_for_whoever_is_signed_in_also_without_a_role(anonymous: Client, somebody: User) -> None:
    assert anonymous.get(PAGE).status_code == 302
    client = Client()
    client.force_login(somebody)
    assert "1 harus diperbaiki" in send(client, wrong_phone()).content.decode()
