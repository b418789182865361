"""Seals everything of a city anew with a new key, history included, or checks that the key opens it.

One transaction of the owner, under the lock that every open scope shares: readers and writers see the old state or the
new one, and so does whoever comes after a crash. A new key's ciphertext never equals an old one's, so the uniqueness
of NIKs holds at every step.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import OperationalError, connections, transaction
from psycopg import Connection, errors, sql

from payung.apps.territory.sealed import SealedTable, sealed_tables
from payung.shared.vault import Vault, VaultError, add_key

OWNER = "owner"
BATCH_BYTES = 8 * 1024 * 1024
BATCH_ROWS = 5000
PATIENCE_S = 60
Row = tuple[Any, ...]
Step = Callable[[str, int], None]


class RotationError(Exception):
    """A rotation that was not made, and why; the city stands as it stood."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where sealed values stand: a table of its own, or the versions of its rows in the history."""

    table: SealedTable
    history: bool

    @property
    def name(self) -> str:
        return f"{self.table.table} ({'history' if self.history else 'rows'})"

    def select(self) -> sql.Composed:
        """Key and sealed columns, as bytea, of one city (parameters: city)."""
        if not self.history:
            columns = [sql.Identifier(name) for name in (self.table.key, *self.table.columns)]
            table = sql.Identifier(self.table.table)
            return sql.SQL("SELECT {} FROM {} WHERE city_id = %(city)s").format(sql.SQL(", ").join(columns), table)
        values = [
            sql.SQL('decode(substr("row" ->> {}, 3), {})').format(sql.Literal(name), sql.Literal("hex"))
            for name in self.table.columns
        ]
        return sql.SQL('SELECT id, {} FROM audit_history WHERE "table" = {} AND city_id = %(city)s').format(
            sql.SQL(", ").join(values), sql.Literal(self.table.table)
        )

    def update(self, draft: str) -> sql.Composed:
        """Put the values of the temporary table `draft` in place."""
        columns = self.table.columns
        if not self.history:
            pairs = [sql.SQL("{0} = draft.{0}").format(sql.Identifier(name)) for name in columns]
            target, key, change = self.table.table, self.table.key, sql.SQL(", ").join(pairs)
        else:
            hexed = [
                sql.SQL("{}, '\\x' || encode(draft.{}, 'hex')").format(sql.Literal(name), sql.Identifier(name))
                for name in columns
            ]
            target, key = "audit_history", "id"
            change = sql.SQL('"row" = "row" || jsonb_strip_nulls(jsonb_build_object({}))').format(
                sql.SQL(", ").join(hexed)
            )
        return sql.SQL("UPDATE {} AS held SET {} FROM {} AS draft WHERE held.{} = draft.key").format(
            sql.Identifier(target), change, sql.Identifier(draft), sql.Identifier(key)
        )


def sources() -> list[Source]:
    """Every place of sealed values: the tables, then their history."""
    tables = sealed_tables()
    return [Source(table, history) for history in (False, True) for table in tables]


def rotate(city: int, *, step: Step = lambda name, rows: None, patience_s: int = PATIENCE_S) -> int:
    """Make a new key for the city, seal everything with it, and return its number. Runs as the owner.

    `step(name, rows)` is told of each place done. Raises `RotationError` when somebody works in the city for longer
    than `patience_s` seconds, and `VaultError` when a value does not open; nothing has changed then.
    """
    new = add_key(city)
    with _locked(city, exclusive=True, patience_s=patience_s) as (connection, current):
        connection.execute("SELECT set_config('payung.rotation', 'on', true)")
        old_vault, new_vault = (Vault.of_city(city, key_no=number) for number in (current, new))
        for number, source in enumerate(sources()):
            step(source.name, _reseal(connection, source, city, f"draft_{number}", (old_vault, new_vault)))
        _put_in_force(connection, city, new)
    return new


def check(city: int, *, sample: int | None = None, step: Step = lambda name, rows: None) -> list[str]:
    """Open every sealed value of the city (or `sample` rows of each place); a sentence for each place that fails."""
    failures = []
    with _locked(city, exclusive=False, patience_s=PATIENCE_S) as (connection, current):
        vault = Vault.of_city(city, key_no=current)
        for source in sources():
            rows, bad = _open_all(connection, source, city, vault, sample)
            step(source.name, rows)
            if bad:
                failures.append(
                    f"{source.name}: {len(bad)} of {rows} rows do not open with key {current}, first {bad[0]}"
                )
    return failures


@contextmanager
def _locked(city: int, *, exclusive: bool, patience_s: int) -> Iterator[tuple[Connection[Row], int]]:
    """One transaction holding the city's lock; yields the connection and the number of the key in force."""
    if OWNER not in connections.settings:
        raise RotationError("The owner's database address is not known: set DATABASE_OWNER_URL.")
    with transaction.atomic(using=OWNER):
        connection: Connection[Row] = connections[OWNER].connection
        function = "pg_advisory_xact_lock" if exclusive else "pg_advisory_xact_lock_shared"
        try:
            connection.execute("SELECT set_config('lock_timeout', %s, true)", [f"{patience_s}s"])
            connection.execute(f"SELECT {function}(%s)", [city])
        except (errors.LockNotAvailable, OperationalError) as error:
            raise RotationError(
                f"Somebody has been working in the city for more than {patience_s} seconds: try again later."
            ) from error
        found = connection.execute("SELECT key_no FROM territory_city WHERE area_id = %s", [city]).fetchone()
        if found is None:
            raise RotationError("This city has not been opened: run `payung city open` with its code.")
        yield connection, found[0]


def _reseal(connection: Connection[Row], source: Source, city: int, draft: str, vaults: tuple[Vault, Vault]) -> int:
    """Seal one place anew by way of a temporary table, and return how many rows there were."""
    columns = sql.SQL(", ").join(sql.Identifier(name) for name in source.table.columns)
    connection.execute(
        sql.SQL("CREATE TEMP TABLE {} ON COMMIT DROP AS SELECT * FROM ({}) AS held (key, {}) LIMIT 0").format(
            sql.Identifier(draft), source.select(), columns
        ),
        {"city": city},
    )
    total = 0
    statement = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(draft))
    for rows in _batches(connection, source, city):
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(_resealed(row, source, vaults))
        total += len(rows)
    if total:
        connection.execute(source.update(draft))
    return total


def _resealed(row: Row, source: Source, vaults: tuple[Vault, Vault]) -> Row:
    old, new = vaults
    key, *values = row
    try:
        return key, *(
            value and new.seal_bytes(field, old.open_bytes(field, value))
            for field, value in zip(source.table.fields.values(), values, strict=True)
        )
    except VaultError as error:
        raise VaultError(f"{source.name}, row {key}: {error}") from error


def _batches(connection: Connection[Row], source: Source, city: int) -> Iterator[Sequence[Row]]:
    """Rows with a sealed value, in batches that fit into memory, whatever their size."""
    columns = [sql.Identifier(name) for name in source.table.columns]
    held = sql.SQL("({}) AS held (key, {})").format(source.select(), sql.SQL(", ").join(columns))
    length = sql.SQL(" + ").join(sql.SQL("coalesce(octet_length({}), 0)").format(name) for name in columns)
    largest = connection.execute(sql.SQL("SELECT max({}) FROM {}").format(length, held), {"city": city}).fetchone()
    size = max(1, min(BATCH_ROWS, BATCH_BYTES // max(1, (largest and largest[0]) or 1)))
    some = sql.SQL("num_nonnulls({}) > 0").format(sql.SQL(", ").join(columns))
    with connection.cursor(name="payung_sealed") as cursor:
        cursor.execute(sql.SQL("SELECT * FROM {} WHERE {}").format(held, some), {"city": city})
        while rows := cursor.fetchmany(size):
            yield rows


def _open_all(
    connection: Connection[Row], source: Source, city: int, vault: Vault, sample: int | None
) -> tuple[int, list[str]]:
    """How many rows were tried, and the keys of those that do not open."""
    tried = 0
    bad: list[str] = []
    for rows in _batches(connection, source, city):
        for key, *values in rows:
            if sample is not None and tried >= sample:
                return tried, bad
            tried += 1
            if not _opens(vault, source, values):
                bad.append(str(key))
    return tried, bad


def _opens(vault: Vault, source: Source, values: Sequence[Any]) -> bool:
    try:
        for field, value in zip(source.table.fields.values(), values, strict=True):
            if value:
                vault.open_bytes(field, value)
    except VaultError:
        return False
    return True


def _put_in_force(connection: Connection[Row], city: int, number: int) -> None:
    connection.execute("UPDATE territory_city SET key_no = %s WHERE area_id = %s", [number, city])
