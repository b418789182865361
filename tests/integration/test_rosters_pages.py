"""The roster pages: bring a file, read the result, decide, take in, get the file back; and files that are none."""

import io
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from python_calamine import CalamineWorkbook

from payung.apps.audit.models import Disclosure
from payung.apps.enrolment import tasks
from payung.apps.enrolment.models import Registration, Roster, RosterRow
from payung.apps.people.models import Person
from payung.apps.territory.models import City
from payung.identity.territory import load_city
from tests import factories
from tests.factories_rosters import csv_file, people, typed

LIST = "/daftar-nama/"


@pytest.fixture
def clerk(city: City) -> Client:
    return factories.sign_in("clerk", city.area_id)


def upload(client: Client, content: bytes, name: str = "daftar rekaan.csv", **more: str) -> Any:
    return client.post(LIST, {"file": SimpleUploadedFile(name, content), "payer": "SELF", "consent": "on", **more})


def work() -> int:
    """Run what is queued, as the worker does; answers how many jobs there were."""
    done = 0
    for job in ProcrastinateJob.objects.using("owner").filter(status="todo").order_by("id"):
        getattr(tasks, job.task_name.split(".")[-1])(**job.args)
        ProcrastinateJob.objects.using("owner").filter(pk=job.pk).update(status="succeeded")
        done += 1
    return done


def mixed() -> bytes:
    """Two good rows, one without phone, one whose NIK lost a digit, one twice, in a real kelurahan."""
    village = next(load_city("12.71").villages)
    known = [replace(each, nik=f"127101{each.nik[6:]}") for each in people(4)]
    rows = typed(known, kelurahan=village.name, lingkungan="2")
    rows[2] = (*rows[2][:7], "", *rows[2][8:])
    rows[3] = (*rows[3][:1], rows[3][1][:15], *rows[3][2:])
    return csv_file([*rows, rows[0]])


def page(client: Client, roster_id: UUID, query: str = "") -> str:
    answer = client.get(f"{LIST}{roster_id}/{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def brought(client: Client, content: bytes) -> UUID:
    answer = upload(client, content)
    assert answer.status_code == 302, answer.content.decode()
    return UUID(answer["Location"].strip("/").split("/")[-1])


def test_from_upload_to_register(city: City, clerk: Client) -> None:
    roster_id = brought(clerk, mixed())
    assert "Berkas sedang diperiksa" in page(clerk, roster_id)
    assert work() == 1
    shown = page(clerk, roster_id)
    assert "3 dari 5 baris dapat dimasukkan; 2 harus diperbaiki dahulu." in shown
    assert "NIK tidak 16 angka" in shown
    assert "NIK di B5 terbaca 15 angka" in shown
    with factories.as_system(city):
        assert not Person.objects.exists()
    assert clerk.post(f"{LIST}{roster_id}/masukkan/").status_code == 302
    assert "Baris sedang dimasukkan" in page(clerk, roster_id)
    assert work() == 1
    assert "3 dari 5 baris sudah masuk ke pendaftaran" in page(clerk, roster_id)
    with factories.as_system(city):
        assert Registration.objects.filter(state="submitted", registered_on=city.clock).count() == 3
        assert set(Person.objects.values_list("area_id", flat=True)) == {factories.lingkungan(city, 1)}


def test_no_nik_and_no_birth_date_stands_on_the_page(city: City, clerk: Client) -> None:
    somebody = factories.details()
    roster_id = brought(clerk, csv_file(typed([somebody])))
    work()
    shown = page(clerk, roster_id)
    assert somebody.name in shown
    assert "NIK terbitan Kota Medan" in shown
    for secret in (somebody.nik, somebody.nik[:10], somebody.birth_date.strftime("%d-%m-%Y"), somebody.mother_name):
        assert secret not in shown


def test_the_same_file_again_leads_to_the_same_roster(city: City, clerk: Client) -> None:
    content = mixed()
    first = brought(clerk, content)
    work()
    again = upload(clerk, content, name="nama lain.csv")
    assert again["Location"] == f"{LIST}{first}/"
    assert "sudah pernah Anda unggah" in page(clerk, first)
    assert work() == 0
    with factories.as_system(city):
        assert Roster.objects.count() == 1


def test_the_same_people_in_a_colleagues_file_are_known_before_and_after(city: City, clerk: Client) -> None:
    content = csv_file(typed(people(3)))
    first = brought(clerk, content)
    work()
    clerk.post(f"{LIST}{first}/masukkan/")
    work()
    colleague = factories.sign_in("clerk", city.area_id)
    second = brought(colleague, content)
    work()
    shown = page(colleague, second)
    assert "Semua orang di daftar ini sudah terdaftar; tidak ada yang baru untuk dimasukkan." in shown
    assert "Tidak ada yang baru" in shown
    assert "Menunggu keputusan" not in shown
    assert "Sudah terdaftar di kota ini" in shown
    assert "Masukkan 0" not in shown
    with factories.as_system(city):
        assert Registration.objects.count() == 3
        assert Disclosure.objects.filter(kind="lookup", rows=3).count() == 2


def test_new_rows_known_ones_and_those_to_mend_are_told_apart(city: City, clerk: Client) -> None:
    rows = typed(people(4))
    first = brought(clerk, csv_file(rows[:2]))
    work()
    clerk.post(f"{LIST}{first}/masukkan/")
    work()
    rows[3] = (*rows[3][:1], rows[3][1][:15], *rows[3][2:])
    mixed = brought(clerk, csv_file(rows))
    work()
    assert "1 baris baru dapat dimasukkan, 2 sudah terdaftar, 1 harus diperbaiki dahulu." in page(clerk, mixed)
    only_known = brought(clerk, csv_file([*rows[:2], rows[3]]))
    work()
    home = clerk.get("/beranda/").content.decode()
    assert "1 daftar nama menunggu keputusan" in home
    assert "4 baris, 1 di antaranya harus diperbaiki" in home
    assert "1 daftar nama harus diperbaiki dahulu" in home
    listed = clerk.get(LIST).content.decode().split("<tr>")
    (row,) = [each for each in listed if str(only_known) in each]
    assert "Harus diperbaiki" in row
    clerk.post(f"{LIST}{mixed}/masukkan/")
    work()
    counts = Roster.objects.using("owner").get(pk=mixed).notes[-1]["counts"]
    assert (counts["known"], counts["outcomes"]) == (2, {"taken": 1, "identical": 2, "left": 1})


def test_rows_are_taken_and_left_one_by_one_and_all_at_once(city: City, clerk: Client) -> None:
    roster_id = brought(clerk, mixed())
    work()

    def decide(**sent: Any) -> None:
        assert clerk.post(f"{LIST}{roster_id}/keputusan/", sent).status_code == 302

    def chosen() -> list[int]:
        with factories.as_system(city):
            rows = RosterRow.objects.filter(decision="take").order_by("position")
            return list(rows.values_list("position", flat=True))

    assert chosen() == [1, 2, 3]
    decide(action="leave", rows=[1, 2])
    assert chosen() == [3]
    decide(action="take", rows=[2, 4, 5])
    assert chosen() == [2, 3]
    decide(action="all_ok")
    assert chosen() == []  # no row has an address, which the insurer needs
    with factories.as_system(city):
        RosterRow.objects.filter(position=2).update(lacking=[])
    decide(action="all_ok")
    assert chosen() == [2]
    assert [row["it"].position for row in clerk.get(f"{LIST}{roster_id}/?status=ok").context["rows"]] == [2]
    decide(action="all_usable")
    assert chosen() == [1, 2, 3]
    decide(action="leave", rows=[1, 2, 3])
    assert "Belum ada baris yang dipilih" in clerk.post(f"{LIST}{roster_id}/masukkan/", follow=True).content.decode()
    assert work() == 0


def test_rows_are_filtered_and_paged(clerk: Client) -> None:
    rows = typed(people(120))
    rows[70] = (*rows[70][:7], "", *rows[70][8:])
    roster_id = brought(clerk, csv_file(rows))
    work()
    first = page(clerk, roster_id)
    assert "Baris 51<" in first  # invented NIK carry an unknown kecamatan, so every row is worth a look
    assert "Baris 52<" not in first
    second = page(clerk, roster_id, "?sesudah=50")
    assert "Baris 52<" in second
    assert "Baris 51<" not in second
    assert "Baris 2<" in page(clerk, roster_id, "?sebelum=51")
    warned = page(clerk, roster_id, "?code=phone_missing")
    assert "Baris 72<" in warned
    assert "Baris 2<" not in warned
    assert "Tidak ada baris seperti itu" in page(clerk, roster_id, "?status=error")


def test_the_whole_file_is_set_aside_with_a_reason_and_can_be_checked_again(city: City, clerk: Client) -> None:
    roster_id = brought(clerk, mixed())
    work()
    assert clerk.post(f"{LIST}{roster_id}/tolak/", {"reason": " "}).status_code == 422
    clerk.post(f"{LIST}{roster_id}/tolak/", {"reason": "Salah berkas"})
    assert "Daftar ini tidak dipakai: Salah berkas" in page(clerk, roster_id)
    refused = clerk.post(f"{LIST}{roster_id}/masukkan/", follow=True)
    assert "sedang atau sudah dimasukkan" in refused.content.decode()
    clerk.post(f"{LIST}{roster_id}/periksa-lagi/")
    work()
    assert "3 dari 5 baris dapat dimasukkan" in page(clerk, roster_id)
    with factories.as_system(city):
        assert RosterRow.objects.count() == 5


def test_the_file_goes_back_with_two_columns_more_and_is_logged(city: City, clerk: Client) -> None:
    roster_id = brought(clerk, mixed())
    work()
    assert clerk.post(f"{LIST}{roster_id}/unduh/", {"purpose": ""}).status_code == 422
    answer = clerk.post(f"{LIST}{roster_id}/unduh/", {"purpose": "Dikembalikan kepada dinas"})
    assert "daftar rekaan (diperiksa).xlsx" in answer["Content-Disposition"]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert len(sheet) == 6
    assert [row[-2] for row in sheet[1:]] == ["SIAP", "SIAP", "PERIKSA", "PERBAIKI", "PERBAIKI"]
    with factories.as_system(city):
        logged = Disclosure.objects.get(kind="export")
    assert (logged.purpose, logged.rows) == ("Dikembalikan kepada dinas", 5)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("kosong.xlsx", b"", "Berkas ini kosong"),
        ("rusak.xlsx", b"PK\x03\x04 rusak", "Berkas ini belum dapat dibaca"),
        ("foto.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(400), "Berkas ini belum dapat dibaca"),
        ("catatan.csv", b"halo,apa kabar\n1,2\n", "Tidak ditemukan daftar orang"),
    ],
)
def test_a_file_that_is_no_roster_gets_one_sentence(clerk: Client, name: str, content: bytes, sentence: str) -> None:
    answer = upload(clerk, content, name=name)
    if answer.status_code == 422:
        assert sentence in answer.content.decode()
        return
    work()
    shown = page(clerk, UUID(answer["Location"].strip("/").split("/")[-1]))
    assert sentence in shown
    assert "Traceback" not in shown
    assert "Masukkan" not in shown


def test_a_file_that_is_too_large_gets_one_sentence(clerk: Client, settings: Any) -> None:
    settings.PAYUNG_UPLOAD_BYTES = 2000
    answer = upload(clerk, bytes(70_000))
    assert answer.status_code == 422
    assert "Bagi menjadi beberapa berkas" in answer.content.decode()


def test_a_file_of_too_many_rows_gets_one_sentence(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_ROSTER_MAX_ROWS", "10")
    roster_id = brought(clerk, csv_file(typed(people(20))))
    work()
    assert "lebih dari 10 baris" in page(clerk, roster_id)


def test_without_a_file_the_form_says_so(clerk: Client) -> None:
    answer = clerk.post(LIST, {"payer": "SELF"})
    assert answer.status_code == 422
    assert "Pilih berkasnya dahulu" in answer.content.decode()
    assert "Pilih berkasnya sekali lagi" not in answer.content.decode()


def test_a_file_that_was_sent_with_a_faulty_form_has_to_be_chosen_once_more(clerk: Client) -> None:
    answer = upload(clerk, mixed(), consent="")
    assert answer.status_code == 422
    assert "Pilih berkasnya sekali lagi" in answer.content.decode()


def test_ticking_is_offered_only_where_a_row_can_be_ticked(clerk: Client) -> None:
    roster_id = brought(clerk, mixed())
    work()
    assert "Masukkan yang dicentang" in page(clerk, roster_id, "?status=every")
    faulty = page(clerk, roster_id, "?status=error")
    assert "NIK di B5 terbaca 15 angka" in faulty
    assert "yang dicentang" not in faulty
    assert "Pilih semua yang siap" in faulty


def test_a_colleague_and_other_roles_do_not_see_a_clerks_roster(city: City, other_city: City, clerk: Client) -> None:
    roster_id = brought(clerk, mixed())
    work()
    colleague = factories.sign_in("clerk", city.area_id)
    elsewhere = factories.sign_in("manager", other_city.area_id)
    for client in (colleague, elsewhere):
        assert client.get(f"{LIST}{roster_id}/").status_code == 404
        assert client.get(f"{LIST}{roster_id}/unduh/").status_code == 404
        client.post(f"{LIST}{roster_id}/masukkan/")
    assert factories.sign_in("manager", city.area_id).get(f"{LIST}{roster_id}/").status_code == 200
    kepling = factories.sign_in("kepling", factories.lingkungan(city))
    assert kepling.get(f"{LIST}{roster_id}/").status_code == 403
    assert kepling.post(LIST).status_code == 403
    assert work() == 0


def test_what_is_stored_holds_no_identifier_in_the_clear(city: City, clerk: Client) -> None:
    somebody = factories.details()
    brought(clerk, csv_file(typed([somebody])))
    work()
    with factories.as_system(city):
        roster, row = Roster.objects.get(), RosterRow.objects.get()
        stored = [
            bytes(roster.content),
            bytes(roster.handed_back.content),
            bytes(row.values),
            str(row.problems).encode(),
        ]
    for secret in (somebody.nik, somebody.phone[3:], somebody.mother_name, somebody.name):
        assert not any(secret.encode() in each for each in stored)
