"""The pages of first payments: the amount first, a receipt that anybody can check, and two pairs of eyes on cash."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from payung.apps.contributions.models import Contact, Contribution, Handover
from payung.apps.enrolment.models import Registration
from payung.apps.territory.codes import Level
from payung.apps.territory.models import City, Holding
from payung.shared.months import Month
from payung.web.templatetags.payung_format import rupiah
from tests import factories
from tests.factories_contributions import accepted, hand_over, receive, slip
from tests.factories_registering import text
from tests.integration.test_first_payments import TODAY, october


@pytest.fixture
def head(city: City) -> Holding:
    return factories.hold("kepling", factories.lingkungan(city))


@pytest.fixture
def kepling(head: Holding) -> Client:
    return factories.client_of(head)


@pytest.fixture
def lurah(city: City) -> Client:
    return factories.sign_in("lurah", factories.areas(city, Level.KELURAHAN)[0])


@pytest.fixture
def worker(city: City, head: Holding) -> Registration:
    with factories.as_system(city) as opened:
        return accepted(head.area_id, opened)


def page(client: Client, name: str, *args: object, **query: str) -> HttpResponse:
    return client.get(reverse(name, args=args), query)


def pay_cash(client: Client, worker: Registration, **values: Any) -> HttpResponse:
    form = {"client_id": str(uuid.uuid4()), "first": "2025-10", "on": f"{TODAY}"} | values
    return client.post(reverse("first_payment_cash", args=[worker.pk]), form)


def the_receipt(city: City) -> Contribution:
    with factories.as_system(city):
        return Contribution.objects.select_related("city").get()


def test_the_list_says_who_is_to_be_reminded(kepling: Client, worker: Registration) -> None:
    answer = page(kepling, "first_payments")
    said = text(answer)
    assert "1 perlu diingatkan hari ini" in said
    assert worker.person.name in said
    assert "12 hari" in said
    assert rupiah(october()) in said
    assert worker.person.name not in text(page(kepling, "first_payments", tampil="on_its_way"))
    assert page(kepling, "first_payments", tampil="x", dari="y").status_code == 200


def test_an_empty_list_teaches(kepling: Client) -> None:
    assert "hilang sendiri begitu pembayarannya tercatat" in text(page(kepling, "first_payments"))


def test_how_to_pay_names_amount_code_and_channels_but_nobody(kepling: Client, worker: Registration) -> None:
    answer = page(kepling, "first_payment", worker.pk)
    shared = answer.context["share_text"]
    assert f"{rupiah(october())} untuk Oktober 2025" in text(answer)
    assert "Indomaret" in shared
    assert rupiah(october()) in shared
    assert worker.person.name not in shared
    assert "wa.me" not in answer.content.decode(), "that address is made in the browser alone"


def test_the_person_page_leads_there(kepling: Client, worker: Registration) -> None:
    assert "Bantu bayar iuran pertama" in text(page(kepling, "person", worker.person_id))


def test_cash_becomes_a_receipt_that_anybody_can_check(
    city: City, kepling: Client, anonymous: Client, worker: Registration
) -> None:
    form = {"client_id": str(uuid.uuid4())}
    answer = pay_cash(kepling, worker, **form)
    found = the_receipt(city)
    assert answer.url == reverse("receipt", args=[found.pk])
    assert pay_cash(kepling, worker, **form).url == answer.url
    shown = kepling.get(answer.url)
    assert "12.71-K000001" in text(shown)
    assert worker.person.name in text(shown)
    assert shown.context["qr"].startswith("data:image/svg+xml")
    checked = page(anonymous, "receipt_check", found.proof)
    for part in ("Kuitansi ini sah", "12.71-K000001", rupiah(october()), "29 Oktober 2025"):
        assert part in text(checked)
    assert worker.person.name not in checked.content.decode()
    assert page(anonymous, "receipt_check", uuid.uuid4()).status_code == 404
    assert page(anonymous, "receipt", found.pk).status_code == 302


def test_the_paper_is_a_pdf(city: City, kepling: Client, worker: Registration) -> None:
    pay_cash(kepling, worker)
    answer = page(kepling, "receipt_paper", the_receipt(city).pk)
    assert answer.content.startswith(b"%PDF")
    assert "kuitansi-12.71-K000001.pdf" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"on": "2025-10-30"}, "Tanggalnya harus antara"),
        ({"on": "kemarin"}, "Ini bukan tanggal yang ada"),
        ({"first": "2020-01"}, "Pilihan ini tidak ada"),
    ],
)
def test_what_is_typed_wrong_is_said(
    city: City, kepling: Client, worker: Registration, values: dict[str, str], sentence: str
) -> None:
    answer = pay_cash(kepling, worker, **values)
    assert answer.status_code == 422
    assert sentence in text(answer)
    with factories.as_system(city):
        assert not Contribution.objects.exists()


def test_a_note_that_somebody_paid_waits_for_the_file(city: City, kepling: Client, worker: Registration) -> None:
    form = {"client_id": str(uuid.uuid4()), "first": "2025-10", "on": "2025-10-27"}
    kepling.post(reverse("first_payment_self", args=[worker.pk]), form)
    assert "Katanya sudah dibayar sendiri" in text(page(kepling, "first_payments"))
    note = the_receipt(city)
    assert "Catatan bayar sendiri" in text(page(kepling, "receipt", note.pk))
    assert page(kepling, "receipt_paper", note.pk).status_code == 404


def test_the_list_says_when_the_file_came_without_the_payment(city: City, head: Holding, kepling: Client) -> None:
    """September's file is in, and says nothing of a payment that is said to be for September."""
    with factories.as_system(city) as opened:
        worker = accepted(head.area_id, opened, on=dt.date(2025, 9, 1))
        factories.insurer_file(city.pk, month=dt.date(2025, 9, 1), as_of=dt.date(2025, 10, 20))
    receive(worker, head, first=Month(2025, 9), on=dt.date(2025, 9, 20))
    assert "pembayarannya tidak ada. Tanyakan" in text(page(kepling, "first_payments"))


def test_a_reminder_is_written_down_once(city: City, kepling: Client, worker: Registration) -> None:
    form = {"client_id": str(uuid.uuid4()), "reach": "visit", "reply": "will_pay", "next_on": "2025-11-03"}
    for _ in range(2):
        assert kepling.post(reverse("first_payment_remind", args=[worker.pk]), form).status_code == 302
    with factories.as_system(city):
        assert [each.next_on for each in Contact.objects.all()] == [dt.date(2025, 11, 3)]
    assert "Ingatkan 3 Nov 2025" in text(page(kepling, "first_payments"))
    for day in ("2025-10-29", "2099-01-01"):
        late = form | {"client_id": str(uuid.uuid4()), "next_on": day}
        answer = kepling.post(reverse("first_payment_remind", args=[worker.pk]), late)
        assert (answer.status_code, "Pilih hari sesudah hari ini, paling lambat" in text(answer)) == (422, True)


def test_nobody_has_paid_where_nobody_was_accepted(kepling: Client) -> None:
    said = text(page(kepling, "first_payments"))
    assert "sudah membayar" not in said
    assert "Belum ada pekerja yang diterima BPJS" in said


def test_all_have_paid_once_the_file_shows_it(city: City, kepling: Client, head: Holding) -> None:
    with factories.as_system(city) as opened:
        factories.member(head.area_id, opened, months=(dt.date(2025, 10, 1),), on=dt.date(2025, 10, 1))
    assert "Semua pekerja yang diterima BPJS sudah membayar." in text(page(kepling, "first_payments"))


def test_void_shows_on_the_paper_that_is_out(
    city: City, kepling: Client, anonymous: Client, worker: Registration
) -> None:
    pay_cash(kepling, worker)
    found = the_receipt(city)
    void = reverse("receipt_void", args=[found.pk])
    assert kepling.post(void, {"reason": ""}).status_code == 422
    assert kepling.post(void, {"reason": "salah orang"}).status_code == 302
    assert "tidak berlaku lagi" in text(page(anonymous, "receipt_check", found.proof))
    assert "salah orang" in text(page(kepling, "receipt", found.pk))
    assert page(kepling, "receipt_paper", found.pk).content.startswith(b"%PDF")
    again = kepling.post(void, {"reason": "sekali lagi"})
    assert (again.status_code, "tidak dapat Anda batalkan" in text(again)) == (422, True)


def handed(client: Client, *receipts: Contribution, **values: str) -> HttpResponse:
    form = {
        "client_id": str(uuid.uuid4()), "receipts": [str(each.pk) for each in receipts], "channel": "indomaret",
        "reference": "INV/1", "amount": rupiah(sum(each.amount_idr for each in receipts)), "on": f"{TODAY}",
    }  # fmt: skip
    return client.post(reverse("handover_new"), form | values)


def test_cash_goes_into_a_channel_and_is_seen_by_two(
    city: City, kepling: Client, lurah: Client, worker: Registration
) -> None:
    pay_cash(kepling, worker)
    assert f"{rupiah(october())} ada di tangan Anda" in text(page(kepling, "handovers"))
    form = {"client_id": str(uuid.uuid4())}
    found = the_receipt(city)
    answer = handed(kepling, found, **form)
    assert handed(kepling, found, **form).url == answer.url
    assert "bukan penyetornya sendiri" in text(kepling.get(answer.url))
    with factories.as_system(city):
        made = Handover.objects.get()
    confirm = reverse("handover_confirm", args=[made.pk])
    assert kepling.post(confirm, {"counted": "1"}).status_code == 403
    assert "1 setoran menunggu diperiksa" in text(page(lurah, "handovers"))
    refused = lurah.post(confirm, {"counted": "1"})
    assert (refused.status_code, "Jumlahnya berbeda dari kuitansi" in text(refused)) == (422, True)
    assert lurah.post(confirm, {"counted": f"{october():,}".replace(",", ".")}).status_code == 302
    assert "Dikonfirmasi" in text(kepling.get(answer.url))
    assert "1 kuitansi, hari ini" in text(page(lurah, "outstanding"))


def test_a_difference_is_said_in_rupiah(city: City, kepling: Client, worker: Registration) -> None:
    pay_cash(kepling, worker)
    found = the_receipt(city)
    amount = f"{october() + 2_500}"
    answer = handed(kepling, found, amount=amount)
    assert answer.status_code == 422
    assert "selisih Rp2.500. Tulis sebabnya." in text(answer)
    assert "checked" in answer.content.decode()
    assert handed(kepling, found, amount=amount, note="biaya layanan").status_code == 302


def test_returned_cash_is_in_hand_again(city: City, head: Holding, kepling: Client, lurah: Client) -> None:
    with factories.as_system(city) as opened:
        worker = accepted(head.area_id, opened)
    made = hand_over(head, receive(worker, head), slip=slip(october()))
    back = reverse("handover_return", args=[made.pk])
    assert lurah.post(back, {"reason": ""}).status_code == 422
    assert lurah.post(back, {"reason": "bukti buram"}).status_code == 302
    assert "bukti buram" in text(page(kepling, "handover", made.pk))
    assert "ada di tangan Anda" in text(page(kepling, "handovers"))


def test_a_neighbour_and_the_mayor_see_nothing(city: City, head: Holding, worker: Registration) -> None:
    noted = receive(worker, head)
    neighbour = factories.sign_in("kepling", factories.lingkungan(city, 1))
    assert page(neighbour, "first_payment", worker.pk).status_code == 404
    assert page(neighbour, "receipt", noted.contribution_id).status_code == 404
    assert pay_cash(neighbour, worker).status_code == 404
    mayor = factories.sign_in("mayor", city.pk)
    for name in ("first_payments", "handovers", "outstanding"):
        assert page(mayor, name).status_code == 403


def test_the_successor_takes_over_from_the_list(city: City, head: Holding, worker: Registration) -> None:
    receive(worker, head)
    Holding.objects.filter(pk=head.pk).update(ends=TODAY - dt.timedelta(days=1))
    heir = factories.client_of(factories.hold("kepling", head.area_id, starts=TODAY))
    assert "Tidak menjabat lagi di sini" in text(page(heir, "outstanding"))
    answer = heir.post(reverse("handover_take_over"), {"dari": str(head.user_id)}, follow=True)
    assert "1 kuitansi sekarang menjadi tanggung jawab Anda" in text(answer)
    again = heir.post(reverse("handover_take_over"), {"dari": "x"}, follow=True)
    assert "Tidak ada uang yang dapat diambil alih" in text(again)


def test_everything_wrong_about_a_hand_over_is_said_at_once_beside_its_field(
    city: City, kepling: Client, worker: Registration
) -> None:
    pay_cash(kepling, worker)
    receipt = the_receipt(city)
    form = {"client_id": str(uuid.uuid4()), "receipts": str(receipt.pk), "channel": "", "reference": ""}
    wrong = form | {"amount": str(october() - 1), "on": "2025-10-30"}
    answer = kepling.post(reverse("handover_new"), wrong)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"channel", "reference", "on", "note"}
    shown = answer.content.decode()
    assert 'href="#id_on"' in shown
    assert "Tanggalnya harus antara 29-10-2025 dan hari ini." in text(answer)
    assert not Handover.objects.using("owner").exists()
