"""Days, cohorts and places counted from the rows, against the rules worker by worker and the campaign page's figures."""

import datetime as dt
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from payung.apps.campaigns import cohorts, comparing, heads, progress, queries
from payung.apps.campaigns.counting import Question
from payung.apps.campaigns.heads import Heads
from payung.apps.coverage.file_queries import ended_months, last_ended_month
from payung.apps.coverage.models import Payment
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import Registration
from payung.apps.territory import scope
from payung.apps.territory.codes import Level, ancestor, area_id
from payung.apps.territory.models import City
from payung.rules.protection import standing_in
from payung.shared.months import Month
from tests import factories
from tests import factories_campaign as made
from tests.conftest import TODAY

SEPTEMBER = Month(2025, 9)
KNOWN = [Month(2025, number) for number in range(5, 10)]


@pytest.fixture
def filled(city: City) -> City:
    made.campaign(city)
    made.fill(city)
    return city


def asked(opened: scope.Opened) -> Question:
    campaign = queries.campaigns(opened.scope).get()
    return queries.question(campaign, month=SEPTEMBER, today=opened.today)


def test_days_add_up_to_the_figures_of_the_campaign(filled: City) -> None:
    with factories.as_system(filled) as opened:
        question = asked(opened)
        days = progress.by_day(opened.scope, question.period)
        accepted = progress.accepted_by_day(opened.scope, question.period)
        seen = queries.overview(opened.scope, filled.area_id, queries.campaigns(opened.scope).get(), question)
    assert days.states == seen.total.states
    assert days.submitted.total() == seen.total.submitted
    assert days.accepted.total() == seen.total.accepted
    assert days.accepted == accepted
    assert days.accepted == Counter({made.STARTS + dt.timedelta(days=15 * number): 9 for number in range(3)})


def test_a_place_has_its_own_days(filled: City) -> None:
    with factories.as_system(filled) as opened:
        place = opened.scope.within(area_id("12.71.02"))
        assert progress.by_day(place, asked(opened).period).accepted.total() == 9


def test_cohorts_are_what_the_rules_say_of_each_worker(filled: City) -> None:
    with factories.as_system(filled) as opened:
        found = cohorts.staying(opened.scope, asked(opened).period, KNOWN)
        expected: dict[tuple[Month, Month], Counter[str]] = {}
        paid_ever: Counter[int] = Counter()
        for each in Registration.objects.filter(state=State.ACCEPTED):
            paid = {Month.of(row.month) for row in Payment.objects.filter(person_id=each.person_id)}
            paid_ever[len(paid)] += 1
            for month in KNOWN:
                if month >= Month.of(each.registered_on):
                    key = (Month.of(each.registered_on), month)
                    expected.setdefault(key, Counter())[standing_in(month, paid=paid)] += 1
    assert {(c.month, month): said for c in found.cohorts for month, said in c.standings.items()} == expected
    assert [(c.month, c.members) for c in found.cohorts] == [(Month(2025, 5), 18), (Month(2025, 6), 9)]
    assert found.months_paid == paid_ever
    assert found.earlier == 0


def test_only_months_whose_file_is_in_are_told(filled: City) -> None:
    with factories.as_system(filled) as opened:
        found = cohorts.staying(opened.scope, asked(opened).period, [Month(2025, 4), Month(2025, 6), SEPTEMBER])
        nothing = cohorts.staying(opened.scope, asked(opened).period, [])
    assert [sorted(each.standings) for each in found.cohorts] == [[Month(2025, 6), SEPTEMBER]] * 2
    assert [each.standings for each in nothing.cohorts] == [{}, {}]
    assert nothing.members == 27


def test_cohorts_before_the_last_twelve_are_counted_together(city: City) -> None:
    with factories.as_system(city) as opened:
        for month in range(1, 15):
            factories.member(
                factories.lingkungan(city), opened, on=dt.date(2024 + month // 13, (month - 1) % 12 + 1, 3)
            )
        period = queries.Period(dt.date(2024, 1, 1), dt.date(2025, 2, 28))
        found = cohorts.staying(opened.scope, period, [Month(2025, 2)])
    assert [each.month for each in found.cohorts] == [Month(2024, 3) + n for n in range(12)]
    assert (found.earlier, found.members) == (2, 14)


def test_every_ended_month_with_its_file(city: City) -> None:
    for month, as_of in (
        (5, "2025-06-05"),
        (6, "2025-06-20"),
        (8, "2025-09-05"),
        (9, "2025-10-05"),
        (10, "2025-10-20"),
    ):
        with factories.as_system(city):
            day = dt.date.fromisoformat(as_of)
            factories.insurer_file(city.area_id, month=dt.date(2025, month, 1), as_of=day)
    with factories.as_system(city) as opened:
        found = ended_months(opened.scope, TODAY)
        assert [str(each.month) for each in found] == ["2025-09", "2025-08", "2025-05"]  # June's stood before its end
        assert found[0] == last_ended_month(opened.scope, TODAY)


def test_places_have_the_figures_of_the_campaign_page(filled: City, client_as: factories.SignIn) -> None:
    with factories.as_system(filled) as opened:
        factories.member(filled.area_id, opened, months=(made.SEPTEMBER,))
        question, campaign = asked(opened), queries.campaigns(opened.scope).get()
        seen = queries.overview(opened.scope, filled.area_id, campaign, question)
        found = comparing.comparison(opened.scope, campaign, question, Level.KECAMATAN)
    expected = [
        (line.place.id, line.place.name, line.figures.target, line.figures.accepted, line.figures.members,
         line.figures.paid) for line in seen.lines if not line.whole
    ]  # fmt: skip
    assert [
        (each.area, each.name, each.target, each.shares.accepted, each.shares.members, each.shares.paid)
        for each in found.places
    ] == expected
    assert found.unplaced == 1
    beyond = f"Halaman kampanye menyebut {sum(line[3] for line in expected) + 1}: 1 orang lagi"
    assert beyond in client_as("mayor", filled.area_id).get(f"/kampanye/{filled.area_id}/banding/").content.decode()
    assert [each.above for each in found.places] == ["Kota Medan"] * 2


def test_kelurahan_of_the_whole_city_stand_beside_each_other(filled: City) -> None:
    with factories.as_system(filled) as opened:
        found = comparing.comparison(
            opened.scope, queries.campaigns(opened.scope).get(), asked(opened), Level.KELURAHAN
        )
    assert [(each.area, each.above) for each in found.places] == [
        (area, f"Medan {str(ancestor(area, Level.KECAMATAN))[4:6]}")
        for area in factories.areas(filled, Level.KELURAHAN)
    ]
    assert [each.shares.accepted for each in found.places] == [18, 0, 9]
    assert [each.verdict.value for each in found.reach.judged] == ["small"] * 3


def test_heads_vacant_acting_and_new(city: City) -> None:
    first, second, third, fourth, *_ = (factories.lingkungan(city, n) for n in range(6))
    factories.hold("kepling", first)
    factories.hold("kepling", second, ends=dt.date(2025, 7, 31))
    factories.hold("kepling", second, starts=dt.date(2025, 8, 1), acting=True)
    factories.hold("kepling", third, ends=dt.date(2025, 8, 1))
    factories.hold("kepling", fourth)
    with factories.as_system(city) as opened:
        found = heads.by_place(opened.scope, Level.KELURAHAN, on=TODAY, since=made.STARTS)
    kelurahan = factories.areas(city, Level.KELURAHAN)
    assert found == {
        kelurahan[0]: Heads(lingkungan=2, vacant=0, acting=1, new=1),
        kelurahan[1]: Heads(lingkungan=2, vacant=1),
        kelurahan[2]: Heads(lingkungan=2, vacant=2),
    }
    assert sum(found.values(), Heads()) == Heads(6, 3, 1, 1)


def test_each_is_one_statement(filled: City) -> None:
    with factories.as_system(filled) as opened:
        question = asked(opened)
        for count in (
            lambda: progress.by_day(opened.scope, question.period),
            lambda: cohorts.staying(opened.scope, question.period, KNOWN),
            lambda: comparing.shares(opened.scope, question, Level.KELURAHAN),
        ):
            with CaptureQueriesContext(connection) as statements:
                count()
            assert len(statements) == 1
