"""Two people become one, and two again: what follows, what is refused, and what the insurer says meanwhile."""

import datetime as dt
import uuid

import pytest
from django.db import connections

from payung.apps.audit.models import History
from payung.apps.campaigns import counting, credit, progress
from payung.apps.campaigns.counting import Question
from payung.apps.campaigns.histories import Period
from payung.apps.coverage.models import Membership, Payment, Protection
from payung.apps.coverage.standing_sql import number
from payung.apps.enrolment import intake, listing
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.errors import AlreadyRegistered
from payung.apps.enrolment.filters import Filters
from payung.apps.enrolment.known import known_niks
from payung.apps.enrolment.models import Registration, StateChange
from payung.apps.enrolment.particulars import Particulars
from payung.apps.linkage import actions, queries, undoing
from payung.apps.linkage.actions import Wish
from payung.apps.linkage.errors import (
    AboutOneself,
    AlreadyUndone,
    ChangedSince,
    LaterMerge,
    LinkageError,
    NotAllowed,
    PairGone,
    ReasonMissing,
    RegisteredBoth,
    Stale,
)
from payung.apps.linkage.models import MergeField, Pair
from payung.apps.people import duplicates
from payung.apps.people import queries as people
from payung.apps.people.duplicates import Keys
from payung.apps.people.models import Person
from payung.apps.territory import scope
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City, Holding
from payung.shared.months import Month
from tests import factories, factories_contributions
from tests.factories_linkage import BORN, TWIN, every_row, merge, merge_as, pair, running, twin

MAY, JUNE, JULY = (dt.date(2025, month, 1) for month in (5, 6, 7))


@pytest.fixture
def manager(city: City) -> Holding:
    return factories.hold("manager", city.area_id)


@pytest.fixture
def here(city: City) -> int:
    return factories.lingkungan(city)


def undo_as(holding: Holding, merge_id: object, reason: str = "ternyata dua orang") -> None:
    with scope.opened(scope.of_holding(holding), reason="test"):
        undoing.undo(by=holding.user_id, merge_id=merge_id, reason=reason)


def test_one_running_registration_and_the_union_of_paid_months(city: City, here: int, manager: Holding) -> None:
    with factories.as_system(city) as opened:
        kept = twin(here, opened, state=State.ACCEPTED, months=(MAY, JUNE), on=MAY)
        other = twin(factories.lingkungan(city, 4), opened, state=State.ACCEPTED, months=(JUNE, JULY), on=JUNE)
        with_months = actions.preview(Wish(pair_id=pair(kept, other).pk, keep=kept.pk, taken=frozenset()))
    assert (with_months.months, with_months.twice) == (3, ((Month(2025, 6), 33_600),))
    merge_as(manager, kept, other)
    with factories.as_system(city):
        assert Protection.objects.get().paid_months == [number(Month(2025, each)) for each in (5, 6, 7)]
        assert set(Membership.objects.values_list("person_id", "area_id")) == {(kept.pk, here)}
        assert set(Payment.objects.values_list("person_id", "area_id")) == {(kept.pk, here)}
        assert set(Registration.objects.values_list("person_id", "state")) == {
            (kept.pk, "accepted"),
            (kept.pk, "merged"),
        }
        assert StateChange.objects.get(state="merged").reason == "orang yang sama"


@pytest.mark.parametrize(("first", "second"), [(State.SUBMITTED, State.BATCHED), (State.VERIFIED, State.RETURNED)])
def test_the_registration_that_is_further_along_stands(
    city: City, here: int, manager: Holding, first: State, second: State
) -> None:
    with factories.as_system(city) as opened:
        kept, other = (twin(here, opened, state=state) for state in (first, second))
        further = running(other if second is State.BATCHED else kept).pk
    merge_as(manager, kept, other)
    with factories.as_system(city):
        assert running(kept).pk == further


def test_particulars_are_taken_one_by_one_with_a_sealed_trace(city: City, here: int, manager: Holding) -> None:
    with factories.as_system(city) as opened:
        kept = twin(here, opened, phone="", address="Lama")
        other = twin(here, opened, phone="+6281200000001", address="Baru", postcode="20999")
    made = merge_as(manager, kept, other, taken=("phone", "address"))
    with factories.as_system(city) as opened:
        now = people.details_of(Person.objects.get(pk=kept.pk))
        assert (now.phone, now.address, now.postcode) == ("+6281200000001", "Baru", "20212")
        trace = {each.field: each for each in MergeField.objects.filter(merge=made)}
        assert (trace["phone"].from_absorbed, trace["postcode"].from_absorbed) == (True, False)
        assert opened.vault.open("merge_value", trace["address"].kept_value) == "Lama"
        assert b"Lama" not in bytes(trace["address"].kept_value)


def test_the_absorbed_is_nowhere_and_their_nik_leads_to_the_kept(city: City, here: int, manager: Holding) -> None:
    with factories.as_system(city) as opened:
        kept = twin(here, opened, state=State.ACCEPTED)
        other = twin(factories.lingkungan(city, 4), opened)
        nik = people.details_of(other).nik
    merge_as(manager, kept, other)
    with scope.opened(scope.of_holding(factories.hold("lurah", area_id("12.71.01.1001"))), reason="test") as opened:
        assert [each.pk for each in people.people(opened.scope)] == [kept.pk]
        known = known_niks([opened.vault.seal("nik", nik)])
        assert [(each.in_scope, each.member) for each in known.values()] == [(True, True)]
        assert duplicates.finder().candidates(opened.scope, Keys.of_person(other), besides=kept.pk) == []
    with factories.as_system(city) as opened:
        assert people.by_nik(opened.scope, nik).pk == kept.pk
        assert people.merged_into(opened.scope, other.pk) == kept.pk
        assert duplicates.look_elsewhere(opened.scope, Keys.of_person(kept), besides=kept.pk).reasons == ()
        with pytest.raises(AlreadyRegistered):
            intake.register(
                by=1, client_id=uuid.uuid4(), details=factories.details(nik=nik), particulars=Particulars(), area_id=here,
                on=opened.today,
            )  # fmt: skip
        assert listing.page(opened.scope, Filters(today=opened.today)).counted == 1
        assert State.MERGED not in listing.state_counts(opened.scope)


def test_a_campaign_counts_the_pair_once(city: City, here: int, manager: Holding) -> None:
    question = Question(Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31)), None, dt.date(2025, 10, 29))
    with factories.as_system(city) as opened:
        kept, other = twin(here, opened, state=State.ACCEPTED), twin(here, opened, state=State.SUBMITTED)
    made = merge_as(manager, kept, other)
    with factories.as_system(city) as opened:
        assert [each.submitted for each in counting.by_place(opened.scope, question).values()] == [1]
        credited = credit.by_month(opened.scope.within(here), today=opened.today)
        assert [(each.submitted, each.accepted) for each in credited] == [(1, 1)]
        days = progress.by_day(opened.scope, question.period)
        assert sum(days.submitted.values()) == 1
    undo_as(manager, made.pk)
    with factories.as_system(city) as opened:
        assert sum(each.submitted for each in counting.by_place(opened.scope, question).values()) == 2


def test_undo_restores_every_row(city: City, here: int, manager: Holding) -> None:
    branch = factories.branch(city)
    with factories.as_system(city) as opened:
        kept = twin(here, opened, state=State.ACCEPTED, months=(MAY,), phone="")
        other = twin(factories.lingkungan(city, 4), opened, state=State.ACCEPTED, months=(MAY, JUNE))
        for person in (kept, other):
            factories_contributions.rows_about(running(person), opened, 0)
        Person.objects.filter(pk=other.pk).update(branch=branch)
        Membership.objects.filter(person=other).update(branch=branch)
    before = every_row()
    made = merge_as(manager, kept, other, taken=("phone", "place", "address"))
    assert every_row() != before
    undo_as(manager, made.pk)
    assert every_row() == before
    with factories.as_system(city):
        assert pair(kept, other).outcome == ""
        assert History.objects.filter(table="people_person", row_id=str(other.pk)).count() == 4
    with pytest.raises(AlreadyUndone):
        undo_as(manager, made.pk)


def test_payments_that_came_since_go_with_their_number(city: City, here: int, manager: Holding) -> None:
    with factories.as_system(city) as opened:
        kept = twin(here, opened, state=State.ACCEPTED, months=(MAY,))
        other = twin(here, opened, state=State.ACCEPTED, months=(MAY,))
        number_of_other = Membership.objects.get(person=other)
    made = merge_as(manager, kept, other)
    with factories.as_system(city):
        factories.pay(Membership.objects.get(pk=number_of_other.pk), JULY)
        assert set(Payment.objects.values_list("person_id", flat=True)) == {kept.pk}
    undo_as(manager, made.pk)
    with factories.as_system(city):
        paid = dict(Protection.objects.values_list("person_id", "paid_months"))
        assert (len(paid[kept.pk]), len(paid[other.pk])) == (1, 2)


def test_two_merges_in_a_chain_lead_to_the_last_and_come_apart_from_there(
    city: City, here: int, manager: Holding
) -> None:
    with factories.as_system(city) as opened:
        first, second, third = (twin(here, opened, state=state) for state in (State.SUBMITTED, State.VERIFIED, None))
    before = every_row()
    early = merge_as(manager, second, first)
    between = every_row()
    late = merge_as(manager, third, second)
    with factories.as_system(city):
        assert set(Person.objects.filter(merged_into=third).values_list("pk", flat=True)) == {first.pk, second.pk}
        assert running(third).state == "verified"
    with pytest.raises(LaterMerge):
        undo_as(manager, early.pk)
    undo_as(manager, late.pk)
    assert every_row() == between
    undo_as(manager, early.pk)
    assert every_row() == before


def test_what_happened_since_is_not_torn_apart(city: City, here: int, manager: Holding) -> None:
    with factories.as_system(city) as opened:
        kept, other = twin(here, opened, state=State.RETURNED, phone=""), twin(here, opened, state=State.VERIFIED)
    made = merge_as(manager, kept, other, taken=("phone",))
    with factories.as_system(city) as opened:
        person = Person.objects.get(pk=kept.pk)
        Person.objects.filter(pk=kept.pk).update(phone=opened.vault.seal("phone", "+628999"))
    with pytest.raises(ChangedSince, match="data orangnya"):
        undo_as(manager, made.pk)
    with factories.as_system(city):
        Person.objects.filter(pk=kept.pk).update(phone=person.phone)
        Registration.objects.filter(state="verified").update(state="batched", version=9)
    before = every_row()
    with pytest.raises(ChangedSince, match="pendaftarannya"):
        undo_as(manager, made.pk)
    assert every_row() == before


def test_what_is_refused(city: City, here: int, manager: Holding) -> None:
    lurah, head = factories.hold("lurah", area_id("12.71.01.1001")), factories.hold("kepling", here)
    with factories.as_system(city) as opened:
        kept, other = (twin(here, opened, registered_by_id=lurah.user_id) for _ in range(2))
        far = twin(factories.lingkungan(city, 4), opened)
        with pytest.raises(ReasonMissing):
            merge(kept, other, reason="  ")
        with pytest.raises(Stale):
            merge(kept, other, seal="x")
        with pytest.raises(PairGone):
            actions.preview(Wish(pair_id=pair(kept, other).pk, keep=far.pk, taken=frozenset()))
    for holding, two, error in (
        (lurah, (kept, other), RegisteredBoth),
        (lurah, (kept, far), Pair.DoesNotExist),  # not in the territory: there is no such pair
        (head, (kept, other), NotAllowed),
    ):
        with pytest.raises(error):
            merge_as(holding, *two)
    merge_as(manager, kept, other)
    with pytest.raises(LinkageError):
        merge_as(manager, kept, other)


def test_an_officials_account_goes_along_and_nobody_merges_themselves(city: City, here: int, manager: Holding) -> None:
    lurah = factories.hold("lurah", area_id("12.71.01.1001"))
    with factories.as_system(city) as opened:
        kept, other = (twin(here, opened) for _ in range(2))
        Person.objects.filter(pk=other.pk).update(account_id=lurah.user_id)
    before = every_row()
    with pytest.raises(AboutOneself):
        merge_as(lurah, kept, other)
    made = merge_as(manager, kept, other)
    with factories.as_system(city):
        assert Person.objects.get(account_id=lurah.user_id).pk == kept.pk
    undo_as(manager, made.pk)
    assert every_row() == before


def test_a_decided_pair_is_not_asked_about_again(city: City, here: int, manager: Holding) -> None:
    with factories.as_system(city) as opened:
        one, other = (twin(here, opened) for _ in range(2))
        assert [each.id for each in queries.open_pairs(opened.scope)[0]] == [pair(one, other).pk]
    with scope.opened(scope.of_holding(manager), reason="test") as opened:
        actions.keep_apart(by=manager.user_id, pair_id=pair(one, other).pk, reason="kembar, dua akta lahir")
        assert queries.count_open(opened.scope) == 0
    with factories.as_system(city) as opened:
        Person.objects.filter(pk=one.pk).update(area_id=factories.lingkungan(city, 1))
        assert queries.count_open(opened.scope) == 0
        assert (pair(one, other).outcome, pair(one, other).area_id) == ("distinct", area_id("12.71.01.1001"))


def test_pairs_follow_what_is_said_of_people(city: City, here: int) -> None:
    with factories.as_system(city) as opened:
        one, other = twin(here, opened), twin(factories.lingkungan(city, 5), opened)
        assert (pair(one, other).area_id, pair(one, other).reasons) == (city.area_id, ["name_and_birth"])
        Person.objects.filter(pk=other.pk).update(birth_date=dt.date(1999, 1, 1))
        assert not Pair.objects.exists()
        Person.objects.filter(pk=other.pk).update(phone=one.phone, mother_name=one.mother_name)
        assert pair(one, other).reasons == ["phone_and_mother"]
        factories.person(here, opened, **(TWIN | {"birth_date": BORN.replace(day=4)}))
        assert Pair.objects.count() == 1


def test_a_value_in_many_rows_makes_few_pairs(city: City, here: int) -> None:
    with factories.as_system(city) as opened:
        for _ in range(12):
            twin(here, opened, state=None)
        assert Pair.objects.count() <= 12 * 5


def test_history_keeps_every_version_of_a_merge(city: City, here: int, manager: Holding) -> None:
    with factories.as_system(city) as opened:
        kept, other = (twin(here, opened) for _ in range(2))
    made = merge_as(manager, kept, other)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_history WHERE row_id = %s", [str(made.pk)])
        assert cursor.fetchone()[0] == 2
