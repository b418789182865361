"""Private files that are either whole or absent."""

import os
from pathlib import Path


def write_private(path: os.PathLike[str], text: str) -> None:
    """Replace the file in one step; only we may read it."""
    whole = Path(path)
    draft = whole.with_name(f".{whole.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(whole)
