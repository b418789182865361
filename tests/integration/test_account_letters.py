"""Letters with one-time passwords: who gets one, what it opens, until when, and that an older one opens nothing."""

import datetime as dt
import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from payung.apps.accounts.actions import VALID_FOR, create_account
from payung.apps.accounts.models import AccountLetter, User
from payung.apps.audit.models import Disclosure
from payung.apps.territory import account_letters
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City
from payung.integrations.letters.account import AccountLetters, AccountPage
from payung.integrations.letters.typeface import TypefaceMissing
from tests import factories

KECAMATAN, KELURAHAN = area_id("12.71.01"), area_id("12.71.01.1001")
ASK = {"ask": "Bagian Tata Pemerintahan"}


@pytest.fixture
def administrator(city: City, client_as: factories.SignIn) -> Client:
    return client_as("administrator", city.pk)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[AccountPage]:
    """What the letters say, in place of the PDF."""
    pages: list[AccountPage] = []

    def keep(shared: AccountLetters, given: list[AccountPage]) -> bytes:
        pages.extend(given)
        return f"{shared.address} {shared.until} {shared.ask}".encode()

    monkeypatch.setattr(account_letters, "account_letters", keep)
    return pages


def make(client: Client, *users: User, area: int = KELURAHAN, **given: str) -> Any:
    sent = ASK | given | {"penerima": [str(user.pk) for user in users]}
    return client.post(reverse("office_letters", args=[area]), sent)


def opens(username: str, password: str) -> bool:
    client = Client()
    client.post(reverse("account_login"), {"login": username, "password": password})
    return "_auth_user_id" in client.session


def page(client: Client, area: int = KELURAHAN) -> str:
    return client.get(reverse("office_letters", args=[area])).content.decode()


def test_a_letter_is_a_page_of_pdf_and_the_password_stands_nowhere_else(administrator: Client) -> None:
    heads = [factories.hold("kepling", KELURAHAN + serial).user for serial in (1, 2)]
    answer = make(administrator, *heads)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.content.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", answer.content)) == 2
    assert AccountLetter.objects.count() == 2
    logged = Disclosure.objects.using("owner").get()
    assert (logged.subject, logged.rows, logged.area_id) == ("surat akun", 2, KELURAHAN)


def test_the_letter_opens_the_account_once(administrator: Client, printed: list[AccountPage]) -> None:
    head = factories.hold("kepling", KELURAHAN + 1).user
    make(administrator, head)
    letter = printed[0]
    assert letter.name == head.full_name
    assert letter.offices == ["Kepala lingkungan: Lingkungan I, Kelurahan 01 1, Kecamatan Medan 01"]
    assert letter.link == f"http://testserver/akun/login/#{head.username}"
    assert letter.password not in letter.link
    assert letter.password not in repr(letter)
    assert not letter.second_factor
    assert opens(head.username, letter.password)
    head.refresh_from_db()
    assert head.must_change_password
    assert "Sudah masuk" in page(administrator)
    assert "kata sandi surat belum diganti" in page(administrator)


def test_a_later_letter_kills_the_earlier_one(administrator: Client, printed: list[AccountPage]) -> None:
    head = factories.hold("kepling", KELURAHAN + 1).user
    make(administrator, head)
    make(administrator, head)
    first, second = printed
    assert not opens(head.username, first.password)
    assert opens(head.username, second.password)


def test_a_letter_ends_the_sessions_of_its_receiver(administrator: Client, printed: list[AccountPage]) -> None:
    held = factories.hold("kepling", KELURAHAN + 1)
    signed_in = factories.client_of(held)
    assert signed_in.get(reverse("campaign")).status_code == 200
    make(administrator, held.user)
    assert signed_in.get(reverse("campaign")).status_code == 302


@pytest.mark.parametrize(("late", "opened"), [(dt.timedelta(minutes=-1), True), (dt.timedelta(0), False)])
def test_a_letter_opens_nothing_after_its_day(
    administrator: Client, printed: list[AccountPage], late: dt.timedelta, opened: bool
) -> None:
    head = factories.hold("kepling", KELURAHAN + 1).user
    make(administrator, head)
    User.objects.filter(pk=head.pk).update(one_time_until=timezone.now() - late)
    assert opens(head.username, printed[0].password) is opened


def test_an_own_password_has_no_last_day(city: City) -> None:
    made = create_account(by=0, username="siti.rekaan", full_name="Siti Rekaan")
    assert made.until
    assert abs(made.until - timezone.now() - VALID_FOR) < dt.timedelta(minutes=1)
    User.objects.update(must_change_password=False, one_time_until=timezone.now() - dt.timedelta(days=1))
    assert opens("siti.rekaan", made.password)


def test_the_list_ticks_those_who_have_no_letter_that_is_valid(administrator: Client) -> None:
    never, sent, late, in_, shut = (factories.user() for _ in range(5))
    lingkungan = [KELURAHAN + 1, KELURAHAN + 2, KELURAHAN, KECAMATAN, area_id("12.71.01.1002", 1)]
    roles = ["kepling", "kepling", "lurah", "camat", "kepling"]
    for user, area, role in zip((never, sent, late, in_, shut), lingkungan, roles, strict=True):
        factories.hold(role, area, by=user)
    now = timezone.now()
    for user, until in ((sent, now + VALID_FOR), (late, now)):
        AccountLetter.objects.create(user=user, made_at=now, made_by_id=1, until=until)
    User.objects.filter(pk=in_.pk).update(last_login=now)
    User.objects.filter(pk=shut.pk).update(is_active=False)
    shown = page(administrator, KECAMATAN)
    assert "2 orang menunggu surat akun." in shown
    ticked = {int(pk) for pk in re.findall(r'name="penerima" value="(\d+)" checked', shown)}
    offered = {int(pk) for pk in re.findall(r'name="penerima" value="(\d+)"', shown)}
    assert ticked == {never.pk, late.pk}
    assert offered == ticked | {sent.pk, in_.pk}
    for words in ("Belum punya surat", "Surat sudah dibuat", "Surat lewat waktu", "Sudah masuk", "Akun ditutup"):
        assert words in shown


def test_somebody_with_two_offices_gets_one_letter(administrator: Client, printed: list[AccountPage]) -> None:
    head = factories.hold("kepling", KELURAHAN + 1).user
    factories.hold("kepling", KELURAHAN + 2, by=head, acting=True)
    make(administrator, head)
    assert len(printed) == 1
    assert printed[0].offices[1].startswith("Kepala lingkungan (pelaksana tugas): Lingkungan II")


def test_heads_who_have_ended_get_none_and_those_to_come_do(administrator: Client, printed: list[AccountPage]) -> None:
    former = factories.hold("kepling", KELURAHAN + 1, ends=dt.date(2025, 10, 28))
    coming = factories.hold("kepling", KELURAHAN + 1, starts=dt.date(2025, 11, 1))
    make(administrator, former.user, coming.user)
    assert [each.name for each in printed] == [coming.user.full_name]


def test_accounts_that_are_not_ours_stay_as_they_are(
    administrator: Client, other_city: City, settings: LazySettings, printed: list[AccountPage]
) -> None:
    elsewhere = factories.hold("kepling", KELURAHAN + 1).user
    factories.hold("kepling", area_id("12.76.01.1001", 1), by=elsewhere)
    foreign = factories.hold("kepling", area_id("12.76.01.1001", 2)).user
    assert "Belum ada yang dipilih" in make(administrator, elsewhere, foreign).content.decode()
    settings.PAYUNG_DEMO = True
    shown = factories.user(username="kepling")
    factories.hold("kepling", KELURAHAN + 2, by=shown)
    make(administrator, shown)
    assert not printed
    assert not AccountLetter.objects.exists()


@pytest.mark.parametrize(("given", "sentence"), [({}, "Belum ada yang dipilih"), ({"ask": " "}, "dapat bertanya")])
def test_what_is_missing_is_said_and_nothing_is_made(
    administrator: Client, given: dict[str, str], sentence: str
) -> None:
    head = factories.hold("kepling", KELURAHAN + 1).user
    before = head.password
    answer = make(administrator, **given) if not given else make(administrator, head, **given)
    assert sentence in answer.content.decode()
    head.refresh_from_db()
    assert head.password == before


def test_too_many_at_once_are_refused(administrator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account_letters, "AT_ONCE", 1)
    heads = [factories.hold("kepling", KELURAHAN + serial).user for serial in (1, 2)]
    assert "Paling banyak 1 surat" in make(administrator, *heads).content.decode()
    assert not AccountLetter.objects.exists()


def test_without_the_typeface_nothing_is_made(administrator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: Any) -> bytes:
        raise TypefaceMissing

    head = factories.hold("kepling", KELURAHAN + 1).user
    monkeypatch.setattr(account_letters, "account_letters", fail)
    answer = make(administrator, head)
    assert answer.status_code == 422
    assert "huruf surat belum terpasang" in answer.content.decode()
    assert User.objects.get(pk=head.pk).password == head.password
    assert not AccountLetter.objects.exists()
    assert not Disclosure.objects.using("owner").exists()


def test_a_city_shows_where_letters_are_missing(administrator: Client, city: City) -> None:
    seen = factories.hold("kepling", KELURAHAN + 1).user
    factories.hold("lurah", KELURAHAN)
    User.objects.filter(pk=seen.pk).update(last_login=timezone.now())
    shown = re.sub(r"<[^>]+>|\s+", " ", page(administrator, city.pk))
    assert re.search(r"Medan 01 +2 +1 ", shown)
    assert administrator.post(reverse("office_letters", args=[city.pk]), ASK).status_code == 404


@pytest.mark.parametrize("role", ["manager", "lurah", "camat", "mayor"])
def test_only_the_administrator_makes_letters(city: City, client_as: factories.SignIn, role: str) -> None:
    places = {"lurah": KELURAHAN, "camat": KECAMATAN}
    client = client_as(role, places.get(role, city.pk))
    head = factories.hold("kepling", KELURAHAN + 1).user
    assert client.get(reverse("office_letters", args=[KELURAHAN])).status_code == 403
    assert make(client, head).status_code == 403
    assert not AccountLetter.objects.exists()


def test_nothing_of_another_city_is_reached(administrator: Client, other_city: City) -> None:
    foreign = area_id("12.76.01.1001")
    head = factories.hold("kepling", foreign + 1).user
    assert administrator.get(reverse("office_letters", args=[foreign])).status_code == 404
    assert make(administrator, head, area=foreign).status_code == 404
