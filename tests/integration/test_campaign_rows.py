"""Every figure of the campaign page opens to its rows: the list it leads to holds exactly as many."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from payung.apps.enrolment.enums import State
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City
from tests import factories
from tests import factories_campaign as made
from tests.factories_registering import text

KELURAHAN = area_id("12.71.01.1001")


@pytest.fixture
def filled(city: City) -> City:
    made.campaign(city)
    made.fill(city)
    head = factories.user()
    factories.hold("kepling", factories.lingkungan(city, 1), by=head, starts=made.STARTS)
    with factories.as_system(city) as opened:
        factories.registration(factories.lingkungan(city, 1), opened, on=made.STARTS.replace(day=13))  # before it
        factories.registration(city.area_id, opened)  # known no further than the city
        factories.registration(KELURAHAN, opened)
    return city


def figures(context: Any) -> Iterator[tuple[str, str]]:
    """Each number on the page that carries a link, with the link."""
    for tile in context["tiles"]:
        yield tile["value"], tile.get("url") or ""
    for chart in (context["protection"], context["months"]):
        for part in chart["parts"] if chart else ():
            yield str(part["count"]), part["url"] or ""
    for row in [*context["table"]["rows"], context["table"]["total"]]:
        for cell in row["cells"]:
            yield cell["text"], cell["url"] or ""


def counted(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return str(response.context["counted"])


PAGES = ("", f"{area_id('12.71.01')}/", f"{KELURAHAN}/", f"{area_id('12.71.01.1001', 2)}/")


@pytest.mark.parametrize("page", PAGES)
def test_every_figure_opens_to_as_many_rows(filled: City, client_as: factories.SignIn, page: str) -> None:
    client = client_as("manager", filled.area_id)
    linked = {(shown, url) for shown, url in figures(client.get(f"/kampanye/{page}").context) if url}
    assert len(linked) > 15
    for shown, url in linked:
        assert counted(client, url) == shown, url


def test_figures_of_a_charted_month_open_even_when_nobody_stands_there(city: City, client_as: factories.SignIn) -> None:
    made.campaign(city)
    with factories.as_system(city) as opened:
        factories.member(factories.lingkungan(city), opened, months=(made.SEPTEMBER,), on=made.STARTS)
    client = client_as("manager", city.area_id)
    parts = client.get("/kampanye/").context["protection"]["parts"]
    assert [(part["count"], counted(client, part["url"])) for part in parts] == [(1, "1"), (0, "0"), (0, "0"), (0, "0")]


def test_who_paid_for_a_later_month_is_listed_too(filled: City, client_as: factories.SignIn) -> None:
    client = client_as("manager", filled.area_id)
    context = client.get("/kampanye/").context
    assert context["protection"]["later"].startswith("Di antara")
    assert counted(client, context["protection"]["later_url"]) == str(context["seen"].total.paid_later) == "3"
    listed = text(client.get(context["protection"]["later_url"]))
    assert (
        listed.count("Belum membayar sampai September 2025 sudah membayar untuk bulan sesudahnya 1 bulan terbayar") == 3
    )
    assert "Belum pernah bayar" not in listed


def test_the_vacant_days_of_a_lingkungan_open_to_their_rows(filled: City, client_as: factories.SignIn) -> None:
    vacant = factories.lingkungan(filled, 0)
    client = client_as("lurah", KELURAHAN)
    row = client.get(f"/kampanye/{vacant}/").context["table"]["rows"][0]
    assert row["name"] == "Saat jabatan kosong"
    assert counted(client, row["cells"][0]["url"]) == row["cells"][0]["text"] == "15"


def test_figures_and_rows_agree_in_a_lurahs_own_place(filled: City, client_as: factories.SignIn) -> None:
    client = client_as("lurah", KELURAHAN)
    for shown, url in figures(client.get("/kampanye/").context):
        if url:
            assert counted(client, url) == shown, url


def test_what_waits_without_a_kelurahan_is_named_to_who_may_mend_it(filled: City, client_as: factories.SignIn) -> None:
    kecamatan = area_id("12.71.01")
    with factories.as_system(filled) as opened:
        factories.registration(kecamatan, opened)
        factories.registration(filled.area_id, opened, state=State.VERIFIED)
    manager = client_as("manager", filled.area_id)
    for page, waiting in {"": "2", f"{kecamatan}/": "1"}.items():
        unplaced = manager.get(f"/kampanye/{page}").context["unplaced"]
        assert unplaced["title"] == f"{waiting} pendaftaran menunggu tanpa kelurahan"
        assert counted(manager, unplaced["url"]) == waiting
    assert manager.get(f"/kampanye/{KELURAHAN}/").context["unplaced"] is None
    assert client_as("mayor", filled.area_id).get("/kampanye/").context["unplaced"] is None
