"""A list of heads is read as people keep it, judged line by line, and fills offices only when it is confirmed."""

import base64
import datetime as dt
import html
import io
import re
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from payung.apps.accounts.models import User
from payung.apps.territory import head_list
from payung.apps.territory.codes import Level, area_id
from payung.apps.territory.head_list import Fate
from payung.apps.territory.models import Area, City, Holding
from payung.rosters import Limits
from tests import factories
from tests.conftest import TODAY

KELURAHAN, OTHER = area_id("12.71.01.1001"), area_id("12.71.02.1001")
HEADINGS = "No,Nama Kepala Lingkungan,Kelurahan,Lingkungan,No. HP\n"


@pytest.fixture
def medan(city: City) -> City:
    """Its kelurahan under the names that they have in the country's list."""
    for pk, name in ((KELURAHAN, "Pasar Baru"), (area_id("12.71.01.1002"), "Pusat Pasar"), (OTHER, "Sunggal")):
        Area.objects.filter(pk=pk).update(name=name)
    return city


def check(text: str | bytes, name: str = "kepala.csv", starts: dt.date = TODAY) -> head_list.Checked:
    content = text if isinstance(text, bytes) else text.encode()
    return head_list.check(content=content, name=name, starts=starts, limits=Limits.configured())


def judged(city: City, text: str | bytes, name: str = "kepala.csv") -> list[tuple[str, Fate, str]]:
    with factories.as_system(city):
        return [(line.name, line.fate, line.problem) for line in check(text, name).lines]


def test_each_line_is_judged_by_itself(medan: City) -> None:
    factories.hold("kepling", KELURAHAN + 2, by=factories.user(full_name="Budi Santoso"))
    lines = judged(
        medan,
        HEADINGS
        + "1,Siti Rekaan br. Ginting,Pasar Baru,I,0812 3456 7890\n"
        + "2,BUDI SANTOSO S.E.,Pasar Baru,2,\n"
        + "3,Rekaan Lubis,Pasar Baru,2,\n"
        + "4,Rekaan Nasution,Pasar Baru,IX,\n"
        + "5,Rekaan 12,Pusat Pasar,I,\n"
        + "6,KOSONG,Pusat Pasar,II,\n"
        + "7,Rekaan Siregar,Pasar Baru,1,\n",
    )
    assert [(name, fate) for name, fate, _ in lines] == [
        ("Siti Rekaan br. Ginting", Fate.NEW),
        ("BUDI SANTOSO S.E.", Fate.SAME),
        ("Rekaan Lubis", Fate.WRONG),
        ("Rekaan Nasution", Fate.WRONG),
        ("Rekaan 12", Fate.WRONG),
        ("", Fate.VACANT),
        ("Rekaan Siregar", Fate.WRONG),
    ]
    sentences = [problem for _, fate, problem in lines if fate is Fate.WRONG]
    for sentence, words in zip(
        sentences, ("sudah ada di baris 3", "tidak dikenal", "angka atau tanda", "sudah ada di baris 2"), strict=True
    ):
        assert words in sentence


def test_an_office_that_somebody_else_holds_is_not_taken(medan: City) -> None:
    held = factories.hold("kepling", KELURAHAN + 1)
    coming = factories.hold("kepling", KELURAHAN + 2, starts=TODAY + dt.timedelta(days=9))
    lines = judged(medan, HEADINGS + "1,Rekaan Lubis,Pasar Baru,I,\n2,Rekaan Pohan,Pasar Baru,II,\n")
    assert [fate for _, fate, _ in lines] == [Fate.WRONG, Fate.WRONG]
    assert held.user.full_name in lines[0][2]
    assert coming.user.full_name in lines[1][2]


@pytest.mark.parametrize(("typed", "words"), [("Rekaan " * 22, "lebih dari 150 huruf"), ("Rekaan 12", "angka")])
def test_a_name_that_no_account_can_bear_is_told_on_its_line(medan: City, typed: str, words: str) -> None:
    ((_name, fate, problem),) = judged(medan, f"{HEADINGS}1,{typed},Pasar Baru,I,\n")
    assert fate is Fate.WRONG
    assert words in problem


def test_places_may_stand_in_titles_sheets_and_file_names(medan: City) -> None:
    titled = "DAFTAR KEPLING\nKelurahan Pasar Baru\n\nNo;Nama;Lingkungan;WA\n1;Siti Rekaan;I;\n2;Rekaan Lubis;II;\n"
    titled += "Kelurahan Pusat Pasar\n1;Rekaan Pohan;I;\n"
    with factories.as_system(medan):
        found = check(titled).lines
    assert [line.area for line in found] == [KELURAHAN + 1, KELURAHAN + 2, area_id("12.71.01.1002", 1)]
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Pusat Pasar")
        sheet.write_row(0, 0, ["Nama Kepling", "Lingkungan"])
        sheet.write_row(1, 0, ["Siti Rekaan", 2])
    with factories.as_system(medan):
        assert [line.area for line in check(file.getvalue(), "a.xlsx").lines] == [area_id("12.71.01.1002", 2)]


def test_one_person_with_two_lingkungan_is_told_by_the_telephone(medan: City) -> None:
    text = HEADINGS + "1,Siti Rekaan,Pasar Baru,I,081234567890\n2,Siti Rekaan,Pasar Baru,II,0812-3456-7890\n"
    text += "3,Siti Rekaan,Pusat Pasar,I,081234567899\n"
    with factories.as_system(medan):
        done = head_list.take_in(sealed=check(text).sealed)
    assert (done.offices, done.accounts) == (3, 2)
    names = sorted(User.objects.values_list("username", flat=True))
    assert names == ["siti.rekaan", "siti.rekaan2"]
    assert Holding.objects.filter(user__username="siti.rekaan").count() == 2


def test_accounts_open_with_nothing_until_a_letter_is_made(medan: City) -> None:
    factories.user(username="siti.ginting")
    with factories.as_system(medan):
        checked = check(HEADINGS + '1,"Hj. Siti Rekaan br. Ginting, S.Pd",Pasar Baru,I,\n', starts=dt.date(2025, 5, 1))
        head_list.take_in(sealed=checked.sealed)
    held = Holding.objects.get(role="kepling")
    assert (held.area_id, held.starts, held.ends, held.acting) == (KELURAHAN + 1, dt.date(2025, 5, 1), None, False)
    assert held.user.username == "siti.ginting2"
    assert not held.user.has_usable_password()
    assert held.user.must_change_password


def test_a_lingkungan_has_to_be_valid_on_the_first_day(medan: City) -> None:
    Area.objects.filter(pk=KELURAHAN + 1).update(valid_from=TODAY)
    text = HEADINGS + "1,Siti Rekaan,Pasar Baru,I,\n"
    with factories.as_system(medan):
        assert check(text, starts=TODAY).new == 1
        assert "belum berlaku" in check(text, starts=TODAY - dt.timedelta(days=1)).lines[0].problem


# the pages


@pytest.fixture
def administrator(medan: City, client_as: factories.SignIn) -> Client:
    return client_as("administrator", medan.pk)


def bring(client: Client, text: str | bytes, starts: str = "2025-10-01") -> Any:
    content = text if isinstance(text, bytes) else text.encode()
    file = SimpleUploadedFile("kepala.csv", content)
    return client.post(reverse("head_list"), {"file": file, "starts": starts})


def sealed_in(answer: Any) -> str:
    found = re.search(r'name="daftar" value="([^"]*)"', answer.content.decode())
    return html.unescape(found[1]) if found else ""


LIST = HEADINGS + "1,Siti Rekaan,Pasar Baru,I,\n2,Rekaan Lubis,Pasar Baru,V,\n"


def test_nothing_is_taken_before_it_is_confirmed(administrator: Client) -> None:
    before = User.objects.count()
    answer = bring(administrator, LIST)
    page = answer.content.decode()
    assert "1 dari 2 baris akan mengisi jabatan. 1 baris harus diperbaiki di berkasnya." in page
    assert User.objects.count() == before
    assert not Holding.objects.filter(role="kepling").exists()
    done = administrator.post(reverse("head_list_take_in"), {"daftar": sealed_in(answer)}, follow=True)
    assert "1 jabatan terisi." in done.content.decode()
    assert Holding.objects.get(role="kepling").user.full_name == "Siti Rekaan"


def test_confirmed_twice_it_is_taken_once(administrator: Client) -> None:
    sealed = sealed_in(bring(administrator, LIST))
    for _ in range(2):
        answer = administrator.post(reverse("head_list_take_in"), {"daftar": sealed}, follow=True)
    assert "sudah terisi sesudah daftar ini diperiksa" in answer.content.decode()
    assert Holding.objects.filter(role="kepling").count() == 1
    assert sealed_in(bring(administrator, LIST)) == "", "the same list again changes nothing"


@pytest.mark.parametrize("sealed", ["", "bukan", base64.b64encode(b"palsu" * 9).decode()])
def test_what_no_check_has_given_is_not_taken(administrator: Client, sealed: str) -> None:
    answer = administrator.post(reverse("head_list_take_in"), {"daftar": sealed}, follow=True)
    assert "harus diperiksa sekali lagi" in answer.content.decode()
    assert not Holding.objects.filter(role="kepling").exists()


def test_a_list_that_another_administrator_checked_is_not_taken(
    administrator: Client, medan: City, client_as: factories.SignIn
) -> None:
    sealed = sealed_in(bring(administrator, LIST))
    client_as("administrator", medan.pk).post(reverse("head_list_take_in"), {"daftar": sealed})
    assert not Holding.objects.filter(role="kepling").exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("", "kosong"), ("a,b\n1,2\n", "Tidak ditemukan daftar kepala lingkungan"), (b"PK\x03\x04rusak", "")],
)
def test_a_file_that_is_no_list_is_told_in_a_sentence(
    administrator: Client, content: str | bytes, sentence: str
) -> None:
    answer = bring(administrator, content)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_two_thousand_heads_are_filled_at_once(medan: City) -> None:
    text = HEADINGS
    new = []
    for serial in range(3, 2003):
        new.append(Area.lingkungan(KELURAHAN, serial, city=medan.pk, name=f"Lingkungan {serial}"))
        text += f"{serial},Rekaan Orang,Pasar Baru,{serial},\n"
    Area.objects.bulk_create(new)
    with factories.as_system(medan):
        checked = check(text)
        assert checked.new == 2000
        done = head_list.take_in(sealed=checked.sealed)
    assert (done.offices, done.accounts) == (2000, 2000)
    assert User.objects.filter(username="rekaan.orang2000").exists()


@pytest.mark.parametrize("role", ["manager", "lurah", "camat", "mayor"])
def test_only_the_administrator_brings_a_list(medan: City, client_as: factories.SignIn, role: str) -> None:
    place = {"lurah": KELURAHAN, "camat": area_id("12.71.01")}.get(role, medan.pk)
    client = client_as(role, place)
    assert client.get(reverse("head_list")).status_code == 403
    assert bring(client, LIST).status_code == 403
    assert client.post(reverse("head_list_take_in"), {"daftar": "x"}).status_code == 403


def test_places_of_another_city_are_not_known(medan: City, other_city: City) -> None:
    name = Area.objects.filter(city=other_city, level=Level.KELURAHAN).values_list("name", flat=True)[0]
    assert [fate for _, fate, _ in judged(medan, HEADINGS + f"1,Siti Rekaan,{name},I,\n")] == [Fate.WRONG]
