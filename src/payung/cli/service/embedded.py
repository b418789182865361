"""The embedded PostgreSQL: one server per state folder, shared by every command, stopped by the last."""

import contextlib
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import psycopg

from payung.cli.service import roles
from payung.cli.service.accounts import database_account
from payung.cli.service.binaries import binaries_for
from payung.cli.service.cluster import ADMIN, Cluster
from payung.cli.service.detached import Detached, start_detached
from payung.cli.service.locks import Lock, is_held, is_used
from payung.cli.service.passwords import kept_password
from payung.cli.service.problem import Problem
from payung.cli.service.server_log import last_words, sentence_from
from payung.cli.service.server_options import throw_away_options
from payung.cli.service.state import State

# Crash recovery of a large register can take minutes; a person is told after a few seconds.
_LONGEST_START, _TELL_AFTER = 600, 8
_PAUSE = 0.05
KEEPER_GAVE_UP = 1  # its exit code; the reason stands in the state folder's file `problem`
_TEMPORARY = "payung-test-"


@dataclass(frozen=True)
class Addresses:
    """Where the three roles sign in. Web and jobs are given only the application's."""

    admin: str
    owner: str
    app: str


def cluster_of(state: State) -> Cluster:
    """The cluster of this state folder, which need not exist yet."""
    account = database_account(state.database)
    return Cluster(
        data=state.database,
        socket_folder=state.socket_folder,
        log=state.server_log,
        account=account,
        binaries=binaries_for(account, copies=state.folder),
    )


def addresses_of(state: State, cluster: Cluster, *, database: str = roles.DATABASE) -> Addresses:
    """The roles' addresses, with passwords made at first use and kept in the state folder."""

    def address(role: str, place: str) -> str:
        return cluster.address(role, kept_password(state.secrets / role), place)

    return Addresses(address(ADMIN, "postgres"), address(roles.OWNER, database), address(roles.APP, database))


class Attachment:
    """A command's hold on the running server. Released when closed, or when the process ends in any way."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._users = Lock(state.lock("users"))
        self._keeper: Detached | None = None
        self.addresses: Addresses

    def open(self) -> "Attachment":
        """Start the server unless it runs, and wait until it takes connections."""
        self._users.share()
        try:
            self._cluster = cluster_of(self._state)
            self.addresses = addresses_of(self._state, self._cluster)
            self.wait()
        except BaseException:
            self.close()
            raise
        return self

    def revive(self) -> None:
        """Start a keeper if there is none: it died, and the server with it."""
        ended = self._keeper.ended() if self._keeper is not None else None
        if ended == KEEPER_GAVE_UP:
            raise Problem(self._why())
        starting = self._keeper is not None and ended is None
        if not starting and not is_held(self._state.lock("keeper")):
            self._keeper = start_detached("payung.cli.service.keeper", self._state.folder, log=self._state.keeper_log)

    def close(self) -> None:
        self._users.release()

    def wait_for_stop(self, seconds: float = 90) -> None:
        """After close: wait for the server to stop, unless another command uses it."""
        keeper, users = self._state.lock("keeper"), self._state.lock("users")
        until = time.monotonic() + seconds
        while is_held(keeper) and time.monotonic() < until:
            if is_used(users) and not is_held(users):
                return  # held together with others: a command still works
            time.sleep(_PAUSE)

    def wait(self) -> None:
        """Wait until the server takes connections, starting it if need be."""
        started, told = time.monotonic(), False
        while not (self._cluster.prepared_mark.exists() and self._answers()):
            self.revive()
            waited = time.monotonic() - started
            if waited > _LONGEST_START:
                raise Problem(f"The database did not start within {_LONGEST_START} s: see {self._state.server_log}.")
            if waited > _TELL_AFTER and not told:
                click.echo("The database is starting; after a crash it first repairs itself, which can take minutes.")
                told = True
            time.sleep(_PAUSE)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.addresses.app, connect_timeout=2).close()
        except psycopg.Error:
            return False
        return True

    def _why(self) -> str:
        words = self._state.folder / "problem"
        return words.read_text() if words.exists() else f"The database does not start: see {self._state.logs}."


@contextlib.contextmanager
def temporary_cluster() -> Iterator[Addresses]:
    """A throw-away server for tests: fast, not durable, gone afterwards. The owner may create databases.

    The three addresses name the database `payung`, owned by `payung_owner` (admin: `postgres`).
    """
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=_TEMPORARY))
    lock = Lock(folder / "lock")
    lock.wait()
    try:
        folder.chmod(0o711)
        account = database_account(folder / "database")
        (folder / "binaries").mkdir()
        binaries = binaries_for(account, copies=folder / "binaries")
        cluster = Cluster(folder / "database", folder / "s", folder / "log", account, binaries)
        with _running(cluster) as addresses:
            yield addresses
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()


@contextlib.contextmanager
def _running(cluster: Cluster) -> Iterator[Addresses]:
    password = "only-for-a-test"  # noqa: S105 - behind a socket folder that only we may enter
    cluster.create(password=password, durable=False)
    server = cluster.start(throw_away_options(), ending=signal.SIGQUIT)
    try:
        _wait_for(cluster, server)
        admin = cluster.address(ADMIN, password, "postgres")
        with roles.connect(admin) as connection:
            roles.put_role(connection, roles.OWNER, password=password, attributes="CREATEDB")
            roles.put_role(connection, roles.APP, password=password)
            roles.put_database(connection, roles.DATABASE, owner=roles.OWNER, app=roles.APP)
        yield Addresses(admin, *(cluster.address(role, password, roles.DATABASE) for role in (roles.OWNER, roles.APP)))
    finally:
        server.send_signal(signal.SIGQUIT)
        server.wait()


def _wait_for(cluster: Cluster, server: subprocess.Popen[bytes]) -> None:
    while not cluster.is_ready():
        if server.poll() is not None:
            raise Problem(sentence_from(last_words(cluster.log), where=cluster.data))
        time.sleep(0.02)


def _sweep() -> None:
    """Remove what killed tests left: folders whose lock nobody holds."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_TEMPORARY}*"):
        with contextlib.suppress(OSError):
            if (folder / "lock").exists() and not is_held(folder / "lock"):
                shutil.rmtree(folder, ignore_errors=True)
