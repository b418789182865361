"""The process that keeps the embedded server: starts it, starts it again when it crashes, stops it after the last user.

It belongs to no command: commands come and go, each holding the lock `users` together with the others. When the
keeper can take that lock alone, nobody needs the server. Killed commands let go of the lock like any other.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from payung.cli.service import roles
from payung.cli.service.cluster import ADMIN, Cluster
from payung.cli.service.embedded import KEEPER_GAVE_UP, addresses_of, cluster_of
from payung.cli.service.files import write_private
from payung.cli.service.locks import Lock
from payung.cli.service.passwords import kept_password
from payung.cli.service.problem import Problem
from payung.cli.service.server_log import known_cause, last_words, sentence_from
from payung.cli.service.server_options import durable_options
from payung.cli.service.state import State

_PAUSE, _PATIENCE = 0.2, 60
_BACKOFF = (0.2, 0.5, 1, 2, 4)
# A server that ran this long and then crashed starts counting its crashes anew.
_SETTLED_AFTER = 30
_LARGEST_LOG = 10 * 1024 * 1024


class Keeper:
    """Keeps one server running while somebody uses it."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._users = Lock(state.lock("users"))
        self._asked_to_stop = self._was_ready = False
        self._server: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)
        cluster = cluster_of(self._state)
        if not cluster.exists():
            cluster.create(password=kept_password(self._state.secrets / ADMIN))
        cluster.check_version()
        try:
            self._keep(cluster)
        finally:
            self._stop()

    def _keep(self, cluster: Cluster) -> None:
        crashes = 0
        while True:
            began = time.monotonic()
            from_byte = self._begin(cluster)
            if self._until_it_ends(cluster):
                return
            crashes = 1 if time.monotonic() - began > _SETTLED_AFTER else crashes + 1
            words = last_words(cluster.log, start=from_byte)
            # A server that came up and crashed is started again, however often; only failed starts are given up.
            cause = None if self._was_ready else known_cause(words, where=cluster.data)
            if cause or (crashes > len(_BACKOFF) and not self._was_ready):
                raise Problem(cause or sentence_from(words, where=cluster.data))
            time.sleep(_BACKOFF[min(crashes, len(_BACKOFF)) - 1])

    def _begin(self, cluster: Cluster) -> int:
        """Start the server; answers where its words begin in the log."""
        log = cluster.log
        if log.exists() and log.stat().st_size > _LARGEST_LOG:
            log.replace(log.with_suffix(".1.log"))
        size = log.stat().st_size if log.exists() else 0
        self._server = cluster.start(durable_options(), ending=signal.SIGINT)
        return size

    def _until_it_ends(self, cluster: Cluster) -> bool:
        """True when it was stopped because nobody needs it; False when it ended by itself."""
        self._was_ready = False
        while self._server is not None and self._server.poll() is None:
            if self._asked_to_stop or self._users.take():
                return True
            if not self._was_ready and cluster.is_ready():
                self._was_ready = True
                self._prepare_roles(cluster)
            time.sleep(_PAUSE if self._was_ready else _PAUSE / 10)
        return False

    def _prepare_roles(self, cluster: Cluster) -> None:
        """Once per data folder: the owner, the application's role and the database."""
        mark = cluster.prepared_mark
        if mark.exists():
            return
        addresses = addresses_of(self._state, cluster)
        with roles.connect(addresses.admin) as connection:
            for role in (roles.OWNER, roles.APP):
                roles.put_role(connection, role, password=kept_password(self._state.secrets / role))
            roles.put_database(connection, roles.DATABASE, owner=roles.OWNER, app=roles.APP)
            roles.close_databases(connection, "postgres", "template1")
        mark.touch(mode=0o600)
        cluster.account.give(mark)

    def _stop(self) -> None:
        """Fast shutdown; whoever does not end in time is ended, and repairs itself at the next start."""
        if self._server is None:
            return
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if self._server.poll() is not None:
                return
            self._server.send_signal(number)
            try:
                self._server.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                continue

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._asked_to_stop = True


def main(folder: str) -> int:
    """0: kept and stopped, or another keeper is at it. Else the reason stands in the state folder's file `problem`."""
    os.chdir("/")  # holds no folder that somebody may want to remove
    state = State(Path(folder))
    alone = Lock(state.lock("keeper"))
    if not _take(alone):
        return 0
    problem_file = state.folder / "problem"
    problem_file.unlink(missing_ok=True)
    try:
        Keeper(state).run()
    except Problem as problem:
        write_private(problem_file, problem.message)
        return KEEPER_GAVE_UP
    except OSError as error:
        write_private(problem_file, f"The database cannot start in {state.folder}: {error.strerror}.")
        return KEEPER_GAVE_UP
    return 0


def _take(lock: Lock) -> bool:
    """A command that only looks whether a keeper is there holds the lock for an instant: try more than once."""
    for _ in range(20):
        if lock.take():
            return True
        time.sleep(0.01)
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
