"""Batches, and files as the insurer would send them; everybody in them is invented."""

import datetime as dt
import io
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import xlsxwriter
from django.db import connections

from payung.apps.coverage.files import Upload
from payung.apps.coverage.models import InsurerFile, Membership, Payment, UnfitLine
from payung.apps.enrolment import answers, batches
from payung.apps.enrolment.batch_queries import Choice
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import Batch, BatchLine, Registration
from payung.apps.territory import locks, scope
from payung.apps.territory.locks import Work
from payung.apps.territory.models import Branch, City
from payung.shared.months import Month
from tests import factories

AS_OF = dt.date(2025, 10, 20)
WORK = {"occupation": "Pedagang", "monthly_income_idr": 1_500_000}
ANSWER_HEADINGS = ("No Berkas", "No Baris", "NIK", "Hasil", "Nomor Peserta", "Tanggal Mulai", "Alasan")
PAYMENT_HEADINGS = ("Nomor Peserta", "Bulan Iuran", "Program", "Jumlah", "Tanggal Bayar", "Pembayar")
Row = Sequence[Any]


def verified(city: City, count: int, opened: scope.Opened, **values: Any) -> list[Registration]:
    """Verified registrations, spread over the city's lingkungan, the oldest first."""
    made = []
    for index in range(count):
        area = factories.lingkungan(city, index % 6)
        on = opened.today - dt.timedelta(days=count - index)
        made.append(factories.registration(area, opened, state=State.VERIFIED, on=on, **(WORK | values)))
    return made


def batch_of(city: City, count: int, *, branch: Branch | None = None) -> Batch:
    """A batch of so many new registrations."""
    with factories.as_system(city) as opened:
        verified(city, count, opened)
        chosen = Choice(branch_id=(branch or factories.branch(city)).pk)
        return Batch.objects.get(pk=batches.make(by=0, choice=chosen).batch_id)


def again(city: City, registration: Registration) -> Batch:
    """A rejected registration mended, verified once more and sent in a new batch."""
    with factories.as_system(city):
        Registration.objects.filter(pk=registration.pk).update(state=State.VERIFIED)
        made = batches.make(by=0, choice=Choice(branch_id=factories.branch(city).pk))
        return Batch.objects.get(pk=made.batch_id)


def csv(headings: Sequence[str], rows: Iterable[Row]) -> bytes:
    lines = [headings, *rows]
    return "\n".join(";".join("" if cell is None else str(cell) for cell in line) for line in lines).encode()


def xlsx(headings: Sequence[str], rows: Iterable[Row]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("Data")
        for index, row in enumerate([headings, *rows]):
            sheet.write_row(index, 0, row)
    return target.getvalue()


def receive(city: City, kind: str, content: bytes, **values: Any) -> InsurerFile:
    """A file kept, not yet taken in; no job is queued."""
    upload = Upload(
        kind=InsurerFile.Kind(kind),
        name=values.pop("name", "rekaan.csv"),
        content=content,
        **({"as_of": AS_OF} | values),
    )
    with factories.as_system(city):
        received = answers.files.receive(by=0, upload=upload)
        return InsurerFile.objects.get(pk=received.file_id)


def take_in(city: City, kind: str, content: bytes, **values: Any) -> InsurerFile:
    """A file kept and taken in, as it then stands."""
    file = receive(city, kind, content, **values)
    return run(city, file)


def run(city: City, file: InsurerFile) -> InsurerFile:
    answers.take_in(file.pk, city=city.pk, by=0, branch=file.branch_id or 0)
    with factories.as_system(city):
        return InsurerFile.objects.get(pk=file.pk)


def answers_csv(rows: Iterable[Row]) -> bytes:
    return csv(ANSWER_HEADINGS, rows)


def payments_csv(rows: Iterable[Row]) -> bytes:
    return csv(PAYMENT_HEADINGS, rows)


def accepted(batch: int, line: int, number: str, starts: str = "01-09-2025") -> Row:
    return (batch, line, "", "diterima", number, starts, "")


def rejected(batch: int, line: int, reason: str = "NIK tidak padan") -> Row:
    return (batch, line, "", "ditolak", "", "", reason)


def paid(number: str, month: str = "2025-09", *, payer: str = "mandiri", on: str = "10-09-2025") -> Row:
    return (number, month, "JKK,JKM", "16.800", on, payer)


def state_of(city: City) -> Mapping[str, Any]:
    """Everything that files decide: outcomes, states, members, payments, and what fits nothing."""
    with factories.as_system(city) as opened:
        unfit = UnfitLine.objects.values_list("code", "content")
        return {
            "lines": sorted(
                BatchLine.objects.values_list("batch__number", "line", "outcome", "reason", "answered_on"), key=str
            ),
            "registrations": sorted(Registration.objects.values_list("pk", "state", "accepted_on"), key=str),
            "members": sorted(Membership.objects.values_list("member_number", "person_id", "starts"), key=str),
            "payments": sorted(
                Payment.objects.values_list(
                    "person_id", "membership__member_number", "month", "programmes", "amount_idr", "paid_on", "payer"
                ),
                key=str,
            ),
            "unfit": sorted({(code, opened.vault.open_bytes("content", content)) for code, content in unfit}),
            "batches": sorted(Batch.objects.values_list("number", "state")),
        }


def month(text: str) -> Month:
    return Month.parse(text)


@contextmanager
def being_taken_in(city: City) -> Iterator[None]:
    """Meanwhile another transaction works on a file of the insurer."""
    held, done = threading.Event(), threading.Event()

    def take_in() -> None:
        with factories.as_system(city):
            locks.hold(city.area_id, Work.INSURER_FILE)
            held.set()
            done.wait(20)
        connections.close_all()

    thread = threading.Thread(target=take_in)
    thread.start()
    try:
        held.wait(20)
        yield
    finally:
        done.set()
        thread.join()
