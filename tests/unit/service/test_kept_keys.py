"""Keys that are kept apart come back whole; what stood in their place is set aside, and what is missing is named."""

import json
from pathlib import Path

import pytest

from payung.cli.service import kept_keys
from payung.cli.service.problem import Problem

FIRST, SECOND = ("a2V5IG9uZQ==", "a2V5IHR3bw==")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "12710000000000.json").write_text(json.dumps({"1": FIRST, "2": SECOND}))
    (folder / "secret").write_text("signs sessions")
    return folder


def test_they_come_back_private_and_twice_changes_nothing(kept: Path, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()
    (keys / "secret").write_text("made by a first start")
    for _ in range(2):
        kept_keys.bring_back(kept, keys)
        assert {path.name: path.read_text() for path in keys.iterdir()} == {
            "12710000000000.json": (kept / "12710000000000.json").read_text(),
            "secret": "signs sessions",
            "secret.before-restore": "made by a first start",
        }
    assert {(keys / name).stat().st_mode & 0o077 for name in ("secret", "12710000000000.json")} == {0}


def test_a_folder_without_keys_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="holds no keys"):
        kept_keys.require({}, tmp_path, tmp_path / "keys")


def test_keys_from_before_a_rotation_are_refused_as_older_than_the_backup(kept: Path, tmp_path: Path) -> None:
    wanted, keys = kept_keys.fingerprints(kept), tmp_path / "keys"
    kept_keys.require(wanted, kept, keys)
    older = {name: {"1": numbers["1"]} for name, numbers in wanted.items()}
    kept_keys.require(older, kept, keys)
    (kept / "12710000000000.json").write_text(json.dumps({"1": FIRST}))
    with pytest.raises(Problem) as said:
        kept_keys.require(wanted, kept, keys)
    assert "older than this backup: they lack 12710000000000.json (key 2). Nothing was restored." in str(said.value)
    assert "(key 1)" not in str(said.value)
    assert not keys.exists()


def test_a_city_opened_later_is_lacking_too_unless_its_keys_stand_there(kept: Path, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    wanted = kept_keys.fingerprints(kept) | {"12760000000000.json": {"1": "of a city that was opened later"}}
    with pytest.raises(Problem, match=r"they lack 12760000000000\.json \(key 1\)\."):
        kept_keys.require(wanted, kept, keys)
    keys.mkdir()
    (keys / "12760000000000.json").write_text(json.dumps({"1": SECOND}))
    kept_keys.require(kept_keys.fingerprints(kept) | kept_keys.fingerprints(keys), kept, keys)


def test_another_installation_s_keys_are_refused_as_such(kept: Path, tmp_path: Path) -> None:
    wanted = kept_keys.fingerprints(kept)
    (kept / "12710000000000.json").write_text(json.dumps({"1": SECOND}))
    with pytest.raises(Problem, match=r"not those of this backup: 12710000000000\.json \(key 1\) is another"):
        kept_keys.require(wanted, kept, tmp_path / "keys")


def test_a_missing_number_is_told_and_a_newer_one_is_no_fault(kept: Path, tmp_path: Path) -> None:
    wanted = kept_keys.fingerprints(kept)
    assert FIRST not in json.dumps(wanted)
    assert kept_keys.missing(wanted, kept) == []
    older = {name: {"1": numbers["1"]} for name, numbers in wanted.items()}
    assert kept_keys.missing(older, kept) == []
    (kept / "12710000000000.json").write_text(json.dumps({"1": SECOND, "2": SECOND}))
    assert kept_keys.missing(wanted, kept) == ["12710000000000.json (key 1)"]
    assert kept_keys.missing(wanted, tmp_path) == ["12710000000000.json (key 1)", "12710000000000.json (key 2)"]


def test_a_damaged_key_file_is_told_at_the_backup(kept: Path) -> None:
    (kept / "12710000000000.json").write_text("{")
    with pytest.raises(Problem, match="cannot be read"):
        kept_keys.fingerprints(kept)
