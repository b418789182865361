"""Offices from day to day: one holder, vacancies, acting holders, handing over, and who held what on a day."""

import datetime as dt
from collections.abc import Callable

import pytest

from payung.apps.accounts.models import User
from payung.apps.audit.models import History
from payung.apps.territory import holders, offices, scope, seats, terms
from payung.apps.territory.codes import Level, area_id
from payung.apps.territory.errors import OfficeError
from payung.apps.territory.models import City, Holding
from payung.apps.territory.scope import Scope
from tests import factories

KELURAHAN = area_id("12.71.01.1001")
LINGKUNGAN = KELURAHAN + 1
JUNE, SEPTEMBER = dt.date(2025, 6, 1), dt.date(2025, 9, 1)
EVE = dt.date(2025, 8, 31)


def who(city: City, on: dt.date, area: int = KELURAHAN, role: str = "lurah") -> int | None:
    found = holders.holder(scope.of_system(city.pk), area, role, on=on)
    return found.user if found else None


def test_an_office_is_held_from_its_day_and_vacant_before_and_after(city: City, somebody: User) -> None:
    with factories.as_system(city):
        held = offices.appoint(user=somebody.pk, role="lurah", area=KELURAHAN, starts=JUNE)
        offices.end(holding=held.pk, on=EVE)
    assert [who(city, day) for day in (JUNE - dt.timedelta(days=1), JUNE, EVE, SEPTEMBER)] == [
        None,
        somebody.pk,
        somebody.pk,
        None,
    ]


def test_a_second_holder_is_refused_with_the_name_of_the_first(city: City, somebody: User) -> None:
    first = factories.hold("lurah", KELURAHAN)
    with factories.as_system(city), pytest.raises(OfficeError, match=first.user.full_name):
        offices.appoint(user=somebody.pk, role="lurah", area=KELURAHAN, starts=SEPTEMBER)
    assert Holding.objects.count() == 1


def test_an_acting_holder_stands_in_a_vacancy_only(city: City, somebody: User) -> None:
    first = factories.hold("lurah", KELURAHAN)
    with factories.as_system(city):
        with pytest.raises(OfficeError):
            offices.appoint(user=somebody.pk, role="lurah", area=KELURAHAN, starts=SEPTEMBER, acting=True)
        offices.end(holding=first.pk, on=EVE)
        offices.appoint(user=somebody.pk, role="lurah", area=KELURAHAN, starts=SEPTEMBER, acting=True)
    found = holders.holder(scope.of_system(city.pk), KELURAHAN, "lurah", on=SEPTEMBER)
    assert found is not None
    assert (found.user, found.acting) == (somebody.pk, True)


def test_handing_over_leaves_no_day_without_and_none_with_two(city: City, somebody: User) -> None:
    first = factories.hold("kepling", LINGKUNGAN)
    with factories.as_system(city):
        offices.hand_over(holding=first.pk, user=somebody.pk, on=SEPTEMBER)
    assert who(city, EVE, LINGKUNGAN, "kepling") == first.user_id
    assert who(city, SEPTEMBER, LINGKUNGAN, "kepling") == somebody.pk


def test_a_refused_handing_over_ends_nothing(city: City, somebody: User) -> None:
    first = factories.hold("lurah", KELURAHAN, starts=JUNE)
    with factories.as_system(city), pytest.raises(OfficeError):
        offices.hand_over(holding=first.pk, user=somebody.pk, on=JUNE)
    assert Holding.objects.get().ends is None


def test_roles_that_are_no_office_may_be_held_by_many(city: City) -> None:
    branch = factories.branch(city)
    with factories.as_system(city):
        for _ in range(2):
            offices.appoint(user=factories.user().pk, role="clerk", area=city.pk, starts=JUNE)
            offices.appoint(
                user=factories.user().pk, role="insurer_officer", area=city.pk, starts=JUNE, branch=branch.pk
            )
    assert Holding.objects.count() == 4


@pytest.mark.parametrize(
    ("role", "area"),
    [("lurah", LINGKUNGAN), ("kepling", KELURAHAN), ("mayor", KELURAHAN), ("insurer_officer", area_id("12.71"))],
)
def test_a_role_is_held_at_its_own_level_and_branch(city: City, somebody: User, role: str, area: int) -> None:
    with factories.as_system(city), pytest.raises(OfficeError):
        offices.appoint(user=somebody.pk, role=role, area=area, starts=JUNE)
    assert not Holding.objects.exists()


@pytest.mark.parametrize(
    "act",
    [
        lambda held, user: offices.appoint(user=user, role="lurah", area=area_id("12.71.02.1001"), starts=JUNE),
        lambda held, user: offices.end(holding=held, on=EVE),
        lambda held, user: offices.hand_over(holding=held, user=user, on=SEPTEMBER),
    ],
)
def test_nobody_reaches_outside_their_territory(city: City, somebody: User, act: Callable[[int, int], object]) -> None:
    held = factories.hold("camat", area_id("12.71.02"))
    with (
        scope.opened(scope.of_system(area_id("12.71.01")), reason="test"),
        pytest.raises(Exception, match="wilayah Anda"),
    ):
        act(held.pk, somebody.pk)
    assert Holding.objects.get().ends is None


def test_an_administrator_gives_no_role_to_themselves(city: City) -> None:
    mine = factories.hold("administrator", city.pk)
    with scope.opened(scope.of_holding(mine), reason="test"), pytest.raises(OfficeError, match="diri sendiri"):
        offices.appoint(user=mine.user_id, role="manager", area=city.pk, starts=JUNE)


def test_only_what_has_not_begun_is_taken_back(city: City) -> None:
    begun, coming = factories.hold("lurah", KELURAHAN), factories.hold("camat", area_id("12.71.01"))
    Holding.objects.filter(pk=coming.pk).update(starts=dt.date(2026, 1, 1))
    with factories.as_system(city):
        offices.withdraw(holding=coming.pk)
        with pytest.raises(OfficeError):
            offices.withdraw(holding=begun.pk)
    assert list(Holding.objects.values_list("pk", flat=True)) == [begun.pk]


def vacant(mine: Scope, area: int, level: Level, *, on: dt.date) -> dict[int, int]:
    """Under each area of the level with a vacancy: how many lingkungan have no head."""
    return {pk: count.vacant for pk, count in seats.counted(mine, area, level, on=on).items() if count.vacant}


def test_vacancies_and_holders_of_many_areas_at_once(city: City, other_city: City) -> None:
    first = factories.hold("kepling", LINGKUNGAN, ends=EVE)
    factories.hold("kepling", KELURAHAN + 2)
    factories.hold("kepling", area_id("12.76.01.1001", 1))
    mine = scope.of_system(city.pk)
    assert set(holders.holders(mine, "kepling", on=EVE)) == {LINGKUNGAN, KELURAHAN + 2}
    assert set(holders.holders(mine, "kepling", on=SEPTEMBER)) == {KELURAHAN + 2}
    assert vacant(mine, city.pk, Level.KECAMATAN, on=EVE) == {area_id("12.71.01"): 2, area_id("12.71.02"): 2}
    assert vacant(mine, KELURAHAN, Level.LINGKUNGAN, on=SEPTEMBER) == {LINGKUNGAN: 1}
    during = holders.holders_during(mine, "kepling", first=JUNE, last=SEPTEMBER)
    assert [each.user for each in during[LINGKUNGAN] if each.on(EVE)] == [first.user_id]
    assert not [each for each in during[LINGKUNGAN] if each.on(SEPTEMBER)]


def test_who_appointed_whom_is_in_the_history(city: City, somebody: User) -> None:
    mine = factories.hold("administrator", city.pk)
    with scope.opened(scope.of_holding(mine), reason="POST /pejabat"):
        made = offices.appoint(user=somebody.pk, role="lurah", area=KELURAHAN, starts=JUNE)
    with factories.as_system(city):
        version = History.objects.get(table="territory_holding", row_id=str(made.pk))
    assert (version.actor_id, version.reason, version.operation) == (mine.user_id, "POST /pejabat", "insert")
    assert (version.city_id, version.area_id) == (city.pk, KELURAHAN)


def test_an_acting_holder_leaves_the_day_before_the_next_begins(city: City, somebody: User) -> None:
    coming = factories.hold("kepling", LINGKUNGAN, starts=SEPTEMBER)
    with factories.as_system(city):
        made = offices.appoint(user=somebody.pk, role="kepling", area=LINGKUNGAN, starts=JUNE, acting=True)
    assert (made.ends, made.acting) == (EVE, True)
    assert who(city, EVE, LINGKUNGAN, "kepling") == somebody.pk
    assert who(city, SEPTEMBER, LINGKUNGAN, "kepling") == coming.user_id


def test_an_acting_holder_may_be_the_one_who_comes(city: City) -> None:
    coming = factories.hold("kepling", LINGKUNGAN, starts=SEPTEMBER)
    with factories.as_system(city):
        made = offices.appoint(user=coming.user_id, role="kepling", area=LINGKUNGAN, starts=JUNE, acting=True)
    assert made.ends == EVE


def test_an_acting_holder_has_a_last_day_of_their_own(city: City, somebody: User) -> None:
    last = JUNE + dt.timedelta(days=9)
    with factories.as_system(city):
        made = offices.appoint(user=somebody.pk, role="kepling", area=LINGKUNGAN, starts=JUNE, acting=True, ends=last)
        assert made.ends == last
        offices.appoint(user=factories.user().pk, role="kepling", area=LINGKUNGAN, starts=last + dt.timedelta(days=1))


def test_the_refusal_names_the_holder_of_the_office_alone_and_their_days(city: City, somebody: User) -> None:
    past = factories.hold("kepling", LINGKUNGAN, starts=dt.date(2024, 1, 1), ends=dt.date(2024, 12, 31))
    coming = factories.hold("kepling", LINGKUNGAN, starts=SEPTEMBER)
    helper = factories.hold("helper", LINGKUNGAN, starts=SEPTEMBER)
    with factories.as_system(city), pytest.raises(OfficeError) as refused:
        offices.appoint(user=somebody.pk, role="kepling", area=LINGKUNGAN, starts=JUNE)
    assert f"akan dipegang {coming.user.full_name} mulai 1 September 2025" in str(refused.value)
    assert past.user.full_name not in str(refused.value)
    assert helper.user.full_name not in str(refused.value)
    with factories.as_system(city), pytest.raises(OfficeError, match="sampai 31 Desember 2024"):
        offices.appoint(user=somebody.pk, role="kepling", area=LINGKUNGAN, starts=dt.date(2024, 6, 1))


def test_no_term_begins_further_ahead_than_anybody_plans(city: City, somebody: User) -> None:
    with factories.as_system(city) as opened:
        latest = opened.today + dt.timedelta(days=terms.MOST_DAYS_AHEAD)
        for role, area in (("lurah", KELURAHAN), ("clerk", city.pk)):
            with pytest.raises(OfficeError, match="paling lambat"):
                offices.appoint(user=somebody.pk, role=role, area=area, starts=latest + dt.timedelta(days=1))
            offices.appoint(user=somebody.pk, role=role, area=area, starts=latest)
