"""A built package carries every file of src/payung: the modules by their folders, the others by pyproject's patterns."""

import subprocess
import tomllib
from pathlib import Path

from setuptools import find_packages

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "payung"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PATTERNS = PROJECT["tool"]["setuptools"]["package-data"]["payung"]
LEFT_OUT = {".gitignore"}


def tracked() -> set[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=PACKAGE, capture_output=True, text=True, check=True).stdout
    return {found for name in listed.splitlines() if (found := PACKAGE / name).exists()}


def test_every_data_file_is_part_of_the_package() -> None:
    carried = {path for pattern in PATTERNS for path in PACKAGE.glob(pattern)}
    data = {path for path in tracked() if path.suffix != ".py" and path.name not in LEFT_OUT}
    built = set((PACKAGE / "identity" / "built").iterdir())
    assert data
    assert built
    assert (data | built) - carried == set()


def test_every_module_lies_in_a_package() -> None:
    packages = {ROOT / "src" / Path(*name.split(".")) for name in find_packages(str(ROOT / "src"))}
    assert {path.parent for path in tracked() if path.suffix == ".py"} - packages == set()
