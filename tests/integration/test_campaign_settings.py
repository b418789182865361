"""A campaign is written and changed by who may; what is wrong is said beside its field."""

import datetime as dt

import pytest

from payung.apps.audit.models import History
from payung.apps.campaigns import actions
from payung.apps.campaigns.errors import CampaignError, NoSuchCampaign, NotTheCity
from payung.apps.campaigns.models import Campaign
from payung.apps.territory import scope
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City
from tests import factories
from tests import factories_campaign as made

GOOD = {"name": "Lindungi Pekerja 2026", "starts": "2026-01-05", "ends": "2026-12-31", "quota": "30"}


def test_a_campaign_is_created_and_shown(city: City, client_as: factories.SignIn) -> None:
    response = client_as("manager", city.area_id).post("/kampanye/baru/", GOOD, follow=True)
    kept = Campaign.objects.get()
    assert (kept.name, kept.starts, kept.ends, kept.quota) == (
        "Lindungi Pekerja 2026", dt.date(2026, 1, 5), dt.date(2026, 12, 31), 30,
    )  # fmt: skip
    page = response.content.decode()
    assert "Kampanye “Lindungi Pekerja 2026” disimpan." in page
    assert "Kampanye ini mulai 5 Januari 2026" in page


def test_a_change_is_kept_with_what_stood_before(city: City, client_as: factories.SignIn) -> None:
    campaign = made.campaign(city)
    client = client_as("manager", city.area_id)
    form = client.get(f"/kampanye/atur/{campaign.pk}/").content.decode()
    assert 'value="2025-05-14"' in form
    said = {"name": campaign.name, "starts": "2025-05-14", "ends": "", "quota": "12"}
    response = client.post(f"/kampanye/atur/{campaign.pk}/", said, follow=True)
    assert response.context["seen"].total.target == 6 * 12
    with factories.as_system(city):
        rows = History.objects.filter(table="campaigns_campaign").order_by("id")
        assert [row.row["quota"] for row in rows] == [10, 12]
        assert rows[1].actor_id == client.holding.user_id


def test_saving_what_stands_already_leaves_no_trace(city: City) -> None:
    campaign = made.campaign(city)
    terms = actions.Terms(name=f" {campaign.name} ", starts=campaign.starts, ends=None, quota=campaign.quota)
    with factories.as_system(city):
        actions.edit(campaign=campaign.pk, terms=terms)
        assert History.objects.filter(table="campaigns_campaign").count() == 1


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"name": "   "}, "name", "Tulis nama kampanye."),
        ({"name": "x" * 121}, "name", "120"),
        ({"starts": ""}, "starts", "Pilih hari pertama."),
        ({"starts": "31-02-2026"}, "starts", "bukan tanggal"),
        ({"ends": "2026-01-04"}, "ends", "mendahului"),
        ({"quota": ""}, "quota", "Tulis berapa pekerja"),
        ({"quota": "0"}, "quota", "Paling sedikit 1"),
        ({"quota": "10000"}, "quota", "Paling banyak 9.999"),
        ({"quota": "dua"}, "quota", "bilangan bulat"),
        ({"quota": "1,000"}, "quota", "dapat dibaca sebagai dua bilangan"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    city: City, client_as: factories.SignIn, wrong: dict[str, str], field: str, sentence: str
) -> None:
    response = client_as("manager", city.area_id).post("/kampanye/baru/", GOOD | wrong)
    assert response.status_code == 422
    assert sentence in response.context["form"].errors[field][0]
    assert not Campaign.objects.exists()


def test_two_campaigns_of_a_city_bear_different_names(city: City, client_as: factories.SignIn) -> None:
    campaign = made.campaign(city)
    response = client_as("manager", city.area_id).post("/kampanye/baru/", GOOD | {"name": campaign.name})
    assert "Pakai nama lain" in response.content.decode()
    assert Campaign.objects.count() == 1


@pytest.mark.parametrize("role", ["mayor", "lurah", "kepling"])
def test_who_reads_does_not_write(city: City, client_as: factories.SignIn, role: str) -> None:
    area = {"mayor": city.area_id, "lurah": area_id("12.71.01.1001"), "kepling": area_id("12.71.01.1001", 1)}[role]
    client = client_as(role, area)
    assert client.get("/kampanye/baru/").status_code == 403
    assert client.post("/kampanye/baru/", GOOD).status_code == 403
    assert not Campaign.objects.exists()


def test_another_citys_campaign_is_out_of_reach(city: City, other_city: City, client_as: factories.SignIn) -> None:
    campaign = made.campaign(other_city)
    assert client_as("manager", city.area_id).get(f"/kampanye/atur/{campaign.pk}/").status_code == 404
    terms = actions.Terms(name="Lain", starts=made.STARTS, ends=None, quota=1)
    with factories.as_system(city), pytest.raises(NoSuchCampaign):
        actions.edit(campaign=campaign.pk, terms=terms)


def test_a_part_of_the_city_has_no_campaign_of_its_own(city: City) -> None:
    terms = actions.Terms(name="Lain", starts=made.STARTS, ends=None, quota=1)
    with scope.opened(scope.of_system(area_id("12.71.01")), reason="test"), pytest.raises(NotTheCity):
        actions.create(terms=terms)


@pytest.mark.parametrize(
    "changed",
    [{"name": " "}, {"ends": dt.date(2025, 5, 13)}, {"quota": 0}, {"quota": actions.QUOTA_MOST + 1}],
)
def test_the_action_itself_refuses_too(city: City, changed: dict[str, object]) -> None:
    with pytest.raises(CampaignError, match=r"\w+ .+\."):
        made.campaign(city, **changed)
