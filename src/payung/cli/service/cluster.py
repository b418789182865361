"""One PostgreSQL cluster: made, started, watched and stopped with the server's own programs."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from payung.cli.service.accounts import Account, initial_account
from payung.cli.service.binaries import Binaries
from payung.cli.service.lifelines import tied_child
from payung.cli.service.problem import Problem
from payung.cli.service.server_log import cause_outside
from payung.cli.service.server_options import as_arguments

ADMIN = "payung_admin"
_LOCALE = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8")


@dataclass(frozen=True)
class Cluster:
    """Where a cluster stands and what runs it."""

    data: Path
    socket_folder: Path
    log: Path
    account: Account
    binaries: Binaries

    def exists(self) -> bool:
        return (self.data / "PG_VERSION").exists()

    @property
    def prepared_mark(self) -> Path:
        """Stands once the roles and the database are made."""
        return self.data / "payung_roles"

    def create(self, *, password: str, durable: bool = True) -> None:
        """Make the data folder, whole or not at all. The superuser gets this password; nobody is trusted."""
        draft = self.data.with_name(f"{self.data.name}.new.{os.getpid()}")
        for left in self.data.parent.glob(f"{self.data.name}.new*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        draft.mkdir(mode=0o700)
        password_file = draft.with_name(f"{draft.name}.password")
        initial = initial_account()
        try:
            initial.give(draft)
            password_file.touch(mode=0o600)
            password_file.write_text(password)
            initial.give(password_file)
            self._initdb(draft, password_file, initial, durable=durable)
        finally:
            password_file.unlink(missing_ok=True)
        self.account.give_tree(draft)
        draft.rename(self.data)

    def _initdb(self, draft: Path, password_file: Path, initial: Account, *, durable: bool) -> None:
        command = [self.binaries.program("initdb"), "-D", str(draft), "-U", ADMIN, f"--pwfile={password_file}"]
        command += ["--auth=scram-sha-256", "--no-instructions", *_LOCALE, *([] if durable else ["--no-sync"])]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            cwd="/",
            env=_clean(),
            preexec_fn=tied_child(signal.SIGKILL),
            **initial.popen(),
        )
        if done.returncode:
            shutil.rmtree(draft, ignore_errors=True)
            raise Problem(
                cause_outside(done.stderr, where=self.data)
                or f"PostgreSQL did not finish making its data folder {self.data}: start again."
            )

    def check_version(self) -> None:
        """Refuse data that another major version wrote: PostgreSQL cannot read it."""
        found = (self.data / "PG_VERSION").read_text().strip()
        if found != self.binaries.major:
            raise Problem(
                f"The database in {self.data} was made by PostgreSQL {found}, and this Payung brings PostgreSQL "
                f"{self.binaries.major}: restore a backup into a new folder, or go back to the earlier Payung."
            )

    def start(self, options: Mapping[str, str], *, ending: signal.Signals) -> subprocess.Popen[bytes]:
        """Start the server as our child; it gets `ending` should we die first."""
        self._make_socket_folder()
        self._wait_for_orphan()
        command = [self.binaries.program("postgres"), "-D", str(self.data), "-k", str(self.socket_folder)]
        with open(self.log, "ab") as log:
            return subprocess.Popen(
                command + as_arguments(options),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=_clean(),
                start_new_session=True,
                preexec_fn=tied_child(ending),
                **self.account.popen(),
            )

    def is_ready(self) -> bool:
        """Whether the server says that it takes connections."""
        lines = self._pid_file()
        return len(lines) > 7 and lines[7].strip() == "ready"

    def address(self, role: str, password: str, database: str) -> str:
        """The address a role signs in with, over the socket."""
        return f"postgresql://{role}:{password}@/{database}?host={quote(str(self.socket_folder))}"

    def _make_socket_folder(self) -> None:
        folder = self.socket_folder
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid not in {os.geteuid(), self.account.owner}:
            raise Problem(f"The folder {folder} belongs to somebody else: remove it, or name a shorter PAYUNG_STATE.")
        folder.chmod(0o700)
        self.account.give(folder)

    def _pid_file(self) -> list[str]:
        with suppress(OSError):
            return (self.data / "postmaster.pid").read_text().splitlines()
        return []

    def _wait_for_orphan(self, seconds: float = 60) -> None:
        """A server whose supervisor was killed is still closing; a number left by a dead one is no server."""
        until = time.monotonic() + seconds
        while (pid := self._running_pid()) is not None:
            if time.monotonic() > until:
                raise Problem(f"Another PostgreSQL (process {pid}) uses {self.data}: stop it with `kill -INT {pid}`.")
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGINT)
            time.sleep(0.2)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _running_pid(self) -> int | None:
        """The process named in the pid file, if it really is a server on this data folder."""
        lines = self._pid_file()
        if not lines or not lines[0].strip().isdigit():
            return None
        pid = int(lines[0])
        with suppress(OSError):
            arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            return pid if os.fsencode(self.data) in arguments else None
        return None


def _clean() -> dict[str, str]:
    """The environment without PG… variables, which would steer the programs, and without our own addresses."""
    kept = {"PATH", "TMPDIR", "LD_LIBRARY_PATH"}
    return {name: value for name, value in os.environ.items() if name in kept} | {"LC_ALL": "C", "TZ": "UTC"}
