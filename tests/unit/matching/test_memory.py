"""What is free by the machine, the container and the process; rosters that do not fit are refused before the work."""

import errno
import resource
from pathlib import Path

import duckdb
import pytest

from payung.cli.match import _sentence
from payung.matching import memory
from tests.unit.matching.running import SIX, matched, written

MIB = 1024**2


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with 3 MiB free and 1 MiB of swap, in no container."""
    (tmp_path / "meminfo").write_text(f"MemTotal: 9999 kB\nMemAvailable: {3 * 1024} kB\nSwapFree: 1024 kB\n")
    monkeypatch.setattr(memory, "_MEMORY", tmp_path / "meminfo")
    monkeypatch.setattr(memory, "_GROUP", tmp_path / "group")
    monkeypatch.setattr(resource, "getrlimit", lambda _: (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    return tmp_path


def test_the_machine_tells_what_is_free(machine):
    assert memory.available() == 4 * MIB


def test_nothing_tells(machine):
    (machine / "meminfo").unlink()
    assert memory.available() is None
    assert not memory.lacking(10**12)


@pytest.mark.parametrize(("most", "free"), [(str(5 * MIB), 2 * MIB), ("max", 4 * MIB)])
def test_a_container_has_less_and_files_in_memory_can_be_given_up(machine, most, free):
    (machine / "group").mkdir()
    for name, said in (("max", most), ("current", str(4 * MIB)), ("stat", f"anon {3 * MIB}\nfile {MIB}\n")):
        (machine / "group" / f"memory.{name}").write_text(said + "\n")
    assert memory.available() == free


def test_a_limit_of_the_process(machine, monkeypatch):
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1, 1))
    assert memory.available() == 0


@pytest.mark.parametrize(("most", "said"), [(1199, 1200), (1200, None)])
def test_libraries_that_would_abort_are_not_loaded(tmp_path, machine, monkeypatch, most, said):
    monkeypatch.setattr(resource, "getrlimit", lambda _: (most * MIB, most * MIB))
    left = written(tmp_path / "left.csv", SIX)
    result = matched(left, left, "--output", tmp_path / "l.csv", "--threads", "2")
    assert ("(ulimit -v): allow it 1200 MiB" in result.stderr) == bool(said)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


@pytest.mark.parametrize(
    "fault",
    [
        MemoryError(),
        RuntimeError("can't start new thread"),
        RuntimeError("std::bad_alloc"),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        duckdb.OutOfMemoryException("Out of Memory Error: failed"),
        duckdb.IOException('Could not read file "A.parquet": Cannot allocate memory'),
    ],
)
def test_whoever_lacks_memory_says_so(fault):
    assert "too large for this computer's memory" in _sentence(fault)


def test_rosters_that_do_not_fit_are_refused_in_one_sentence(tmp_path, monkeypatch):
    left, out = written(tmp_path / "left.csv", SIX), tmp_path / "l.csv"
    monkeypatch.setattr(memory, "available", lambda: 12 * memory.BYTES_FOR_A_ROW - 1)
    result = matched(left, left, "--output", out)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "too large for this computer's memory" in result.stderr
    assert not out.exists()
    monkeypatch.setattr(memory, "available", lambda: 12 * memory.BYTES_FOR_A_ROW)
    assert matched(left, left, "--output", out).exit_code == 0
