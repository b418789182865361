"""The figures are what the rules say of each worker, summed by hand; and credit goes to the head of the day."""

import datetime as dt
from collections import Counter

import pytest
from django.db import connection

from payung.apps.campaigns import queries
from payung.apps.campaigns.figures import Figures, total
from payung.apps.campaigns.models import Campaign
from payung.apps.coverage.models import Payment
from payung.apps.enrolment.enums import EVER_VERIFIED, State
from payung.apps.enrolment.models import Registration
from payung.apps.territory import scope
from payung.apps.territory.codes import Level, ancestor, area_id
from payung.apps.territory.models import Area, City
from payung.rules.protection import Standing, falls_due_within, lapses_within, standing_in
from payung.shared.months import Month
from tests import factories
from tests import factories_campaign as made
from tests.conftest import TODAY

SEPTEMBER = Month(2025, 9)


def overview(city: City, campaign: Campaign, area: int | None = None) -> queries.Overview:
    with factories.as_system(city) as opened:
        asked = queries.question(campaign, month=SEPTEMBER, today=opened.today)
        return queries.overview(opened.scope.within(area or city.area_id), city.area_id, campaign, asked)


def by_hand(area: int) -> Figures:
    """The same figures, counted one worker at a time by the rules."""
    found = Figures()
    for each in Registration.objects.all():
        if ancestor(each.area_id, Level.KECAMATAN) != area or not made.STARTS <= each.registered_on <= TODAY:
            continue
        found.states[each.state] += 1
        if each.state != State.ACCEPTED:
            continue
        paid = {Month.of(row.month) for row in Payment.objects.filter(person_id=each.person_id)}
        standing = standing_in(SEPTEMBER, paid=paid)
        found.standing[standing] += 1
        found.months_paid[len(paid)] += 1
        found.paid_later += standing is Standing.NOT_YET_PAID and bool(paid)
        found.falls_due += falls_due_within(TODAY, 30, paid=paid)
        found.lapses += lapses_within(TODAY, 30, paid=paid)
    return found


def test_figures_are_those_of_the_rules_worker_by_worker(city: City) -> None:
    campaign = made.campaign(city)
    places = factories.areas(city, Level.LINGKUNGAN)
    months = (made.MAY, made.JUNE, made.JULY, made.AUGUST, made.SEPTEMBER, made.OCTOBER)
    states = [state for state in State if state is not State.ACCEPTED]
    with factories.as_system(city) as opened:
        for n in range(40):  # the bits of a number scattered over 0..63 are the months paid
            paid = tuple(month for bit, month in enumerate(months) if n * 29 % 64 >> bit & 1)
            day = made.STARTS + dt.timedelta(days=n * 37 % 180 - 20)
            factories.member(places[n % 6], opened, months=paid, on=day)
            factories.registration(places[n * 5 % 6], opened, state=states[n % 6])
    seen = overview(city, campaign)
    with factories.as_system(city):
        expected = {area: by_hand(area) for area in factories.areas(city, Level.KECAMATAN)}
    for line in seen.lines:
        expected[line.place.id].target = line.figures.target
        assert line.figures == expected[line.place.id]
    assert seen.total == total(expected.values())
    assert seen.total.verified == sum(seen.total.states[state] for state in EVER_VERIFIED)


def test_target_is_the_quota_of_every_lingkungan_of_the_day(city: City) -> None:
    campaign = made.campaign(city)
    assert overview(city, campaign).total.target == 6 * made.QUOTA
    split = factories.lingkungan(city, 0)
    Area.objects.filter(pk=split).update(valid_to=dt.date(2025, 8, 31))
    for serial in (3, 4):
        code = f"12.71.01.1001/{serial}"
        Area.objects.create(
            id=area_id("12.71.01.1001", serial), city=city, level=Level.LINGKUNGAN, code=code,
            name=f"Lingkungan {serial}", valid_from=dt.date(2025, 9, 1),
        )  # fmt: skip
    assert overview(city, campaign).total.target == 7 * made.QUOTA


def test_what_was_registered_in_a_lingkungan_that_ended_still_counts(city: City) -> None:
    campaign = made.campaign(city)
    ended, other = factories.lingkungan(city, 0), factories.lingkungan(city, 1)
    with factories.as_system(city) as opened:
        factories.member(ended, opened, on=dt.date(2025, 6, 1))
    Area.objects.filter(pk__in=[ended, other]).update(valid_to=dt.date(2025, 8, 31))
    seen = overview(city, campaign, area_id("12.71.01.1001"))
    assert [(line.place.id, line.figures.target, line.figures.accepted) for line in seen.lines] == [(ended, 0, 1)]


def test_a_place_that_is_known_no_further_has_a_line_of_its_own(city: City) -> None:
    campaign = made.campaign(city)
    with factories.as_system(city) as opened:
        factories.registration(city.area_id, opened)
        factories.registration(factories.lingkungan(city, 0), opened)
    seen = overview(city, campaign)
    assert [line.figures.submitted for line in seen.lines if line.whole] == [1]
    assert seen.total.submitted == 2


def test_only_registrations_of_the_period_count(city: City) -> None:
    campaign = made.campaign(city, ends=dt.date(2025, 6, 30))
    area = factories.lingkungan(city)
    with factories.as_system(city) as opened:
        for day in (made.STARTS - dt.timedelta(days=1), made.STARTS, dt.date(2025, 6, 30), dt.date(2025, 7, 1)):
            factories.registration(area, opened, on=day)
    assert overview(city, campaign).total.submitted == 2


def test_a_campaign_to_come_has_a_target_and_nothing_else(city: City) -> None:
    campaign = made.campaign(city, starts=dt.date(2026, 1, 1))
    with factories.as_system(city) as opened:
        factories.registration(factories.lingkungan(city), opened)
    seen = overview(city, campaign)
    assert (seen.total.target, seen.total.submitted) == (6 * made.QUOTA, 0)


@pytest.mark.parametrize(("wanted", "shown"), [(None, "berjalan"), ("lalu", "lalu"), ("nanti", "nanti")])
def test_the_running_campaign_is_shown_unless_another_is_asked_for(city: City, wanted: str | None, shown: str) -> None:
    days = {"lalu": 2024, "berjalan": 2025, "nanti": 2026}
    ids = {name: made.campaign(city, name=name, starts=dt.date(year, 1, 1)).pk for name, year in days.items()}
    with factories.as_system(city) as opened:
        known = list(queries.campaigns(opened.scope))
    found = queries.chosen(known, today=TODAY, wanted=ids[wanted] if wanted else None)
    assert found is not None
    assert found.name == shown


def test_credit_goes_to_who_held_the_lingkungan_on_that_day(city: City) -> None:
    campaign = made.campaign(city)
    area = factories.lingkungan(city)
    first, second = factories.user(full_name="Kepala Lama"), factories.user(full_name="Kepala Baru")
    factories.hold("kepling", area, by=first, ends=dt.date(2025, 7, 15))
    factories.hold("kepling", area, by=second, starts=dt.date(2025, 8, 1), acting=True)
    with factories.as_system(city) as opened:
        for day in ("2025-06-01", "2025-07-15", "2025-07-16", "2025-07-31", "2025-08-01"):
            factories.registration(area, opened, on=dt.date.fromisoformat(day))
        factories.member(area, opened, on=dt.date(2025, 9, 1), months=(made.SEPTEMBER,))
        asked = queries.question(campaign, month=SEPTEMBER, today=opened.today)
        credit = queries.credit_by_head(opened.scope.within(area), asked)
    assert [(each.name, each.figures.submitted, each.figures.paid) for each in credit] == [
        ("Kepala Lama", 2, 0),
        ("Kepala Baru", 2, 1),
        ("", 2, 0),
    ]
    assert total(each.figures for each in credit).standing == Counter({"paid": 1})


def test_somebody_who_headed_it_twice_has_one_line(city: City) -> None:
    campaign = made.campaign(city)
    area, head = factories.lingkungan(city), factories.user()
    factories.hold("kepling", area, by=head, ends=dt.date(2025, 5, 31))
    factories.hold("kepling", area, by=head, starts=dt.date(2025, 9, 1))
    with factories.as_system(city) as opened:
        asked = queries.question(campaign, month=SEPTEMBER, today=opened.today)
        credit = queries.credit_by_head(opened.scope.within(area), asked)
    assert [(each.user, len(each.spells)) for each in credit] == [(head.pk, 2)]


def test_the_planner_is_left_as_it_was(city: City) -> None:
    campaign = made.campaign(city)
    with scope.opened(scope.of_system(city.area_id), reason="test") as opened, connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = off")
        asked = queries.question(campaign, month=None, today=opened.today)
        queries.overview(opened.scope, city.area_id, campaign, asked)
        cursor.execute(
            "SELECT current_setting('enable_nestloop'), current_setting('enable_sort'), current_setting('jit')"
        )
        assert cursor.fetchone() == ("on", "on", "off")
