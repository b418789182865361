"""Cash on its way: from a head's hands into a channel, seen by two pairs of eyes, outstanding until the file tells."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction

from payung.apps.contributions import actions, handover_queries, handovers
from payung.apps.contributions.enums import HandoverState, State
from payung.apps.contributions.errors import (
    DayOutOfPlace,
    DecidedAlready,
    DifferenceUnexplained,
    NothingChosen,
    NothingToTakeOver,
    NotVoidable,
    OwnHandover,
    ReasonMissing,
    ReferenceUsed,
    StaleReceipts,
)
from payung.apps.contributions.handover_queries import Outstanding
from payung.apps.contributions.models import Contribution, Handover
from payung.apps.contributions.transitions import MOVES
from payung.apps.coverage.models import Membership
from payung.apps.territory import scope
from payung.apps.territory.codes import Level
from payung.apps.territory.models import City, Holding
from tests import factories
from tests.factories_contributions import OCTOBER, accepted, hand_over, receive, slip, states
from tests.integration.test_first_payments import TODAY, october, together


@pytest.fixture
def head(city: City) -> Holding:
    return factories.hold("kepling", factories.lingkungan(city))


@pytest.fixture
def lurah(city: City) -> Holding:
    return factories.hold("lurah", factories.areas(city, Level.KELURAHAN)[0])


@pytest.fixture
def receipts(city: City, head: Holding) -> list[actions.Noted]:
    """Three receipts in one head's hands."""
    with factories.as_system(city) as opened:
        workers = [accepted(head.area_id, opened) for _ in range(3)]
    return [receive(each, head) for each in workers]


def decide(holding: Holding, made: Handover, **values: object) -> None:
    with scope.opened(scope.of_holding(holding), reason="test"):
        if "reason" in values:
            handovers.return_(by=holding.user_id, handover_id=made.pk, **values)
        else:
            counted = {"counted_idr": made.receipts_idr} | values
            handovers.confirm(by=holding.user_id, handover_id=made.pk, **counted)


def outstanding(city: City) -> list[Outstanding]:
    with factories.as_system(city) as opened:
        return handover_queries.outstanding(opened.scope, opened.today, limit=20)


def test_two_go_and_one_stays(city: City, head: Holding, receipts: list[actions.Noted]) -> None:
    made = hand_over(head, *receipts[:2])
    assert (made.receipts, made.receipts_idr) == (2, 2 * october())
    assert states(city) == [(1, "handed"), (2, "handed"), (3, "held")]
    with scope.opened(scope.of_holding(head), reason="test"), pytest.raises(NotVoidable):
        actions.void(by=head.user_id, contribution_id=receipts[0].contribution_id, reason="terlambat")


def test_the_lurah_confirms_and_the_money_has_not_arrived_yet(
    city: City, head: Holding, lurah: Holding, receipts: list[actions.Noted]
) -> None:
    made = hand_over(head, *receipts)
    decide(lurah, made)
    decide(lurah, made)  # the same again changes nothing
    assert states(city) == [(1, "confirmed"), (2, "confirmed"), (3, "confirmed")]
    (found,) = outstanding(city)
    assert (found.confirmed.receipts, found.confirmed.amount_idr) == (3, 3 * october())
    with factories.as_system(city):
        for person in list(Contribution.objects.values_list("person_id", flat=True))[:2]:
            factories.pay(Membership.objects.get(person_id=person), OCTOBER.first_day)
    (found,) = outstanding(city)
    assert found.confirmed.receipts == 1


def test_the_longest_waiting_comes_first_and_what_is_decided_last(city: City, head: Holding, lurah: Holding) -> None:
    with factories.as_system(city) as opened:
        workers = [accepted(head.area_id, opened) for _ in range(3)]
    days = [TODAY - dt.timedelta(days=ago) for ago in (1, 3, 2)]
    noted = [receive(each, head, on=day) for each, day in zip(workers, days, strict=True)]
    made = [hand_over(head, each, slip=slip(october(), on=day)) for each, day in zip(noted, days, strict=True)]
    decide(lurah, made[2])
    with scope.opened(scope.of_holding(lurah), reason="test") as opened:
        assert [each.pk for each in handover_queries.handovers(opened.scope)] == [made[1].pk, made[0].pk, made[2].pk]


def test_nobody_confirms_their_own(city: City, head: Holding, receipts: list[actions.Noted]) -> None:
    """Also not somebody who heads the lingkungan and acts as lurah."""
    both = factories.hold("lurah", factories.areas(city, Level.KELURAHAN)[0], by=head.user, acting=True)
    made = hand_over(head, *receipts)
    with pytest.raises(OwnHandover):
        decide(both, made)
    with pytest.raises(OwnHandover):
        decide(both, made, reason="kembali")
    with factories.as_system(city), pytest.raises(IntegrityError, match="two_pairs_of_eyes"), transaction.atomic():
        Handover.objects.update(decided_by_id=head.user_id, decided_on=TODAY, state="returned", decision_note="x")


def test_a_difference_is_explained(head: Holding, lurah: Holding, receipts: list[actions.Noted]) -> None:
    total = 3 * october()
    with pytest.raises(DifferenceUnexplained) as error:
        hand_over(head, *receipts, slip=slip(total + 2_500))
    assert error.value.difference == 2_500
    made = hand_over(head, *receipts, slip=slip(total + 2_500, note="biaya layanan"))
    with pytest.raises(DifferenceUnexplained):
        decide(lurah, made, counted_idr=total - 1)
    decide(lurah, made, counted_idr=total + 2_500)  # what the head explained already


def test_what_is_returned_is_handed_over_again(
    city: City, head: Holding, lurah: Holding, receipts: list[actions.Noted]
) -> None:
    used = slip(3 * october())
    made = hand_over(head, *receipts, slip=used)
    with pytest.raises(ReasonMissing):
        decide(lurah, made, reason=" ")
    decide(lurah, made, reason="bukti tidak terbaca")
    with pytest.raises(DecidedAlready):
        decide(lurah, made)
    assert states(city) == [(1, "held"), (2, "held"), (3, "held")]
    again = hand_over(head, *receipts, slip=used)  # the same slip, this time readable
    decide(lurah, again)
    with factories.as_system(city):
        found = dict(Handover.objects.values_list("pk", "state"))
    assert found == {made.pk: HandoverState.RETURNED, again.pk: HandoverState.CONFIRMED}


def test_a_slip_stands_for_one_handover(head: Holding, receipts: list[actions.Noted]) -> None:
    used = slip(october(), reference=" AB12 ")
    hand_over(head, receipts[0], slip=used)
    with pytest.raises(ReferenceUsed):
        hand_over(head, receipts[1], slip=slip(october(), reference="AB12"))


def test_nothing_and_days_out_of_place(head: Holding, receipts: list[actions.Noted]) -> None:
    with pytest.raises(NothingChosen):
        hand_over(head)
    for day in (TODAY + dt.timedelta(days=1), TODAY - dt.timedelta(days=1)):
        with pytest.raises(DayOutOfPlace):
            hand_over(head, receipts[0], slip=slip(october(), on=day))


def test_the_same_handover_sent_at_once_is_one(city: City, head: Holding, receipts: list[actions.Noted]) -> None:
    sent, client_id = slip(3 * october()), uuid.uuid4()
    made = together(lambda: hand_over(head, *receipts, slip=sent, client_id=client_id), 3)
    assert {each.pk for each in made} == {client_id}
    with factories.as_system(city):
        assert Handover.objects.count() == 1


def test_one_receipt_goes_into_one_of_two_handovers_at_once(
    city: City, head: Holding, receipts: list[actions.Noted]
) -> None:
    made = together(lambda: hand_over(head, *receipts), 2)
    assert {type(each) for each in made} == {Handover, StaleReceipts}
    with factories.as_system(city):
        assert Contribution.objects.filter(handover__isnull=False).count() == 3
        assert Handover.objects.count() == 1


def test_nobody_hands_over_what_another_holds(city: City, receipts: list[actions.Noted]) -> None:
    neighbour = factories.hold("kepling", factories.lingkungan(city, 1))
    with pytest.raises(StaleReceipts):
        hand_over(neighbour, *receipts, slip=slip(3 * october()))


def test_a_successor_takes_the_cash_over(city: City, head: Holding, receipts: list[actions.Noted]) -> None:
    """While the predecessor is in office nobody does; afterwards who takes it answers for it, traceably."""
    successor = factories.user()
    with pytest.raises(NothingToTakeOver), scope.opened(scope.of_holding(head), reason="test"):
        handovers.take_over(by=successor.pk, from_user=head.user_id, area=head.area_id)
    Holding.objects.filter(pk=head.pk).update(ends=TODAY - dt.timedelta(days=1))
    heir = factories.hold("kepling", head.area_id, by=successor, starts=TODAY)
    assert [found.in_office for found in outstanding(city)] == [False]
    with scope.opened(scope.of_holding(heir), reason="test"):
        assert handovers.take_over(by=heir.user_id, from_user=head.user_id, area=head.area_id) == 3
    with pytest.raises(NothingToTakeOver), scope.opened(scope.of_holding(heir), reason="test"):
        handovers.take_over(by=heir.user_id, from_user=head.user_id, area=head.area_id)
    (found,) = outstanding(city)
    assert (found.user, found.in_office, found.held.receipts) == (heir.user_id, True, 3)
    assert hand_over(heir, *receipts).handed_by_id == heir.user_id
    with factories.as_system(city):
        assert set(Contribution.objects.values_list("received_by_id", flat=True)) == {head.user_id}


def test_what_is_outstanding_has_its_age(city: City, head: Holding) -> None:
    neighbour = factories.hold("kepling", factories.lingkungan(city, 1))
    with factories.as_system(city) as opened:
        mine = [accepted(head.area_id, opened) for _ in range(2)]
        theirs = accepted(neighbour.area_id, opened)
    old = receive(mine[0], head, on=TODAY - dt.timedelta(days=9))
    receive(mine[1], head)
    hand_over(neighbour, receive(theirs, neighbour, on=TODAY - dt.timedelta(days=3)))
    first, second = outstanding(city)
    assert (first.user, first.held.receipts, first.held.days(TODAY)) == (head.user_id, 2, 9)
    assert (second.user, second.handed.receipts, second.held.receipts) == (neighbour.user_id, 1, 0)
    with scope.opened(scope.of_holding(neighbour), reason="test") as narrow:
        assert [each.user for each in handover_queries.outstanding(narrow.scope, TODAY, limit=9)] == [neighbour.user_id]
    assert old.number == 1


def test_states_are_a_closed_table() -> None:
    assert set(MOVES) == set(State)
    assert MOVES[State.VOID] == MOVES[State.CONFIRMED] == frozenset()
