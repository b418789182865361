"""The pages of batches and of the insurer's data, as the manager and the insurer's officer see them."""

import io
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from python_calamine import CalamineWorkbook

from payung.apps.audit.models import Disclosure
from payung.apps.coverage.models import InsurerFile
from payung.apps.enrolment.models import Batch, BatchLine, Registration
from payung.apps.territory.models import Branch, City
from payung.web.city import batch_downloads
from payung.web.templatetags.payung_format import clock_time, long_date
from tests import factories
from tests import factories_insurer as insurer

OCTOBER = {"as_of": "2025-10-20"}


@pytest.fixture
def manager(city: City) -> Client:
    return factories.sign_in("manager", city.pk)


@pytest.fixture
def officer(city: City) -> Client:
    return factories.sign_in("insurer_officer", city.pk, branch=factories.branch(city))


def upload(content: bytes, name: str = "rekaan.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def disclosures(city: City) -> list[tuple[int, str, str]]:
    with factories.as_system(city):
        return list(Disclosure.objects.order_by("id").values_list("rows", "purpose", "subject"))


def test_a_batch_is_looked_at_and_then_made(city: City, manager: Client) -> None:
    with factories.as_system(city) as opened:
        insurer.verified(city, 2, opened)
    choice = {"branch": factories.branch(city).pk, "area": "", "limit": 100}
    page = manager.get(reverse("batch_new"), choice)
    assert "2 pekerja siap dikirim" in page.content.decode()
    made = manager.post(reverse("batch_new"), choice, follow=True)
    assert "Berkas 12.71-0001" in made.content.decode()
    again = manager.post(reverse("batch_new"), choice)
    assert again.status_code == 422
    with factories.as_system(city):
        assert Batch.objects.count() == 1


def test_a_wrong_choice_is_said_beside_the_field(city: City, manager: Client) -> None:
    page = manager.get(reverse("batch_new"), {"branch": 99, "area": 1, "limit": 0})
    assert page.status_code == 422
    assert page.context["form"].errors.keys() == {"branch", "area", "limit"}


def test_a_thousand_workers_are_not_one(city: City, manager: Client) -> None:
    with factories.as_system(city) as opened:
        insurer.verified(city, 2, opened)
    choice = {"branch": factories.branch(city).pk, "area": "", "limit": "1.000"}
    assert "2 pekerja siap dikirim" in manager.get(reverse("batch_new"), choice).content.decode()
    page = manager.get(reverse("batch_new"), choice | {"limit": "1,000"})
    assert page.status_code == 422
    assert "dapat dibaca sebagai dua bilangan" in page.content.decode()


def test_what_is_done_in_a_city_whose_clock_stands_is_read_on_its_day(city: City, officer: Client) -> None:
    file = insurer.receive(city, "payments", insurer.payments_csv([insurer.paid("25000000001")]))
    page = officer.get(reverse("insurer_file", args=[file.pk]))
    assert page.status_code == 404  # a file of all branches is the city's
    manager = factories.sign_in("manager", city.pk)
    text = manager.get(reverse("insurer_file", args=[file.pk])).content.decode()
    assert "diterima 29 Oktober 2025 pukul" in text
    city.clock = None
    city.save(update_fields=["clock"])
    real = timezone.localtime(file.received_at)
    text = manager.get(reverse("insurer_file", args=[file.pk])).content.decode()
    assert f"diterima {long_date(real)} pukul {clock_time(real)}" in text


def test_incomplete_registrations_are_returned_from_the_page(city: City, manager: Client) -> None:
    with factories.as_system(city) as opened:
        insurer.verified(city, 1, opened, occupation="")
    choice = {"branch": factories.branch(city).pk, "area": "", "limit": 100}
    assert "PEKERJAAN 1" in manager.get(reverse("batch_new"), choice).content.decode()
    manager.post(reverse("batch_send_back"), choice)
    with factories.as_system(city):
        assert Registration.objects.get().state == "returned"


def test_downloads_ask_why_and_are_logged_before_they_leave(city: City, officer: Client) -> None:
    sent = insurer.batch_of(city, 2)
    address = reverse("batch_download", args=[sent.pk, "xlsx"])
    assert officer.get(address).status_code == 200
    assert officer.post(address, {"purpose": " "}).status_code == 422
    assert disclosures(city) == []
    answer = officer.post(address, {"purpose": "Memproses pendaftaran"})
    content = b"".join(answer.streaming_content)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert len(rows) == 3
    assert re.fullmatch(r"\d{16}", rows[1][2])
    assert disclosures(city) == [(2, "Memproses pendaftaran", "batch 12.71-0001 xlsx")]
    for kind, start in (("csv", b"\xef\xbb\xbfNO BERKAS"), ("pdf", b"%PDF")):
        answer = officer.post(reverse("batch_download", args=[sent.pk, kind]), {"purpose": "Memproses"})
        assert b"".join(answer.streaming_content).startswith(start)
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("kind", ["xlsx", "csv", "pdf"])
def test_a_download_leaves_no_name_on_the_disk(
    kind: str, city: City, officer: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made: list[Path] = []
    real = batch_downloads.queries.frozen_rows

    def watched(batch: Any) -> Iterator[Any]:
        for row in real(batch):
            made.extend(tmp_path.iterdir())
            yield row

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(batch_downloads, "IN_MEMORY", 10)
    monkeypatch.setattr(batch_downloads.queries, "frozen_rows", watched)
    address = reverse("batch_download", args=[insurer.batch_of(city, 2).pk, kind])
    answer = officer.post(address, {"purpose": "Memproses"})
    made.extend(tmp_path.iterdir())  # the file stays open until it is sent
    assert len(b"".join(answer.streaming_content)) > 100
    assert made == []


def test_an_officer_sees_batches_of_his_branch_alone(city: City, officer: Client) -> None:
    own = insurer.batch_of(city, 1)
    other = insurer.batch_of(city, 1, branch=Branch.objects.create(city=city, name="Utara"))
    page = officer.get(reverse("batches")).content.decode()
    assert "12.71-0001" in page
    assert "12.71-0002" not in page
    assert "1 pekerja di 1 berkas" in officer.get(reverse("insurer_home")).content.decode()
    assert officer.get(reverse("batch", args=[own.pk])).status_code == 200
    assert officer.get(reverse("batch", args=[other.pk])).status_code == 404
    assert officer.post(reverse("batch_download", args=[other.pk, "csv"]), {"purpose": "x"}).status_code == 404
    assert officer.get(reverse("batch_new")).status_code == 403


def test_the_page_of_a_batch_shows_no_identity_number(city: City, manager: Client) -> None:
    sent = insurer.batch_of(city, 1)
    with factories.as_system(city) as opened:
        nik = opened.vault.open("nik", BatchLine.objects.get().nik)
    page = manager.get(reverse("batch", args=[sent.pk])).content.decode()
    assert nik not in page
    assert nik[6:] not in page


def test_answers_are_received_and_a_job_takes_them_in(city: City, officer: Client) -> None:
    insurer.batch_of(city, 2)
    content = insurer.answers_csv([insurer.accepted(1, 1, "25000000001"), insurer.rejected(1, 9)])
    answer = officer.post(reverse("insurer_answers"), OCTOBER | {"file": upload(content)})
    with factories.as_system(city):
        file = InsurerFile.objects.get()
    assert answer["Location"] == reverse("insurer_file", args=[file.pk])
    job = ProcrastinateJob.objects.get()
    assert job.args == {
        "city": city.pk,
        "file_id": str(file.pk),
        "by": officer.holding.user_id,
        "branch": file.branch_id,
    }
    waiting = officer.get(answer["Location"], headers={"HX-Request": "true"})
    assert "Menunggu giliran" in waiting.content.decode()
    insurer.run(city, file)
    assert officer.get(answer["Location"], headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    page = officer.get(answer["Location"]).content.decode()
    assert "1 dari 2 baris belum cocok" in page
    assert "Baris 3: NIK atau nomor barisnya tidak ada di berkas itu." in page
    again = officer.post(reverse("insurer_answers"), OCTOBER | {"file": upload(content)}, follow=True)
    assert "sudah pernah diterima" in again.content.decode()
    assert ProcrastinateJob.objects.count() == 1


def test_payments_tell_the_month_the_unknown_and_two_payers(city: City, manager: Client) -> None:
    insurer.batch_of(city, 1)
    insurer.take_in(city, "answers", insurer.answers_csv([insurer.accepted(1, 1, "25000000001")]))
    rows = [insurer.paid("25000000001"), insurer.paid("25000000001", payer="CSR"), insurer.paid("25000000077")]
    form = OCTOBER | {"file": upload(insurer.payments_csv(rows)), "month": "2025-09", "branch": "semua"}
    answer = manager.post(reverse("insurer_payments"), form)
    with factories.as_system(city):
        file = InsurerFile.objects.get(kind="payments")
    insurer.run(city, file)
    page = manager.get(answer["Location"]).content.decode()
    assert "Dibayar dari dua sumber" in page
    assert "nomor pesertanya belum dikenal" in page
    assert "Rp33.600" in page
    assert "Iuran diketahui sampai September 2025" in manager.get(reverse("insurer_files")).content.decode()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"as_of": "2025-12-01"}, "__all__"),
        ({"as_of": "besok"}, "as_of"),
        ({"as_of": "2025-08-20", "month": "2025-09"}, "__all__"),
        ({"month": "2031-09"}, "month"),
        ({"branch": 99}, "branch"),
        ({"file": ""}, "file"),
        ({"file": upload(b"")}, "__all__"),
    ],
)
def test_a_wrong_form_is_a_sentence_and_keeps_nothing(
    city: City, manager: Client, values: dict[str, object], field: str
) -> None:
    good = OCTOBER | {"file": upload(b"isi"), "month": "2025-09", "branch": "semua"}
    answer = manager.post(reverse("insurer_payments"), good | values)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    with factories.as_system(city):
        assert not InsurerFile.objects.exists()


def test_only_those_who_may_bring_data(city: City) -> None:
    for role, area in (("lurah", factories.areas(city, "kelurahan")[0]), ("mayor", city.pk), ("clerk", city.pk)):
        somebody = factories.sign_in(role, area)
        for name in ("batches", "batch_new", "insurer_files", "insurer_answers", "insurer_payments", "insurer_home"):
            assert somebody.get(reverse(name)).status_code == 403


def test_a_stopped_job_can_be_started_again(city: City, officer: Client) -> None:
    file = insurer.receive(city, "payments", b"isi", branch_id=factories.branch(city).pk)
    officer.post(reverse("insurer_file_again", args=[file.pk]))
    assert ProcrastinateJob.objects.count() == 1
    insurer.run(city, file)
    officer.post(reverse("insurer_file_again", args=[file.pk]))
    assert ProcrastinateJob.objects.count() == 1


def test_a_file_too_large_is_the_only_thing_said(city: City, officer: Client, settings: Any) -> None:
    settings.PAYUNG_UPLOAD_BYTES = 1000
    answer = officer.post(reverse("insurer_answers"), {"file": upload(b"x" * 200_000), "as_of": "2025-10-20"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"file"}


def test_a_report_far_shorter_than_the_last_one_is_asked_about(city: City, manager: Client) -> None:
    august = [insurer.paid(f"250000000{number:02}", "2025-08") for number in range(20)]
    form = {"as_of": "2025-10-20", "branch": "semua"}
    manager.post(reverse("insurer_payments"), form | {"file": upload(insurer.payments_csv(august)), "month": "2025-08"})
    with factories.as_system(city):
        insurer_file = InsurerFile.objects.get()
    insurer.run(city, insurer_file)
    page = manager.get(reverse("insurer_file", args=[insurer_file.pk])).content.decode()
    assert "Belum ada yang tercatat: semua 20 baris belum cocok." in page

    def bring(count: int, **more: str) -> int:
        rows = [insurer.paid(f"250000001{number:02}") for number in range(count)]
        sent = form | {"file": upload(insurer.payments_csv(rows)), "month": "2025-09", **more}
        answer = manager.post(reverse("insurer_payments"), sent)
        told = "berisi 20 baris" in answer.content.decode()
        assert told == (answer.status_code == 422) == ('type="checkbox"' in answer.content.decode())
        return answer.status_code

    assert bring(1) == bring(9) == 422
    with factories.as_system(city):
        assert InsurerFile.objects.count() == 1
    assert bring(10) == 302
    assert bring(1, month="susulan") == 302
    assert bring(2, complete="on") == 302
    with factories.as_system(city):
        months = InsurerFile.objects.values_list("month", flat=True)
        assert sorted(str(month)[:7] for month in months) == ["2025-08", "2025-09", "2025-09", "None"]
        late = InsurerFile.objects.get(month=None)
    insurer.run(city, late)
    with factories.as_system(city):
        late = InsurerFile.objects.get(month=None)
    assert late.unfit == 1  # counting the lines has not used the file up
