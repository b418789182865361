"""The insurer's regional office reads the figures of each city of its province, and nothing about anybody."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from payung.apps.campaigns.models import Campaign
from payung.apps.people.models import Person
from payung.apps.territory import scope
from payung.apps.territory.codes import PROVINCE, area_id
from payung.apps.territory.errors import TerritoryError
from payung.apps.territory.models import Area, City, Holding
from payung.apps.territory.regional import appoint_reader
from payung.apps.territory.scope import ScopeError
from tests import factories
from tests.every_page import addresses, patterns
from tests.factories_registering import text

DEMONSTRATION = "Contoh: semua orang di kota-kota ini rekaan."
SEPTEMBER = dt.date(2025, 9, 1)


@pytest.fixture
def reader(city: City, other_city: City) -> Client:
    """Medan with a campaign and a month that is known, Tebing Tinggi with neither."""
    with factories.as_system(city) as opened:
        Campaign.objects.create(city=city, area_id=city.pk, name="Kampanye uji", starts=factories.OPENED_ON, quota=2)
        factories.member(factories.lingkungan(city), opened, months=(SEPTEMBER,))
        factories.member(factories.lingkungan(city, 1), opened)
        factories.registration(factories.lingkungan(city), opened)
        file = factories.insurer_file(city.pk, month=SEPTEMBER)
        assert file.as_of == dt.date(2025, 10, 20)
    made = appoint_reader(user=factories.user().pk, province="12", starts=factories.OPENED_ON)
    return factories.client_of(Holding.objects.select_related("user").get(pk=made.pk))


def rows(reader: Client) -> dict[str, list[str]]:
    """The cells of the page by city."""
    page = reader.get(reverse("region")).content.decode()
    found = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in page.split("<tr>")[2:]]
    words = [[re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", cell)).strip() for cell in row] for row in found]
    return {row[0].split("  ")[0]: row for row in words}


def test_each_city_stands_with_its_own_month_and_file(reader: Client) -> None:
    found = list(rows(reader).values())
    assert found[0][0].startswith("Kota Medan")
    assert found[0][1:4] == ["12", "2", "16,67 %"]
    assert found[0][4:] == ["1", "September 2025, berkas per 20 Oktober 2025"]
    assert "Belum ada kampanye" in found[1][0]
    assert found[1][1:] == ["–", "–", "–", "belum diketahui", "belum ada data iuran"]


def test_a_campaign_without_payments_says_that_nothing_is_known(reader: Client, other_city: City) -> None:
    with factories.as_system(other_city):
        Campaign.objects.create(
            city=other_city, area_id=other_city.pk, name="Kampanye", starts=factories.OPENED_ON, quota=1
        )
    assert list(rows(reader).values())[1][1:5] == ["6", "0", "0,00 %", "belum diketahui"]


def test_nothing_about_anybody_is_on_any_page(reader: Client, city: City) -> None:
    """Every other page of every row refuses: no scope is open."""
    with factories.as_system(city):
        names = list(Person.objects.values_list("name", flat=True))
    for pattern in patterns():
        for address, _model, _key in addresses(pattern):
            for answer in (reader.get(address), reader.post(address)):
                shown = b"".join(answer) if answer.streaming else answer.content
                assert answer.status_code < 500 or address == reverse("readyz"), address
                assert not [name for name in names if name.encode() in shown], address


@pytest.mark.parametrize("name", ["registrations", "batches", "campaign", "insurer_files", "two_branches", "offices"])
def test_the_pages_of_a_city_are_closed(reader: Client, name: str) -> None:
    assert reader.get(reverse(name)).status_code == 403


def test_the_first_page_is_the_region(reader: Client) -> None:
    assert reader.get("/")["Location"] == reverse("region")
    page = reader.get(reverse("region"))
    assert page.context["acting"]["place_label"] == "Sumatera Utara"
    assert [each["name"] for each in page.context["nav"]] == ["region"]
    assert page.context["demo_clock"] is None
    assert "Sumatera Utara" in text(reader.get(reverse("roles")))


def test_every_page_says_that_each_city_is_a_demonstration(reader: Client) -> None:
    """Of no day: each city has a clock of its own, and what is computed here goes by the calendar."""
    ours = {address for pattern in patterns() for address, _model, _key in addresses(pattern)}
    seen = set()
    for address in ours | {reverse(name) for name in ("account_change_password", "mfa_index", "usersessions_list")}:
        answer = reader.get(address)
        if not answer.streaming and b"</html>" in answer.content:
            assert DEMONSTRATION in text(answer), address
            assert "hari ini dianggap" not in text(answer), address
            seen.add(address)
    assert seen >= {reverse("region"), reverse("roles"), reverse("account_change_password"), "/hitung/"}


def test_in_english_too(reader: Client) -> None:
    reader.post(reverse("set_language"), {"language": "en"})
    assert "Demo: everyone in these cities is invented." in text(reader.get(reverse("region")))


@pytest.mark.parametrize("address", ["region", "roles"])
def test_where_one_city_is_real_no_page_calls_everything_a_demonstration(reader: Client, address: str) -> None:
    assert DEMONSTRATION in text(reader.get(reverse(address)))
    City.objects.filter(code="12.76").update(is_demo=False, clock=None)
    assert DEMONSTRATION not in text(reader.get(reverse(address)))


def test_whose_term_has_ended_reads_nothing(reader: Client) -> None:
    Holding.objects.filter(role="regional_reader").update(ends=factories.OPENED_ON)
    assert reader.get(reverse("region")).status_code == 403


def test_nobody_else_reads_the_region(reader: Client, city: City) -> None:
    assert factories.sign_in("manager", city.pk).get(reverse("region")).status_code == 403


def test_a_province_is_no_scope(reader: Client) -> None:
    held = Holding.objects.get(role="regional_reader")
    with pytest.raises(ScopeError), scope.opened(scope.of_holding(held), reason="test", read_only=True):
        pass
    with pytest.raises(ScopeError):
        scope.of_region(held, area_id("11.71"))
    with pytest.raises(ScopeError):
        scope.of_region(factories.hold("manager", area_id("12.71")), area_id("12.71"))


def test_a_city_without_a_province_and_a_province_with_a_city_are_refused(city: City) -> None:
    with pytest.raises(IntegrityError):
        Area.objects.create(id=area_id("12.99"), code="12.99", level="kota", name="Rekaan")
    with pytest.raises(IntegrityError):
        Area.objects.create(id=11 * 10**12, code="11", level=PROVINCE, name="Rekaan", city=city)


@pytest.mark.parametrize("province", ["99", "1", "12.71", "", "11"])
def test_only_a_province_with_an_open_city_is_read(city: City, province: str) -> None:
    with pytest.raises(TerritoryError):
        appoint_reader(user=factories.user().pk, province=province)
