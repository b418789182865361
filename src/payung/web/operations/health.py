"""Two questions of a machine that watches over the service. Answered without session, scope, host check or throttle.

A stranger learns one word a check. `readyz` looks anew every two seconds at most, so that asking often costs nothing.
"""

import threading
import time
from collections.abc import Callable
from functools import lru_cache

from allauth.mfa.models import Authenticator
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse, JsonResponse

from payung.apps.audit import queue
from payung.apps.territory.queries import cities
from payung.shared.vault import ACCOUNTS, Vault, VaultError, key_numbers
from payung.web.guards import public

SECONDS_KEPT = 2.0
SECONDS_TO_ANSWER = 3
OK, UNKNOWN = "ok", "unknown"


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while this process answers at all; nothing else is asked."""
    return JsonResponse({"alive": True}, headers={"Cache-Control": "no-store"})


@public
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when a person could work now, else 503; each check is one word."""
    checks = _kept.checks()
    ready = all(word == OK for word in checks.values())
    headers = {"Cache-Control": "no-store"}
    return JsonResponse({"ready": ready, "checks": checks}, status=200 if ready else 503, headers=headers)


def look() -> dict[str, str]:
    """Every check with its word. Without a database nothing but that is known."""
    checks = dict.fromkeys(("database", "schema", "jobs", "keys"), UNKNOWN)
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SET statement_timeout = '{SECONDS_TO_ANSWER}s'")
            cursor.execute("SELECT 1")
        checks["database"] = OK
        for name, check in CHECKS.items():
            checks[name] = check()
            if checks["schema"] != OK:
                break
    except DatabaseError:
        checks["database"] = "unreachable"
    finally:
        _let_go()
    return checks


def _let_go() -> None:
    """Probes keep no connection, so that the setting above stays theirs and a dead one is never met again."""
    connection.close()


def _schema() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('django_migrations') IS NOT NULL")
        if cursor.fetchone() != (True,):
            return "missing"
        cursor.execute("SELECT app, name FROM django_migrations")
        return OK if _latest() <= set(cursor.fetchall()) else "outdated"


@lru_cache(maxsize=1)
def _latest() -> frozenset[tuple[str, str]]:
    """The last migration of each app that this code knows."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes())


def _jobs() -> str:
    return OK if queue.worker_lives() else "silent"


def _keys() -> str:
    try:
        for city in cities():
            Vault.of_city(city.pk, key_no=city.key_no)
        if Authenticator.objects.exists():
            key_numbers(ACCOUNTS)  # without it no second factor opens
    except VaultError:
        return "unreadable"
    return OK


CHECKS: dict[str, Callable[[], str]] = {"schema": _schema, "jobs": _jobs, "keys": _keys}


class Kept:
    """The last look, for all threads of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        self._until, self._checks = 0.0, dict[str, str]()

    def checks(self) -> dict[str, str]:
        with self._lock:
            if time.monotonic() >= self._until:
                self._checks = look()
                self._until = time.monotonic() + SECONDS_KEPT
            return self._checks


_kept = Kept()
