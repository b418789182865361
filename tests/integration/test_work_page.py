"""The page of files, batches and the jobs on them, for managers and administrators."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from payung.apps.audit.models import JobProgress
from payung.apps.enrolment.models import Roster
from payung.apps.linkage.models import MatchRun
from payung.apps.territory.models import City
from payung.web.operations import work
from tests import factories
from tests import factories_insurer as insurer
from tests.factories_matching import done
from tests.factories_registering import text

PAGE = "/proses/"
JOB = """
INSERT INTO procrastinate_jobs (queue_name, task_name, status, args)
VALUES ('default', %s, %s::procrastinate_job_status, %s::jsonb) RETURNING id
"""
EVENT = "INSERT INTO procrastinate_events (job_id, type, at) VALUES (%s, %s::procrastinate_job_event_type, %s)"


@pytest.fixture
def manager(city: City) -> Client:
    return factories.sign_in("manager", city.pk)


@pytest.fixture
def administrator(city: City) -> Client:
    return factories.sign_in("administrator", city.pk)


def roster(city: City, **values: Any) -> Roster:
    who = factories.user(full_name="Petugas Rekaan")
    said = {
        "city_id": city.pk, "area_id": city.pk, "registered_by_id": who.pk, "name": "pedagang-rekaan.xlsx",
        "digest": uuid.uuid4().hex, "content": b"", "state": "checked", "rows_total": 1234, "rows_error": 30,
    }  # fmt: skip
    with factories.as_system(city):
        return Roster.objects.create(**(said | values))


def job(subject: Roster, *, status: str, **events: dt.datetime) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(JOB, ["enrolment.check", status, f'{{"roster_id": "{subject.pk}", "holding_id": 1}}'])
        (number,) = cursor.fetchone()
        for kind, at in events.items():
            cursor.execute(EVENT, [number, kind, at])


def reported(
    subject: Roster | MatchRun, *, state: str = "running", silent: int = 0, text: str = "Memeriksa baris"
) -> None:
    JobProgress.objects.using("owner").create(
        pk=subject.pk, city_id=subject.city_id, area_id=subject.area_id, registered_by_id=0, state=state, percent=40,
        text=text, updated_at=timezone.now() - dt.timedelta(seconds=silent),
    )  # fmt: skip


def moment(hour: int, minute: int) -> dt.datetime:
    return dt.datetime(2025, 10, 28, hour, minute, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def test_what_who_when_and_with_which_result(city: City, manager: Client) -> None:
    kept = roster(city)
    job(kept, status="succeeded", started=moment(9, 5), succeeded=moment(9, 7))
    sent = insurer.batch_of(city, 2)
    said = text(manager.get(PAGE))
    for words in ("pedagang-rekaan.xlsx", "Daftar nama", "Menunggu keputusan", "Petugas Rekaan",
                  "28 Oktober 2025 pukul 09.05", "selesai 28 Oktober 2025 pukul 09.07",
                  "1.234 baris, 30 harus diperbaiki", "12.71-0001", "2 pekerja", "Menunggu jawaban"):  # fmt: skip
        assert words in said
    page = manager.get(PAGE).content.decode()
    assert f'href="/daftar-nama/{kept.pk}/"' in page
    assert f'href="/berkas/{sent.pk}/"' in page
    assert "hx-trigger" not in page


def test_an_administrator_sees_no_name_of_a_file_and_how_the_installation_does(
    city: City, administrator: Client, manager: Client
) -> None:
    kept = roster(city)
    job(kept, status="failed", started=moment(9, 5), failed=moment(9, 7))
    page = administrator.get(PAGE)
    said = text(page)
    assert "pedagang-rekaan" not in said
    assert "/daftar-nama/" not in page.content.decode()
    assert "1.234 baris" in said
    assert "Memeriksa daftar nama 0 0 0 1" in said
    assert "Tidak ada yang mengerjakan proses" in said
    assert "Seluruh sistem" not in text(manager.get(PAGE))


def test_what_runs_shows_how_far_it_is_and_asks_for_the_list_alone(city: City, manager: Client) -> None:
    kept = roster(city, state="uploaded")
    job(kept, status="doing", started=moment(9, 5))
    reported(kept)
    page = manager.get(PAGE).content.decode()
    assert 'value="40"' in page
    assert "Memeriksa baris" in page
    assert "every 5s" in page
    part = manager.get(PAGE, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="proses"')
    assert "<html" not in part


def matching(city: City, *, by: int | None = None, **values: Any) -> MatchRun:
    who = factories.user(full_name="Pencocok Rekaan").pk if by is None else by
    with factories.as_system(city) as opened:
        run = done(city.pk, opened, who)
        MatchRun.objects.filter(pk=run.pk).update(**values)
    return run


def test_a_matching_is_listed_with_its_result_and_opened(city: City, manager: Client) -> None:
    run = matching(city)
    kept = roster(city)
    said = text(manager.get(PAGE))
    for words in ("kiri.csv", "Pencocokan", "Selesai", "Pencocok Rekaan", "1 baris, 1 pasangan perlu dilihat"):
        assert words in said
    assert f'href="/pencocokan/{run.pk}/"' in manager.get(PAGE).content.decode()
    only = manager.get(PAGE, {"jenis": "match"})
    assert [row["it"].id for row in only.context["rows"]] == [run.pk]
    assert manager.get(f"/pencocokan/{run.pk}/").status_code == 200
    matching(city, left_file=None, left_roster=kept, state="failed")
    said = text(manager.get(PAGE, {"jenis": "match"}))
    assert "pedagang-rekaan.xlsx" in said
    assert "Tidak dapat dicocokkan" in said


def test_a_matching_at_work_shows_how_far_it_is(city: City, manager: Client) -> None:
    run = matching(city, state="asked")
    with connections["owner"].cursor() as cursor:
        cursor.execute(JOB, ["linkage.match", "doing", f'{{"run_id": "{run.pk}", "holding_id": 1}}'])
        cursor.execute(EVENT, [cursor.fetchone()[0], "started", moment(9, 5)])
    reported(run, text="Menimbang kemiripan")
    page = manager.get(PAGE)
    assert "Sedang dicocokkan" in text(page)
    assert "Menimbang kemiripan" in text(page)
    assert "pukul 09.05" in text(page)
    assert 'value="40"' in page.content.decode()
    assert "every 5s" in page.content.decode()


def test_an_administrator_sees_that_there_is_a_matching_and_no_more(city: City, administrator: Client) -> None:
    run = matching(city)
    page = administrator.get(PAGE)
    assert "1 pasangan perlu dilihat" in text(page)
    assert "kiri.csv" not in text(page)
    assert str(run.pk) not in page.content.decode()


@pytest.mark.parametrize(
    ("status", "state", "silent", "words"),
    [
        ("todo", None, 0, "Menunggu giliran"),
        ("todo", "failed", 0, "Menunggu giliran"),
        ("doing", "running", 300, "Terhenti sebentar"),
        ("failed", "failed", 0, "Terhenti"),
    ],
)
def test_waiting_silent_and_stopped(
    city: City, manager: Client, status: str, state: str | None, silent: int, words: str
) -> None:
    kept = roster(city, state="uploaded")
    job(kept, status=status, started=moment(9, 5))
    if state:
        reported(kept, state=state, silent=silent)
    page = manager.get(PAGE)
    assert words in text(page)
    assert ("every 5s" in page.content.decode()) == (status != "failed")


def test_kinds_and_pages(city: City, manager: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "ROWS", 2)
    for number in range(3):
        roster(city, name=f"daftar-{number}.xlsx")
    insurer.batch_of(city, 1)
    first = manager.get(PAGE, {"jenis": "roster"})
    second = manager.get(PAGE + first.context["next_url"])
    assert [row["name"] for row in first.context["rows"]] == ["daftar-2.xlsx", "daftar-1.xlsx"]
    assert [row["name"] for row in second.context["rows"]] == ["daftar-0.xlsx"]
    assert second.context["next_url"] == ""
    assert second.context["previous_url"]
    assert "Belum ada proses jenis ini" in text(manager.get(PAGE, {"jenis": "payments"}))
    for nonsense in ({"jenis": "x\0"}, {"hal": "9" * 400}, {"hal": "-1"}):
        assert manager.get(PAGE, nonsense).status_code == 200


def test_another_city_is_not_in_it(city: City, other_city: City, manager: Client) -> None:
    roster(other_city)
    assert "Belum ada proses" in text(manager.get(PAGE))


@pytest.mark.parametrize("role", ["mayor", "clerk", "data_protection_officer", "insurer_officer"])
def test_nobody_else_opens_it(city: City, role: str) -> None:
    branch = factories.branch(city) if role == "insurer_officer" else None
    assert factories.sign_in(role, city.pk, branch=branch).get(PAGE).status_code == 403


def test_its_queries_do_not_grow_with_the_list(city: City, manager: Client) -> None:
    roster(city)
    manager.get(PAGE)
    with CaptureQueriesContext(connections["default"]) as one:
        manager.get(PAGE)
    for _ in range(10):
        roster(city)
    with CaptureQueriesContext(connections["default"]) as many:
        manager.get(PAGE)
    assert len(many) == len(one)
