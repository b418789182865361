"""Folders that are either whole or absent: filled beside their place, then moved there in one step."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from payung.cli.service.problem import Problem

_UNFINISHED = "unfinished"


def require_free(folder: Path) -> None:
    """A sentence where the folder holds something already, or has no folder to stand in."""
    if not folder.parent.is_dir():
        raise Problem(f"The folder {folder.parent} is not there: make it, then try again.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Problem(f"{folder} is there already and is not empty: name a new folder.")


@contextlib.contextmanager
def draft_of(folder: Path) -> Iterator[Path]:
    """A private folder to fill; `put` moves it to its place. What is not put is removed, now or by the next one."""
    _sweep(folder)
    draft = folder.with_name(f".{folder.name}.{_UNFINISHED}-{os.getpid()}")
    try:
        draft.mkdir(mode=0o700)
    except OSError as error:
        raise Problem(f"The folder {draft} cannot be made ({error.strerror}): make room or mend permissions.") from None
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def put(draft: Path, folder: Path) -> None:
    """Give the draft its place; what stands in it is on the disk before."""
    for path in draft.iterdir():
        path.chmod(0o600)
        _sync(path)
    _sync(draft)
    draft.rename(folder)
    _sync(folder.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(folder: Path) -> None:
    """Remove drafts of this folder whose process is gone."""
    for left in folder.parent.glob(f".{folder.name}.{_UNFINISHED}-*"):
        number = left.name.rpartition("-")[2]
        if number.isdigit() and not _lives(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
