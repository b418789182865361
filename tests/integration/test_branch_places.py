"""Batches follow the branch that is responsible for the place, unless whoever makes one chooses otherwise."""

import pytest
from django.test import Client
from django.urls import reverse

from payung.apps.enrolment import batch_queries, batches
from payung.apps.enrolment.batch_queries import Choice
from payung.apps.territory import branches
from payung.apps.territory.codes import area_id
from payung.apps.territory.errors import TerritoryError
from payung.apps.territory.models import Branch, BranchArea, City
from tests import factories
from tests import factories_insurer as insurer
from tests.factories_registering import text

KECAMATAN, KELURAHAN = area_id("12.71.02"), area_id("12.71.01.1002")


@pytest.fixture
def kota(city: City) -> Branch:
    return factories.branch(city)


@pytest.fixture
def morawa(city: City, kota: Branch) -> Branch:
    """Responsible for kecamatan 02 and a kelurahan of 01; the other branch for all the rest."""
    made = Branch.objects.create(city=city, name="Tanjung Morawa")
    with factories.as_system(city):
        branches.answers_for(area=city.pk, branch=kota.pk)
        branches.answers_for(area=KECAMATAN, branch=made.pk)
        branches.answers_for(area=KELURAHAN, branch=made.pk)
    return made


@pytest.fixture
def manager(city: City) -> Client:
    return factories.sign_in("manager", city.pk)


def test_a_batch_holds_the_places_of_its_branch(city: City, kota: Branch, morawa: Branch) -> None:
    with factories.as_system(city) as opened:
        insurer.verified(city, 6, opened)  # one in each lingkungan: two of them in each of the three kelurahan
        shares = {each.branch: each.waiting for each in batch_queries.waiting_by_branch(opened.scope)}
        assert shares == {kota: 2, morawa: 4}
        assert batches.make(by=0, choice=Choice(branch_id=kota.pk, own_only=True)).lines == 2
        assert batches.make(by=0, choice=Choice(branch_id=morawa.pk, own_only=True)).lines == 4


def test_whoever_makes_it_may_choose_another(city: City, kota: Branch, morawa: Branch, manager: Client) -> None:
    with factories.as_system(city) as opened:
        insurer.verified(city, 6, opened)
    ask = {"branch": kota.pk, "area": "", "limit": 10_000}
    assert manager.get(reverse("batch_new"), ask).context["preview"].ready == 2
    assert manager.get(reverse("batch_new"), ask | {"whose": "semua"}).context["preview"].ready == 6
    page = manager.get(reverse("batch_new"))
    assert page.context["form"]["branch"].initial == morawa.pk
    assert "Tanjung Morawa: 4 terverifikasi menunggu." in text(page)
    with factories.as_system(city):
        branches.answers_for(area=city.pk, branch=None)
    assert "Wilayah tanpa kantor cabang: 2 terverifikasi menunggu." in text(manager.get(reverse("batch_new")))


def test_a_place_without_a_branch_goes_where_it_is_sent(city: City, kota: Branch, morawa: Branch) -> None:
    with factories.as_system(city) as opened:
        branches.answers_for(area=city.pk, branch=None)
        insurer.verified(city, 6, opened)
        assert batch_queries.preview(opened.scope, Choice(branch_id=morawa.pk, own_only=True)).ready == 6
        assert batch_queries.preview(opened.scope, Choice(branch_id=kota.pk, own_only=True)).ready == 2


def test_without_rules_nothing_is_asked(manager: Client, city: City) -> None:
    page = manager.get(reverse("batch_new"))
    assert "whose" not in page.context["form"].fields
    assert page.context["shares"] == []


def test_the_page_gives_a_place_its_branch_and_takes_it_away(manager: Client, city: City, kota: Branch) -> None:
    address = reverse("branch_places")
    assert "satu kantor cabang" in text(manager.get(address))
    Branch.objects.create(city=city, name="Tanjung Morawa")
    assert "Belum diatur" in text(manager.get(address))
    manager.post(address, {"area": KELURAHAN, "branch": kota.pk})
    assert BranchArea.objects.get().branch == kota
    assert "Kelurahan 01 2" in text(manager.get(address))
    manager.post(address, {"area": KELURAHAN, "branch": ""})
    assert not BranchArea.objects.exists()


@pytest.mark.parametrize("wrong", [{"area": "x"}, {"area": 12760000000000}, {"branch": "0"}, {"area": "9" * 30}])
def test_what_is_no_place_or_branch_is_refused(
    manager: Client, city: City, kota: Branch, wrong: dict[str, object]
) -> None:
    answer = manager.post(reverse("branch_places"), {"area": KELURAHAN, "branch": kota.pk} | wrong)
    assert answer.status_code == 422
    assert not BranchArea.objects.exists()


def test_a_branch_of_another_city_answers_for_nothing(city: City, other_city: City) -> None:
    foreign = Branch.objects.get(city=other_city)
    with factories.as_system(city):
        with pytest.raises(TerritoryError, match="tidak melayani"):
            branches.answers_for(area=KELURAHAN, branch=foreign.pk)
        with pytest.raises(TerritoryError):
            branches.answers_for(area=other_city.pk, branch=foreign.pk)
        with pytest.raises(TerritoryError, match="kelurahan"):
            branches.answers_for(area=factories.lingkungan(city), branch=factories.branch(city).pk)


def test_only_who_makes_batches_says_which_branch(city: City) -> None:
    officer = factories.sign_in("insurer_officer", city.pk, branch=factories.branch(city))
    assert officer.get(reverse("branch_places")).status_code == 403
