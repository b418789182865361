"""Fast loading: rows of one table in one COPY, as the owner, inside one transaction that names who and why."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, LiteralString

from django.db import connections, models, transaction
from psycopg import sql

ALIAS = "owner"
REASON = "memuat kota contoh"


@contextmanager
def loading(city: int) -> Iterator[None]:
    """One transaction of the owner. History is written as always: the settings say by whom and why."""
    with transaction.atomic(using=ALIAS), connections[ALIAS].cursor() as cursor:
        settings = (("city", city), ("lo", city), ("hi", city), ("actor", 0), ("branch", 0), ("own", 0))
        for name, value in (*settings, ("reason", REASON)):
            cursor.execute("SELECT set_config(%s, %s, true)", [f"payung.{name}", str(value)])
        yield


def copy(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write rows of `columns` (database names) into the model's table; returns how many."""
    statement: LiteralString = "COPY {table} ({columns}) FROM STDIN (FORMAT BINARY)"
    names = sql.SQL(", ").join(sql.Identifier(name) for name in columns)
    query = sql.SQL(statement).format(table=sql.Identifier(model._meta.db_table), columns=names)
    count = 0
    with connections[ALIAS].cursor() as cursor, cursor.copy(query) as target:
        target.set_types([_type(model, name) for name in columns])
        for row in rows:
            target.write_row(row)
            count += 1
    return count


TYPES = {
    "BigIntegerField": "int8",
    "BigAutoField": "int8",
    "BinaryField": "bytea",
    "BooleanField": "bool",
    "CharField": "varchar",
    "DateField": "date",
    "DateTimeField": "timestamptz",
    "IntegerField": "int4",
    "JSONField": "jsonb",
    "PositiveBigIntegerField": "int8",
    "PositiveIntegerField": "int4",
    "PositiveSmallIntegerField": "int2",
    "UUIDField": "uuid",
}


def _type(model: type[models.Model], column: str) -> str:
    field = next(field for field in model._meta.concrete_fields if field.column == column)
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return TYPES[field.get_internal_type()]


def noon(day: dt.date) -> dt.datetime:
    """The middle of a day, for moments that only a day is known of."""
    return dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
