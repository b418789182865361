"""What PostgreSQL's last words mean for the person who started it."""

import re
from collections.abc import Mapping
from pathlib import Path

# Enough for the words of one failed start.
_TAIL_BYTES = 8_000
_OUTSIDE = {
    r"No space left on device|disk quota": "The disk that holds {where} is full: make room and start again.",
    r"Permission denied|data directory .* has (wrong|invalid)|Operation not permitted": (
        "PostgreSQL may not use {where}: it must be reachable by and belong to the account that made it."
    ),
    r"Read-only file system": "The disk that holds {where} is read-only: name a folder elsewhere in PAYUNG_STATE.",
    r"could not (map|create|resize).*shared memory|Cannot allocate memory": (
        "There is not enough memory to start PostgreSQL for {where}: end other programs and start again."
    ),
}
_IN_THE_DATA = {
    r"database files are incompatible": "The database in {where} was made by another version of PostgreSQL.",
    r"(invalid|could not locate a valid) checkpoint record|could not read file|PANIC": (
        "The database in {where} is damaged: restore the last backup into a new folder (PAYUNG_STATE)."
    ),
}


def known_cause(words: str, *, where: Path) -> str | None:
    """One sentence, if these last words tell of something that starting again does not mend."""
    return _first(_OUTSIDE | _IN_THE_DATA, words, where)


def cause_outside(words: str, *, where: Path) -> str | None:
    """The same for what lies in the machine, not in the data."""
    return _first(_OUTSIDE, words, where)


def _first(sayings: Mapping[str, str], words: str, where: Path) -> str | None:
    return next(
        (sentence.format(where=where) for saying, sentence in sayings.items() if re.search(saying, words)), None
    )


def sentence_from(words: str, *, where: Path) -> str:
    """One sentence for these last words of `postgres` or `initdb`."""
    if cause := known_cause(words, where=where):
        return cause
    found = re.findall(r"(?:FATAL|PANIC|error): *(.+)", words)
    said = f" (it says: {found[-1].strip()})" if found else ""
    return f"PostgreSQL does not start on {where}{said}: start again; if it stays so, see the folder logs beside it."


def last_words(log: Path, *, start: int = 0) -> str:
    """What was added to the log since it had `start` bytes, at most its tail."""
    try:
        with open(log, "rb") as file:
            size = file.seek(0, 2)
            file.seek(max(start, size - _TAIL_BYTES, 0))
            return file.read().decode(errors="replace")
    except OSError:
        return ""
