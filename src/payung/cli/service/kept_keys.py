"""The keys beside a backup: copied apart from it, recognised by fingerprints that betray nothing of them."""

import base64
import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from payung.cli.service.problem import Problem

Fingerprints = dict[str, dict[str, str]]
SECRET = "secret"  # noqa: S105 - the name of the file
_LENGTH = 16


def fingerprints(folder: Path) -> Fingerprints:
    """By key file and key number. A key is 512 random bits: its hash says which it is and nothing more."""
    return {path.name: _of_file(path) for path in sorted(folder.glob("*.json"))}


def _of_file(path: Path) -> dict[str, str]:
    try:
        entries = json.loads(path.read_text())
        return {number: _of_key(base64.b64decode(key)) for number, key in entries.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        raise Problem(f"The key file {path} cannot be read: bring it back from its safe copy.") from None


def _of_key(key: bytes) -> str:
    return hashlib.sha256(b"payung key" + key).hexdigest()[:_LENGTH]


def copy_out(keys: Path, draft: Path) -> None:
    """Copy every key file, and the secret that signs sessions, into a draft."""
    for path in _files(keys):
        shutil.copyfile(path, draft / path.name)


def bring_back(kept: Path, keys: Path) -> None:
    """Copy kept keys into an installation that holds no data yet. A file of its own that differs is set aside."""
    if not any(kept.glob("*.json")):
        raise Problem(f"{kept} holds no keys: name the folder that `payung backup --keys` wrote.")
    keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in _files(kept):
        _bring(path, keys / path.name)


def _bring(source: Path, target: Path) -> None:
    content = source.read_bytes()
    if target.exists() and target.read_bytes() != content:
        target.rename(target.with_name(f"{target.name}.before-restore"))
    draft = target.with_name(f".{target.name}.draft")
    draft.touch(mode=0o600)
    draft.write_bytes(content)
    draft.replace(target)


def missing(wanted: Mapping[str, Mapping[str, str]], folder: Path) -> list[str]:
    """The key files that lack a key which the data may need."""
    found = fingerprints(folder)
    return [name for name, keys in wanted.items() if not keys.items() <= found.get(name, {}).items()]


def _files(folder: Path) -> list[Path]:
    return [*sorted(folder.glob("*.json")), *(path for path in [folder / SECRET] if path.exists())]
