"""A worker's page: the answer first, the calendar in words, nothing sealed; and the opening of what is sealed."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from payung.apps.audit.models import Disclosure
from payung.apps.coverage import queries as coverage
from payung.apps.coverage.models import Protection
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import Registration, StateChange
from payung.apps.people.queries import details_of
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City
from tests import factories
from tests.conftest import TODAY
from tests.factories_registering import text

MONTHS = {number: dt.date(2025, number, 1) for number in range(1, 13)}
KELURAHAN = area_id("12.71.01.1001")


@pytest.fixture
def lurah(city: City) -> Client:
    return factories.sign_in("lurah", KELURAHAN)


def member(city: City, *paid: int, told: int | None = 9, **values: Any) -> Registration:
    with factories.as_system(city) as opened:
        made = factories.member(
            factories.lingkungan(city), opened, months=tuple(MONTHS[each] for each in paid), on=MONTHS[5], **values
        )
        if told:
            factories.insurer_file(city.area_id, month=MONTHS[told])
    return made


def page(client: Client, found: Registration) -> str:
    answer = client.get(f"/pekerja/{found.person_id}/")
    assert answer.status_code == 200
    return text(answer)


@pytest.mark.parametrize(
    ("paid", "answer"),
    [
        ((5, 6, 7, 8, 9, 10), "Terlindungi sampai 31 Oktober 2025"),
        ((5, 10, 11, 12), "Terlindungi sampai 31 Desember 2025"),
        ((5, 6, 7, 8, 9), "Terlindungi sampai 30 September 2025 Kabar pembayaran Oktober 2025 belum diterima"),
        ((5, 6, 7, 8), "Masa tenggang: lunas sampai Agustus 2025 Bila tidak dibayar lagi, kepesertaan nonaktif"),
        ((5, 6), "Nonaktif sejak 1 Oktober 2025"),
        ((11,), "Belum membayar sampai Oktober 2025; sudah membayar untuk bulan sesudahnya Diterima BPJS sejak 1 Mei"),
        ((), "Belum pernah membayar Diterima BPJS sejak 1 Mei 2025"),
    ],
)  # fmt: skip
def test_the_first_line_is_the_answer(city: City, lurah: Client, paid: tuple[int, ...], answer: str) -> None:
    assert answer in page(lurah, member(city, *paid))


def test_cover_in_grace_is_left_to_the_insurer(city: City, lurah: Client) -> None:
    assert "perlu konfirmasi BPJS" in page(lurah, member(city, 5, 6, 7))


@pytest.mark.parametrize(
    ("state", "answer"),
    [
        (State.SUBMITTED, "menunggu pemeriksaan lurah"),
        (State.RETURNED, "dikembalikan untuk diperbaiki Alasan: NIK buram"),
        (State.VERIFIED, "menunggu dikirim ke BPJS"),
        (State.BATCHED, "menunggu jawaban BPJS"),
        (State.REJECTED, "ditolak BPJS, perlu diperbaiki Alasan: NIK buram"),
        (State.REFUSED, "Tidak didaftarkan: ditolak lurah"),
    ],
)
def test_who_is_no_member_is_not_protected_yet(city: City, lurah: Client, state: State, answer: str) -> None:
    with factories.as_system(city) as opened:
        found = factories.registration(factories.lingkungan(city), opened, state=state)
        StateChange.objects.update(reason="NIK buram")
    assert answer in page(lurah, found)


def test_every_month_is_a_word_with_its_due_day(city: City, lurah: Client) -> None:
    said = page(lurah, member(city, 5, 6, 7, 8))
    for words in (
        "Apr 2025 Belum ikut", "Mei 2025 Lunas", "Agu 2025 Lunas", "Sep 2025 Tenggang Jatuh tempo 15 Sep 2025",
        "Okt 2025 Belum ada kabar Jatuh tempo 15 Okt 2025", "Nov 2025 Akan datang Jatuh tempo 17 Nov 2025",
    ):  # fmt: skip
        assert words in said, said
    assert "Data iuran BPJS sampai September 2025, menurut berkas 20 Oktober 2025." in said


def test_a_day_before_the_membership_is_nobodys_due_day(city: City, lurah: Client) -> None:
    with factories.as_system(city) as opened:
        made = factories.member(factories.lingkungan(city), opened, months=(), on=dt.date(2025, 10, 24))
    said = page(lurah, made)
    assert "15 Okt" not in said
    assert "Tanyakan apakah iuran pertama (Oktober 2025) sudah dibayar" in said
    assert "Jatuh tempo 17 Nov 2025" in said


def test_the_end_of_membership_is_the_answer(city: City, lurah: Client) -> None:
    found = member(city, 5, 6)
    Protection.objects.using("owner").update(ended_on=dt.date(2025, 7, 4))
    assert "Berakhir sejak 4 Juli 2025" in page(lurah, found)


def test_the_calendar_knows_nobody_outside_the_scope(city: City) -> None:
    found = member(city, 5)
    from payung.apps.territory import scope

    other = factories.hold("lurah", area_id("12.71.01.1002"))
    with scope.opened(scope.of_holding(other), reason="test") as opened:
        asked = coverage.calendar(opened.scope, found.person_id, TODAY)
    assert (asked.standing, asked.cells, asked.paid) == (None, (), frozenset())


def test_payments_members_history_and_makers_are_shown(city: City, lurah: Client) -> None:
    found = member(city, 5)
    maker = factories.user(full_name="Pemeriksa Rekaan")
    with factories.as_system(city):
        StateChange.objects.update(by_id=maker.pk)
    said = page(lurah, found)
    for words in ("Nomor peserta (KPJ)", "Mei 2025 JKK,JKM Rp16.800 10 Mei 2025 Pekerja sendiri", "Pemeriksa Rekaan"):
        assert words in said


def test_nothing_sealed_and_no_birth_date_is_on_the_page(city: City, lurah: Client) -> None:
    found = member(city, 5)
    with factories.as_system(city):
        known = details_of(found.person)
    html = lurah.get(f"/pekerja/{found.person_id}/").content.decode()
    for secret in (known.nik, known.nik[6:12], known.mother_name, known.phone[3:], f"{known.birth_date:%d-%m-%Y}"):
        assert secret not in html
    assert "Terbitan Kota Medan, Sumatera Utara" in text(lurah.get(f"/pekerja/{found.person_id}/"))


def test_who_is_elsewhere_or_nobody_is_not_found(city: City) -> None:
    found = member(city, 5)
    other = factories.sign_in("lurah", area_id("12.71.01.1002"))
    for path in (f"/pekerja/{found.person_id}/", "/pekerja/00000000-0000-4000-8000-000000000000/"):
        assert other.get(path).status_code == 404
    assert (
        other.post(f"/pekerja/{found.person_id}/buka/", {"fields_wanted": "nik", "purpose": "ingin"}).status_code == 404
    )


def test_a_reveal_is_logged_shown_once_and_not_kept(city: City, lurah: Client) -> None:
    found = member(city, 5)
    with factories.as_system(city):
        known = details_of(found.person)
    address = f"/pekerja/{found.person_id}/buka/"
    answer = lurah.post(address, {"fields_wanted": ["nik", "phone"], "purpose": "mencocokkan KTP"})
    assert known.nik in text(answer)
    assert known.phone in text(answer)
    assert known.mother_name not in text(answer)
    assert "no-store" in answer["Cache-Control"]
    with factories.as_system(city):
        logged = Disclosure.objects.get()
    assert (logged.kind, logged.purpose, logged.role) == ("reveal", "mencocokkan KTP", "lurah")
    assert logged.subject == f"person {found.person_id}: nik, phone"
    assert lurah.get(address).status_code == 302


NO_REVEAL: list[dict[str, str]] = [
    {},
    {"fields_wanted": "nik"},
    {"purpose": "mencocokkan"},
    {"fields_wanted": "nik", "purpose": "x"},
    {"fields_wanted": "birth", "purpose": "ingin tahu"},
]


@pytest.mark.parametrize("form", NO_REVEAL)
def test_a_reveal_without_purpose_or_choice_opens_nothing(city: City, lurah: Client, form: dict[str, str]) -> None:
    found = member(city, 5)
    answer = lurah.post(f"/pekerja/{found.person_id}/buka/", form)
    with factories.as_system(city):
        assert details_of(found.person).nik not in answer.content.decode()
        assert not Disclosure.objects.exists()
    assert answer.context["reveal_form"].errors


@pytest.mark.parametrize("role", ["kepling", "camat", "clerk"])
def test_who_may_not_reveal_is_turned_away(city: City, role: str) -> None:
    found = member(city, 5)
    area = {"kepling": factories.lingkungan(city), "camat": area_id("12.71.01")}.get(role, city.area_id)
    client = factories.sign_in(role, area)
    assert (
        client.post(f"/pekerja/{found.person_id}/buka/", {"fields_wanted": "nik", "purpose": "ingin"}).status_code
        == 403
    )
    if role != "clerk":
        assert "buka/" not in client.get(f"/pekerja/{found.person_id}/").content.decode()


def test_the_number_of_queries_does_not_grow_with_what_happened(city: City, lurah: Client) -> None:
    few, many = member(city, 5), member(city, 5, 6, 7, 8, 9, 10, told=None)
    counts = []
    for found in (few, many):
        with CaptureQueriesContext(connection) as asked:
            lurah.get(f"/pekerja/{found.person_id}/")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 26


def test_a_long_name_stands_whole(city: City, lurah: Client) -> None:
    name = "RADEN AJENG " + "KUSUMAWARDHANI " * 8
    with factories.as_system(city) as opened:
        here = factories.lingkungan(city)
        found = factories.registration(here, opened, person=factories.person(here, opened, name=name.strip()))
    assert name.strip() in page(lurah, found)
