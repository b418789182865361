"""The list of registrations: filters, pages, capped counts, search by name; never a row from elsewhere."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from payung.apps.enrolment import listing, searching
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.sorting import Cursor
from payung.apps.people.models import Person
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City
from tests import factories
from tests.factories_registering import text

LIST = "/pendaftaran/"
MAY, JULY, SEPTEMBER = (dt.date(2025, month, 1) for month in (5, 7, 9))


@pytest.fixture
def lurah(city: City) -> Client:
    return factories.sign_in("lurah", area_id("12.71.01.1001"))


def names(answer: Any) -> list[str]:
    return [each["row"].name for each in answer.context["rows"]]


def named(city: City, *pairs: tuple[str, int], **values: Any) -> None:
    with factories.as_system(city) as opened:
        for name, index in pairs:
            area = factories.lingkungan(city, index)
            factories.registration(area, opened, person=factories.person(area, opened, name=name), **values)


def test_the_newest_come_first_and_nobody_from_elsewhere(city: City, lurah: Client) -> None:
    named(city, ("LAMA", 0), on=dt.date(2025, 5, 14))
    named(city, ("BARU", 1), ("TETANGGA", 2), ("JAUH", 4))
    answer = lurah.get(LIST)
    assert names(answer) == ["BARU", "LAMA"]
    assert "TETANGGA" not in answer.content.decode()


def test_pages_hold_every_row_once_in_both_directions(city: City, lurah: Client, monkeypatch: Any) -> None:
    monkeypatch.setitem(listing.page.__kwdefaults__, "size", 4)
    named(city, *[(f"REKAAN {letter}", 0) for letter in "ABCDEFGHIJ"])
    seen, address = [], LIST
    while address:
        answer = lurah.get(address)
        seen.append(names(answer))
        address = answer.context["paging"]["next_url"]
    assert [len(rows) for rows in seen] == [4, 4, 2]
    assert len({name for rows in seen for name in rows}) == 10
    back = lurah.get(answer.context["paging"]["previous_url"])
    assert names(back) == seen[1]
    assert names(lurah.get(back.context["paging"]["previous_url"])) == seen[0]


@pytest.mark.parametrize(
    "cursor", ["", "x", "20250101", "20250101.x", "-.", "20251399.00000000-0000-0000-0000-000000000000"]
)
def test_a_broken_cursor_starts_from_the_top(city: City, lurah: Client, cursor: str) -> None:
    named(city, ("REKAAN", 0))
    assert Cursor.parse(cursor) is None
    assert names(lurah.get(LIST, {"dari": cursor})) == ["REKAAN"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"keadaan": "accepted"}, {"LUNAS", "TENGGANG", "LEWAT", "BELUM"}),
        ({"keadaan": "submitted"}, {"BARU"}),
        ({"perlindungan": "paid"}, {"LUNAS"}),
        ({"perlindungan": "grace"}, {"TENGGANG"}),
        ({"perlindungan": "non_active"}, {"LEWAT"}),
        ({"perlindungan": "not_yet_paid"}, {"BELUM"}),
        ({"bulan": "1"}, {"TENGGANG", "LEWAT"}),
        ({"bulan": "0"}, {"BELUM"}),
        ({"segera": "lapse"}, {"TENGGANG"}),
        ({"keadaan": "ngawur", "bulan": "-3"}, {"LUNAS", "TENGGANG", "LEWAT", "BELUM", "BARU"}),
    ],
)
def test_filters(city: City, lurah: Client, asked: dict[str, str], found: set[str]) -> None:
    here = factories.lingkungan(city)
    paid = {
        "LUNAS": (MAY, SEPTEMBER, dt.date(2025, 10, 1)), "TENGGANG": (JULY,), "LEWAT": (MAY,), "BELUM": (),
    }  # fmt: skip
    with factories.as_system(city) as opened:
        for name, months in paid.items():
            factories.member(here, opened, person=factories.person(here, opened, name=name), months=months, on=MAY)
        factories.insurer_file(city.area_id, month=SEPTEMBER)
    named(city, ("BARU", 0))
    assert set(names(lurah.get(LIST, asked))) == found


def test_standing_is_that_of_the_last_month_told(city: City, lurah: Client) -> None:
    with factories.as_system(city) as opened:
        factories.member(factories.lingkungan(city), opened, months=(JULY, SEPTEMBER), on=MAY)
    assert "Perlindungan September 2025" in text(lurah.get(LIST))
    assert "Lunas" in text(lurah.get(LIST))


def test_a_place_narrows_and_one_outside_is_not_found(city: City, lurah: Client) -> None:
    named(city, ("SATU", 0), ("DUA", 1))
    first, second, other = (factories.lingkungan(city, index) for index in (0, 1, 2))
    assert str(second) in lurah.get(LIST).content.decode()
    answer = lurah.get(LIST, {"tempat": first})
    assert names(answer) == ["SATU"]
    assert "Kelurahan 01 1" in text(answer)
    assert lurah.get(LIST, {"tempat": other}).status_code == 404
    assert lurah.get(LIST, {"tempat": city.area_id}).status_code == 404


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("siti", {"SITI AMINAH", "SITTI AISYAH"}),
        ("Siti Am", {"SITI AMINAH"}),
        ("MOH. YUSUF", {"MUHAMMAD YUSUF"}),
        ("aminah", {"SITI AMINAH"}),
        ("ami si", {"SITI AMINAH"}),
        ("siti yusuf", set()),
        ("minah", set()),
        ("yusuf moehammad", {"MUHAMMAD YUSUF"}),
        ("Dr. Haji Zain", {"ZAINAL"}),
        ("si:* | zainal & !a", set()),
        ("tetangga", set()),
        ("%", set()),
        ("'; drop table people_person; --", set()),
        ("", set()),
        ("z", {"ZAINAL"}),
    ],
)
def test_names_are_found_by_the_beginning_of_a_word_in_any_spelling(
    city: City, lurah: Client, wanted: str, found: set[str]
) -> None:
    named(city, ("SITI AMINAH", 0), ("SITTI AISYAH", 1), ("MUHAMMAD YUSUF", 0), ("ZAINAL", 0), ("TETANGGA", 2))
    assert set(names(lurah.post(f"{LIST}cari/", {"nama": wanted}))) == found


def test_a_search_keeps_the_filters_and_stands_in_no_address(city: City, lurah: Client) -> None:
    named(city, ("SITI SATU", 0))
    named(city, ("SITI DUA", 1), state=State.RETURNED)
    assert names(lurah.post(f"{LIST}cari/", {"nama": "siti", "keadaan": "returned"})) == ["SITI DUA"]
    switched = lurah.get(f"{LIST}cari/", {"nama": "siti", "keadaan": "returned"})  # what the language switch asks for
    assert (switched.status_code, switched.headers["Location"]) == (302, f"{LIST}?keadaan=returned")


def test_a_search_says_when_there_are_more(city: City, lurah: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(searching, "SHOWN", 2)
    named(city, ("SITI SATU", 0), ("SITI DUA", 0), ("SITI TIGA", 0))
    said = text(lurah.post(f"{LIST}cari/", {"nama": "siti"}))
    assert "2 nama pertama yang cocok dengan “siti”. " in said
    assert "Tambahkan kata atau huruf dari namanya" in said
    assert "1 nama cocok dengan “siti d”. " in text(lurah.post(f"{LIST}cari/", {"nama": "siti d"}))
    assert "Tidak ada nama yang cocok dengan “siti x”. " in text(lurah.post(f"{LIST}cari/", {"nama": "siti x"}))
    monkeypatch.setattr(searching, "LOOKED_AT", 1)
    said = text(lurah.post(f"{LIST}cari/?keadaan=returned", {"nama": "siti"}))
    assert "Terlalu banyak orang bernama “siti”" in said
    assert "Periksa ejaan" not in said


@pytest.mark.parametrize("nothing", ["", "%", " . "])
def test_a_search_for_nothing_asks_for_letters(city: City, lurah: Client, nothing: str) -> None:
    said = text(lurah.post(f"{LIST}cari/", {"nama": nothing}))
    assert "Tulis huruf awal dari salah satu kata namanya" in said
    assert "cocok" not in said


def test_counts_stop_at_a_thousand(city: City, lurah: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(listing, "COUNTED_TO", 3)
    named(city, *[(f"REKAAN {letter}", 0) for letter in "ABCDE"])
    answer = lurah.get(LIST)
    assert "3+ pendaftaran" in text(answer)
    assert re.search(r"Diajukan\s+3\+", text(answer))


def test_a_clerk_sees_what_they_registered_alone(city: City) -> None:
    client = factories.sign_in("clerk", city.area_id)
    named(city, ("MILIKNYA", 0), registered_by_id=client.holding.user_id)
    named(city, ("BUKAN MILIKNYA", 0))
    with factories.as_system(city):
        Person.objects.filter(name="MILIKNYA").update(registered_by_id=client.holding.user_id)
    assert names(client.get(LIST)) == ["MILIKNYA"]


def test_an_empty_list_leads_to_the_first_step(city: City, lurah: Client) -> None:
    assert "/daftar/" in lurah.get(LIST).content.decode()
    assert "Belum ada pendaftaran di sini" in text(lurah.get(LIST))
    assert "Tidak ada yang cocok" in text(lurah.get(LIST, {"bulan": "9"}))


def test_the_number_of_queries_does_not_grow(city: City, lurah: Client) -> None:
    counts = []
    for _ in range(2):
        with factories.as_system(city) as opened:
            for _ in range(4):
                factories.member(factories.lingkungan(city), opened, months=(MAY,))
        with CaptureQueriesContext(connection) as asked:
            assert lurah.get(LIST).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 25


@pytest.mark.parametrize("typed", ["abc", "-1", "1,5", "99999999999999999999"])
def test_a_number_that_cannot_be_read_is_said_and_stays_in_the_form(city: City, lurah: Client, typed: str) -> None:
    named(city, ("REKAAN", 0))
    answer = lurah.get(LIST, {"bulan": typed})
    assert names(answer) == ["REKAAN"]
    assert "Bulan terbayar belum menyaring apa pun" in text(answer)
    assert answer.context["asked"].ignored
    assert f'value="{typed}"' in answer.content.decode()
    assert "belum menyaring" not in text(lurah.get(LIST, {"bulan": "1"}))
