"""Mutation testing of the rules: `make mutate`, or `make mutate MODULES="exact term"` for some modules alone.

mutmut changes one thing at a time in a copy of the engine and runs the tests that reach it; a change that no test
notices survives. It needs nothing but pytest, and is hours of work, so it lives in a throw-away environment under
build/ and is no dependency. What it found is kept in results.yaml; why a survivor may live stands in reasons.yaml.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from tests.mutation import outcome, page

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "mutation"
TREE, ENVIRONMENT = WORK / "tree", WORK / "environment"
RULES = Path("src/payung/rules")
COPIED = ("src/payung", "legislation", "docs", "scripts", "tests/unit/rules", "tests/spec/rules")
TESTS = (
    "tests/unit/rules",
    "tests/spec/rules",
    "tests/generative/test_columns.py",
    "tests/generative/test_protection.py",
)
PROGRAM = "mutmut>=3.8,<4"
# Pages and their writers decide no figure.
LEFT_OUT = {"document", "examples_page", "texts/__init__"}
# First quickly, in processes that have collected the tests. What survives there runs again in one that has read nothing
# of the engine, because what was computed before may have answered for the mutant.
PASSES = ("collect", "import")
PATIENCE = {"timeout_constant": 60, "timeout_multiplier": 2}  # seconds beside twice what the tests took
PRELOADED = ("pytest", "hypothesis", "numpy", "pydantic", "yaml", "holidays", "click")
ARGUMENTS = ("-p", "no:randomly", "-p", "no:django", "-p", "no:cacheprovider", "--hypothesis-seed=0")


def main(names: list[str]) -> None:
    """Test the modules named, or all; write what was found, and the page."""
    modules = names or every_module()
    unknown = sorted(set(modules) - set(every_module()))
    if unknown:
        sys.exit(f"No module of the rules: {', '.join(unknown)}. There are {', '.join(every_module())}.")
    prepare()
    for warmup in PASSES:
        (TREE / "setup.cfg").write_text(_settings(modules, warmup))
        outcome.forget_survivors(TREE)
        run()
    outcome.keep({name: outcome.of_module(TREE, RULES / f"{name}.py") for name in modules})
    page.write()


def every_module() -> list[str]:
    """The modules of the engine, such as exact or contributions/bpu."""
    found = sorted(file.relative_to(ROOT / RULES).with_suffix("") for file in (ROOT / RULES).rglob("*.py"))
    return [str(name) for name in found if str(name) not in LEFT_OUT and not str(name).endswith("__init__")]


def run() -> None:
    """mutmut, over whatever has no result yet."""
    log = WORK / "log.txt"
    command = ["nice", ENVIRONMENT / "bin" / "mutmut", "run", "--max-children", str(os.cpu_count())]
    with log.open("w") as file:
        ended = subprocess.run(command, cwd=TREE, stdout=file, stderr=subprocess.STDOUT, check=False)
    if ended.returncode:
        sys.exit(f"mutmut could not run; {log} says why.")


def prepare() -> None:
    """An environment with mutmut beside the project's packages, and a copy of what the engine's tests need."""
    shutil.rmtree(TREE, ignore_errors=True)
    for name in COPIED:
        shutil.copytree(ROOT / name, TREE / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("tests/__init__.py", "tests/unit/__init__.py", "tests/spec/__init__.py"):
        shutil.copy(ROOT / name, TREE / name)
    (TREE / "tests" / "generative").mkdir()
    for name in ("__init__.py", "test_columns.py", "test_protection.py"):
        shutil.copy(ROOT / "tests" / "generative" / name, TREE / "tests" / "generative" / name)
    (TREE / "pytest.ini").write_text("[pytest]\npythonpath = .\n")
    (TREE / "preload.txt").write_text("\n".join(PRELOADED) + "\n")
    if not (ENVIRONMENT / "bin" / "mutmut").exists():
        subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True)
        subprocess.run([ENVIRONMENT / "bin" / "pip", "install", "--quiet", PROGRAM], check=True)
        own = next((ENVIRONMENT / "lib").iterdir()) / "site-packages"
        (own / "project.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")


def _settings(modules: list[str], warmup: str) -> str:
    options = {
        "source_paths": ["src"],
        "only_mutate": [str(RULES / f"{name}.py") for name in modules],
        "also_copy": ["legislation", "docs", "scripts", "pytest.ini"],
        "pytest_add_cli_args": ARGUMENTS,
        "pytest_add_cli_args_test_selection": TESTS,
    }
    lines = [f"{name}=\n" + "".join(f"    {each}\n" for each in values) for name, values in options.items()]
    processes = {"process_isolation": "forkserver", "forkserver_warmup": warmup, "preload_modules_file": "preload.txt"}
    return "[mutmut]\n" + "".join([*lines, *(f"{name}={value}\n" for name, value in (processes | PATIENCE).items())])


if __name__ == "__main__":
    main(sys.argv[1:])
