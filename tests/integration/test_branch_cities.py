"""A branch of the insurer serves several cities: its officer sits in each, and sees there what was sent to the branch."""

import datetime as dt

import pytest
from django.urls import reverse

from payung.apps.enrolment.models import Registration
from payung.apps.territory import branches, offices, scope
from payung.apps.territory.codes import Level, area_id
from payung.apps.territory.errors import TerritoryError
from payung.apps.territory.models import Area, Branch, BranchCity, City
from tests import factories
from tests import factories_insurer as insurer

OCTOBER = dt.date(2025, 10, 1)


@pytest.fixture
def shared(city: City, other_city: City) -> Branch:
    """Medan's branch, which serves Tebing Tinggi too."""
    return branches.serve(branch=factories.branch(city).name, of=city.pk, city=other_city.pk)


@pytest.fixture
def officer(city: City, shared: Branch) -> factories.SignedIn:
    return factories.sign_in("insurer_officer", city.pk, branch=shared)


def sit(officer: factories.SignedIn, city: City) -> None:
    officer.post(reverse("roles"), {"peran": f"{officer.holding.pk}-{city.code}"})


def sent(city: City, branch: Branch, name: str) -> str:
    """Somebody of the city whose registration was sent to the branch."""
    with factories.as_system(city) as opened:
        person = factories.person(factories.lingkungan(city), opened, name=name)
        (made,) = insurer.verified(city, 1, opened, person=person)
    insurer.batch_of(city, 0, branch=branch)
    return str(made.pk)


def people(officer: factories.SignedIn) -> str:
    return officer.get(reverse("registrations")).content.decode()


def test_the_officer_sees_each_city_from_its_own_seat(
    officer: factories.SignedIn, city: City, other_city: City, shared: Branch
) -> None:
    sent(city, shared, "REKAAN MEDAN")
    sent(other_city, shared, "REKAAN TEBING")
    assert "REKAAN MEDAN" in people(officer)
    assert "REKAAN TEBING" not in people(officer)
    sit(officer, other_city)
    assert "REKAAN TEBING" in people(officer)
    assert "REKAAN MEDAN" not in people(officer)
    page = officer.get(reverse("insurer_home"))
    assert page.context["acting"]["place_label"] == f"{shared.name}, {other_city.name}"
    assert page.context["tallies"][0][1] == "12.76-0001"


def test_the_other_city_keeps_what_goes_to_its_own_branch(
    officer: factories.SignedIn, other_city: City, shared: Branch
) -> None:
    own = Branch.objects.get(city=other_city)
    sent(other_city, own, "REKAAN SENDIRI")
    sit(officer, other_city)
    assert "REKAAN SENDIRI" not in people(officer)
    with scope.opened(scope.of_holding(_seat(officer, other_city)), reason="test", read_only=True):
        assert not Registration.objects.exists()


def _seat(officer: factories.SignedIn, city: City) -> object:
    held = branches.with_seats([officer.holding])
    return next(each for each in held if each.area_id == city.pk)


def test_the_first_page_leads_to_the_other_cities(officer: factories.SignedIn, city: City, other_city: City) -> None:
    page = officer.get(reverse("insurer_home")).content.decode()
    assert f'value="{officer.holding.pk}-12.76"' in page
    assert other_city.name in page


def test_a_city_that_is_not_served_gives_no_seat(city: City, other_city: City) -> None:
    officer = factories.sign_in("insurer_officer", city.pk, branch=factories.branch(city))
    sit(officer, other_city)
    assert officer.get(reverse("insurer_home")).context["city_name"] == city.name


def test_whose_term_has_ended_has_no_seat_anywhere(officer: factories.SignedIn, other_city: City) -> None:
    officer.holding.ends = OCTOBER
    officer.holding.save()
    sit(officer, other_city)
    assert officer.get(reverse("insurer_home")).status_code == 403


def test_a_term_that_has_ended_takes_no_seat_from_one_that_has_not(
    officer: factories.SignedIn, city: City, other_city: City, shared: Branch
) -> None:
    officer.holding.ends = OCTOBER
    officer.holding.save()
    factories.hold("insurer_officer", other_city.pk, by=officer.holding.user, branch=shared)
    held = officer.get(reverse("roles")).context["held"]
    assert sorted(each.area_id for each, _helps in held) == [city.pk, other_city.pk]


def test_two_terms_at_a_branch_give_one_seat_in_a_third_city(city: City, other_city: City, shared: Branch) -> None:
    third = City.objects.create(area_id=area_id("12.75"), code="12.75", name="Kota Rekaan")
    Area.objects.create(id=third.pk, city=third, level=Level.CITY, code=third.code, name=third.name)
    branches.serve(branch=shared.name, of=city.pk, city=third.pk)
    held = [factories.hold("insurer_officer", each.pk, branch=shared) for each in (city, other_city)]
    assert [each.area_id for each in branches.with_seats(held)] == [city.pk, other_city.pk, third.pk]


def test_other_roles_stay_in_their_city(shared: Branch, city: City) -> None:
    held = [factories.hold("manager", city.pk)]
    assert branches.with_seats(held) == held


def test_the_other_city_sends_to_the_branch_and_appoints_for_it(shared: Branch, other_city: City) -> None:
    sent(other_city, shared, "REKAAN DUA")
    with factories.as_system(other_city):
        made = offices.appoint(
            user=factories.user().pk, role="insurer_officer", area=other_city.pk, starts=OCTOBER, branch=shared.pk
        )
    assert sorted(each.area_id for each in branches.with_seats([made])) == [shared.city_id, other_city.pk]


def test_serving_twice_changes_nothing_and_an_unknown_branch_is_named(city: City, other_city: City) -> None:
    name = factories.branch(city).name
    for _ in range(2):
        branches.serve(branch=name.lower(), of=city.pk, city=other_city.pk)
    branches.serve(branch=name, of=city.pk, city=city.pk)
    assert BranchCity.objects.count() == 1
    with pytest.raises(TerritoryError, match=name):
        branches.serve(branch="Tidak Ada", of=city.pk, city=other_city.pk)


def test_the_other_citys_administrator_sees_who_sits_here(
    officer: factories.SignedIn, city: City, other_city: City
) -> None:
    name = officer.holding.user.full_name
    page = factories.sign_in("administrator", other_city.pk).get(reverse("offices")).content.decode()
    assert f"{name}, {factories.branch(city).name}, sejak 1 Januari 2025" in page
    officer.holding.ends = OCTOBER
    officer.holding.save()
    page = factories.sign_in("administrator", other_city.pk).get(reverse("offices")).content.decode()
    assert name not in page
