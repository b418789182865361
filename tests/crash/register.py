"""What the database of a running service holds, read by its superuser: nothing is hidden by a policy.

The state of the register is a digest of every table about people in natural keys (NIK, file, number), for ids that a
stage gives are new each time. Each look is one transaction that sees one moment.
"""

import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

import psycopg

from payung.cli.service.cluster import ADMIN
from payung.cli.service.embedded import cluster_of
from payung.cli.service.passwords import kept_password
from payung.cli.service.roles import DATABASE
from payung.cli.service.state import State
from tests.crash.agreement import AGREEMENTS, HISTORY, HISTORY_KEPT
from tests.crash.natural_keys import SAYINGS

Digest = dict[str, tuple[int, int]]  # table: rows, and a sum over what they say
PREFIXES = ("people_", "enrolment_", "coverage_", "audit_", "contributions_", "linkage_", "notify_")
LONGEST_RECOVERY = 60
PAUSE = 0.02

COUNT = """
SELECT count(*), coalesce(sum(hashtextextended(said, 0)::numeric), 0)::text FROM ({saying}) AS rows(said)
"""
WORKING = """
SELECT pid FROM pg_stat_activity
WHERE usename = 'payung_app' AND datname = current_database() AND xact_start < clock_timestamp() - interval '10 ms'
  AND pid <> pg_backend_pid()
ORDER BY xact_start LIMIT 1
"""
WRITTEN = """
SELECT column_name FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'
"""
JOBS = """
SELECT j.id, j.status::text, count(e.id) FILTER (WHERE e.type = 'started'),
       coalesce(extract(epoch FROM max(e.at) FILTER (WHERE e.type = 'succeeded')
                                 - max(e.at) FILTER (WHERE e.type = 'started')), 0)::float
FROM procrastinate_jobs AS j LEFT JOIN procrastinate_events AS e ON e.job_id = j.id
WHERE j.task_name = %s AND j.id > %s GROUP BY j.id ORDER BY j.id
"""


@dataclass(frozen=True)
class Job:
    """A job of a stage: its state, how often a worker began it, and how long it took in the end."""

    id: int
    status: str
    begun: int
    seconds: float

    @property
    def over(self) -> bool:
        return self.status not in {"todo", "doing"}


class Register:
    """The register of a running service; reconnects when the database was killed."""

    def __init__(self, state: State) -> None:
        password = kept_password(state.secrets / ADMIN)
        self._address = cluster_of(state).address(ADMIN, password, DATABASE)
        self._connection: psycopg.Connection | None = None

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def ask(self, question: str, values: Iterable[object] = ()) -> list[tuple]:
        """The rows of a question; while the database is away, it is asked again."""
        end = time.monotonic() + LONGEST_RECOVERY
        while True:
            try:
                return self._connected().execute(question, tuple(values) or None).fetchall()
            except psycopg.OperationalError:
                self.close()
                assert time.monotonic() < end, "the database did not come back"
                time.sleep(PAUSE)

    def look(self) -> Digest:
        """The digest as soon as the database answers; one that goes away under the question is waited for."""
        while True:
            self.ask("SELECT 1")
            with suppress(psycopg.OperationalError):
                return self.digest()

    def digest(self) -> Digest:
        """What every table says now, all at one moment."""
        connection = self._connected()
        with connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            rows = {
                name: connection.execute(COUNT.format(saying=saying)).fetchone() for name, saying in SAYINGS.items()
            }
        return {name: (row[0], int(row[1])) for name, row in rows.items() if row}

    def disagreements(self) -> dict[str, int]:
        """What does not agree, with the number of rows: history with every row, and the counts of `agreement`."""
        kept = {f"history of {table}": HISTORY.format(table=table) for (table,) in self.ask(HISTORY_KEPT)}
        found = {name: self.ask(statement)[0][0] for name, statement in (kept | AGREEMENTS).items()}
        return {name: count for name, count in found.items() if count}

    def last_job(self) -> int:
        return int(self.ask("SELECT coalesce(max(id), 0) FROM procrastinate_jobs")[0][0])

    def jobs(self, task: str, *, after: int) -> list[Job]:
        return [Job(*row) for row in self.ask(JOBS, (task, after))]

    def unfinished(self) -> int:
        """Jobs of the stages that wait or are being done."""
        statement = "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND task_name NOT LIKE 'payung.%'"
        return int(self.ask(statement)[0][0])

    def backend_at_work(self) -> int:
        """The server process whose transaction of the application has been open the longest; 0 while there is none."""
        found = self.ask(WORKING)
        return int(found[0][0]) if found else 0

    def save(self, name: str) -> None:
        """Keep every table about people as it stands."""
        connection, tables = self._connected(), self._tables()
        with connection.transaction():
            connection.execute(f"CREATE SCHEMA {name}")
            for table in tables:
                connection.execute(f"CREATE TABLE {name}.{table} AS TABLE public.{table}")

    def restore(self, name: str) -> None:
        """Bring every table about people back to how it was kept. Ids are not given again."""
        tables = self._tables()
        connection = self._connected()
        with connection.transaction():
            connection.execute("SET LOCAL session_replication_role = replica")
            connection.execute(f"TRUNCATE {', '.join(f'public.{table}' for table in tables)}")
            for table in tables:
                columns = self._columns(table)
                connection.execute(f"INSERT INTO public.{table} ({columns}) SELECT {columns} FROM {name}.{table}")
            connection.execute(f"ANALYZE {', '.join(f'public.{table}' for table in tables)}")

    def _tables(self) -> list[str]:
        rows = self.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return [name for (name,) in rows if name.startswith(PREFIXES)]

    def _columns(self, table: str) -> str:
        """Those that are written; the others follow from them."""
        return ", ".join(f'"{name}"' for (name,) in self.ask(WRITTEN, (table,)))

    def _connected(self) -> psycopg.Connection:
        if self._connection is None or self._connection.closed:
            self.close()
            self._connection = psycopg.connect(self._address, autocommit=True, connect_timeout=5)
        return self._connection
