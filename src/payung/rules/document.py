"""Writes the generated parts of legislation.md and worked-examples.md in docs/reference/.

Run as `python -m payung.rules.document`; with --check it writes nothing, and ends with 1 when a page is not up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from payung.rules import examples_page
from payung.rules.legislation import PROJECT_FOLDER, Dated, Legislation, Parameter, Value, load
from payung.shared.generated import replaced, row

REFERENCE = PROJECT_FOLDER.parent / "docs" / "reference"
SPEC = PROJECT_FOLDER.parent / "tests" / "spec" / "rules"
PAGE = "legislation.md"
_UNSURE = {"code", "inference", "memory"}
_LONGEST_LIST = 8


def rendered(page: str, *, legislation: Legislation, cases: Iterable[Mapping[str, Any]]) -> str:
    """The page with its generated parts (figures, doubts, standing) written anew; ValueError when a mark is missing."""
    parameters = [legislation.parameters[path] for path in sorted(legislation.parameters)]
    parts = {
        "figures": _figures(parameters),
        "doubts": _doubts(parameters),
        "standing": _standing(cases),
    }
    for name, lines in parts.items():
        page = replaced(page, name, lines, file=PAGE)
    return page


def main(arguments: list[str], *, folder: Path = REFERENCE, law: Legislation | None = None) -> int:
    """Write the pages in a folder; with --check only say whether they are up to date (exit code 1 when not)."""
    law = law or load(PROJECT_FOLDER)
    cases = yaml.safe_load((SPEC / "protection.yaml").read_text(encoding="utf-8"))
    pages = {name: (folder / name).read_text(encoding="utf-8") for name in (PAGE, examples_page.PAGE)}
    fresh = {
        PAGE: rendered(pages[PAGE], legislation=law, cases=cases),
        examples_page.PAGE: examples_page.rendered(
            pages[examples_page.PAGE], file=SPEC / "worked_examples.yaml", law=law
        ),
    }
    if "--check" in arguments:
        return int(fresh != pages)
    for name, page in fresh.items():
        (folder / name).write_text(page, encoding="utf-8")
    return 0


def _figures(parameters: list[Parameter]) -> list[str]:
    lines = ["| name and meaning | from | value | law | source | confidence |", "|---|---|---|---|---|---|"]
    for parameter in parameters:
        meaning = f"`{parameter.path}` {parameter.description} Unit: {parameter.unit}."
        for dated in parameter.values:
            cells = (meaning, *_cells(dated))
            lines.append(row(cells))
            meaning = ""
    return lines


def _cells(dated: Dated) -> tuple[str, ...]:
    law = f"{dated.law}, {dated.article}"
    sure = f"{dated.confidence}, checked {dated.checked}"
    return str(dated.start), _shown(dated.value), law, dated.source, sure


def _shown(value: Value) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_shown(each)}" for name, each in value.items())
    if isinstance(value, tuple):
        if len(value) > _LONGEST_LIST:
            return f"{len(value)} entries, from ({_shown(value[0])}) to ({_shown(value[-1])})"
        return ", ".join(_shown(each) for each in value) or "none"
    return str(value)


def _doubts(parameters: list[Parameter]) -> list[str]:
    lines = []
    for parameter in parameters:
        unsure = sorted({each.confidence for each in parameter.values} & _UNSURE)
        notes = " ".join(filter(None, [parameter.notes, *(each.notes for each in parameter.values)]))
        if unsure or notes:
            sure = f" ({', '.join(unsure)})" if unsure else ""
            lines.append(f"- `{parameter.path}`{sure}: {notes or 'see the source in the table.'}")
    return lines


def _standing(cases: Iterable[Mapping[str, Any]]) -> list[str]:
    lines = ["| case | months paid | ended on | asked for | standing | source |", "|---|---|---|---|---|---|"]
    for case in cases:
        asked = f"month {case['month']}" if "month" in case else f"day {case['day']}"
        paid = ", ".join(case["paid"]) or "none"
        cells = (case["case"], paid, str(case.get("ended_on", "")), asked, case["standing"], case["source"])
        lines.append(row(cells))
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
