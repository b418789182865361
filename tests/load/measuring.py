"""What the benchmarks share: a process and a database of their own, medians with their spread, tables in Markdown."""

import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any


def in_fresh_database(module: str, *words: str, owner: bool = False) -> dict[str, Any]:
    """Run `python -m module …` on a throw-away server; its last line is JSON. `owner`: row-level security off."""
    from payung.cli.service.embedded import temporary_cluster

    with TemporaryDirectory() as keys, temporary_cluster() as addresses:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "payung.config.settings",
            "PAYUNG_KEYS": keys,
            "BENCH_APP": addresses.app,
            "BENCH_OWNER": addresses.owner,
            "BENCH_ASKED_BY": addresses.owner if owner else addresses.app,
        }
        command = [sys.executable, "-m", module, *words]
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode:
        sys.exit(ended.stderr)
    return dict(json.loads(ended.stdout.strip().splitlines()[-1]))


def prepare() -> None:
    """In the process of its own: the schema as the owner makes it, then the role that asks."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connections

    from payung.config.environment import database
    from payung.shared import vault
    from tests import testing_database

    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    vault.use_folder(Path(os.environ["PAYUNG_KEYS"]))
    testing_database.prepare(os.environ["BENCH_APP"], os.environ["BENCH_OWNER"])
    connections.settings["default"].update(database(os.environ["BENCH_ASKED_BY"]))


def middle(values: Sequence[float], digits: int = 1) -> str:
    """The median, with the least and the most in brackets."""
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def p95(values: Sequence[float]) -> float:
    ordered = sorted(values)
    return ordered[max(round(len(ordered) * 0.95) - 1, 0)]


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; the first column is text, the others are figures."""
    lines = [headings, ["---", *["---:"] * (len(headings) - 1)], *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines) + "\n"


def machine() -> str:
    """What the figures were measured on."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1024**3
    info = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    model = next((line.partition(":")[2].strip() for line in info.splitlines() if line.startswith("model name")), "")
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores ({model or platform.machine()}), {memory:.0f} GiB, {platform.system()}, "
        f"Python {platform.python_version()}; load when begun {load:.1f}"
    )
