"""Prepares and clears the test database as its owner."""

from functools import cache

from django.core.management import call_command
from django.db import connections

from payung.config.environment import database
from payung.config.grants import grant

KEPT = {"django_migrations", "django_content_type", "auth_permission"}


def prepare(app_url: str, owner_url: str) -> None:
    """Point Django at the throw-away server, migrate as the owner, and give the application's role its rights."""
    connections.settings["owner"] = {**connections.settings["default"], **database(owner_url)}
    connections.settings["default"].update(database(app_url))
    call_command("migrate", database="owner", verbosity=0)
    call_command("createcachetable", database="owner", verbosity=0)
    with connections["owner"].cursor() as cursor:
        grant(cursor, database(app_url)["USER"])


@cache
def tables() -> str:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'")
        return ", ".join(name for (name,) in cursor.fetchall() if name not in KEPT)


def clear() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables()} RESTART IDENTITY CASCADE")
