"""Batches: what goes in, what stays behind, numbers without gaps, and rows that carry the branch."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import override_settings

from payung.apps.enrolment import batch_queries, batches
from payung.apps.enrolment.batch_errors import NothingReady, UnknownBranch
from payung.apps.enrolment.batch_queries import Choice
from payung.apps.enrolment.enums import BatchState, LineOutcome, State
from payung.apps.enrolment.models import Batch, BatchLine, Registration, StateChange
from payung.apps.people.models import Person
from payung.apps.territory import scope
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import Branch, City
from tests import factories
from tests import factories_insurer as insurer


def choose(city: City, **values: object) -> Choice:
    return Choice(branch_id=factories.branch(city).pk, **values)


def test_verified_registrations_are_sent_the_oldest_first(city: City) -> None:
    with factories.as_system(city) as opened:
        made = insurer.verified(city, 3, opened)
        factories.registration(factories.lingkungan(city), opened, state=State.SUBMITTED)
        result = batches.make(by=7, choice=choose(city))
        assert (result.number, result.lines) == (1, 3)
        lines = BatchLine.objects.order_by("line")
        assert [line.registration_id for line in lines] == [each.pk for each in made]
        assert set(lines.values_list("outcome", flat=True)) == {LineOutcome.OPEN}
        assert set(Registration.objects.values_list("state", flat=True)) == {State.BATCHED, State.SUBMITTED}
        assert StateChange.objects.filter(state=State.BATCHED, by_id=7).count() == 3
        assert Batch.objects.get().state == BatchState.SENT


def test_every_row_about_its_people_carries_the_branch(city: City) -> None:
    with factories.as_system(city) as opened:
        insurer.verified(city, 2, opened)
        batches.make(by=0, choice=choose(city))
    officer = factories.hold("insurer_officer", city.pk, branch=factories.branch(city))
    with scope.opened(scope.of_holding(officer), reason="test"):
        assert (Person.objects.count(), Registration.objects.count(), BatchLine.objects.count()) == (2, 2, 2)
        assert StateChange.objects.count() == 4
    second = Branch.objects.create(city=city, name="Utara")
    elsewhere = factories.hold("insurer_officer", city.pk, branch=second)
    with scope.opened(scope.of_holding(elsewhere), reason="test") as opened:
        assert not Person.objects.exists()
        assert not batch_queries.batches(opened.scope).exists()


def test_incomplete_ones_stay_behind_and_can_be_returned(city: City) -> None:
    with factories.as_system(city) as opened:
        insurer.verified(city, 1, opened)
        area = factories.lingkungan(city)
        lacking = factories.registration(
            area, opened, state=State.VERIFIED, person=factories.person(area, opened, mother_name="", address="")
        )
        seen = batch_queries.preview(opened.scope, choose(city))
        assert (seen.ready, seen.incomplete) == (1, 1)
        assert seen.lacking[0].registration_id == lacking.pk
        assert set(seen.lacking[0].headers) == {"NAMA IBU KANDUNG", "ALAMAT", "PEKERJAAN 1"}
        assert batches.make(by=0, choice=choose(city)).lines == 1
        assert batches.return_incomplete(by=0, choice=choose(city)) == 1
        lacking.refresh_from_db()
        assert lacking.state == State.RETURNED
        assert "NAMA IBU KANDUNG" in StateChange.objects.get(state=State.RETURNED).reason
        assert batches.return_incomplete(by=0, choice=choose(city)) == 0


def test_a_choice_narrows_to_a_kecamatan_and_a_number(city: City) -> None:
    with factories.as_system(city) as opened:
        insurer.verified(city, 6, opened)
        inside = area_id("12.71.02")
        assert batch_queries.preview(opened.scope, choose(city, area_id=inside)).ready == 2
        seen = batch_queries.preview(opened.scope, choose(city, limit=4))
        assert (seen.ready, seen.sent) == (6, 4)
        assert batches.make(by=0, choice=choose(city, area_id=inside)).lines == 2
        assert batches.make(by=0, choice=choose(city, limit=3)).lines == 3


def test_the_frozen_rows_do_not_change_with_the_person(city: City) -> None:
    with factories.as_system(city) as opened:
        (registration,) = insurer.verified(
            city, 1, opened, heir=opened.vault.seal("heir", '{"name": "ANI", "relation": "istri"}')
        )
        made = batches.make(by=0, choice=choose(city))
        before = list(batch_queries.frozen_rows(made.batch_id))
        Person.objects.filter(pk=registration.person_id).update(name="LAIN SAMA SEKALI")
        assert list(batch_queries.frozen_rows(made.batch_id)) == before
        columns = batch_queries.column_map(city).columns
        line = dict(zip((column.header for column in columns), before[0], strict=True))
        assert line["NO BERKAS"] == 1
        assert line["PROVINSI"] == "Sumatera Utara"
        assert line["KELURAHAN"] == "Kelurahan 01 1"
        assert line["AHLI WARIS"] == "ANI (istri)"
        assert len(line["NIK"]) == 16
        snapshot = bytes(BatchLine.objects.get().snapshot)
        assert line["NIK"].encode() not in snapshot
        assert json.loads(opened.vault.open_bytes("snapshot", snapshot)) == before[0]


def test_nothing_ready_and_a_strange_branch(city: City, other_city: City) -> None:
    with factories.as_system(city) as opened:
        with pytest.raises(NothingReady):
            batches.make(by=0, choice=choose(city))
        insurer.verified(city, 1, opened)
        with pytest.raises(UnknownBranch):
            batches.make(by=0, choice=Choice(branch_id=Branch.objects.get(city=other_city).pk))


def test_a_registration_stands_in_one_open_batch_at_most(city: City) -> None:
    first = insurer.batch_of(city, 1)
    with factories.as_system(city):
        second = Batch.objects.create(
            city=city, area_id=city.pk, branch=first.branch, number=2, sent_on=first.sent_on, column_map={}, created_by_id=0
        )  # fmt: skip
        line = BatchLine.objects.get()
        line.pk, line.batch = None, second
        with pytest.raises(IntegrityError), transaction.atomic():
            line.save(force_insert=True)


def test_numbers_have_no_gaps_and_no_twins_under_pressure(city: City) -> None:
    with factories.as_system(city) as opened:
        insurer.verified(city, 12, opened)
    start, branch = threading.Barrier(4), factories.branch(city).pk

    def work() -> list[int]:
        made = []
        try:
            start.wait(10)
            for _ in range(3):
                with factories.as_system(city):
                    made.append(batches.make(by=0, choice=Choice(branch_id=branch, limit=1)).number)
        finally:
            connection.close()
        return made

    with ThreadPoolExecutor(4) as pool:
        numbers = [number for made in pool.map(lambda _: work(), range(4)) for number in made]
    assert sorted(numbers) == list(range(1, 13))
    with factories.as_system(city):
        assert BatchLine.objects.values("registration_id").distinct().count() == 12


def test_a_broken_off_batch_uses_no_number(city: City) -> None:
    with factories.as_system(city) as opened:
        insurer.verified(city, 1, opened)
        batches.make(by=0, choice=choose(city))
        transaction.set_rollback(True)
    assert insurer.batch_of(city, 1).number == 1


def test_a_city_may_bring_its_own_columns(city: City, tmp_path: object) -> None:
    folder = str(tmp_path)
    with open(f"{folder}/12.71.yaml", "w") as file:
        file.write(
            "columns: [{header: NOMOR INDUK, value: nik, needed: true}, {header: SUREL, value: email, needed: true}]"
        )
    with override_settings(PAYUNG_COLUMN_MAPS=folder), factories.as_system(city) as opened:
        insurer.verified(city, 1, opened)
        assert batch_queries.preview(opened.scope, choose(city)).lacking[0].headers == ("SUREL",)
        area = factories.lingkungan(city)
        factories.registration(
            area, opened, state=State.VERIFIED, person=factories.person(area, opened, email="rekaan@example.org")
        )
        made = batches.make(by=0, choice=choose(city))
        assert [row[1] for row in batch_queries.frozen_rows(made.batch_id)] == ["rekaan@example.org"]
