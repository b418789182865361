"""The rows and cells of what goes to the insurer and comes back, in the demonstration."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import cast
from uuid import UUID

from django.db import connections, models

from payung.apps.enrolment.enums import LineOutcome, State
from payung.cli.demo.copying import ALIAS
from payung.cli.demo.register import REASONS
from payung.cli.demo.workers import Worker
from payung.rules.codes import Payer, Programme
from payung.rules.contributions.bpu import bpu_due
from payung.shared.months import Month

ANSWER_FIELDS = ("batch", "line", "result", "member_number", "starts", "answered_on", "reason")
PAYMENT_FIELDS = ("member_number", "month", "programmes", "amount", "paid_on", "payer")
ANSWER_HEADINGS = ("NO BERKAS", "NO BARIS", "HASIL", "NO KPJ", "TANGGAL MULAI", "TANGGAL JAWABAN", "ALASAN")
PAYMENT_HEADINGS = ("NO KPJ", "BULAN IURAN", "PROGRAM", "JUMLAH", "TANGGAL BAYAR", "PEMBAYAR")
OUTCOMES = {State.ACCEPTED: LineOutcome.ACCEPTED, State.REJECTED: LineOutcome.REJECTED}

SHARED = ("city_id", "area_id", "branch_id", "registered_by_id")
BATCH_LINE = (
    "id", "batch_id", "city_id", "area_id", "branch_id", "registration_id", "nik", "line", "snapshot", "outcome",
    "reason", "answered_on",
)  # fmt: skip
ANSWER = (
    "file_id", "line", "city_id", "area_id", "branch_id", "batch_line_id", "accepted", "member_number", "starts",
    "said_on", "reason", "content",
)  # fmt: skip
UNFIT = ("file_id", "city_id", "area_id", "branch_id", "line", "code", "content")
MEMBERSHIP = ("id", *SHARED, "person_id", "member_number", "starts")
PAYMENT = (
    *SHARED, "person_id", "membership_id", "file_id", "month", "programmes", "amount_idr", "paid_on", "payer",
)  # fmt: skip
FILE = (
    "id", "city_id", "area_id", "branch_id", "kind", "state", "name", "digest", "content", "as_of", "month", "applied",
    "repeated", "unfit", "error", "received_at", "received_by_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sent:
    """A worker's line in a batch, and the member number should they be accepted."""

    worker: Worker
    batch: UUID
    number: int
    line: int
    line_id: int
    member_number: str

    @property
    def is_accepted(self) -> bool:
        return self.worker.course.state is State.ACCEPTED

    @property
    def answered_on(self) -> dt.date:
        """The day of the insurer's answer, for lines that have one."""
        return cast(dt.date, self.worker.course.answered)

    @property
    def reason(self) -> str:
        """Why the insurer rejected; empty otherwise."""
        if self.worker.course.state is not State.REJECTED:
            return ""
        reasons = REASONS[State.REJECTED]
        return reasons[self.worker.area_id % len(reasons)]


def by_batch(sent: Iterable[Sent]) -> Iterator[list[Sent]]:
    """The lines of each batch; they come in the batches' order."""
    for _, lines in groupby(sent, key=lambda each: each.number):
        yield list(lines)


def answer_cells(sent: Sent) -> tuple[str, ...]:
    """A line of an answers file as a branch writes it."""
    written = f"{sent.worker.course.answered:%d-%m-%Y}"
    place = (str(sent.number), str(sent.line))
    if sent.is_accepted:
        return (*place, "DITERIMA", sent.member_number, written, written, "")
    return (*place, "DITOLAK", "", "", written, sent.reason)


def payment_cells(sent: Sent, month: Month, day: dt.date) -> tuple[str, ...]:
    """A line of a payment file."""
    stated = sent.worker.particulars
    return (sent.member_number, str(month), stated.programmes, str(due(sent, month)), f"{day:%d-%m-%Y}", stated.payer)


def due(sent: Sent, month: Month) -> int:
    """What the law asks of this worker for the month, in rupiah."""
    stated = sent.worker.particulars
    return _due(month, stated.monthly_income_idr or 0, stated.programmes, stated.payer, stated.transport)


@cache
def _due(month: Month, income: int, programmes: str, payer: str, transport: bool) -> int:
    """Reckoned once for all who pay alike: 77,000 payments are of a few hundred kinds."""
    return bpu_due(
        month,
        income=income,
        programmes=[Programme(each) for each in programmes.split(",")],
        payer=Payer(payer),
        transport=transport,
    ).total


def as_csv(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerows([headings, *lines])
    return buffer.getvalue().encode()


def reserve(model: type[models.Model], count: int) -> range:
    """Ids of the table's own sequence that nobody else will be given."""
    sequence = f"pg_get_serial_sequence('{model._meta.db_table}', 'id')"
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(f"SELECT nextval({sequence}), setval({sequence}, currval({sequence}) + %s)", [count])
        first = int(cursor.fetchone()[0])
    return range(first, first + count)
