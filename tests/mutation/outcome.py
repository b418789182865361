"""What became of each mutant, read from mutmut's own files and kept in results.yaml."""

import json
import subprocess
from pathlib import Path
from typing import Any

import yaml

RESULTS = Path(__file__).with_name("results.yaml")
KILLED, TIMED_OUT = {1, 3}, {24, 36, 152, 255, -24}
SURVIVED = 0


def of_module(tree: Path, module: Path) -> dict[str, Any]:
    """How many mutants a module had, how many were noticed or never run, and the others with their lines."""
    file = tree / "mutants" / module.with_suffix(".py.meta")
    codes = json.loads(file.read_text())["exit_code_by_key"] if file.exists() else {}
    unnoticed = [name for name, code in codes.items() if code is not None and code not in KILLED | TIMED_OUT]
    return {
        "mutants": len(codes),
        "killed": sum(code in KILLED for code in codes.values()),
        "timed_out": sum(code in TIMED_OUT for code in codes.values()),
        "not_run": sum(code is None for code in codes.values()),
        "survived": [_changed(tree, name) for name in unnoticed],
    }


def _changed(tree: Path, name: str) -> dict[str, str]:
    """The line of one mutant as it was and as it became."""
    program = tree.parent / "environment" / "bin" / "mutmut"
    shown = subprocess.run([program, "show", name], cwd=tree, capture_output=True, text=True, check=True).stdout
    lines = [line for line in shown.splitlines() if line[:1] in {"-", "+"} and line[:3] not in {"---", "+++"}]
    sides = {sign: " ".join(line[1:].strip() for line in lines if line[0] == sign) for sign in "-+"}
    return {"was": sides["-"], "became": sides["+"]}


def forget_survivors(tree: Path) -> None:
    """Let mutmut run those again that no test noticed; what was noticed stays so."""
    for file in (tree / "mutants").rglob("*.py.meta"):
        known = json.loads(file.read_text())
        codes = known["exit_code_by_key"]
        known["exit_code_by_key"] = {name: None if code == SURVIVED else code for name, code in codes.items()}
        file.write_text(json.dumps(known))


def keep(found: dict[str, dict[str, Any]]) -> None:
    """Replace what results.yaml says of these modules."""
    whole = {**read(), **found}
    RESULTS.write_text(yaml.safe_dump(dict(sorted(whole.items())), allow_unicode=True, sort_keys=False, width=10_000))


def read() -> dict[str, dict[str, Any]]:
    """What is known of each module."""
    return dict(yaml.safe_load(RESULTS.read_text()) or {}) if RESULTS.exists() else {}
