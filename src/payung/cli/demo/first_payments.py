"""First payments of the demonstration: cash on its way in every state, notes, reminders. They change no figure of the
campaign, which counts what the insurer's files say alone."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from random import Random
from typing import Any
from uuid import UUID

from django.db import models

from payung.apps.contributions.channels import channels
from payung.apps.contributions.dues import FirstDue, first_due
from payung.apps.contributions.enums import HandoverState, Reach, Reply, State, Way
from payung.apps.contributions.models import Contact, Contribution, ContributionChange, ContributionMonth, Handover
from payung.apps.contributions.reminders import pace
from payung.apps.coverage.standing_sql import number
from payung.apps.enrolment.enums import State as RegistrationState
from payung.apps.enrolment.models import Registration
from payung.cli.demo.copying import ALIAS
from payung.cli.demo.plan import Plan
from payung.cli.demo.register import SHARED, Register
from payung.cli.demo.workers import Worker
from payung.rules.codes import Payer
from payung.shared.months import Month

SETTLED = "settled"  # confirmed, and the insurer's file shows the month
HANDED_OVER = {State.HANDED: HandoverState.HANDED, State.CONFIRMED: HandoverState.CONFIRMED}
FEE, FEE_NOTE = 2_500, "Biaya layanan kanal."
VOIDED = ("Uang dikembalikan, pekerja membayar sendiri.", "Salah orang.", "Pekerja batal ikut.")
SAID = ("", "", "Menunggu upah minggu ini.", "Minta dijelaskan lagi manfaatnya.")


class FirstPayments:
    """Loads first payments after the register and the insurer's files."""

    def __init__(self, register: Register, plan: Plan, random: Random) -> None:
        self.register, self.plan, self.random = register, plan, random
        self.paid: list[Contribution] = []
        self.rows: dict[type[models.Model], list[Any]] = defaultdict(list)

    def load(self, workers: Sequence[Worker]) -> None:
        """As many in each state as the plan says, as far as there are people."""
        unpaid, paying = self._pools(workers)
        wanted = self.plan.first_payments
        for state in State:
            for worker in unpaid[: wanted[state.value]]:
                self._pay(worker, state, self._day(worker))
            del unpaid[: wanted[state.value]]
        for worker in unpaid[: wanted["reminded"]]:
            self._remind(worker)
        for worker in paying[: wanted[SETTLED]]:
            month, day = worker.course.paid[0]
            self._pay(worker, State.CONFIRMED, max(day, _accepted_on(worker)), first=month)
        self._number()
        self._hand_over()
        models_in_order: tuple[Any, ...] = (Handover, Contribution, ContributionMonth, ContributionChange, Contact)
        for model in models_in_order:
            model.objects.using(ALIAS).bulk_create(self.rows[model])

    def _pools(self, workers: Iterable[Worker]) -> tuple[list[Worker], list[Worker]]:
        """Whom a head enrolled and who pays for themselves, without and with a paid month, in an order of chance."""
        mine = [
            each
            for each in workers
            if each.course.state is RegistrationState.ACCEPTED
            and each.particulars.payer == Payer.SELF.value
            and each.owner_id is None
        ]
        self.random.shuffle(mine)
        return [each for each in mine if not each.course.paid], [each for each in mine if each.course.paid]

    def _day(self, worker: Worker) -> dt.date:
        """A day between acceptance and the clock."""
        first = _accepted_on(worker)
        return first + dt.timedelta(days=self.random.randrange((self.plan.clock - first).days + 1))

    def _pay(self, worker: Worker, state: State, day: dt.date, *, first: Month | None = None) -> None:
        due = first_due(_registration(worker), first or Month.of(day))
        if due is None:
            return
        cash = state is not State.NOTED
        made = Contribution(
            id=self._uuid(),
            **self._shared(worker),
            registration_id=worker.registration_id,
            person_id=worker.person_id,
            way=Way.CASH if cash else Way.SELF,
            state=state,
            proof=self._uuid() if cash else None,
            payer=worker.particulars.payer,
            programmes=worker.particulars.programmes,
            months=[number(each.month) for each in due.months],
            amount_idr=due.total,
            received_on=day,
            received_by_id=worker.by_id,
            held_by_id=worker.by_id,
        )
        self.paid.append(made)
        self.rows[Contribution].append(made)
        self._add_months(made, due)
        self._change(made, State.HELD if cash else State.NOTED, day, by=worker.by_id)
        if state is State.VOID:
            self._change(made, State.VOID, day, by=worker.by_id, reason=self.random.choice(VOIDED))

    def _add_months(self, made: Contribution, due: FirstDue) -> None:
        for each in due.months:
            for programme, amount in each.amounts.items():
                part = ContributionMonth(
                    **_place(made),
                    contribution=made,
                    person_id=made.person_id,
                    month=each.month.first_day,
                    programme=programme.value,
                    payer=made.payer,
                    amount_idr=amount,
                    stands=made.state != State.VOID,
                )
                self.rows[ContributionMonth].append(part)

    def _number(self) -> None:
        """Receipts are numbered in the order in which cash was received."""
        cash = [each for each in self.paid if each.way == Way.CASH]
        for position, each in enumerate(sorted(cash, key=lambda one: (one.received_on, one.id)), 1):
            each.number = position

    def _hand_over(self) -> None:
        """One hand-over of everything that a head received in a place and brought equally far."""
        heaps: dict[tuple[int, int, str], list[Contribution]] = defaultdict(list)
        for each in self.paid:
            if each.state in HANDED_OVER:
                heaps[each.held_by_id, each.area_id, each.state].append(each)
        for position, ((head, area, state), receipts) in enumerate(sorted(heaps.items()), 1):
            self._bundle(position, head, area, State(state), receipts)

    def _bundle(self, position: int, head: int, area: int, state: State, receipts: list[Contribution]) -> None:
        handed_on = min(max(each.received_on for each in receipts) + dt.timedelta(days=2), self.plan.clock)
        total, confirmed = sum(each.amount_idr for each in receipts), state is State.CONFIRMED
        fee = FEE if self.random.random() < 0.2 else 0
        decided_on = min(handed_on + dt.timedelta(days=1), self.plan.clock) if confirmed else None
        lurah = self.register.lurah[area // 10_000 * 10_000]
        made = Handover(
            id=self._uuid(),
            city_id=self.register.city,
            area_id=area,
            registered_by_id=head,
            handed_by_id=head,
            channel=self.random.choice(channels()).code,
            reference=f"CONTOH-{position:05d}",
            handed_on=handed_on,
            receipts=len(receipts),
            receipts_idr=total,
            amount_idr=total + fee,
            note=FEE_NOTE if fee else "",
            state=HANDED_OVER[state],
            counted_idr=total + fee if confirmed else None,
            decided_by_id=lurah if confirmed else None,
            decided_on=decided_on,
            decision_note=FEE_NOTE if fee and confirmed else "",
        )
        self.rows[Handover].append(made)
        for each in receipts:
            each.handover = made
            self._change(each, State.HANDED, handed_on, by=head)
            if decided_on:
                self._change(each, State.CONFIRMED, decided_on, by=lurah)

    def _remind(self, worker: Worker) -> None:
        day = self._day(worker)
        contact = Contact(
            id=self._uuid(),
            **self._shared(worker),
            registration_id=worker.registration_id,
            on=day,
            by_id=worker.by_id,
            reach=self.random.choice(Reach.values),
            reply=self.random.choice(Reply.values),
            note=self.random.choice(SAID),
            next_on=pace(day).next_after(day),
        )
        self.rows[Contact].append(contact)

    def _change(self, made: Contribution, state: State, day: dt.date, *, by: int, reason: str = "") -> None:
        change = ContributionChange(**_place(made), contribution=made, state=state, on=day, by_id=by, reason=reason)
        self.rows[ContributionChange].append(change)

    def _shared(self, worker: Worker) -> dict[str, int | None]:
        return dict(zip(SHARED, self.register.shared(worker), strict=True))

    def _uuid(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)


def _place(made: Contribution) -> dict[str, int | None]:
    return {name: getattr(made, name) for name in SHARED}


def _accepted_on(worker: Worker) -> dt.date:
    return worker.course.answered or worker.course.registered


def _registration(worker: Worker) -> Registration:
    """What the dues follow from."""
    stated = worker.particulars
    names = ("programmes", "payer", "payment_months", "monthly_income_idr", "transport")
    return Registration(**{name: getattr(stated, name) for name in names})
