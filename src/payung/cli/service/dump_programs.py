"""`pg_dump` and `pg_restore` of a version that fits the server: the wheel's, or those of the machine."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from glob import glob
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from payung.cli.service.binaries import wheel_binaries
from payung.cli.service.lifelines import run_tied
from payung.cli.service.problem import Problem

_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")
# From here on a restore begins with a setting that older servers do not know.
_NEW_SETTING = 17


@dataclass(frozen=True)
class DumpPrograms:
    """One folder with both programs."""

    folder: Path

    @cached_property
    def major(self) -> int:
        """0 where the program does not run."""
        try:
            command = [str(self.folder / "pg_dump"), "--version"]
            said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        except (OSError, subprocess.CalledProcessError):
            return 0
        found = re.search(r"\) (\d+)", said)
        return int(found.group(1)) if found else 0

    def fits(self, server: int, *, at_least: int = 0) -> bool:
        """Whether what these programs take from this server comes back into one of the same version."""
        return self.major >= max(server, at_least) and (self.major < _NEW_SETTING or server >= _NEW_SETTING)

    def run(self, program: str, address: str, arguments: Sequence[str]) -> None:
        """Run to the end; it dies with us. A failure is one sentence, and the password stands on no command line."""
        parts = conninfo_to_dict(address)
        password = str(parts.pop("password", "") or "")
        kept = {name: text for name, text in os.environ.items() if not name.startswith("PG")}
        done = run_tied(
            [str(self.folder / program), *arguments, "--no-password", f"--dbname={make_conninfo('', **parts)}"],
            environment=kept | ({"PGPASSWORD": password} if password else {}) | {"LC_ALL": "C"},
            stderr=subprocess.PIPE,
        )
        if done.returncode:
            raise Problem(f"{program} failed: {_reason(done.stderr)}")


def fitting(server: int, *, at_least: int = 0) -> DumpPrograms:
    """The oldest programs that fit a server of this major version; `at_least`: what made the dump.

    Raises a sentence with what to install where none fits.
    """
    found = [each for each in (DumpPrograms(folder) for folder in _folders()) if each.fits(server, at_least=at_least)]
    if not found:
        raise Problem(
            f"No pg_dump and pg_restore fit this PostgreSQL {server}: install its client programs "
            f"(on Debian: apt-get install postgresql-client-{max(server, at_least)}), then try again."
        )
    return min(found, key=lambda each: each.major)


def _folders() -> Iterator[Path]:
    seen: set[Path] = set()
    named = [wheel_binaries().folder / "bin", *(Path(place) for pattern in _PLACES for place in sorted(glob(pattern)))]
    if path := shutil.which("pg_dump"):
        named.append(Path(path).parent)
    for folder in named:
        both = all((folder / program).exists() for program in ("pg_dump", "pg_restore"))
        if both and folder not in seen:
            seen.add(folder)
            yield folder


def _reason(words: str) -> str:
    """The first error that it names, without a row that it may quote."""
    lines = [line for line in words.splitlines() if "error:" in line] or words.splitlines() or ["it said nothing"]
    return f"{lines[0].split('error:')[-1].strip().rstrip('.')}."
