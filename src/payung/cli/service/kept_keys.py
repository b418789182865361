"""The keys beside a backup: copied apart from it, recognised by fingerprints that betray nothing of them."""

import base64
import hashlib
import json
import shutil
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


def require(wanted: Fingerprints, kept: Path, keys: Path) -> None:
    """Refuse kept keys with which the data would not open: another installation's, or older than the data.

    A file that the kept folder has not may stand in the installation's `keys` already.
    """
    found = fingerprints(kept)
    if not found:
        raise Problem(f"{kept} holds no keys: name the folder that `payung backup --keys` wrote.")
    known, brought = _by_number(wanted), _by_number(found)
    if others := [_named(each) for each in known.keys() & brought.keys() if known[each] != brought[each]]:
        raise Problem(
            f"The keys in {kept} are not those of this backup: {', '.join(sorted(others))} is another. "
            "Nothing was restored. Name in --keys the folder that was written with this backup."
        )
    standing = {path.name: _of_file(path) for path in keys.glob("*.json") if path.name not in found}
    if lacking := [_named(each) for each in known if each not in brought | _by_number(standing)]:
        raise Problem(
            f"The keys in {kept} are older than this backup: they lack {', '.join(lacking)}. Nothing was restored. "
            "Name in --keys a folder that was written with this backup or later. If there is none, restore without "
            "--keys; what those keys sealed stays unreadable until they are found."
        )


def bring_back(kept: Path, keys: Path) -> None:
    """Copy required keys into an installation that holds no data yet. A file of its own that differs is set aside."""
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


def missing(wanted: Fingerprints, folder: Path) -> list[str]:
    """The keys that the data may need and the folder has not, each by its file and number."""
    known, found = _by_number(wanted), _by_number(fingerprints(folder))
    return [_named(each) for each, print_ in known.items() if found.get(each) != print_]


def _by_number(prints: Fingerprints) -> dict[tuple[str, str], str]:
    return {(name, number): print_ for name, keys in prints.items() for number, print_ in keys.items()}


def _named(key: tuple[str, str]) -> str:
    return f"{key[0]} (key {key[1]})"


def _files(folder: Path) -> list[Path]:
    return [*sorted(folder.glob("*.json")), *(path for path in [folder / SECRET] if path.exists())]
