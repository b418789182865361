"""The insurer's files are taken in: answers to batches here, payments below; whole or absent, in any order (ADR 4)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_noop
from procrastinate.contrib.django import app

from payung.apps.audit import progress
from payung.apps.coverage import files, members, payments
from payung.apps.coverage.files import Incoming, Received, Upload
from payung.apps.coverage.models import InsurerFile
from payung.apps.enrolment import answers_sql, telling
from payung.apps.enrolment.transitions import ACCEPTABLE, ANSWERABLE
from payung.apps.territory import locks, scope
from payung.apps.territory.locks import Work
from payung.apps.territory.scope import Opened
from payung.integrations.insurer import answers as lines
from payung.integrations.insurer import payments as payment_lines
from payung.integrations.insurer.errors import FileProblem, InsurerFileError, LineError, LineFault
from payung.rosters.sheets import UnreadableFile
from payung.shared.months import Month

TASK = "enrolment.take_in_insurer_file"
REASON = "data dari BPJS Ketenagakerjaan"
AGAIN = "enrolment.try_kept_lines"
RETRIED = (
    LineFault.UNKNOWN_BATCH.value,
    LineFault.BATCH_OF_ANOTHER_BRANCH.value,
)  # batches are frozen: a line unknown in one stays so
TAKEN_BACK = "Nomor peserta ternyata milik orang lain menurut data BPJS."
READING, MATCHING, PAYING = (
    gettext_noop("Membaca berkas"),
    gettext_noop("Memasangkan baris"),
    gettext_noop("Mencatat iuran"),
)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a file's lines so far: applied, known before, fitting nothing yet."""

    applied: int
    repeated: int
    unfit: int


def receive(*, by: int, upload: Upload) -> Received:
    """Keep a file and have it taken in by a job. Raises `coverage.errors.FileError`."""
    received = files.receive(by=by, upload=upload)
    if received.state == InsurerFile.State.RECEIVED:
        defer(by=by, file_id=received.file_id, branch=upload.branch_id or 0)
    return received


def defer(*, by: int, file_id: UUID, branch: int) -> None:
    """Queue the job in the caller's transaction: no file without its job, no job without its file."""
    city = scope.current().scope.city
    app.configure_task(TASK).defer(city=city, file_id=str(file_id), by=by, branch=branch)


def take_in(file_id: UUID, *, city: int, by: int, branch: int) -> TakenIn | None:
    """Apply a received file in one transaction; None where that has been done. A file that cannot be read says why.

    Runs in the scope of the city, for what a line means may depend on other branches' files; yet the lines of a
    branch's file reach that branch's batches and members alone.
    """
    mine = replace(scope.of_system(city), actor=by)
    with progress.tracked(file_id, replace(mine, branch=branch)) as report, scope.opened(mine, reason=REASON) as opened:
        locks.hold(city, Work.INSURER_FILE)
        file = InsurerFile.objects.get(pk=file_id)
        if file.state != InsurerFile.State.RECEIVED:
            return None
        report(5, READING)
        try:
            incoming = _lines(file, opened)
        except (InsurerFileError, UnreadableFile) as error:
            files.fail(file, error)
            telling.insurer_file(file, lines=0)
            return None
        files.close(file, total=len(incoming))
        _apply(file, incoming, report, opened=opened)
        file.refresh_from_db(fields=["applied", "repeated", "unfit"])
        telling.insurer_file(file, lines=len(incoming))
        return TakenIn(file.applied, file.repeated, file.unfit)


def defer_kept(*, by: int) -> None:
    """Have the lines kept until now tried again, in a job of the caller's transaction."""
    app.configure_task(AGAIN).defer(city=scope.current().scope.city, by=by)


def try_kept(*, city: int, by: int) -> None:
    """Apply whatever was kept and fits by now, because somebody decided something that the lines depend on."""
    with scope.opened(replace(scope.of_system(city), actor=by), reason=REASON) as opened:
        locks.hold(city, Work.INSURER_FILE)
        kept = files.unfit(city, kind=InsurerFile.Kind.ANSWERS, codes=RETRIED, besides=None)
        payments.take_in(city=city, new=(), file_id=None, moved=_answer(list(kept), opened))


def _lines(file: InsurerFile, opened: Opened) -> list[Incoming]:
    """The lines that say something. A payment file must hold the month that it is said to be for."""
    found = files.lines_of(file, opened.vault)
    if file.kind == InsurerFile.Kind.ANSWERS:
        return [line for line in found if not lines.is_unanswered(line.cells)]
    if file.month:
        _check_month(found, Month.of(file.month))
    return found


def _check_month(found: list[Incoming], month: Month) -> None:
    """A report of a month without one good line of it would say that nobody has paid; raises `InsurerFileError`."""
    faults = []
    for line in found:
        try:
            if payment_lines.month_of(line.cells) != month:
                continue
            payment_lines.read(line.cells, as_of=line.as_of)
        except LineError as error:
            faults.append(error.fault)
        else:
            return
    named = [fault for fault in faults if fault is not LineFault.BAD_MONTH]
    if named:
        raise InsurerFileError(FileProblem.MONTH_UNUSABLE, (named[0].value,))
    raise InsurerFileError(FileProblem.MONTH_ABSENT)


def _apply(file: InsurerFile, incoming: list[Incoming], report: progress.Report, *, opened: Opened) -> None:
    """Answers first, with those kept until now; then payments, for a number may have become known."""
    is_answers = file.kind == InsurerFile.Kind.ANSWERS
    city = opened.scope.city
    report(30, MATCHING)
    kept = files.unfit(city, kind=InsurerFile.Kind.ANSWERS, codes=RETRIED, besides=file.pk)
    moved = _answer([*(incoming if is_answers else ()), *kept], opened)
    report(60, PAYING)
    payments.take_in(city=city, new=() if is_answers else incoming, file_id=file.pk, moved=moved)


def _answer(incoming: list[Incoming], opened: Opened) -> frozenset[str]:
    """Derive outcomes, members and states anew for all that these answers speak of; answers the numbers that moved."""
    if not incoming:
        return frozenset()
    values: dict[str, Any] = {
        "city": opened.scope.city,
        "by": opened.scope.actor,
        "today": opened.today,
        "acceptable": sorted(state.value for state in ACCEPTABLE),
        "answerable": sorted(state.value for state in ANSWERABLE),
        "taken_back": TAKEN_BACK,
    }
    with connection.cursor() as cursor:
        cursor.execute(answers_sql.CREATE)
        _fill(incoming, opened)
        cursor.execute("ANALYZE answers_in")
        for statement in answers_sql.IN_ORDER_MATCH:
            cursor.execute(statement, values)
        moved = members.hold(city=opened.scope.city)
        for statement in answers_sql.IN_ORDER_STATES:
            cursor.execute(statement, values)
    return moved


def _fill(incoming: Iterable[Incoming], opened: Opened) -> None:
    kinds = list(answers_sql.COLUMNS.values())
    with connection.cursor() as cursor, cursor.copy(answers_sql.COPY) as copy:
        copy.set_types(kinds)
        for line in incoming:
            place, content = (line.file_id, line.branch_id, line.line), line.sealed(opened.vault)
            try:
                said = lines.read(line.cells, as_of=line.as_of)
            except LineError as error:
                copy.write_row((*place, *[None] * 8, content, error.fault.value))
                continue
            nik = opened.vault.seal("nik", said.nik) if said.nik else None
            which = (said.batch, said.line, nik, said.accepted, said.member_number)
            copy.write_row((*place, *which, said.starts, said.said_on, said.reason, content, ""))
