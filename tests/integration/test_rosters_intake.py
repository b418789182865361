"""A reviewed roster enters the register: whole or absent, nobody twice, whatever is repeated, raced or killed."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from payung.apps.audit import progress
from payung.apps.enrolment import staged, taking_in
from payung.apps.enrolment.enums import RosterState
from payung.apps.enrolment.models import Registration, Roster, RosterRow, StateChange
from payung.apps.people.models import Person
from payung.apps.territory import scope
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City, Holding
from payung.identity.territory import load_city
from tests import factories
from tests.factories_rosters import people, values_of
from tests.factories_rosters import staged as stage


@pytest.fixture
def clerk(city: City) -> Holding:
    return factories.hold("clerk", city.area_id)


def bring(holding: Holding, rows: list[Mapping[str, Any]], **more: Any) -> UUID:
    with scope.opened(scope.of_holding(holding), reason="test") as opened:
        return stage(holding, opened, rows, **more).pk


def take(holding: Holding, roster_id: UUID) -> taking_in.TakenIn | None:
    return taking_in.take_in(roster_id, scope.of_holding(holding))


def counts(city: City) -> tuple[int, int, int]:
    with factories.as_system(city):
        return Person.objects.count(), Registration.objects.count(), StateChange.objects.count()


def outcomes(city: City, roster_id: UUID) -> list[str]:
    with factories.as_system(city):
        rows = RosterRow.objects.filter(roster_id=roster_id).order_by("position")
        return list(rows.values_list("outcome", flat=True))


def test_rows_become_people_with_registrations_in_the_place_they_name(city: City, clerk: Holding) -> None:
    village = next(v for v in load_city("12.71").villages if v.code == "12.71.01.1001")
    there = {"kelurahan": village.name, "lingkungan": "Lk. 2"}
    one, two, three = people(3)
    roster = bring(clerk, [values_of(one, **there), values_of(two, kelurahan=village.name), values_of(three)])
    assert take(clerk, roster) == taking_in.TakenIn(taken=3, identical=0, left=0)
    with factories.as_system(city) as opened:
        made = {
            opened.vault.open("nik", each.person.nik): each
            for each in Registration.objects.select_related("person").filter(roster_id=roster)
        }
        row = RosterRow.objects.get(roster_id=roster, position=1)
        change = StateChange.objects.filter(registration=made[one.nik]).get()
    assert [made[each.nik].area_id for each in (one, two, three)] == [
        area_id(village.code, 2),
        area_id(village.code),
        city.area_id,
    ]
    first = made[one.nik]
    assert (first.state, first.source, first.programmes, first.payer) == ("submitted", "file", "JKK,JKM", "SELF")
    assert (first.registered_on, first.registered_by_id) == (city.clock, clerk.user_id)
    assert (row.person_id, change.state, change.by_id) == (first.person_id, "submitted", clerk.user_id)
    assert first.person.name == one.name
    assert first.occupation_code


def test_running_again_and_the_same_people_in_another_file_change_nothing(city: City, clerk: Holding) -> None:
    known = people(4)
    roster = bring(clerk, [values_of(each) for each in known])
    take(clerk, roster)
    before = counts(city)
    assert take(clerk, roster) is None
    with scope.opened(scope.of_holding(clerk), reason="test"):
        Roster.objects.filter(pk=roster).update(state=RosterState.TAKING_IN)
    assert take(clerk, roster) == taking_in.TakenIn(taken=4, identical=0, left=0)
    colleague = factories.hold("clerk", city.area_id)
    another = bring(colleague, [values_of(each, full_name="NAMA LAIN") for each in known])
    assert take(colleague, another) == taking_in.TakenIn(taken=0, identical=4, left=0)
    assert counts(city) == before
    with factories.as_system(city):
        assert not Person.objects.filter(name="NAMA LAIN").exists()
        assert set(RosterRow.objects.get(roster_id=another, position=1).codes) == {"duplicate_existing"}


def test_errors_are_never_taken_and_left_rows_stay_out_until_chosen(city: City, clerk: Holding) -> None:
    broken, unwanted, wanted = people(3)
    rows = [
        values_of(broken, status="error"),
        values_of(unwanted, decision="leave"),
        values_of(wanted, status="warning"),
    ]
    roster = bring(clerk, rows)
    assert take(clerk, roster) == taking_in.TakenIn(taken=1, identical=0, left=2)
    assert outcomes(city, roster) == ["left", "left", "taken"]
    with scope.opened(scope.of_holding(clerk), reason="test"):
        RosterRow.objects.filter(roster_id=roster).update(decision="take")
        Roster.objects.filter(pk=roster).update(state=RosterState.TAKING_IN)
    assert take(clerk, roster) == taking_in.TakenIn(taken=2, identical=0, left=1)
    assert counts(city) == (2, 2, 2)


def test_somebody_the_insurer_has_is_told_as_a_member(city: City, clerk: Holding) -> None:
    member = people(1)[0]
    with factories.as_system(city) as opened:
        person = factories.person(factories.lingkungan(city), opened, nik=member.nik)
        factories.member(person.area_id, opened, person=person)
    roster = bring(clerk, [values_of(member)])
    assert take(clerk, roster) == taking_in.TakenIn(taken=0, identical=1, left=0)
    with factories.as_system(city):
        assert RosterRow.objects.get(roster_id=roster).codes == ["already_active"]


def test_two_files_with_the_same_people_at_the_same_time_end_in_one_registration_each(city: City) -> None:
    known = people(300)
    clerks = [factories.hold("clerk", city.area_id) for _ in range(2)]
    rosters = [
        bring(clerks[0], [values_of(each) for each in known]),
        bring(clerks[1], [values_of(each) for each in reversed(known)]),
    ]
    done: list[taking_in.TakenIn | None] = []

    def run(holding: Holding, roster: UUID) -> None:
        try:
            done.append(take(holding, roster))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in zip(clerks, rosters, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted((each.taken, each.identical) for each in done if each) == [(0, 300), (300, 0)]
    assert counts(city) == (300, 300, 300)


KILLED = """
import django, os, signal, sys
django.setup()
from payung.apps.enrolment import intake_sql, taking_in
from payung.apps.territory import scope
from payung.apps.territory.models import Holding
from payung.shared import vault
from pathlib import Path
vault.use_folder(Path(sys.argv[1]))
stage = sys.argv[4]
if stage == "reading":
    original = taking_in._columns
    def columns(row, *rest):
        if row.position > 25:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(row, *rest)
    taking_in._columns = columns
else:
    setattr(intake_sql, stage, "SELECT pg_sleep(60)")
    import threading
    threading.Timer(1.5, lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
taking_in.take_in(sys.argv[3], scope.of_holding(Holding.objects.get(pk=sys.argv[2])))
"""


@pytest.mark.parametrize("stage_name", ["reading", "REGISTRATIONS", "DONE"])
def test_killed_in_the_middle_it_is_absent_and_the_next_run_finishes(
    city: City, clerk: Holding, stage_name: str
) -> None:
    roster = bring(clerk, [values_of(each) for each in people(40)])
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(key_folder()), str(clerk.pk), str(roster), stage_name],
        env=os.environ | {"PAYUNG_DATABASE_URL": address(), "DJANGO_SETTINGS_MODULE": "payung.config.settings"},
        capture_output=True,
        text=True,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert counts(city) == (0, 0, 0)
    with factories.as_system(city):
        assert progress.of(roster).state == "running"
    end_of_killed_sessions()
    assert take(clerk, roster) == taking_in.TakenIn(taken=40, identical=0, left=0)
    assert counts(city) == (40, 40, 40)


def key_folder() -> object:
    from payung.shared import vault

    return vault.key_file(0).parent


def address() -> str:
    given = connections["default"].settings_dict
    options = "&".join(f"{key}={value}" for key, value in given["OPTIONS"].items() if isinstance(value, str))
    who = f"{given['USER']}:{given['PASSWORD']}" if given["PASSWORD"] else given["USER"]
    return f"postgresql://{who}@localhost:{given['PORT'] or 5432}/{given['NAME']}?host={given['HOST']}&{options}"


def end_of_killed_sessions() -> None:
    """The server notices a killed client when its statement ends; the test does not wait for that."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid()"
        )


def test_progress_is_seen_while_the_intake_runs(city: City, clerk: Holding, monkeypatch: pytest.MonkeyPatch) -> None:
    roster = bring(clerk, [values_of(each) for each in people(3)])
    seen: list[progress.Progress | None] = []

    def look(*_: object) -> None:
        thread = threading.Thread(target=lambda: seen.append(_read(clerk, roster)))
        thread.start()
        thread.join()

    original = taking_in._counted
    monkeypatch.setattr(taking_in, "_counted", lambda roster: (look(), original(roster))[1])
    take(clerk, roster)
    assert (seen[0].state, seen[0].percent, seen[0].text) == ("running", 85, taking_in.CLOSING)
    assert _read(clerk, roster) == progress.Progress("done", 100, taking_in.CLOSING, silent=False)


def _read(holding: Holding, roster: UUID) -> progress.Progress | None:
    try:
        with scope.opened(scope.of_holding(holding), reason="test", read_only=True) as opened:
            view = staged.roster(opened.scope, roster)
            return view.progress if view else None
    finally:
        if threading.current_thread() is not threading.main_thread():
            connections.close_all()


def test_names_stand_in_capitals_and_ids_in_the_order_of_the_file(city: City, clerk: Holding) -> None:
    """As the form keeps names; within a day the list, newest first, reads the file backwards."""
    rows = [values_of(each, full_name=f"Rekaan Orang{number:02}") for number, each in enumerate(people(12), 1)]
    take(clerk, bring(clerk, rows))
    with factories.as_system(city):
        listed = Registration.objects.order_by("-registered_on", "-id").values_list("person__name", flat=True)
        assert list(listed) == [f"REKAAN ORANG{number:02}" for number in range(12, 0, -1)]
