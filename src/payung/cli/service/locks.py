"""Locks that vanish with their process, however it ends."""

import fcntl
import os
from pathlib import Path


class Lock:
    """A flock on a file. Closing it, or dying, releases it; the file itself stays and means nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def share(self) -> None:
        """Wait for, and hold together with others."""
        fcntl.flock(self._open(), fcntl.LOCK_SH)

    def wait(self) -> None:
        """Wait for, and hold alone."""
        fcntl.flock(self._open(), fcntl.LOCK_EX)

    def take(self) -> bool:
        """Hold alone if nobody else holds it, without waiting."""
        try:
            fcntl.flock(self._open(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.release()
            return False
        return True

    def release(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _open(self) -> int:
        if self._file is None:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        return self._file


def is_held(path: Path) -> bool:
    """Whether some process holds the lock alone."""
    return not _can_hold(path, fcntl.LOCK_SH)


def is_used(path: Path) -> bool:
    """Whether some process holds the lock, alone or together with others."""
    return not _can_hold(path, fcntl.LOCK_EX)


def _can_hold(path: Path, kind: int) -> bool:
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(file)
    return True
