"""The first payment: written once, paid by one, held by somebody, and settled by the insurer's file alone."""

import datetime as dt
import threading
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from payung.apps.audit.models import History
from payung.apps.contributions import actions, queries, worklist
from payung.apps.contributions.actions import Reminder
from payung.apps.contributions.enums import Reach, Reply, State
from payung.apps.contributions.errors import (
    DayOutOfPlace,
    DueUnknown,
    NotAccepted,
    NotVoidable,
    PaidAlready,
    PaidByOthers,
    ReasonMissing,
    ReminderOutOfPlace,
)
from payung.apps.contributions.models import Contribution, ContributionChange, ContributionMonth
from payung.apps.contributions.worklist import Group
from payung.apps.coverage.models import Membership
from payung.apps.enrolment.enums import State as RegistrationState
from payung.apps.enrolment.models import Registration
from payung.apps.territory import scope
from payung.apps.territory.models import City, Holding
from payung.rules.codes import Payer, Programme
from payung.rules.contributions.bpu import bpu_due
from tests import factories, factories_contributions
from tests.factories_contributions import OCTOBER, WORK, accepted, receive

TODAY = dt.date(2025, 10, 29)
BOTH = (Programme.JKK, Programme.JKM)


@pytest.fixture
def head(city: City) -> Holding:
    return factories.hold("kepling", factories.lingkungan(city))


@pytest.fixture
def worker(city: City, head: Holding) -> Registration:
    with factories.as_system(city) as opened:
        return accepted(head.area_id, opened)


def october() -> int:
    due = bpu_due(OCTOBER, income=WORK["monthly_income_idr"], programmes=BOTH, payer=Payer.SELF, transport=False)
    return due.total


def test_cash_gets_a_receipt_over_what_the_law_asks(city: City, head: Holding, worker: Registration) -> None:
    noted = receive(worker, head)
    assert (noted.number, noted.repeated) == (1, False)
    with factories.as_system(city):
        found = Contribution.objects.get()
        assert (found.state, found.amount_idr, found.held_by_id) == (State.HELD, october(), head.user_id)
        parts = ContributionMonth.objects.values_list("programme", "month", "amount_idr", "stands")
        assert {part[0] for part in parts} == {"JKK", "JKM"}
        assert sum(part[2] for part in parts) == october()
        assert list(ContributionChange.objects.values_list("state", "by_id")) == [("held", head.user_id)]
        assert History.objects.filter(table="contributions_contribution", row_id=str(found.pk)).count() == 1


def test_several_months_are_owed_each_by_its_own_law(city: City, head: Holding) -> None:
    """From 2026 on drivers pay less for a while: a quarter that begins before is not three times the first month."""
    with factories.as_system(city) as opened:
        driver = accepted(head.area_id, opened, payment_months=3, transport=True, programmes="JKK,JKM,JHT")
    receive(driver, head, first=OCTOBER + 1)
    programmes = (*BOTH, Programme.JHT)
    dues = [
        bpu_due(OCTOBER + step, income=1_000_000, programmes=programmes, payer=Payer.SELF, transport=True).total
        for step in (1, 2, 3)
    ]
    with factories.as_system(city):
        assert Contribution.objects.get().amount_idr == sum(dues)
        assert ContributionMonth.objects.count() == 9
    assert len(set(dues)) > 1


def test_the_same_note_sent_again_is_the_same(city: City, head: Holding, worker: Registration) -> None:
    client_id = uuid.uuid4()
    first = receive(worker, head, client_id=client_id)
    again = receive(worker, head, client_id=client_id)
    assert (again.contribution_id, again.number, again.repeated) == (first.contribution_id, first.number, True)
    assert factories_contributions.states(city) == [(1, "held")]


def test_a_second_payment_is_refused_whoever_writes_it(city: City, head: Holding, worker: Registration) -> None:
    receive(worker, head)
    for write in (actions.receive_cash, actions.note_self_paid):
        with pytest.raises(PaidAlready), scope.opened(scope.of_holding(head), reason="test"):
            write(by=head.user_id, client_id=uuid.uuid4(), registration_id=worker.pk, first=OCTOBER, on=TODAY)


def test_the_database_itself_knows_one_payer(city: City, head: Holding, worker: Registration) -> None:
    receive(worker, head)
    with factories.as_system(city):
        part = ContributionMonth.objects.first()
        part.pk, part.payer = None, "CSR"
        with pytest.raises(IntegrityError, match="one_payer_per_programme_and_month"), transaction.atomic():
            part.save(force_insert=True)


def test_the_same_note_sent_twice_at_once_makes_one_receipt(city: City, head: Holding, worker: Registration) -> None:
    client_id = uuid.uuid4()
    noted = together(lambda: receive(worker, head, client_id=client_id), 4)
    assert {each.number for each in noted} == {1}
    assert sorted(each.repeated for each in noted) == [False, True, True, True]


def test_receipts_written_at_once_have_numbers_without_gap(city: City) -> None:
    heads = [factories.hold("kepling", factories.lingkungan(city, index)) for index in range(4)]
    with factories.as_system(city) as opened:
        workers = [accepted(each.area_id, opened) for each in heads]
    pairs = iter(zip(workers, heads, strict=True))
    lock = threading.Lock()

    def one() -> actions.Noted:
        with lock:
            mine = next(pairs)
        return receive(*mine)

    assert sorted(each.number for each in together(one, 4)) == [1, 2, 3, 4]


def together(act: Any, times: int) -> list[Any]:
    """The same at once in several connections; an error of one is its answer."""
    answers: list[Any] = []
    ready = threading.Barrier(times)

    def run() -> None:
        try:
            ready.wait()
            answers.append(act())
        except Exception as error:
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"payer": "APBD_KOTA"}, PaidByOthers),
        ({"monthly_income_idr": None}, DueUnknown),
    ],
)
def test_who_cannot_pay_here(city: City, head: Holding, values: dict[str, Any], error: type[Exception]) -> None:
    with factories.as_system(city) as opened:
        made = accepted(head.area_id, opened, **values)
    with pytest.raises(error):
        receive(made, head)


def test_only_who_was_accepted_and_has_not_paid(city: City, head: Holding) -> None:
    with factories.as_system(city) as opened:
        waiting = factories.registration(head.area_id, opened, state=RegistrationState.BATCHED, **WORK)
        paying = factories.member(head.area_id, opened, months=(dt.date(2025, 9, 1),), **WORK)
        elsewhere = accepted(factories.lingkungan(city, 1), opened)
    for made, error in ((waiting, NotAccepted), (paying, PaidAlready), (elsewhere, NotAccepted)):
        with pytest.raises(error):
            receive(made, head)


@pytest.mark.parametrize("days", [1, -400])
def test_a_day_ahead_or_before_the_registration_is_refused(head: Holding, worker: Registration, days: int) -> None:
    with pytest.raises(DayOutOfPlace):
        receive(worker, head, on=TODAY + dt.timedelta(days=days))


def test_void_keeps_the_receipt_and_frees_the_month(city: City, head: Holding, worker: Registration) -> None:
    noted = receive(worker, head)
    with scope.opened(scope.of_holding(head), reason="test"):
        with pytest.raises(ReasonMissing):
            actions.void(by=head.user_id, contribution_id=noted.contribution_id, reason="  ")
        actions.void(by=head.user_id, contribution_id=noted.contribution_id, reason="uang dikembalikan")
    with pytest.raises(NotVoidable), scope.opened(scope.of_holding(head), reason="test"):
        actions.void(by=head.user_id, contribution_id=noted.contribution_id, reason="sekali lagi")
    assert receive(worker, head).number == 2
    assert factories_contributions.states(city) == [(1, "void"), (2, "held")]


# the list of who has not paid


def groups(city: City, today: dt.date = TODAY) -> dict[Group, int]:
    with factories.as_system(city) as opened:
        return {group: count for group, count in worklist.counts(opened.scope, today).items() if count}


def rows(city: City, group: Group | None = None, **values: Any) -> list[worklist.Unpaid]:
    with factories.as_system(city) as opened:
        return worklist.page(opened.scope, TODAY, group, **values).rows


def test_who_was_accepted_is_reminded_after_some_days(city: City, head: Holding) -> None:
    with factories.as_system(city) as opened:
        accepted(head.area_id, opened)
        accepted(head.area_id, opened, on=TODAY - dt.timedelta(days=1))
        accepted(head.area_id, opened, payer="CSR")
        factories.member(head.area_id, opened, months=(dt.date(2025, 9, 1),))
        factories.registration(head.area_id, opened, state=RegistrationState.VERIFIED)
    assert groups(city) == {Group.DUE: 1, Group.LATER: 1, Group.OTHERS: 1}


def test_a_reminder_says_when_the_next_one_is(city: City, head: Holding, worker: Registration) -> None:
    client_id = uuid.uuid4()
    reminder = Reminder(reach=Reach.VISIT, reply=Reply.CANNOT_NOW, note="minggu depan")
    with scope.opened(scope.of_holding(head), reason="test"):
        sent = {"by": head.user_id, "client_id": client_id, "registration_id": worker.pk, "reminder": reminder}
        assert [actions.remind(**sent), actions.remind(**sent)] == [True, False]
    (row,) = rows(city)
    assert (row.group, row.contacted_on, row.reply) == (Group.LATER, TODAY, Reply.CANNOT_NOW)
    assert groups(city, row.next_on) == {Group.DUE: 1}
    assert groups(city, row.next_on - dt.timedelta(days=1)) == {Group.LATER: 1}


@pytest.mark.parametrize("day", [TODAY, TODAY + dt.timedelta(days=61), dt.date(2099, 1, 1)])
def test_a_reminder_lies_ahead_and_not_too_far(head: Holding, worker: Registration, day: dt.date) -> None:
    late = Reminder(reach=Reach.PHONE, reply=Reply.NOT_REACHED, next_on=day)
    with pytest.raises(ReminderOutOfPlace, match="28-12-2025"), scope.opened(scope.of_holding(head), reason="test"):
        actions.remind(by=head.user_id, client_id=uuid.uuid4(), registration_id=worker.pk, reminder=late)


def test_the_list_closes_by_itself_when_the_file_shows_the_month(
    city: City, head: Holding, worker: Registration
) -> None:
    noted = receive(worker, head)
    assert groups(city) == {Group.ON_ITS_WAY: 1}
    with factories.as_system(city) as opened:
        found = queries.contribution(opened.scope, noted.contribution_id)
        assert found is not None
        assert not queries.arrival(opened.scope, found).arrived
        factories.pay(Membership.objects.get(person_id=worker.person_id), OCTOBER.first_day)
        arrival = queries.arrival(opened.scope, found)
    assert (arrival.arrived, arrival.amount_idr) == (True, 16_800)
    assert arrival.difference(found) == 16_800 - october()
    assert groups(city) == {}


def test_the_list_is_paged_without_gap_or_repetition(city: City, head: Holding) -> None:
    with factories.as_system(city) as opened:
        accepted(head.area_id, opened, on=TODAY - dt.timedelta(days=40), payer="CSR")
        for days in (9, 9, 9, 5, 30, 2):
            accepted(head.area_id, opened, on=TODAY - dt.timedelta(days=days))
    seen, after = [], None
    with factories.as_system(city) as opened:
        for _ in range(4):
            found = worklist.page(opened.scope, TODAY, None, after=after, size=2)
            seen += [(row.next_on, row.registration.pk) for row in found.rows]
            after = found.after
            groups = [row.group for row in found.rows]
    assert after is None
    assert seen == sorted(set(seen))
    assert len(seen) == 7
    assert groups == [Group.OTHERS], "whom nobody need remind stands last"


# what a receipt tells


def test_a_receipt_tells_number_amount_and_day_to_anybody(city: City, head: Holding, worker: Registration) -> None:
    noted = receive(worker, head)
    with factories.as_system(city):
        proof = Contribution.objects.get().proof
    told = queries.told(proof)  # in no scope
    assert told is not None
    assert (told.number, told.amount_idr, told.received_on) == ("12.71-K000001", october(), TODAY)
    assert (told.state, told.arrived) == (State.HELD, False)
    assert queries.told(noted.contribution_id) is None, "the id that stands in addresses opens nothing"
    assert queries.told(uuid.uuid4()) is None


def test_rows_follow_a_registration_that_moves(city: City, head: Holding, worker: Registration) -> None:
    receive(worker, head)
    there = factories.lingkungan(city, 3)
    branch = factories.branch(city)
    with factories.as_system(city):
        Registration.objects.filter(pk=worker.pk).update(area_id=there, branch=branch, registered_by_id=7)
        for model in (Contribution, ContributionMonth, ContributionChange):
            places = set(model.objects.values_list("area_id", "branch_id", "registered_by_id"))
            assert places == {(there, branch.pk, 7)}, model
