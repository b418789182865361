"""The guarded question about one NIK: one word, about anybody in the city, naming nobody outside; logged and limited."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client

from payung.apps.audit.models import Disclosure
from payung.apps.enrolment import intake
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.errors import AlreadyRegistered
from payung.apps.enrolment.nik_question import NikAnswer, NikStanding, ask
from payung.apps.enrolment.particulars import Particulars
from payung.apps.territory import scope
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City, Holding
from payung.shared.ids import ordered_id
from tests import factories
from tests.conftest import TODAY
from tests.factories_registering import text

NIK = "1271015705850003"
MAY, SEPTEMBER, NOVEMBER = dt.date(2025, 5, 1), dt.date(2025, 9, 1), dt.date(2025, 11, 1)


@pytest.fixture
def here(city: City) -> int:
    return factories.lingkungan(city)


@pytest.fixture
def kepling(here: int) -> Holding:
    return factories.hold("kepling", here)


def answer(holding: Holding, nik: str = NIK) -> NikAnswer:
    with scope.opened(scope.of_holding(holding), reason="test") as opened:
        return ask(opened.scope, nik, today=TODAY)


def bearer(city: City, area: int, *, months: tuple[dt.date, ...] | None = None, state: State = State.SUBMITTED) -> None:
    """Somebody with the NIK: registered, or (with `months`) a member who paid them."""
    with factories.as_system(city) as opened:
        who = factories.person(area, opened, nik=NIK, name="REKAAN TERSEMBUNYI")
        if months is None:
            factories.registration(area, opened, person=who, state=state)
        else:
            factories.member(area, opened, person=who, months=months)


def told(city: City, month: dt.date) -> None:
    with factories.as_system(city):
        factories.insurer_file(city.pk, month=month, as_of=dt.date(2025, 10, 20))


def test_nobody_bears_it(kepling: Holding) -> None:
    assert answer(kepling) == NikAnswer(NikStanding.UNKNOWN)


def test_registered_here(city: City, here: int, kepling: Holding) -> None:
    bearer(city, here)
    assert answer(kepling) == NikAnswer(NikStanding.HERE, here=True)


def test_refused_here_may_come_again(city: City, here: int, kepling: Holding) -> None:
    bearer(city, here, state=State.REFUSED)
    assert answer(kepling) == NikAnswer(NikStanding.HERE, here=True, again=True)


def test_registered_elsewhere_in_the_city(city: City, kepling: Holding) -> None:
    bearer(city, factories.lingkungan(city, 4))
    assert answer(kepling) == NikAnswer(NikStanding.ELSEWHERE)


def test_refused_elsewhere_is_no_more_than_elsewhere(city: City, kepling: Holding) -> None:
    bearer(city, factories.lingkungan(city, 4), state=State.REFUSED)
    assert answer(kepling) == NikAnswer(NikStanding.ELSEWHERE)


def test_another_city_is_not_asked(city: City, other_city: City, kepling: Holding) -> None:
    bearer(other_city, factories.lingkungan(other_city))
    assert answer(kepling) == NikAnswer(NikStanding.UNKNOWN)


@pytest.mark.parametrize(
    ("paid", "standing"),
    [(SEPTEMBER, NikStanding.ACTIVE), (dt.date(2025, 6, 1), NikStanding.ACTIVE), (MAY, NikStanding.MEMBER)],
)
def test_active_is_paid_or_in_grace_in_the_last_known_month(
    city: City, kepling: Holding, paid: dt.date, standing: NikStanding
) -> None:
    bearer(city, factories.lingkungan(city, 4), months=(paid,))
    told(city, SEPTEMBER)
    assert answer(kepling).standing is standing


def test_a_month_paid_ahead_protects_nobody_before(city: City, kepling: Holding) -> None:
    bearer(city, factories.lingkungan(city, 4), months=(NOVEMBER,))
    told(city, SEPTEMBER)
    assert answer(kepling) == NikAnswer(NikStanding.MEMBER)


def test_a_member_here_may_be_shown(city: City, here: int, kepling: Holding) -> None:
    bearer(city, here, months=(SEPTEMBER,))
    told(city, SEPTEMBER)
    assert answer(kepling) == NikAnswer(NikStanding.ACTIVE, here=True)


def test_a_clerk_sees_his_own_and_no_more(city: City) -> None:
    clerk = factories.hold("clerk", city.pk)
    bearer(city, factories.lingkungan(city))
    assert answer(clerk) == NikAnswer(NikStanding.ELSEWHERE)


def test_each_question_is_logged_and_the_three_hundredth_is_the_last(city: City, kepling: Holding) -> None:
    answer(kepling)
    with factories.as_system(city):
        logged = Disclosure.objects.get()
        assert (logged.kind, logged.subject, logged.actor_id) == ("lookup", "nik_asked", kepling.user_id)
        assert logged.area_id == kepling.area_id
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO audit_disclosure (at, actor_id, role, kind, subject, rows, purpose, city_id, area_id) "
                "SELECT now(), %s, 'kepling', 'lookup', 'nik_asked', 1, 'nik_asked', %s, %s FROM generate_series(1, 299)",
                [kepling.user_id, city.pk, kepling.area_id],
            )
    assert answer(kepling) == NikAnswer(NikStanding.UNANSWERED)
    assert answer(factories.hold("lurah", area_id("12.71.01.1001"))).standing is NikStanding.UNKNOWN


def asked(client: Client, nik: str = NIK, **values: str) -> str:
    return text(client.post("/daftar/nik/", {"nik": nik, **values}, headers={"HX-Request": "true"}))


def test_the_page_names_who_is_here_and_nobody_elsewhere(city: City, here: int, kepling: Holding) -> None:
    client = factories.client_of(kepling)
    assert "Belum terdaftar. Lanjutkan." in asked(client)
    bearer(city, here)
    said = asked(client)
    assert "Sudah terdaftar di wilayah Anda." in said
    assert "REKAAN TERSEMBUNYI" in said
    neighbour = factories.sign_in("kepling", factories.lingkungan(city, 1))
    said = asked(neighbour)
    assert "Sudah didaftarkan pihak lain" in said
    assert "TERSEMBUNYI" not in said


def test_the_page_asks_only_about_a_whole_number_and_not_while_mending(city: City, kepling: Holding) -> None:
    client = factories.client_of(kepling)
    assert "Belum terdaftar" not in asked(client, NIK[:15])
    assert "Belum terdaftar" not in asked(client, version="1")
    with factories.as_system(city):
        assert not Disclosure.objects.exists()


@pytest.mark.parametrize(
    ("nik", "said"),
    [
        ("1271990101150001", "Umur belum cukup. Periksa tanggal lahirnya."),  # ten years old
        ("1271990101500001", "Umur melewati batas. Periksa tanggal lahirnya."),
    ],
)
def test_an_age_that_does_not_fit_is_said_at_once_as_saving_says_it(
    city: City, kepling: Holding, nik: str, said: str
) -> None:
    client = factories.client_of(kepling)
    hint = asked(client, nik)
    assert said in hint
    assert "Belum terdaftar" not in hint
    assert said in asked(client, nik, version="1"), "while mending too"
    assert said in text(client.post("/daftar/", {"nik": nik}))
    with factories.as_system(city):
        assert not Disclosure.objects.exists(), "nobody is looked for who cannot be registered"
    assert "Belum terdaftar. Lanjutkan." in asked(client, nik, birth_date="17-08-1979"), "as typed beside a NIK"


def test_the_log_says_what_was_asked(city: City, kepling: Holding) -> None:
    answer(kepling)
    officer = factories.sign_in("data_protection_officer", area_id("12.71"))
    assert "Satu NIK, saat mendaftarkan" in text(officer.get("/catatan/"))


def test_the_question_and_the_refusal_say_the_same_of_a_member_who_stopped_paying(
    city: City, here: int, kepling: Holding
) -> None:
    bearer(city, factories.lingkungan(city, 4), months=(MAY,))
    told(city, SEPTEMBER)
    said = asked(factories.client_of(kepling))
    assert "pihak lain" not in said
    assert "TERSEMBUNYI" not in said
    words = "sudah menjadi peserta BPJS Ketenagakerjaan. Tidak perlu didaftarkan lagi: bila iurannya berhenti, cukup membayar lagi."
    assert words in said.replace("Sudah", "sudah")
    with scope.opened(scope.of_holding(kepling), reason="test") as opened, pytest.raises(AlreadyRegistered) as refused:
        intake.register(
            by=kepling.user_id, client_id=ordered_id(), details=factories.details(nik=NIK),
            particulars=Particulars(), area_id=here, on=opened.today,
        )  # fmt: skip
    assert words in str(refused.value)


def test_a_member_here_who_has_to_pay_may_be_shown(city: City, here: int, kepling: Holding) -> None:
    bearer(city, here, months=(MAY,))
    told(city, SEPTEMBER)
    assert answer(kepling) == NikAnswer(NikStanding.MEMBER, here=True)
    assert "REKAAN TERSEMBUNYI" in asked(factories.client_of(kepling))
