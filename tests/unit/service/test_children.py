"""A child's log is kept small while the child goes on writing into it."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from payung.cli.service import children
from payung.cli.service.children import Child

WRITES = "import sys, time\nfor n in range(400):\n    print(f'line {n}', flush=True); time.sleep(0.02)"


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Child]:
    made = Child("writer", [sys.executable, "-c", WRITES], os.environ, tmp_path / "writer.log")
    yield made
    made.end()


def test_a_long_log_is_put_aside_and_written_on(child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "_LARGEST_LOG", 100)
    monkeypatch.setattr(children, "_BETWEEN_LOOKS", 0)
    aside, until = child.log.with_suffix(".1.log"), time.monotonic() + 20
    while not (aside.exists() and child.log.read_text().startswith("line ")):
        assert time.monotonic() < until
        child.tend()
        time.sleep(0.01)
    assert "line " in aside.read_text()
    assert child.ends == 0
