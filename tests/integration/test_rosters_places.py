"""A list that names its kelurahan only once, in its title, registers its people there."""

from uuid import uuid4

import pytest

from payung.apps.audit import progress
from payung.apps.enrolment import checking, roster_rows, taking_in
from payung.apps.enrolment.enums import RosterState
from payung.apps.enrolment.models import Registration, Roster, RosterRow
from payung.apps.enrolment.staging import FILE
from payung.apps.territory import scope
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City, Holding
from payung.identity.territory import load_city
from tests import factories
from tests.factories_rosters import HEADER, people, typed
from tests.unit.rosters.making_files import xlsx


@pytest.fixture
def clerk(city: City) -> Holding:
    return factories.hold("clerk", city.area_id)


def bring(holding: Holding, content: bytes) -> Roster:
    """An uploaded roster, checked as the job checks it."""
    mine = scope.of_holding(holding)
    with scope.opened(mine, reason="test") as opened:
        place = {"city_id": opened.scope.city, "area_id": holding.area_id, "registered_by_id": holding.user_id}
        sealed = opened.vault.seal_bytes(FILE, content)
        roster = Roster.objects.create(
            **place, state=RosterState.UPLOADED, name="daftar.xlsx", digest=uuid4().hex, content=sealed
        )
        progress.await_turn(roster.pk)
    checking.check(roster.pk, mine)
    return roster


def test_people_are_registered_where_the_title_says(city: City, clerk: Holding) -> None:
    here, there = (v for v in load_city("12.71").villages if v.code in ("12.71.01.1001", "12.71.01.1002"))
    rows = typed(people(3))
    rows[2] = (*rows[2][:9], there.name, "")
    roster = bring(clerk, xlsx([[f"DATA PEKERJA RENTAN KELURAHAN {here.name.upper()}"], HEADER, *rows]))
    with scope.opened(scope.of_holding(clerk), reason="test") as opened:
        staged = RosterRow.objects.filter(roster=roster).order_by("position")
        named = [roster_rows.unseal(opened.vault, row.values)[0].get("kelurahan") for row in staged]
        Roster.objects.filter(pk=roster.pk).update(state=RosterState.TAKING_IN)
    assert [name.upper() for name in named] == [here.name.upper(), here.name.upper(), there.name.upper()]
    taking_in.take_in(roster.pk, scope.of_holding(clerk))
    with factories.as_system(city):
        areas = Registration.objects.filter(roster_id=roster.pk).values_list("area_id", flat=True)
        assert sorted(areas) == sorted([area_id(here.code), area_id(here.code), area_id(there.code)])
