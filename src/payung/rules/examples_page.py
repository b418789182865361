"""The generated parts of docs/reference/worked-examples.md: every example, what is expected, what is computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from payung.rules.examples import Checked, check, read_examples
from payung.rules.kinds import KINDS
from payung.rules.legislation import Legislation
from payung.shared.generated import replaced, row

PAGE = "worked-examples.md"
_HEAD = ("id", "inputs", "expected", "computed", "agrees", "source", "confidence")


def rendered(page: str, *, file: Path, law: Legislation) -> str:
    """The page with its examples written anew, computed on the day on which a figure was last checked."""
    on = max(dated.checked for parameter in law.parameters.values() for dated in parameter.values)
    examples = read_examples(file)
    checked = list(check(examples, on=on, law=law))
    page = replaced(page, "summary", [_summary(checked, on)], file=PAGE)
    return replaced(page, "examples", _sections(examples, checked), file=PAGE)


def _summary(checked: list[Checked], on: date) -> str:
    agree = sum(each.agrees for each in checked)
    return f"**{agree} of {len(checked)} examples agree**, computed with the law as it was known on {on}."


def _sections(examples: list[dict[str, Any]], checked: list[Checked]) -> Iterator[str]:
    """One table for each kind, in the order in which the kinds are listed."""
    pairs = list(zip(examples, checked, strict=True))
    for kind in KINDS:
        found = [(example, result) for example, result in pairs if result.kind == kind]
        if found:
            yield from (f"### `{kind}`", "", _what(kind), "", row(_HEAD), row("---" for _ in _HEAD))
            yield from (row(_cells(example, result)) for example, result in found)
            yield ""


def _what(kind: str) -> str:
    """The first sentence that the rule says of itself."""
    return (KINDS[kind].compute.__doc__ or "").strip().splitlines()[0]


def _cells(example: Mapping[str, Any], result: Checked) -> Iterable[str]:
    expected = example["expected"]
    computed = {key: result.computed.get(key) for key in expected}
    return (
        result.id,
        _written(example["inputs"]),
        _written(expected),
        result.problem or _written(computed),
        "yes" if result.agrees else "**no**",
        ", ".join(example.get("src", [])),
        str(example.get("conf", "")),
    )


def _written(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}: {_plain(each)}" for name, each in values.items())


def _plain(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "nothing"}[value]
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_plain, value))}]"
    if isinstance(value, Mapping):
        return f"{{{_written(value)}}}"
    return str(value)
