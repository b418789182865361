"""Who matches lists and with whom, and what is refused: the register within the scope, others' results, bad files."""

import datetime as dt
import re
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from procrastinate.contrib.django.models import ProcrastinateJob

from payung.apps.audit.models import Disclosure
from payung.apps.enrolment import tasks as enrolment
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import Roster
from payung.apps.linkage.models import MatchFile, MatchPair, MatchRow, MatchRun
from payung.apps.linkage.runs import keeping
from payung.apps.linkage.runs.linking import _memory
from payung.apps.territory.models import City
from payung.apps.territory.scope import Opened
from payung.shared.vault import Vault
from tests import factories
from tests.factories_matching import LEFT, PAGE, RIGHT, asked, matched, page, send, typed, work

JUNE, JULY, SEPTEMBER = dt.date(2025, 6, 1), dt.date(2025, 7, 1), dt.date(2025, 9, 1)
JANUARY = dt.date(2025, 1, 1)
FRUIT = "Apel Jeruk Mangga Durian Salak Nanas".split()


@pytest.fixture
def manager(city: City) -> Client:
    return factories.sign_in("manager", city.area_id)


@pytest.fixture
def clerk(city: City) -> Client:
    return factories.sign_in("clerk", city.area_id)


def details(number: int) -> dict[str, object]:
    born = dt.date(1970 + number, 3 + number, 11 + number)
    nik = f"127101{born:%d%m%y}{number:04d}"
    name = f"{FRUIT[number]} Rekaan {FRUIT[number - 1]}".upper()
    return {"nik": nik, "name": name, "birth_date": born, "sex": "M"}


def row(number: int) -> tuple[str, str, str]:
    said = details(number)
    return str(said["nik"]), str(said["name"]).title(), f"{said['birth_date']:%d-%m-%Y}"


def registered(city: City, opened: Opened, *, by: int = 0) -> None:
    """Five workers: paid, in grace, not active for long, never paid, and not accepted yet."""
    area = factories.lingkungan(city)
    for number, months in enumerate([(SEPTEMBER,), (JULY,), (JANUARY,), ()], 1):
        who = factories.person(area, opened, by=by, **details(number))
        factories.member(area, opened, person=who, months=months, registered_by_id=by)
    who = factories.person(area, opened, by=by, **details(5))
    factories.registration(area, opened, person=who, registered_by_id=by)
    factories.insurer_file(city.area_id, month=SEPTEMBER)


def test_the_register_answers_how_everybody_stands(city: City, manager: Client) -> None:
    with factories.as_system(city) as opened:
        registered(city, opened)
    content = typed([("NIK", "Nama", "Tanggal Lahir"), *(row(number) for number in range(1, 6)), LEFT[5][:3]])
    run = matched(manager, content, None)
    assert run.counts == {
        "covered": {"paid": 1}, "lapsed": {"grace": 1, "non_active": 1},
        "not_covered": {"not_yet_paid": 1, "registered": 1, "not_found": 1},
    }, run.error  # fmt: skip
    shown = page(manager, run.pk)
    assert "menurut data iuran di pendaftaran" in shown
    paid = page(manager, run.pk, "baris/?hasil=covered")
    person = re.search(r"/pekerja/([0-9a-f-]{36})/", paid)
    assert person, "the row leads to the worker"
    assert manager.get(person[0]).status_code == 200
    assert Disclosure.objects.using("owner").filter(kind="lookup", subject="pencocokan", rows=5).count() == 1


def test_without_a_payment_file_nobody_is_said_to_be_protected(city: City, manager: Client) -> None:
    with factories.as_system(city) as opened:
        who = factories.person(factories.lingkungan(city), opened, **details(1))
        made = factories.registration(factories.lingkungan(city), opened, state=State.ACCEPTED, person=who)
        factories.membership(made)
    run = matched(manager, typed([("NIK", "Nama", "Tanggal Lahir"), row(1), row(2)]), None)
    assert run.counts == {"unknown": {"no_status": 1}, "not_covered": {"not_found": 1}}


def test_a_clerk_is_matched_with_their_own_registrations_alone(city: City) -> None:
    account = factories.user()
    clerk = factories.client_of(factories.hold("clerk", city.area_id, by=account))
    with factories.as_system(city) as opened:
        registered(city, opened)
        mine = factories.person(factories.lingkungan(city), opened, by=account.pk, **details(0))
        factories.registration(factories.lingkungan(city), opened, person=mine, registered_by_id=account.pk)
    run = matched(clerk, typed([("NIK", "Nama", "Tanggal Lahir"), row(0), row(1), row(2)]), None)
    assert run.right_rows == 1
    assert run.counts == {"not_covered": {"registered": 1, "not_found": 2}}


def test_another_clerk_knows_nothing_of_it_and_the_manager_does(city: City, clerk: Client, manager: Client) -> None:
    run = matched(clerk, typed(LEFT), typed(RIGHT))
    other = factories.sign_in("clerk", city.area_id)
    for more in ("", "baris/", "pasangan/", "unduh/daftar/", "hapus/"):
        assert other.get(f"{PAGE}{run.pk}/{more}").status_code == 404, more
    assert other.post(f"{PAGE}{run.pk}/hapus/").status_code == 404
    assert other.post(f"{PAGE}{run.pk}/ulangi/").status_code == 404
    assert "Daftar Dinas" not in other.get(PAGE).content.decode()
    assert "Daftar Dinas" in manager.get(PAGE).content.decode()


def test_colleagues_of_an_agency_share_what_they_matched(city: City) -> None:
    agency = factories.agency(city)
    one, other = (factories.client_of(factories.officer(agency)) for _ in range(2))
    run = matched(one, typed(LEFT), typed(RIGHT))
    assert "7 baris" in page(other, run.pk)


@pytest.mark.parametrize("role", ["kepling", "lurah", "camat", "mayor", "insurer_officer", "administrator"])
def test_nobody_else_matches_lists(city: City, role: str) -> None:
    place = {"kepling": factories.lingkungan(city), "lurah": factories.lingkungan(city) // 10000 * 10000}
    client = factories.sign_in(role, place.get(role, city.area_id))
    assert client.get(PAGE).status_code == 403


def test_a_roster_that_was_brought_is_a_list_too(city: City, clerk: Client) -> None:
    file = SimpleUploadedFile("Nelayan.csv", typed(LEFT))
    clerk.post("/daftar-nama/", {"file": file, "payer": "SELF", "consent": "on"})
    (roster,) = Roster.objects.using("owner").all()
    (job,) = ProcrastinateJob.objects.using("owner").filter(task_name="enrolment.check")
    enrolment.check(**job.args)
    own_page = clerk.get(f"/daftar-nama/{roster.pk}/").content.decode()
    assert f"{PAGE}?daftar={roster.pk}" in own_page
    offered = re.search(r"Nelayan\.csv \(([^)]+)\)", clerk.get(PAGE).content.decode())
    assert offered
    assert offered[1] in own_page, "brought on the same day as its own page says, also where the clock stands still"
    run = matched(clerk, None, typed(RIGHT), left_roster=str(roster.pk))
    assert (run.left_roster_id, run.state) == (roster.pk, "done")
    stranger = factories.sign_in("clerk", city.area_id)
    assert send(stranger, None, typed(RIGHT), left_roster=str(roster.pk)).status_code == 422
    alone = clerk.post(PAGE, {"left_roster": str(roster.pk), "right_known": ""})
    assert list(alone.context["form"].errors) == ["right_file"], "nobody is registered, so the second list is chosen"
    nothing = send(clerk, None, typed(RIGHT))
    assert "Pilih berkasnya, atau daftar yang pernah dibawa." in nothing.content.decode()


@pytest.mark.parametrize(
    ("left", "right", "field", "said"),
    [
        (None, typed(RIGHT), "left_file", "Pilih berkasnya dahulu."),
        (typed(LEFT), None, "right_file", "Pilih berkasnya dahulu."),
        (b"", typed(RIGHT), "left_file", "Berkas ini kosong."),
        (typed(LEFT), b"", "right_file", "Berkas ini kosong."),
        (b"%PDF-1.7 rekaan", typed(RIGHT), "left_file", "PDF"),
        (typed(LEFT), b"\x89PNG\r\n\x1a\n rekaan", "right_file", "PNG"),
        (b"PK\x03\x04 rekaan", typed(RIGHT), "left_file", "rusak"),
        (typed(LEFT), typed(LEFT), "right_file", "Kedua daftar adalah berkas yang sama."),
    ],
    ids=["no first", "no second", "first empty", "second empty", "pdf", "picture", "damaged", "twice the same"],
)
def test_what_cannot_be_read_is_refused_at_once_beside_its_field(
    city: City, clerk: Client, left: bytes | None, right: bytes | None, field: str, said: str
) -> None:
    answer = send(clerk, left, right)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert said in answer.context["form"].errors[field][0]
    assert said in answer.content.decode()
    clerk.cookies["django_language"] = "en"
    assert said not in send(clerk, left, right).content.decode() or said in ("PDF", "PNG")
    assert not MatchFile.objects.using("owner").exists()


def test_a_file_that_is_too_large_is_refused_at_once(city: City, clerk: Client) -> None:
    with override_settings(PAYUNG_UPLOAD_BYTES=1024 * 1024):
        answer = send(clerk, b"x" * (2 * 1024 * 1024), typed(RIGHT))
        assert answer.status_code == 422
        assert "lebih besar dari 1 MB" in answer.content.decode()
    assert not MatchFile.objects.using("owner").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"warna,harga\nmerah,3\nbiru,4\n", "Tidak ada kolom nama"),
        (b"NIK,Nama,Tanggal Lahir\n", "Tidak ada satu orang pun"),
        (typed([LEFT[0], *LEFT[:0:-1]]), "orang yang sama persis"),
    ],
    ids=["no columns", "nobody", "the same people"],
)
def test_a_list_that_cannot_be_used_ends_in_a_sentence(city: City, clerk: Client, content: bytes, said: str) -> None:
    run = matched(clerk, typed(LEFT), content)
    assert run.state == "failed"
    shown = page(clerk, run.pk)
    assert said in shown
    assert "--map" not in shown
    assert "Pilih daftar lain" in shown
    assert "Coba lagi" not in shown
    clerk.cookies["django_language"] = "en"
    assert said not in page(clerk, run.pk)


def test_where_nobody_is_registered_the_register_is_not_offered(city: City) -> None:
    account = factories.user()
    clerk = factories.client_of(factories.hold("clerk", city.area_id, by=account))
    offered = 'value="terdaftar"'
    with factories.as_system(city) as opened:
        registered(city, opened)
    shown = clerk.get(PAGE).content.decode()
    assert offered not in shown, "others' workers are none that this clerk sees"
    assert "Cocokkan dengan" not in shown
    assert send(clerk, typed(LEFT), None).status_code == 422
    with factories.as_system(city) as opened:
        mine = factories.person(factories.lingkungan(city), opened, by=account.pk, **details(0))
        own = factories.registration(
            factories.lingkungan(city), opened, person=mine, registered_by_id=account.pk, state=State.REFUSED
        )
    assert offered not in clerk.get(PAGE).content.decode(), "what was refused is not matched with"
    with factories.as_system(city):
        type(own).objects.filter(pk=own.pk).update(state=State.SUBMITTED)
    assert offered in clerk.get(PAGE).content.decode()


def test_a_register_that_is_empty_by_now_can_be_tried_again(city: City, manager: Client) -> None:
    with factories.as_system(city) as opened:
        made = factories.registration(factories.lingkungan(city), opened)
    run_id = asked(manager, typed(LEFT), None)
    with factories.as_system(city):
        type(made).objects.filter(pk=made.pk).update(state=State.REFUSED)
    assert work() == 1
    shown = page(manager, run_id)
    assert "Belum ada pekerja terdaftar yang dapat Anda lihat" in shown
    assert "Coba lagi" in shown


def test_a_first_list_that_cannot_be_used_is_not_tried_again(city: City, manager: Client) -> None:
    with factories.as_system(city) as opened:
        factories.registration(factories.lingkungan(city), opened)
    run = matched(manager, b"warna,harga\nmerah,3\nbiru,4\n", None)
    shown = page(manager, run.pk)
    assert "Tidak ada kolom nama" in shown
    assert "Coba lagi" not in shown


def nothing_of(run_id: UUID) -> bool:
    return not any(model.objects.using("owner").filter(run_id=run_id).exists() for model in (MatchRow, MatchPair))


def test_a_job_that_breaks_leaves_nothing_half_and_runs_again(
    city: City, clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = asked(clerk, typed(LEFT), typed(RIGHT))
    with monkeypatch.context() as broken:
        broken.setattr(keeping, "_sum_up", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            work()
    assert nothing_of(run_id)
    shown = page(clerk, run_id)
    assert "Pencocokan ini terhenti" in shown
    assert "Coba lagi" in shown
    assert clerk.post(f"{PAGE}{run_id}/ulangi/").status_code == 302
    assert work() == 2, "the job that broke is tried again too, and finds all done"
    assert MatchRun.objects.using("owner").get(pk=run_id).state == "done"
    assert MatchRow.objects.using("owner").filter(run_id=run_id).count() == len(LEFT) - 1
    assert clerk.post(f"{PAGE}{run_id}/ulangi/", follow=True).status_code == 200
    assert work() == 0


def test_a_matching_that_is_removed_before_its_turn_is_forgotten(city: City, clerk: Client) -> None:
    run_id = asked(clerk, typed(LEFT), typed(RIGHT))
    clerk.post(f"{PAGE}{run_id}/hapus/")
    assert work() == 1
    assert not MatchRun.objects.using("owner").exists()


def test_nothing_in_the_open_is_kept(city: City, clerk: Client) -> None:
    run = matched(clerk, typed(LEFT), typed(RIGHT))
    (file,) = MatchFile.objects.using("owner").filter(pk=run.left_file_id)
    kept = [file.content, *MatchRow.objects.using("owner").values_list("values", flat=True)]
    kept += MatchPair.objects.using("owner").values_list("values", flat=True)
    assert all(b"1271014508790001" not in bytes(each) and b"Rekaan" not in bytes(each) for each in kept)
    with factories.as_system(city) as opened:
        vault: Vault = opened.vault
        assert vault.open_bytes("match_file", file.content) == typed(LEFT)


def test_without_disk_the_engine_does_not_spill() -> None:
    with _memory(1) as base:
        assert base.execute("SELECT current_setting('temp_directory')").fetchall() == [("",)]
