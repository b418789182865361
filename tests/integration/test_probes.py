"""What machines ask of a running service: whether it lives, whether a person could work, and its figures."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import OperationalError, connections
from django.test import Client, override_settings

from payung.apps.territory.codes import Level
from payung.apps.territory.models import City
from payung.shared import vault
from payung.web.operations import figures, health
from tests import factories

TOKEN = "a-token-for-tests"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(autouse=True)
def _looks_anew() -> Iterator[None]:
    health._kept.forget()
    yield
    health._kept.forget()


def worker(*, silent: int = 0) -> None:
    with connections["owner"].cursor() as cursor:
        words = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 second')"
        cursor.execute(words, [silent])


def ready() -> tuple[int, dict[str, str]]:
    answer = Client().get("/readyz", headers={"Host": "10.0.0.7"})
    said = json.loads(answer.content)
    assert said["ready"] == (answer.status_code == 200)
    return answer.status_code, said["checks"]


def test_alive_asks_nothing_of_the_database(cluster: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def no(*_: object, **__: object) -> None:
        raise AssertionError("the database was asked")

    monkeypatch.setattr(connections["default"], "cursor", no)
    answer = Client(headers={"Cookie": "sessionid=anything"}).get("/healthz")
    assert (answer.status_code, json.loads(answer.content)) == (200, {"alive": True})
    assert not answer.cookies


def test_ready_when_everything_is(city: City) -> None:
    worker()
    assert ready() == (200, dict.fromkeys(("database", "schema", "jobs", "keys"), "ok"))


def test_no_worker_and_one_that_fell_silent(city: City) -> None:
    assert ready()[1]["jobs"] == "silent"
    health._kept.forget()
    worker(silent=60)
    assert ready() == (503, {"database": "ok", "schema": "ok", "jobs": "silent", "keys": "ok"})


def test_a_key_that_is_gone(city: City, other_city: City) -> None:
    worker()
    City.objects.using("owner").filter(pk=city.pk).update(key_no=99)
    assert ready() == (503, {"database": "ok", "schema": "ok", "jobs": "ok", "keys": "unreadable"})
    assert vault.key_file(city.pk).exists()


def test_the_key_of_second_factors_that_is_gone(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    worker()
    monkeypatch.setattr(health, "ACCOUNTS", "nobody")
    assert ready()[0] == 200  # there is no second factor yet
    factories.sign_in("lurah", factories.areas(city, Level.KELURAHAN)[0])
    health._kept.forget()
    assert ready()[1]["keys"] == "unreadable"


def test_a_migration_that_this_code_knows_and_the_database_does_not(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "_latest", lambda: frozenset({("people", "9999_to_come")}))
    assert ready() == (503, {"database": "ok", "schema": "outdated", "jobs": "unknown", "keys": "unknown"})


def test_a_database_that_is_away(cluster: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("connection to server at 10.1.2.3 failed for user payung_app")

    monkeypatch.setattr(connections["default"], "cursor", away)
    status, checks = ready()
    assert (status, checks["database"], checks["keys"]) == (503, "unreachable", "unknown")


def test_looking_often_costs_one_look(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    real = health.look
    monkeypatch.setattr(health, "look", lambda: looks.append(1) or real())
    for _ in range(5):
        ready()
    assert len(looks) == 1


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer other"}, {"Authorization": TOKEN}])
def test_without_its_token_there_is_no_page_of_figures(cluster: None, headers: dict[str, str]) -> None:
    with override_settings(PAYUNG_METRICS_TOKEN=TOKEN):
        assert Client().get("/metrics", headers=headers).status_code == 404
    assert Client().get("/metrics", headers=BEARER).status_code == 404
    assert Client().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_figures(city: City) -> None:
    worker(silent=7)
    with connections["owner"].cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('default', 'enrolment.check')")
        cursor.execute("UPDATE procrastinate_events SET at = now() - interval '90 seconds'")
    client = factories.sign_in("manager", city.pk)
    client.get("/berkas/0b5c9f3a-8f0e-4a6e-9a42-000000000001/")
    client.get("/tidak-ada/1271990101800001/")
    client.generic("NONSENSE", "/")
    with override_settings(PAYUNG_METRICS_TOKEN=TOKEN):
        answer = Client().get("/metrics", headers=BEARER)
    assert answer.status_code == 200
    text = answer.content.decode()
    for line in (
        'payung_requests_total{method="GET",status="404",view="batch"}',
        'payung_requests_total{method="GET",status="404",view="unknown"}',
        'payung_request_duration_seconds_count{method="GET",view="batch"}',
        'payung_requests_total{method="OTHER"',
        'payung_jobs{outcome="todo",queue="default",task="enrolment.check"} 1.0',
        "payung_database_up 1.0",
        "payung_database_connections_limit ",
    ):
        assert line in text
    waited = next(line for line in text.splitlines() if line.startswith("payung_oldest_waiting_job_seconds{"))
    assert 90 <= float(waited.split()[1]) < 150
    assert "1271990101800001" not in text
    assert "0b5c9f3a" not in text


def test_figures_without_a_database(cluster: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError

    monkeypatch.setattr(connections["default"], "cursor", away)
    text = figures.exposition().decode()
    assert "payung_database_up 0.0" in text
    assert "payung_jobs" not in text


COUNTS = """
import django
django.setup()
from payung.web.operations import figures
figures.count_request(view="home", method="GET", status=200, seconds=0.2)
print(figures.generate_latest(figures._requests()).decode())
"""


def test_processes_add_up_those_that_ended_included(tmp_path: Path) -> None:
    """As the web processes of `payung run`: each counts, and whichever is asked answers for all."""
    more = {
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "payung.config.settings",
        "PAYUNG_SECRET": "only-for-tests",
    }
    for expected in (1, 2, 3):
        said = subprocess.run(
            [sys.executable, "-c", COUNTS], env=os.environ | more, capture_output=True, text=True, check=True
        ).stdout
        assert f'payung_requests_total{{method="GET",status="200",view="home"}} {expected}.0' in said
        assert f'payung_request_duration_seconds_count{{method="GET",view="home"}} {expected}.0' in said
