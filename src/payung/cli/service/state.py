"""Where Payung keeps what it makes: the database, keys, passwords, logs and locks of one installation."""

import hashlib
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from payung.cli.service.accounts import database_account
from payung.cli.service.problem import Problem

ROOT_STATE = Path("/var/lib/payung")
LONGEST_SOCKET_FOLDER = 80  # bytes; the system allows 107 for the socket's whole path


def project_folder() -> Path:
    """The clone this code runs from; the current folder when it was installed without one."""
    clone = Path(__file__).resolve().parents[4]
    return clone if (clone / "pyproject.toml").exists() else Path.cwd()


@dataclass(frozen=True)
class State:
    """The folders and files of one installation."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "database"

    @property
    def secrets(self) -> Path:
        return self.folder / "secrets"

    @property
    def keys(self) -> Path:
        return Path(os.environ.get("PAYUNG_KEYS") or self.folder / "keys")

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def server_log(self) -> Path:
        return self.logs / "postgresql.log"

    @property
    def keeper_log(self) -> Path:
        return self.logs / "keeper.log"

    @property
    def socket_folder(self) -> Path:
        """A short path: inside the state folder if that is short enough, else one in /tmp that only we may enter."""
        inside = self.folder / "run"
        if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER:
            return inside
        digest = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        return Path("/tmp") / f"payung-{os.geteuid()}-{digest}"  # noqa: S108 - ownership is checked before use

    def lock(self, name: str) -> Path:
        return self.folder / f"{name}.lock"

    def open(self) -> "State":
        """Make the folders, readable to us alone; others may only pass through to what is theirs."""
        try:
            self._make()
        except OSError as error:
            raise Problem(
                f"The folder {self.folder} cannot be written ({error.strerror}): "
                "make it writable, or name another in PAYUNG_STATE."
            ) from error
        return self

    def refuse_closed(self) -> None:
        """Before anything is made: PostgreSQL, which never runs as root, must pass through to its data here."""
        if os.geteuid() != 0:
            return
        account = database_account(self.database).popen()
        for folder in (*reversed(self.folder.parents), self.folder):
            if folder.is_dir() and subprocess.run(["test", "-x", folder], cwd="/", **account).returncode:
                raise Problem(
                    f"PostgreSQL, which root runs under another account, cannot pass through {folder}: name in "
                    f"PAYUNG_STATE a folder that every user may pass through, such as {ROOT_STATE / self.folder.name}."
                )

    def _make(self) -> None:
        # Only root's folder is passed through, by the account that PostgreSQL runs under.
        passage = 0o711 if os.geteuid() == 0 else 0o700
        _make_folder(self.folder, passage)
        for private in (self.secrets, self.keys, self.logs):
            _make_folder(private, 0o700)
        probe = self.folder / ".writable"
        probe.touch()
        probe.unlink()


def _make_folder(folder: Path, mode: int) -> None:
    """Create with this mode; a folder that is there keeps its own. Parents of ours get it too, whatever the umask."""
    if folder.exists():
        return
    if not folder.parent.exists():
        _make_folder(folder.parent, 0o755)
    folder.mkdir(exist_ok=True)
    folder.chmod(mode)


def state() -> State:
    """The state folder: PAYUNG_STATE, else `.data` in the clone, else (root) one that PostgreSQL's account reaches."""
    if named := os.environ.get("PAYUNG_STATE"):
        return State(Path(named).absolute())
    project = project_folder()
    if os.geteuid() != 0:
        return State(project / ".data")
    digest = hashlib.sha256(os.fsencode(project)).hexdigest()[:8]
    return State(ROOT_STATE / f"{project.name}-{digest}")
