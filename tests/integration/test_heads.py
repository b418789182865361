"""A lingkungan changes hands: from a day, to whom, what goes over, who sees it, and who is credited with what."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from payung.apps.audit.models import Disclosure
from payung.apps.campaigns import credit, handing_over
from payung.apps.contributions.models import Contribution
from payung.apps.enrolment.enums import State
from payung.apps.territory import scope
from payung.apps.territory.codes import Level, area_id
from payung.apps.territory.models import City, Holding
from payung.apps.territory.seats import counted, seats
from payung.integrations.letters.handing_over import Sheet
from payung.web.templatetags.payung_format import rupiah
from tests import factories
from tests.conftest import TODAY
from tests.factories_contributions import accepted, receive

KECAMATAN, KELURAHAN = area_id("12.71.01"), area_id("12.71.01.1001")
FIRST, SECOND = KELURAHAN + 1, KELURAHAN + 2
DAY = dt.timedelta(days=1)


@pytest.fixture
def administrator(city: City, client_as: factories.SignIn) -> Client:
    return client_as("administrator", city.pk)


def change(client: Client, held: Holding, then: str, starts: dt.date, username: str = "") -> Any:
    given = {"then": then, "username": username, "starts": str(starts)}
    return client.post(reverse("office_hand_over", args=[held.pk]), given)


def terms(area: int = FIRST) -> list[tuple[int, dt.date, dt.date | None, bool]]:
    held = Holding.objects.filter(area_id=area, role="kepling").order_by("starts")
    return [(each.user_id, each.starts, each.ends, each.acting) for each in held]


def opened_as(holding: Holding) -> Any:
    return scope.opened(scope.of_holding(holding), reason="test")


@pytest.mark.parametrize(("then", "acting"), [("tetap", False), ("sementara", True)])
@pytest.mark.parametrize("starts", [TODAY - DAY, TODAY, TODAY + 30 * DAY])
def test_somebody_comes_after_without_a_day_between(
    administrator: Client, then: str, acting: bool, starts: dt.date
) -> None:
    held, next_ = factories.hold("kepling", FIRST), factories.user()
    change(administrator, held, then, starts, next_.username)
    assert terms() == [
        (held.user_id, factories.OPENED_ON, starts - DAY, False),
        (next_.pk, starts, None, acting),
    ]


def test_the_office_is_left_vacant_from_a_day(administrator: Client) -> None:
    held = factories.hold("kepling", FIRST)
    change(administrator, held, "kosong", TODAY + DAY)
    assert terms() == [(held.user_id, factories.OPENED_ON, TODAY, False)]


@pytest.mark.parametrize("then", ["tetap", "sementara", "kosong"])
def test_the_old_head_loses_the_role_at_once_where_they_are_signed_in(administrator: Client, then: str) -> None:
    held = factories.hold("kepling", FIRST)
    signed_in = factories.client_of(held)
    assert signed_in.get(reverse("register")).status_code == 200
    change(administrator, held, then, TODAY, factories.user().username)
    assert signed_in.get(reverse("register")).status_code == 403
    assert signed_in.get(reverse("heads_place", args=[FIRST])).status_code == 403


def test_the_old_head_keeps_the_role_until_a_day_to_come(administrator: Client) -> None:
    held, next_ = factories.hold("kepling", FIRST), factories.user()
    change(administrator, held, "tetap", TODAY + DAY, next_.username)
    assert factories.client_of(held).get(reverse("register")).status_code == 200
    coming = Client()
    coming.force_login(next_)
    assert coming.get(reverse("register")).status_code == 403


def test_an_acting_head_becomes_the_head(administrator: Client) -> None:
    held = factories.hold("kepling", FIRST, acting=True)
    change(administrator, held, "tetap", TODAY, held.user.username)
    assert terms() == [
        (held.user_id, factories.OPENED_ON, TODAY - DAY, True),
        (held.user_id, TODAY, None, False),
    ]


def test_an_overlap_is_refused_with_a_sentence(administrator: Client) -> None:
    held = factories.hold("kepling", FIRST, ends=TODAY + 30 * DAY)
    coming = factories.hold("kepling", FIRST, starts=TODAY + 31 * DAY)
    before = terms()
    answer = change(administrator, held, "tetap", TODAY, factories.user().username)
    assert answer.status_code == 422
    assert coming.user.full_name in answer.content.decode()
    assert "akan dipegang" in answer.content.decode()
    assert terms() == before


@pytest.mark.parametrize(
    ("then", "starts", "sentence"),
    [
        ("tetap", factories.OPENED_ON, "tidak dapat berakhir sebelum dimulai"),
        ("kosong", factories.OPENED_ON, "tidak dapat berakhir sebelum dimulai"),
        ("tetap", TODAY, "Isi nama penggunanya."),
        ("", TODAY, "Pilih siapa yang melanjutkan."),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(
    administrator: Client, then: str, starts: dt.date, sentence: str
) -> None:
    held = factories.hold("kepling", FIRST)
    username = factories.user().username if starts == factories.OPENED_ON else ""
    before = terms()
    answer = change(administrator, held, then, starts, username)
    assert sentence in answer.content.decode()
    assert terms() == before


def test_who_appoints_sees_figures_and_no_worker(administrator: Client, city: City) -> None:
    held = factories.hold("kepling", FIRST)
    with factories.as_system(city) as opened:
        made = factories.registration(FIRST, opened)
    shown = administrator.get(reverse("office_hand_over", args=[held.pk])).content.decode()
    assert "Yang ikut diserahkan" in shown
    assert re.search(r"Menunggu diperiksa lurah</dt>\s*<dd[^>]*>1<", shown)
    assert made.person.name not in shown
    assert administrator.post(reverse("head_sheet", args=[FIRST])).status_code == 403


# vacancies


def test_seats_tell_since_when_who_was_last_and_who_comes(city: City) -> None:
    mine = scope.of_system(city.pk)
    last = factories.hold("kepling", FIRST, ends=TODAY - DAY)
    coming = factories.hold("kepling", FIRST, starts=TODAY + DAY)
    acting = factories.hold("kepling", SECOND, acting=True)
    first, second = seats(mine, KELURAHAN, Level.LINGKUNGAN, on=TODAY)
    assert (first.vacant, first.since) == (True, TODAY)
    assert first.last
    assert first.coming
    assert (first.last.user, first.coming.user) == (last.user_id, coming.user_id)
    assert (second.vacant, second.acting, second.since) == (False, True, acting.starts)
    never = seats(mine, area_id("12.71.02"), Level.LINGKUNGAN, on=TODAY)[0]
    assert (never.vacant, never.since, never.last) == (True, None, None)
    found = counted(mine, city.pk, Level.KECAMATAN, on=TODAY)
    assert (found[KECAMATAN].seats, found[KECAMATAN].vacant, found[KECAMATAN].acting) == (4, 3, 1)


def test_a_vacancy_to_come_is_listed_too(city: City, client_as: factories.SignIn) -> None:
    factories.hold("kepling", FIRST, ends=TODAY)
    factories.hold("kepling", SECOND, ends=TODAY)
    factories.hold("kepling", SECOND, starts=TODAY + DAY)
    shown = client_as("lurah", KELURAHAN).get(reverse("heads")).content.decode()
    assert "Semua jabatan terisi." in shown
    assert shown.count("mulai 30 Oktober 2025") == 1


def test_the_list_of_vacancies_by_place(city: City, client_as: factories.SignIn) -> None:
    factories.hold("kepling", FIRST, ends=TODAY - DAY)
    acting = factories.hold("kepling", SECOND, acting=True)
    camat = client_as("camat", KECAMATAN)
    shown = camat.get(reverse("heads")).content.decode()
    assert "5 jabatan kosong, 1 dipegang pelaksana tugas." in shown, "three heads and two lurah"
    assert acting.user.full_name in shown
    assert "29 Oktober 2025" in shown
    assert "belum pernah terisi" in shown
    shown = client_as("mayor", city.pk).get(reverse("heads")).content.decode()
    assert "Medan 02" in shown


@pytest.mark.parametrize(("role", "area"), [("lurah", KELURAHAN), ("camat", KECAMATAN), ("kepling", FIRST)])
def test_nobody_sees_heads_outside_their_territory(
    city: City, other_city: City, client_as: factories.SignIn, role: str, area: int
) -> None:
    client = client_as(role, area)
    assert client.get(reverse("heads")).status_code == 200
    for outside in (area_id("12.71.02.1001", 1), area_id("12.76.01.1001", 1), city.pk, 7):
        assert client.get(reverse("heads_place", args=[outside])).status_code == 404
        assert client.post(reverse("head_sheet", args=[outside])).status_code == 404


# the sheet


def registered(city: City) -> list[str]:
    """Somebody waiting, somebody to mend, a member, and somebody refused, whom nobody hands over."""
    with factories.as_system(city) as opened:
        for state in (State.SUBMITTED, State.RETURNED, State.REFUSED):
            factories.registration(FIRST, opened, state=state)
        factories.member(FIRST, opened, months=(dt.date(2025, 9, 1),))
        factories.registration(SECOND, opened)
    return ["Diajukan", "Dikembalikan", "Diterima BPJS"]


def test_the_sheet_names_everybody_who_goes_over(
    city: City, client_as: factories.SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Sheet] = []
    monkeypatch.setattr(handing_over, "sheet", lambda given: said.append(given) or b"%PDF")
    states = registered(city)
    giver = factories.hold("kepling", FIRST, ends=TODAY)
    taker = factories.hold("kepling", FIRST, starts=TODAY + DAY, acting=True)
    lurah = client_as("lurah", KELURAHAN)
    answer = lurah.post(reverse("head_sheet", args=[FIRST]))
    assert answer.headers["Cache-Control"] == "no-store"
    sheet = said[0]
    assert (sheet.giver, sheet.taker, sheet.acting) == (giver.user.full_name, taker.user.full_name, True)
    assert sheet.day == "30 Oktober 2025"
    assert sorted(row.state for row in sheet.rows) == states
    assert dict(sheet.counts)["Pendaftaran"] == "3"
    logged = Disclosure.objects.using("owner").get()
    assert (logged.subject, logged.rows, logged.area_id) == ("lembar serah terima", 3, FIRST)


def test_the_sheet_is_a_pdf_also_of_an_empty_lingkungan(city: City, client_as: factories.SignIn) -> None:
    lurah = client_as("lurah", KELURAHAN)
    assert lurah.post(reverse("head_sheet", args=[FIRST])).content.startswith(b"%PDF")
    registered(city)
    assert lurah.post(reverse("head_sheet", args=[FIRST])).content.startswith(b"%PDF")
    assert lurah.get(reverse("head_sheet", args=[FIRST])).status_code == 302


@pytest.mark.parametrize(
    ("role", "area", "status"), [("kepling", FIRST, 404), ("camat", KECAMATAN, 404), ("mayor", 0, 403)]
)
def test_who_neither_verifies_nor_exports_prints_no_names(
    city: City, client_as: factories.SignIn, role: str, area: int, status: int
) -> None:
    assert client_as(role, area or city.pk).post(reverse("head_sheet", args=[FIRST])).status_code == status
    assert not Disclosure.objects.using("owner").exists()


# credit


def test_credit_goes_month_by_month_to_who_headed_it_on_the_day(city: City) -> None:
    first = factories.hold("kepling", FIRST, ends=dt.date(2025, 9, 14))
    second = factories.hold("kepling", FIRST, starts=dt.date(2025, 9, 20))
    with factories.as_system(city) as opened:
        for day, state in (
            (dt.date(2025, 8, 31), State.ACCEPTED),
            (dt.date(2025, 9, 14), State.SUBMITTED),
            (dt.date(2025, 9, 15), State.VERIFIED),
            (dt.date(2025, 9, 20), State.SUBMITTED),
        ):
            factories.registration(FIRST, opened, state=state, on=day)
        factories.registration(SECOND, opened, on=dt.date(2025, 9, 1))
        found = credit.by_month(opened.scope.within(FIRST), today=TODAY)
    assert [(str(each.month), each.user, each.submitted, each.verified, each.accepted) for each in found] == [
        ("2025-09", second.user_id, 1, 0, 0),
        ("2025-09", 0, 1, 1, 0),
        ("2025-09", first.user_id, 1, 0, 0),
        ("2025-08", first.user_id, 1, 1, 1),
    ]
    assert found[0].name == second.user.full_name
    assert found[1].name == ""


def test_the_page_of_a_lingkungan_says_all_of_it(city: City, client_as: factories.SignIn) -> None:
    registered(city)
    head = factories.hold("kepling", FIRST, ends=TODAY)
    shown = client_as("lurah", KELURAHAN).get(reverse("heads_place", args=[FIRST])).content.decode()
    for words in (head.user.full_name, "Mulai 30 Oktober 2025 jabatan ini kosong.", "Lembar serah terima"):
        assert words in shown
    assert re.search(r"Oktober 2025</th>", shown)
    empty = client_as("camat", KECAMATAN).get(reverse("heads_place", args=[SECOND])).content.decode()
    assert "Belum pernah ada kepala lingkungan di sini." in empty
    assert "Lembar serah terima" not in empty


def test_cash_that_a_former_head_holds_stays_on_the_page_through_a_second_change(
    city: City, administrator: Client
) -> None:
    first = factories.hold("kepling", FIRST)
    with factories.as_system(city) as opened:
        made = accepted(FIRST, opened)
    receive(made, first)
    held = Contribution.objects.using("owner").get().amount_idr
    change(administrator, first, "tetap", TODAY, factories.user().username)
    second = Holding.objects.get(area_id=FIRST, role="kepling", starts=TODAY)
    change(administrator, second, "tetap", TODAY + DAY, factories.user().username)
    said = rupiah(held)
    for client in (factories.client_of(factories.hold("lurah", KELURAHAN)), factories.client_of(second)):
        shown = client.get(reverse("heads_place", args=[FIRST])).content.decode()
        assert re.search(rf"Uang iuran yang masih dipegang</dt>\s*<dd[^>]*>{said}<", shown)
        assert re.search(rf"di tangan {re.escape(first.user.full_name)}</dt>\s*<dd[^>]*>{said}<", shown)
    asked = administrator.get(reverse("office_hand_over", args=[second.pk])).content.decode()
    assert f"di tangan {first.user.full_name}" in asked
