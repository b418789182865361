"""The campaign page as each role reads it: the answer first, four words for protection, no people for the mayor."""

import datetime as dt
import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from payung.apps.coverage.models import InsurerFile, Payment
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import Area, City
from tests import factories
from tests import factories_campaign as made

KELURAHAN = area_id("12.71.01.1001")
LONG = "Raden Ajeng Siti Nurhaliza Kusumawardhani Hutabarat-Simanungkalit binti Almarhum Haji Muhammad Zainuddin"


def read(client: Client, url: str = "/kampanye/") -> str:
    """The words of a page, one space between them."""
    response = client.get(url)
    assert response.status_code == 200
    return words(response.content.decode())


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.fixture
def filled(city: City) -> City:
    made.campaign(city)
    made.fill(city)
    return city


def test_the_first_line_is_the_answer_and_submitted_stands_beside_it(filled: City, client_as: factories.SignIn) -> None:
    page = read(client_as("mayor", filled.area_id))
    assert "27 dari 60 pekerja sudah diterima BPJS Ketenagakerjaan: 45,00 %" in page
    assert "Sudah diajukan: 45 (75,00 % dari target)." in page
    assert re.search(r"\d+ orang untuk tiap lingkungan \(\d+ lingkungan\)", page)


def test_protection_is_said_in_four_words_for_the_month_whose_file_is_in(
    filled: City, client_as: factories.SignIn
) -> None:
    page = read(client_as("mayor", filled.area_id))
    assert "Masih terlindungi pada September 2025?" in page
    # May and never twice: non-active; (October) alone has not paid up to September
    assert "Lunas 9 33,33 % Masa tenggang 9 33,33 % Nonaktif 3 11,11 %" in page
    assert "Belum membayar sampai September 2025 6 22,22 %" in page
    assert "3 orang membayar untuk bulan sesudahnya" in page
    assert "per 20 Oktober 2025 · data iuran BPJS Ketenagakerjaan" in page


def test_who_paid_one_month_only_is_named_as_the_risk(filled: City, client_as: factories.SignIn) -> None:
    page = read(client_as("mayor", filled.area_id))
    assert "15 orang (55,56 %) baru membayar satu bulan" in page
    assert "Belum pernah bayar 3 11,11 % 1 bulan 15 55,56 % 2 bulan 3 11,11 % 3 bulan 3 11,11 % 4 bulan 3" in page


def test_one_payment_deleted_changes_the_page(filled: City, client_as: factories.SignIn) -> None:
    client = client_as("mayor", filled.area_id)
    before = read(client)
    with factories.as_system(filled):
        Payment.objects.filter(month=made.SEPTEMBER, person__payments__month=made.JUNE).first().delete()
    after = read(client)
    assert "Lunas 9 33,33 % Masa tenggang 9" in before
    assert "Lunas 8 29,63 % Masa tenggang 10" in after


def test_without_a_payment_file_it_says_so(filled: City, client_as: factories.SignIn) -> None:
    with factories.as_system(filled):
        Payment.objects.all().delete()
        InsurerFile.objects.all().delete()
    page = read(client_as("mayor", filled.area_id))
    assert "Siapa yang masih terlindungi belum dapat dikatakan" in page
    assert "Masih terlindungi pada" not in page
    assert "Jumlah 60 45 36 27 45,00 % – " in page
    assert "27 dari 60" in page


def test_the_rows_of_the_table_add_up_to_the_headline(filled: City, client_as: factories.SignIn) -> None:
    client = client_as("manager", filled.area_id)
    for url in ("/kampanye/", f"/kampanye/{area_id('12.71.01')}/", f"/kampanye/{KELURAHAN}/"):
        table = client.get(url).context["table"]
        for column, whole in enumerate(table["total"]["cells"]):
            if "%" not in whole["text"]:
                assert sum(int(row["cells"][column]["text"]) for row in table["rows"]) == int(whole["text"])


def test_places_stand_in_order_of_their_codes(filled: City, client_as: factories.SignIn) -> None:
    client = client_as("mayor", filled.area_id)
    names = [row["name"] for row in client.get("/kampanye/").context["table"]["rows"]]
    assert names == ["Medan 01", "Medan 02"]


def test_the_mayor_reads_figures_and_finds_no_way_to_people(filled: City, client_as: factories.SignIn) -> None:
    client = client_as("mayor", filled.area_id)
    for url in ("/kampanye/", f"/kampanye/{KELURAHAN}/", f"/kampanye/{factories.lingkungan(filled)}/"):
        assert "/pendaftaran/" not in client.get(url).content.decode()
    assert client.get("/pendaftaran/").status_code == 403


@pytest.mark.parametrize(
    ("role", "area", "seen"),
    [
        ("lurah", KELURAHAN, "18 dari 20"),
        ("camat", area_id("12.71.01"), "18 dari 40"),
        ("kepling", area_id("12.71.01.1001", 1), "9 dari 10"),
        ("administrator", area_id("12.71"), "27 dari 60"),
    ],
)
def test_each_role_lands_on_its_own_territory(
    filled: City, client_as: factories.SignIn, role: str, area: int, seen: str
) -> None:
    assert seen in read(client_as(role, area))


@pytest.mark.parametrize(
    "area", [area_id("12.71.01.1002"), area_id("12.71.01"), area_id("12.71"), area_id("12.76"), 1, 10**14]
)
def test_a_place_outside_ones_territory_does_not_exist(filled: City, client_as: factories.SignIn, area: int) -> None:
    assert client_as("lurah", KELURAHAN).get(f"/kampanye/{area}/").status_code == 404


def test_another_city_has_its_own_campaign(filled: City, other_city: City, client_as: factories.SignIn) -> None:
    made.campaign(other_city, quota=3)
    client = client_as("mayor", other_city.area_id)
    assert "0 dari 18" in read(client)
    theirs = factories.sign_in("mayor", filled.area_id).get("/kampanye/").context["seen"].campaign
    assert client.get(f"/kampanye/?campaign={theirs.pk}").status_code == 404


@pytest.mark.parametrize("wanted", ["99999999", "x", "1" * 30, "-1"])
def test_a_campaign_that_is_none_does_not_exist(filled: City, client_as: factories.SignIn, wanted: str) -> None:
    assert client_as("mayor", filled.area_id).get(f"/kampanye/?campaign={wanted}").status_code == 404


def test_a_kelurahan_names_the_head_of_each_lingkungan_or_the_vacancy(
    filled: City, client_as: factories.SignIn
) -> None:
    first = factories.lingkungan(filled, 0)
    factories.hold("kepling", first, by=factories.user(full_name=LONG), acting=True)
    page = read(client_as("lurah", KELURAHAN))
    assert f"Lingkungan I Plt. {LONG}" in page
    assert "Lingkungan II Jabatan kosong" in page


def test_a_lingkungan_credits_who_held_it_and_says_when_nobody_did(filled: City, client_as: factories.SignIn) -> None:
    area = factories.lingkungan(filled)
    factories.hold("kepling", area, by=factories.user(full_name="Kepala Rekaan"), starts=dt.date(2025, 6, 1))
    page = read(client_as("lurah", KELURAHAN), f"/kampanye/{area}/")
    assert "Kepala Rekaan sejak 1 Jun 2025" in page
    assert "Saat jabatan kosong 15 12 9" in page  # all of them are of 14 May


def test_a_campaign_with_nobody_in_it(city: City, client_as: factories.SignIn) -> None:
    made.campaign(city)
    page = read(client_as("mayor", city.area_id))
    assert "0 dari 60 pekerja sudah diterima BPJS Ketenagakerjaan: 0,00 %" in page
    assert "belum dapat dikatakan" in page


def test_a_city_whose_places_are_not_recorded(city: City, client_as: factories.SignIn) -> None:
    made.campaign(city)
    Area.objects.filter(city=city, level="lingkungan").update(valid_to=dt.date(2024, 12, 31))
    assert "targetnya belum diketahui" in read(client_as("mayor", city.area_id))
    assert "Belum ada yang dapat dibandingkan" in read(client_as("lurah", KELURAHAN))


def test_without_a_campaign_the_page_teaches(city: City, client_as: factories.SignIn) -> None:
    page = client_as("manager", city.area_id).get("/kampanye/").content.decode()
    assert "Apa itu kampanye" in words(page)
    assert "/kampanye/baru/" in page
    assert "/kampanye/baru/" not in client_as("mayor", city.area_id).get("/kampanye/").content.decode()


def test_no_longer_list_asks_more_queries(city: City, client_as: factories.SignIn) -> None:
    made.campaign(city)
    client = client_as("manager", city.area_id)
    counts = []
    for _ in range(2):
        with factories.as_system(city) as opened:
            factories.member(factories.lingkungan(city, 0), opened, months=(made.SEPTEMBER,))
            factories.member(factories.lingkungan(city, 5), opened, months=(made.JUNE,))
        client.get("/kampanye/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/kampanye/")
        counts.append(len(asked))
        made.fill(city)
    assert counts[0] == counts[1] <= 22


def test_english_is_complete_in_its_first_line(filled: City, client_as: factories.SignIn) -> None:
    client = client_as("mayor", filled.area_id)
    client.cookies["django_language"] = "en"
    assert "27 of 60 workers have been accepted by BPJS Ketenagakerjaan: 45.00%" in read(client)
