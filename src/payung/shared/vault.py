"""Encrypts identifiers with a city's key, which lives outside the database.

AES-SIV (RFC 5297) is deterministic: the same NIK gives the same bytes, so that equality and uniqueness work on
ciphertext, in one column. The name of the field is authenticated with it, so a phone number never equals a NIK and
bytes moved to another column do not open. Keys stand in `<folder>/<city id>.json`, readable by their owner alone;
secrets of accounts, which belong to no city, have a file of their own.
"""

import base64
import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

KEY_BITS = 512
ACCOUNTS = "accounts"  # whose key seals the second factors of accounts
Owner = int | str  # a city's id, or ACCOUNTS
Stamp = tuple[int, int]
_folder: Path = Path()


class VaultError(RuntimeError):
    """A key that is missing, unreadable or does not open what it should."""


def use_folder(folder: Path) -> None:
    """Where the keys of all cities stand. Called once at start-up."""
    global _folder
    _folder = folder
    _load_keys.cache_clear()


def key_file(owner: Owner) -> Path:
    return _folder / f"{owner}.json"


def key_numbers(owner: Owner) -> list[int]:
    """The numbers of all keys in the file, oldest first."""
    return sorted(_load_keys(key_file(owner), _stamp(key_file(owner))))


@dataclass(frozen=True, slots=True)
class Vault:
    """One city's key. `seal` and `open` take the field's name, which is part of the secret."""

    cipher: AESSIV

    @classmethod
    def of_city(cls, city: Owner, *, key_no: int) -> "Vault":
        keys = _load_keys(key_file(city), _stamp(key_file(city)))
        if key_no not in keys:
            raise VaultError(
                f"Key {key_no} of city {city} is not in {key_file(city)}: bring it back from the safe copy of the keys."
            )
        return cls(keys[key_no])

    @classmethod
    def of_accounts(cls, *, key_no: int) -> "Vault":
        """The key for secrets of accounts."""
        return cls.of_city(ACCOUNTS, key_no=key_no)

    def seal(self, field: str, value: str) -> bytes:
        return self.seal_bytes(field, value.encode())

    def open(self, field: str, sealed: bytes | memoryview) -> str:
        return self.open_bytes(field, sealed).decode()

    def seal_bytes(self, field: str, value: bytes) -> bytes:
        return self.cipher.encrypt(value, [field.encode()])

    def open_bytes(self, field: str, sealed: bytes | memoryview) -> bytes:
        try:
            return self.cipher.decrypt(bytes(sealed), [field.encode()])
        except InvalidTag as error:
            raise VaultError(f"A sealed {field} does not open with the city's key: run `payung keys check`.") from error


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_ino)


@lru_cache(maxsize=64)
def _load_keys(path: Path, stamp: Stamp) -> dict[int, AESSIV]:
    """The keys in a file by number; `stamp` tells one state of the file from another, so that it is read again."""
    try:
        entries = json.loads(path.read_text())
        return {int(number): AESSIV(base64.b64decode(key)) for number, key in entries.items()}
    except FileNotFoundError as error:
        raise VaultError(
            f"There is no key file {path}: run `payung keys create`, or bring the file back from its safe copy."
        ) from error
    except OSError as error:
        raise VaultError(
            f"The key file {path} cannot be read: let the user that runs Payung own and read it."
        ) from error
    except (ValueError, TypeError, AttributeError) as error:
        raise VaultError(f"The key file {path} is damaged: bring it back from its safe copy.") from error


def add_key(owner: Owner) -> int:
    """Make one more key and return its number. Older keys stay, so that old backups can be opened."""
    with _held(owner):
        return _append(owner)


def ensure_key(owner: Owner) -> int:
    """The number of the newest key; makes the first one where there is none."""
    if not key_file(owner).exists():
        with _held(owner):
            if not key_file(owner).exists():
                return _append(owner)
    return key_numbers(owner)[-1]


def _append(owner: Owner) -> int:
    path = key_file(owner)
    if path.exists():
        _load_keys(path, _stamp(path))  # a damaged file is not written over
    entries = json.loads(path.read_text()) if path.exists() else {}
    number = max(map(int, entries), default=0) + 1
    entries[str(number)] = base64.b64encode(AESSIV.generate_key(KEY_BITS)).decode()
    _write_private(path, json.dumps(entries))
    return number


@contextlib.contextmanager
def _held(owner: Owner) -> Iterator[None]:
    """One process at a time changes a key file."""
    _folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(_folder / f"{owner}.lock", os.O_WRONLY | os.O_CREAT, 0o600), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write_private(path: Path, text: str) -> None:
    """Whole or not at all: written beside, synced, then renamed over."""
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
