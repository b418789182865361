"""The insurer's files about somebody who was merged: lines about either row say something of the one person."""

import pytest

from payung.apps.coverage.models import Membership, Payment, Protection
from payung.apps.enrolment import batches
from payung.apps.enrolment.batch_queries import Choice
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import Batch, BatchLine, Registration
from payung.apps.linkage import undoing
from payung.apps.linkage.errors import Busy, ChangedSince
from payung.apps.people.models import Person
from payung.apps.territory import locks
from payung.apps.territory.models import City, Holding
from tests import factories
from tests import factories_insurer as insurer
from tests.factories_linkage import merge, merge_as, twin

NUMBERS = ("25000000001", "25000000002")


@pytest.fixture
def manager(city: City) -> Holding:
    return factories.hold("manager", city.area_id)


@pytest.fixture
def sent(city: City) -> tuple[Person, Person]:
    """Two rows of one person in one batch, not answered yet: lines 1 and 2."""
    with factories.as_system(city) as opened:
        both = [twin(factories.lingkungan(city, index), opened, state=None) for index in (0, 4)]
        for each in both:
            factories.registration(each.area_id, opened, person=each, state=State.VERIFIED, **insurer.WORK)
        batches.make(by=0, choice=Choice(branch_id=factories.branch(city).pk))
        first = BatchLine.objects.get(line=1).registration.person_id
    both.sort(key=lambda person: person.pk != first)
    return both[0], both[1]


@pytest.mark.parametrize("accepted", [1, 2])
def test_an_answer_about_either_row_is_about_the_person(
    city: City, manager: Holding, sent: tuple[Person, Person], accepted: int
) -> None:
    kept, _other = sent
    made = merge_as(manager, *sent)
    rows = [insurer.accepted(1, accepted, NUMBERS[0]), insurer.rejected(1, 3 - accepted)]
    assert insurer.take_in(city, "answers", insurer.answers_csv(rows)).unfit == 0
    with factories.as_system(city) as opened:
        assert Membership.objects.get().person_id == kept.pk
        assert sorted(Registration.objects.values_list("person_id", "state")) == [
            (kept.pk, "accepted"),
            (kept.pk, "merged"),
        ]
        assert Batch.objects.get().state == "answered"
        with pytest.raises(ChangedSince):
            undoing.undo(by=opened.scope.actor, merge_id=made.pk, reason="ternyata dua orang")


def test_while_one_answer_is_missing_the_person_waits(
    city: City, manager: Holding, sent: tuple[Person, Person]
) -> None:
    merge_as(manager, *sent)
    for line, state in ((1, "batched"), (2, "rejected")):
        insurer.take_in(city, "answers", insurer.answers_csv([insurer.rejected(1, line)]))
        with factories.as_system(city):
            assert set(Registration.objects.values_list("state", flat=True)) == {state, "merged"}


def test_payments_of_both_numbers_before_and_after_are_the_persons(
    city: City, manager: Holding, sent: tuple[Person, Person]
) -> None:
    answered = [insurer.accepted(1, line, NUMBERS[line - 1], "01-08-2025") for line in (1, 2)]
    insurer.take_in(city, "answers", insurer.answers_csv(answered))
    insurer.take_in(city, "payments", insurer.payments_csv([insurer.paid(NUMBERS[1], "2025-08")]))
    merge_as(manager, *sent)
    later = [insurer.paid(number, "2025-09") for number in NUMBERS]
    assert insurer.take_in(city, "payments", insurer.payments_csv(later)).unfit == 0
    with factories.as_system(city):
        assert set(Payment.objects.values_list("person_id", flat=True)) == {sent[0].pk}
        assert len(Protection.objects.get().paid_months) == 2


def test_nothing_is_merged_while_a_file_is_taken_in(
    city: City, sent: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "PATIENCE", "50ms")
    with insurer.being_taken_in(city), factories.as_system(city):
        with pytest.raises(Busy, match="sedang diproses"):
            merge(*sent)
        assert not Person.objects.filter(merged_into__isnull=False).exists()
    with factories.as_system(city):
        merge(*sent)
