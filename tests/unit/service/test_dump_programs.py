"""Which pg_dump and pg_restore fit which server, and what is said where none does."""

from pathlib import Path

import pytest

from payung.cli.service import dump_programs
from payung.cli.service.dump_programs import DumpPrograms, fitting
from payung.cli.service.problem import Problem


def programs(folder: Path, major: int) -> Path:
    """A folder with programs that say they are of this version, and fail at anything else."""
    place = folder / str(major)
    place.mkdir()
    for name in ("pg_dump", "pg_restore"):
        said = f'echo "{name} (PostgreSQL) {major}.4 (Debian {major}.4-1)"'
        fails = f'echo "{name}: error: no room for $PGPASSWORD on $@" >&2; exit 1'
        (place / name).write_text(f'#!/bin/sh\nif [ "$1" = --version ]; then {said}; else {fails}; fi\n')
        (place / name).chmod(0o755)
    return place


@pytest.mark.parametrize(
    ("there", "server", "dumped_by", "taken"),
    [
        ((15, 16, 18), 15, 0, 15),
        ((15, 16, 18), 16, 0, 16),
        ((16, 18), 15, 0, 16),  # newer programs, as long as a server of 15 understands what they write
        ((15, 18), 17, 0, 18),
        ((15, 18), 18, 0, 18),
        ((15, 16), 15, 16, 16),  # what 16 dumped, 15 may not read
        ((18,), 15, 0, None),
        ((15,), 18, 0, None),
        ((17,), 17, 18, None),
    ],
)
def test_the_oldest_that_fits_is_taken(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    there: tuple[int, ...],
    server: int,
    dumped_by: int,
    taken: int | None,
) -> None:
    folders = [programs(tmp_path, major) for major in there]
    monkeypatch.setattr(dump_programs, "_folders", lambda: iter(folders))
    if taken is None:
        with pytest.raises(Problem, match=rf"postgresql-client-{max(server, dumped_by)}\)"):
            fitting(server, at_least=dumped_by)
    else:
        assert fitting(server, at_least=dumped_by).major == taken


def test_a_program_that_does_not_run_fits_nothing(tmp_path: Path) -> None:
    assert not DumpPrograms(tmp_path).fits(15)


def test_the_password_stands_on_no_command_line(tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        DumpPrograms(programs(tmp_path, 18)).run("pg_dump", "postgresql://me:hush@host/payung", ["--file=x"])
    said = refused.value.message
    assert said.count("hush") == 1  # where the program reads it: in its environment
    assert said.startswith("pg_dump failed: no room for hush on --file=x --no-password --dbname=")
