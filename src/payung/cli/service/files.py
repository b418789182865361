"""Files that are either whole or absent, and private ones."""

import os
import secrets
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """Replace the file in one step; only we may read it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def generated_password(path: Path) -> str:
    """The password kept in this file, made at first use. Two first users agree on one."""
    try:
        return path.read_text()
    except FileNotFoundError:
        pass
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    write_private(draft, secrets.token_urlsafe(32))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first
    draft.unlink()
    return path.read_text()
