"""Writes docs/reference/mutation-tests.md out of what was found and why it may stay: `python -m tests.mutation.page`."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.mutation import outcome

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "mutation-tests.md"
REASONS = Path(__file__).with_name("reasons.yaml")
HEAD = """# Mutation tests of the rules

Written by `make mutate`. mutmut changes one thing at a time in the engine, such as a sign, a number, a name, an argument
or a whole operand, and runs the tests that reach it. A change that a test notices is killed; one that no test notices
survives and is either a test to be written or a change that changes nothing. Each survivor is listed with its reason.

What was found of a line stays as long as the line does. Not run are the mutants of lines that were written after the last
run, those that no run has reached yet, and those that survived before a test was written for them; of them nothing is known.

Left out are the modules that write pages. mutmut does not change decorated functions, such as properties, and skips
constants outside functions; [the tests of the files](../../tests/unit/rules/) watch those.

"""
UNEXPLAINED = "Not explained yet."
COLUMNS = ("mutants", "killed", "timed_out", "survived", "not_run")


def write() -> None:
    """The page, from results.yaml and reasons.yaml."""
    PAGE.write_text(rendered(outcome.read(), reasons()))


def reasons() -> list[dict[str, str]]:
    """Why survivors may live: `became` (an expression for the changed line), `why`, and `module` if it is for one alone."""
    return list(yaml.safe_load(REASONS.read_text()) or []) if REASONS.exists() else []


def rendered(found: dict[str, dict[str, Any]], known: list[dict[str, str]]) -> str:
    """The whole page."""
    return "\n".join([HEAD.rstrip(), "", *_scores(found), "", "## Survivors", "", *_survivors(found, known)]) + "\n"


def _scores(found: dict[str, dict[str, Any]]) -> Iterator[str]:
    yield "| module | mutants | killed | timed out | survived | not run | noticed of those run |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    counts = {name: {**each, "survived": len(each["survived"])} for name, each in found.items() if each["mutants"]}
    for name, each in counts.items():
        yield _score(f"`{name}`", each)
    yield _score("**all**", {column: sum(each[column] for each in counts.values()) for column in COLUMNS})


def _score(name: str, counts: dict[str, int]) -> str:
    ran = counts["mutants"] - counts["not_run"]
    noticed = f"{100 * (counts['killed'] + counts['timed_out']) / ran:.1f} %" if ran else "-"
    return "| " + " | ".join([name, *(f"{counts[column]:,}" for column in COLUMNS), noticed]) + " |"


def _survivors(found: dict[str, dict[str, Any]], known: list[dict[str, str]]) -> Iterator[str]:
    for name, each in found.items():
        by_reason: dict[str, list[dict[str, str]]] = {}
        for change in each["survived"]:
            by_reason.setdefault(why(name, change, known), []).append(change)
        if by_reason:
            yield from (f"### `{name}`", "")
        for reason, changes in by_reason.items():
            yield f"- {reason[:1].upper()}{reason[1:]}"
            yield from (f"  - `{_code(each['was'])}` became `{_code(each['became'])}`" for each in changes)
        if by_reason:
            yield ""


def why(module: str, change: dict[str, str], known: list[dict[str, str]]) -> str:
    """The reason that is written down for one survivor; one without a module is for all of them."""
    for reason in known:
        if reason.get("module", module) == module and re.search(reason["became"], change["became"]):
            return reason["why"]
    return UNEXPLAINED


def _code(line: str) -> str:
    return line.replace("`", "'")


if __name__ == "__main__":
    write()
