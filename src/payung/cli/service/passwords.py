"""Passwords that no person types: made here, kept in private files."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from payung.cli.service.files import write_private


def new_password() -> str:
    return secrets.token_urlsafe(32)


def kept_password(path: Path) -> str:
    """The password kept in this file, made at first use. Two first users agree on one."""
    with suppress(FileNotFoundError):
        return path.read_text()
    draft = path.with_name(f"{path.name}.draft.{os.getpid()}")
    write_private(draft, new_password())
    with suppress(FileExistsError):  # another process was first
        os.link(draft, path)
    draft.unlink()
    return path.read_text()
