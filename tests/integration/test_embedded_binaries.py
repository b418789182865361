"""PostgreSQL's programs where its account cannot reach the installation: below root's home, say."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from payung.cli.service import binaries
from payung.cli.service.accounts import database_account
from payung.cli.service.binaries import Binaries, binaries_for, wheel_binaries
from payung.cli.service.problem import Problem
from payung.cli.service.state import State
from tests.integration.embedded_state import state_folder


@pytest.fixture
def state() -> Iterator[State]:
    with state_folder() as state:
        yield state


@pytest.fixture
def hidden(tmp_path: Path) -> Binaries:
    """A whole installation in a folder of ours alone."""
    original = wheel_binaries().folder
    package = original.parent
    place = tmp_path / "private"
    shutil.copytree(original, place / package.name / original.name, ignore=shutil.ignore_patterns("include", "*.a"))
    for libraries in package.parent.glob(f"{package.name}.libs"):
        shutil.copytree(libraries, place / libraries.name)
    place.chmod(0o700)
    return Binaries(place / package.name / original.name)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL under another account")
def test_programs_that_the_account_cannot_reach_are_copied(
    hidden: Binaries, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = database_account(state.database)
    assert not hidden.runs_under(account)
    monkeypatch.setattr(binaries, "wheel_binaries", lambda: hidden)
    copied = binaries_for(account, copies=state.folder)
    assert copied.folder.is_relative_to(state.folder)
    assert copied.runs_under(account)
    assert copied.version == hidden.version
    assert binaries_for(account, copies=state.folder) == copied


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL under another account")
def test_a_state_folder_that_the_account_cannot_reach_is_refused_in_a_sentence(
    hidden: Binaries, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = database_account(state.database)
    state.folder.chmod(0o700)
    monkeypatch.setattr(binaries, "wheel_binaries", lambda: hidden)
    with pytest.raises(Problem, match=r"cannot reach .*: name a folder that every user may pass through"):
        binaries_for(account, copies=state.folder)


def test_an_installation_that_is_read_by_all_is_used_in_place(state: State) -> None:
    found = binaries_for(database_account(state.database), copies=state.folder)
    assert found.runs_under(database_account(state.database))
