"""Writes the generated parts of docs/reference/legislation.md: `python -m payung.rules.document`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from payung.rules.legislation import PROJECT_FOLDER, Dated, Legislation, Parameter, Value, load

PROJECT = PROJECT_FOLDER.parent
PAGE = PROJECT / "docs" / "reference" / "legislation.md"
CASES = PROJECT / "tests" / "spec" / "rules" / "protection.yaml"
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
        page = _replaced(page, name, "\n".join(lines))
    return page


def main(arguments: list[str]) -> int:
    """Write the page; with --check only say whether it is up to date (exit code 1 when not)."""
    page = PAGE.read_text(encoding="utf-8")
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    fresh = rendered(page, legislation=load(PROJECT_FOLDER), cases=cases)
    if "--check" in arguments:
        return int(fresh != page)
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


def _replaced(page: str, name: str, text: str) -> str:
    begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
    if begin not in page or end not in page:
        raise ValueError(f"{PAGE.name} has no part between '{begin}' and '{end}'; put the two marks back.")
    before, rest = page.split(begin, 1)
    after = rest.split(end, 1)[1]
    return f"{before}{begin}\n\n{text}\n\n{end}{after}"


def _figures(parameters: list[Parameter]) -> list[str]:
    lines = ["| name and meaning | from | value | law | source | confidence |", "|---|---|---|---|---|---|"]
    for parameter in parameters:
        meaning = f"`{parameter.path}` {parameter.description} Unit: {parameter.unit}."
        for dated in parameter.values:
            cells = (meaning, *_cells(dated))
            lines.append("| " + " | ".join(_cell(each) for each in cells) + " |")
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
        lines.append("| " + " | ".join(_cell(each) for each in cells) + " |")
    return lines


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
