"""Every order of the list: by day, name and place, in pages that hold each row once, along an index where it is long."""

import datetime as dt
import re
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from payung.apps.enrolment import listing, sorting
from payung.apps.enrolment.exporting import lines
from payung.apps.enrolment.filters import Filters
from payung.apps.enrolment.models import Registration
from payung.apps.enrolment.sorting import Cursor, Order
from payung.apps.territory import scope
from payung.apps.territory.models import City
from payung.web.city.registration_filters import ORDERS
from tests import factories

LIST = "/pendaftaran/"
DAY = dt.date(2025, 10, 1)
# name, lingkungan, day
PEOPLE = [
    ("ZAINAL", 0, 3), ("SITI AMINAH", 1, 1), ("SITTI AMINAH", 0, 2), ("BUDI", 5, 3), ("ANI", 4, 5), ("H. BUDI", 2, 3),
    ("MOH. YUSUF", 1, 9), ("MUHAMMAD YUSUF", 3, 9), ("AGUS", 0, 3), ("WATI", 1, 4), ("TONO", 2, 4),
]  # fmt: skip
UPWARDS = {"terlama": "day", "nama": "name", "tempat": "place"}
DOWNWARDS = {"": "day", "nama-z": "name", "tempat-z": "place"}


@pytest.fixture
def manager(city: City) -> factories.SignedIn:
    with factories.as_system(city) as opened:
        for name, index, day in PEOPLE:
            area = factories.lingkungan(city, index)
            factories.registration(
                area, opened, person=factories.person(area, opened, name=name), on=DAY + dt.timedelta(days=day)
            )
    return factories.sign_in("manager", city.area_id)


def said(row: listing.Row, by: str) -> Any:
    return {"day": row.registered_on, "name": row.name_key, "place": (row.area_id, row.registered_on)}[by]


def read(client: Client, word: str, link: str = "next_url", start: str = "") -> list[list[listing.Row]]:
    """All pages of the list in an order, from the first or from an address on."""
    pages, address = [], start or f"{LIST}?urut={word}"
    while address:
        answer = client.get(address)
        pages.append([each["row"] for each in answer.context["rows"]])
        last, address = address, answer.context["paging"][link]
    assert last
    return pages


@pytest.fixture(params=[1000, 3], ids=["sorted here", "along an index"])
def counted_to(request: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(listing.page.__kwdefaults__, "size", 4)
    monkeypatch.setattr(listing, "COUNTED_TO", request.param)


@pytest.mark.usefixtures("counted_to")
@pytest.mark.parametrize(("word", "by"), [*UPWARDS.items(), *DOWNWARDS.items()])
def test_every_order_holds_each_row_once_both_ways(manager: factories.SignedIn, word: str, by: str) -> None:
    pages = read(manager, word)
    rows = [row for page in pages for row in page]
    assert [len(page) for page in pages] == [4, 4, 3]
    assert len({row.id for row in rows}) == len(PEOPLE)
    ways = [(said(one, by), said(other, by)) for one, other in pairwise(rows)]
    assert all(one <= other for one, other in ways) if word in UPWARDS else all(one >= other for one, other in ways)
    end = f"{LIST}?urut={word}&dari={Cursor(pages[1][-1].id)}"
    back = read(manager, word, "previous_url", end)
    assert [row.id for page in back[::-1] for row in page] == [row.id for row in rows]


def test_upwards_is_downwards_read_from_its_end(manager: factories.SignedIn) -> None:
    for up, down in zip(UPWARDS, DOWNWARDS, strict=True):
        (one,), (other,) = read(manager, up), read(manager, down)
        assert [row.id for row in one] == [row.id for row in other][::-1]


def test_titles_and_spellings_stand_together_by_name(manager: factories.SignedIn) -> None:
    (rows,) = read(manager, "nama")
    names = [row.name for row in rows]
    assert names[:2] == ["AGUS", "ANI"]
    assert set(names[2:4]) == {"BUDI", "H. BUDI"}
    assert set(names[4:6]) == {"MOH. YUSUF", "MUHAMMAD YUSUF"}


@pytest.mark.parametrize("at_once", [5, 20_000], ids=["along an index", "sorted by the database"])
def test_a_download_keeps_the_order(
    city: City, manager: factories.SignedIn, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "SORTED_AT_ONCE", at_once)
    mine = scope.of_holding(manager.holding)
    for word, order in ORDERS.items():
        (rows,) = read(manager, word)
        got = [line.row.id for line in lines(mine, Filters(today=DAY), order=order, size=3)]
        assert got == [row.id for row in rows], order


def test_no_address_says_a_name(manager: factories.SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(listing.page.__kwdefaults__, "size", 4)
    answer = manager.get(f"{LIST}?urut=nama")
    addresses = re.findall(r'(?:href|action)="([^"]*)"', answer.content.decode())
    assert not [each for each in addresses if re.search(r"agus|ani\b|budi|yusuf", each.lower())]


def test_the_head_of_a_column_says_how_it_is_sorted_and_turns_it(manager: factories.SignedIn) -> None:
    page = manager.get(f"{LIST}?keadaan=submitted").content.decode()
    assert page.count("aria-sort") == 1
    assert re.search(
        r'aria-sort="descending">\s*<a class="sort-head" href="/pendaftaran/\?keadaan=submitted&amp;urut=terlama"', page
    )
    page = manager.get(f"{LIST}?keadaan=submitted&urut=nama").content.decode()
    assert re.search(r'aria-sort="ascending">\s*<a class="sort-head" href="[^"]*urut=nama-z"', page)
    assert re.search(r'href="/pendaftaran/\?keadaan=submitted" title="Terbaru dulu"', page)
    assert '<option value="nama" selected>' in page


def test_a_row_gone_from_the_territory_starts_the_list_anew(manager: factories.SignedIn) -> None:
    unknown = "00000000-0000-4000-8000-000000000000"
    assert len(read(manager, "", start=f"{LIST}?dari={unknown}")[0]) == len(PEOPLE)
    assert len(read(manager, "", start=f"{LIST}?dari=-{unknown}")[0]) == len(PEOPLE)
    assert len(read(manager, "ngawur")[0]) == len(PEOPLE)


def test_names_are_read_along_their_index_under_the_policies(city: City) -> None:
    mine = scope.of_holding(factories.hold("manager", city.area_id))
    with scope.opened(mine, reason="test"), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off")
        names = sorting.ordered(Registration.objects.all(), Order.NAME, ("budi", uuid4()), city=mine.city)
        plan = names.values("pk")[:25].explain()
    assert re.search(r"person_name_birth.*\n?.*Index Cond:[^\n]*~>=~", plan), plan
