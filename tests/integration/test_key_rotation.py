"""A rotation of keys seals everything anew or nothing: also when it is killed, and while others read and write."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.apps import apps
from django.db import IntegrityError, connections, models
from psycopg import sql

from payung.apps.audit.models import History
from payung.apps.territory import key_rotation
from payung.apps.territory.key_rotation import RotationError, check, rotate, sources
from payung.apps.territory.models import City
from payung.shared import vault
from payung.shared.vault import VaultError
from tests import factories
from tests.sealed_rows import fill_sealed, opened_history, opened_values, raw_bytes


@pytest.fixture
def filled(city: City) -> City:
    fill_sealed(city)
    return city


def state(city: City) -> tuple[object, ...]:
    return opened_values(city), opened_history(city)


def test_every_binary_column_is_declared_sealed() -> None:
    for model in apps.get_models():
        if model.__module__.startswith("payung."):
            binary = {f.name for f in model._meta.concrete_fields if isinstance(f, models.BinaryField)}
            assert set(getattr(model, "SEALED", {})) == binary, model


def test_everything_says_the_same_under_new_bytes(filled: City) -> None:
    before, old = state(filled), raw_bytes(filled)
    versions = History.objects.using("owner").count()
    number = rotate(filled.pk)
    assert City.objects.get(pk=filled.pk).key_no == number
    assert state(filled) == before
    assert not raw_bytes(filled) & old
    assert History.objects.using("owner").count() == versions
    assert check(filled.pk) == []


def test_no_byte_of_the_old_key_is_left_anywhere(filled: City) -> None:
    old = {value.hex() for value in raw_bytes(filled)}
    rotate(filled.pk)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(sql.SQL("SELECT t::text FROM {} AS t").format(sql.Identifier(table)))
            text = json.dumps(cursor.fetchall())
            assert not [value for value in old if value in text], table


def test_another_city_keeps_its_key_and_bytes(filled: City, other_city: City) -> None:
    fill_sealed(other_city)
    before = raw_bytes(other_city)
    rotate(filled.pk)
    assert raw_bytes(other_city) == before
    assert City.objects.get(pk=other_city.pk).key_no == other_city.key_no


def test_a_nik_stays_once_in_a_city(filled: City) -> None:
    nik = "1271990101800001"
    with factories.as_system(filled) as opened:
        factories.person(factories.lingkungan(filled), opened, nik=nik)
    rotate(filled.pk)
    with pytest.raises(IntegrityError), factories.as_system(filled) as opened:
        factories.person(factories.lingkungan(filled), opened, nik=nik)


def test_what_does_not_open_is_named_and_stops_the_rotation(filled: City) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "UPDATE coverage_unfitline SET content = 'x' WHERE id = (SELECT min(id) FROM coverage_unfitline)"
        )
    before = raw_bytes(filled)
    assert [line.split(":")[0] for line in check(filled.pk)] == ["coverage_unfitline (rows)"]
    with pytest.raises(VaultError, match="coverage_unfitline"):
        rotate(filled.pk)
    assert raw_bytes(filled) == before


def test_a_lost_key_is_told(filled: City) -> None:
    City.objects.filter(pk=filled.pk).update(key_no=99)
    for act in (rotate, check):
        with pytest.raises(VaultError, match="Key 99"):
            act(filled.pk)


def test_somebody_who_works_for_long_makes_it_give_up(filled: City) -> None:
    working, done = threading.Event(), threading.Event()

    def work() -> None:
        with factories.as_system(filled):
            working.set()
            done.wait(20)
        connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    working.wait(5)
    try:
        with pytest.raises(RotationError, match="try again"):
            rotate(filled.pk, patience_s=1)
    finally:
        done.set()
        thread.join()
    assert City.objects.get(pk=filled.pk).key_no == filled.key_no


CHILD = """
import os, signal
import django
django.setup()
from payung.apps.territory import key_rotation
def step(name, rows):
    if name == {at!r}:
        os.kill(os.getpid(), signal.SIGKILL)
if {at!r} == "last":
    key_rotation._put_in_force = lambda *given: os.kill(os.getpid(), signal.SIGKILL)
key_rotation.rotate({city}, step=step)
"""


def address(alias: str) -> str:
    given = connections[alias].settings_dict
    return (
        f"postgresql://{given['USER']}:{quote(given['PASSWORD'] or '', safe='')}@localhost:{given['PORT'] or 5432}"
        f"/{given['NAME']}?host={quote(given['HOST'], safe='')}"
    )


@pytest.mark.parametrize(
    "at", ["people_person (rows)", "enrolment_batchline (rows)", "people_person (history)", "last"]
)
def test_a_rotation_that_is_killed_has_not_happened(filled: City, at: str) -> None:
    assert at == "last" or at in [source.name for source in sources()]
    before, old = state(filled), raw_bytes(filled)
    environment = os.environ | {
        "PAYUNG_DATABASE_URL": address("default"),
        "PAYUNG_OWNER_DATABASE_URL": address("owner"),
        "PAYUNG_KEYS": str(vault._folder),
        "DJANGO_SETTINGS_MODULE": "payung.config.settings",
    }
    ended = subprocess.run([sys.executable, "-c", CHILD.format(at=at, city=filled.pk)], env=environment, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert raw_bytes(filled) == old
    assert state(filled) == before
    rotate(filled.pk)
    assert state(filled) == before


def test_readers_and_writers_meanwhile_see_one_state(filled: City) -> None:
    expected = set(opened_values(filled).values())
    failures: list[object] = []
    stop = threading.Event()
    rounds = [0, 0]

    def loop(number: int, act: Callable[[], None]) -> None:
        try:
            while not stop.is_set():
                act()
                rounds[number] += 1
        except Exception as error:  # whatever it is, the test tells it
            failures.append(error)
        finally:
            connections.close_all()

    def read() -> None:
        if missing := expected - set(opened_values(filled).values()):
            failures.append(missing)

    def write() -> None:
        with factories.as_system(filled) as opened:
            factories.person(factories.lingkungan(filled), opened)

    threads = [threading.Thread(target=loop, args=(n, act)) for n, act in enumerate((read, write))]
    for thread in threads:
        thread.start()
    try:
        for _ in range(3):
            rotate(filled.pk)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert failures == []
    assert min(rounds) > 0
    assert key_rotation.check(filled.pk) == []
