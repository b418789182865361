"""Under which system account PostgreSQL runs: it refuses root, so root hands it an account of its own."""

import hashlib
import os
import pwd
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Debian leaves 60578–61183 to nobody: not home users, not containers, not systemd's dynamic users.
FIRST_FREE_UID, LAST_FREE_UID = 60578, 61183


@dataclass(frozen=True)
class Account:
    """`uid` and `gid` to take on, or None for the account that runs the command."""

    uid: int | None = None
    gid: int | None = None

    def popen(self) -> dict[str, Any]:
        """Arguments of subprocess that start a process under this account."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path: Path) -> None:
        """Hand over one file or folder."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def give_tree(self, folder: Path) -> None:
        if self.uid is None:
            return
        for path in _everything(folder):
            self.give(path)

    @property
    def owner(self) -> int:
        return os.geteuid() if self.uid is None else self.uid


OURSELVES = Account()


def initial_account() -> Account:
    """The account for `initdb`, which insists on one with a name; the data then goes to the database account."""
    return _named("nobody") if os.geteuid() == 0 else OURSELVES


def database_account(folder: Path) -> Account:
    """The account of the cluster kept in `folder`: of its owner if it is there, else one that nobody else uses."""
    if os.geteuid() != 0:
        return OURSELVES
    if folder.exists() and folder.stat().st_uid != 0:
        status = folder.stat()
        return Account(status.st_uid, status.st_gid)
    return _unused(folder)


def _unused(folder: Path) -> Account:
    """A number without a name, so that no other service shares it and no user has to be created."""
    span = LAST_FREE_UID - FIRST_FREE_UID + 1
    start = int.from_bytes(hashlib.sha256(bytes(folder)).digest()[:4], "big") % span
    for step in range(span):
        uid = FIRST_FREE_UID + (start + step) % span
        if not _has_name(uid):
            return Account(uid, uid) if _mapped(uid) else initial_account()
    return initial_account()


def _mapped(uid: int) -> bool:
    """Whether this container knows the number at all (rootless containers map only some)."""
    try:
        ranges = Path("/proc/self/uid_map").read_text().splitlines()
    except OSError:
        return True
    return any(int(first) <= uid < int(first) + int(count) for first, _, count in (line.split() for line in ranges))


def _has_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _named(name: str) -> Account:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return Account(65534, 65534)
    return Account(entry.pw_uid, entry.pw_gid)


def _everything(folder: Path) -> Iterator[Path]:
    yield folder
    for parent, folders, files in os.walk(folder):
        yield from (Path(parent, name) for name in (*folders, *files))
