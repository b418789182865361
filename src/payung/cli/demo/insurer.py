"""What went to the insurer and what came back: batches, answers, members and payments, with the files that said so."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import NamedTuple
from uuid import UUID

from payung.apps.coverage.files import Incoming, digest_of
from payung.apps.coverage.models import InsurerFile, Membership, Payment, UnfitLine
from payung.apps.enrolment.enums import BatchState, LineOutcome
from payung.apps.enrolment.models import Answer, Batch, BatchLine
from payung.cli.demo import exchange, two_branches
from payung.cli.demo.copying import ALIAS, copy, noon
from payung.cli.demo.exchange import Sent
from payung.cli.demo.plan import Plan
from payung.cli.demo.register import Register
from payung.cli.demo.snapshots import Snapshots
from payung.cli.demo.workers import Worker
from payung.integrations.insurer.columns import load as load_columns
from payung.integrations.insurer.errors import LineFault
from payung.shared.months import Month

KIND = InsurerFile.Kind
Row = tuple[object, ...]
MONTH_FILE_DAY = 5  # of the next month; the running month's file stands as many days before the clock


class Astray(NamedTuple):
    """Where the lines of a file that fit nobody stand, and why they fit nobody."""

    file: UUID
    branch: int
    as_of: dt.date
    fault: LineFault


class Insurer:
    """Loads everything between the city and the insurer, after the register."""

    def __init__(self, register: Register, plan: Plan, random: Random) -> None:
        self.register, self.plan, self.random = register, plan, random
        self.city, self.vault = register.city, register.vault
        columns = load_columns()
        self.map = columns.frozen()
        self.snapshots = Snapshots(self.city, columns, on=plan.clock)
        self.files: list[Row] = []
        self.unfit: list[Row] = []

    def load(self, workers: Sequence[Worker]) -> None:
        sent = self._batches(workers)
        answers = list(self._answers(sent))
        memberships = self._memberships(sent)
        payments = list(self._payments(sent, memberships))
        self._save_files()
        copy(UnfitLine, exchange.UNFIT, self.unfit)
        copy(Answer, exchange.ANSWER, answers)
        copy(Payment, exchange.PAYMENT, payments)

    def _batches(self, workers: Sequence[Worker]) -> list[Sent]:
        groups: dict[tuple[dt.date, int], list[Worker]] = defaultdict(list)
        for worker in workers:
            if worker.course.sent:
                groups[worker.course.sent, worker.course.branch].append(worker)
        numbers = (f"99{number:09d}" for number in self.random.sample(range(10**9), len(workers)))
        line_ids = iter(exchange.reserve(BatchLine, sum(map(len, groups.values()))))
        sent, batches = [], []
        for number, ((day, branch), members) in enumerate(sorted(groups.items(), key=lambda group: group[0]), 1):
            batch = self._uuid()
            batches.append(self._batch(batch, number, day, branch, members))
            sent += [
                Sent(worker, batch, number, line, next(line_ids), next(numbers))
                for line, worker in enumerate(members, 1)
            ]
        Batch.objects.using(ALIAS).bulk_create(batches)
        copy(BatchLine, exchange.BATCH_LINE, map(self._batch_line, sent))
        return sent

    def _batch(self, id_: UUID, number: int, day: dt.date, branch: int, members: Sequence[Worker]) -> Batch:
        answered = all(worker.course.answered for worker in members)
        return Batch(
            id=id_,
            city_id=self.city,
            area_id=self.city,
            branch_id=self.register.branches[branch],
            number=number,
            sent_on=day,
            state=BatchState.ANSWERED if answered else BatchState.SENT,
            column_map=self.map,
            created_by_id=self.register.officer,
        )

    def _batch_line(self, sent: Sent) -> Row:
        course = sent.worker.course
        outcome = exchange.OUTCOMES.get(course.state, LineOutcome.OPEN)
        city, area, _, _ = self.register.shared(sent.worker)
        branch = self.register.branches[course.branch]
        snapshot = self.snapshots.of(sent.worker, number=sent.number, line=sent.line, branch=branch)
        return (
            sent.line_id,
            sent.batch,
            city,
            area,
            branch,
            sent.worker.registration_id,
            self.vault.seal("nik", sent.worker.details.nik),
            sent.line,
            self.vault.seal_bytes("snapshot", snapshot),
            outcome.value,
            sent.reason,
            course.answered,
        )

    def _answers(self, sent: Iterable[Sent]) -> Iterator[Row]:
        """One answers file for each batch, as the branch would have sent it."""
        for batch in exchange.by_batch(sent):
            answered = [each for each in batch if each.worker.course.answered]
            if not answered:
                continue
            lines = [exchange.answer_cells(each) for each in answered]
            file = self._file(KIND.ANSWERS, answered[0], exchange.ANSWER_HEADINGS, lines, as_of=answered[0].answered_on)
            for row, (each, cells) in enumerate(zip(answered, lines, strict=True), 2):
                yield self._answer(file, row, each, cells)

    def _answer(self, file: UUID, row: int, sent: Sent, cells: Sequence[str]) -> Row:
        branch = self.register.branches[sent.worker.course.branch]
        accepted, day = sent.is_accepted, sent.answered_on
        number, starts = (sent.member_number, day) if accepted else ("", None)
        kept = dict(zip(exchange.ANSWER_FIELDS, cells, strict=True))
        sealed = Incoming(file, branch, day, row, {k: v for k, v in kept.items() if v}).sealed(self.vault)
        return (
            file,
            row,
            self.city,
            self.city,
            branch,
            sent.line_id,
            accepted,
            number,
            starts,
            day,
            sent.reason,
            sealed,
        )

    def _memberships(self, sent: Iterable[Sent]) -> dict[UUID, int]:
        members = [each for each in sent if each.is_accepted]
        ids = list(exchange.reserve(Membership, len(members)))
        rows = (
            (
                pk,
                *self.register.shared(each.worker),
                each.worker.person_id,
                each.member_number,
                each.worker.course.answered,
            )
            for pk, each in zip(ids, members, strict=True)
        )
        copy(Membership, exchange.MEMBERSHIP, rows)
        return {each.worker.person_id: pk for pk, each in zip(ids, members, strict=True)}

    def _payments(self, sent: Sequence[Sent], memberships: dict[UUID, int]) -> Iterator[Row]:
        """One payment file for each branch and month."""
        paid: dict[tuple[int, Month], list[tuple[Sent, dt.date]]] = defaultdict(list)
        for each in sent:
            for month, day in each.worker.course.paid:
                paid[each.worker.course.branch, month].append((each, day))
        for (branch, month), entries in sorted(paid.items(), key=lambda group: (group[0][1], group[0][0])):
            lines = [exchange.payment_cells(each, month, day) for each, day in entries]
            fault, astray = self._astray(sent, entries[0][0], branch, month)
            as_of = min(
                (month + 1).first_day.replace(day=MONTH_FILE_DAY), self.plan.clock - dt.timedelta(days=MONTH_FILE_DAY)
            )
            given = [*lines, *astray]
            file = self._file(
                KIND.PAYMENTS,
                entries[0][0],
                exchange.PAYMENT_HEADINGS,
                given,
                as_of=as_of,
                month=month,
                unfit=len(astray),
            )
            kept = Astray(file, self.register.branches[branch], as_of, fault)
            self._keep_unfit(kept, astray, after=len(lines))
            for each, day in entries:
                yield self._payment(file, each, memberships[each.worker.person_id], month, day)

    def _payment(self, file: UUID, sent: Sent, membership: int, month: Month, day: dt.date) -> Row:
        stated = sent.worker.particulars
        worker = sent.worker
        shared = self.register.shared(worker)
        amount = exchange.due(sent, month)
        return (
            *shared,
            worker.person_id,
            membership,
            file,
            month.first_day,
            stated.programmes,
            amount,
            day,
            stated.payer,
        )

    def _astray(
        self, sent: Sequence[Sent], first: Sent, branch: int, month: Month
    ) -> tuple[LineFault, list[tuple[str, ...]]]:
        """The lines of the last month's files that fit nobody: strangers, and members of the other branch."""
        if month + 1 != Month.of(self.plan.clock):
            return LineFault.UNKNOWN_MEMBER, []
        if branch == 0:
            return LineFault.UNKNOWN_MEMBER, self._strangers(first, month)
        movers = two_branches.movers(sent, month, count=self.plan.two_branches)
        two_branches.note(self.register, movers, month, on=self.plan.clock)
        return LineFault.MEMBER_OF_ANOTHER_BRANCH, two_branches.lines(movers, month)

    def _strangers(self, sent: Sent, month: Month) -> list[tuple[str, ...]]:
        """Payments of member numbers that the city does not know."""
        _, *rest = exchange.payment_cells(sent, month, month.first_day)
        numbers = self.random.sample(range(10**9), self.plan.strangers)
        return [(f"77{number:09d}", *rest) for number in numbers]

    def _keep_unfit(self, kept: Astray, lines: Sequence[Sequence[str]], *, after: int) -> None:
        for row, cells in enumerate(lines, after + 2):  # the heading is row 1
            said = dict(zip(exchange.PAYMENT_FIELDS, cells, strict=True))
            sealed = Incoming(kept.file, kept.branch, kept.as_of, row, said).sealed(self.vault)
            self.unfit.append((kept.file, self.city, self.city, kept.branch, row, kept.fault.value, sealed))

    def _file(
        self, kind: InsurerFile.Kind, sent: Sent, headings: Sequence[str], lines: Sequence[Sequence[str]], *,
        as_of: dt.date, month: Month | None = None, unfit: int = 0,
    ) -> UUID:  # fmt: skip
        content = exchange.as_csv(headings, lines)
        what = (
            f"jawaban-berkas-{sent.number}"
            if kind is KIND.ANSWERS
            else f"pembayaran-{month}-cabang-{sent.worker.course.branch + 1}"
        )
        id_, branch = self._uuid(), self.register.branches[sent.worker.course.branch]
        digest = digest_of(content, branch)
        self.files.append(
            (
                id_, self.city, self.city, branch, kind.value, "taken_in", f"{what}.csv", digest,
                self.vault.seal_bytes("content", content), as_of, month.first_day if month else None,
                len(lines) - unfit, 0, unfit, "", noon(as_of), self.register.officer,
            )
        )  # fmt: skip
        return id_

    def _save_files(self) -> None:
        copy(InsurerFile, exchange.FILE, self.files)

    def _uuid(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)
