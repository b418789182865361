"""Worked examples: inputs and expected figures, compared with what the rules answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from payung.rules.inputs import InputError, shown
from payung.rules.kinds import answer
from payung.rules.legislation import Legislation, LegislationError
from payung.rules.presenting import as_data

_NAMES = ("id", "kind", "inputs", "expected")


class UnreadableExamples(Exception):
    """A file that holds no worked examples; the text says what is wrong, where, and the mend."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One example: what was computed, or why nothing was, and the keys on which it disagrees."""

    id: str
    kind: str
    computed: Mapping[str, Any]
    problem: str
    differences: tuple[tuple[str, Any, Any], ...]

    @property
    def agrees(self) -> bool:
        """Whether every expected key was computed so."""
        return not self.problem and not self.differences


def read_examples(file: Path) -> list[dict[str, Any]]:
    """The examples of a file of the shape {examples: [{id, kind, inputs, expected}]}; other keys are left alone."""
    try:
        content = _ExactLoader(file.read_text(encoding="utf-8")).get_single_data()
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 1
        raise UnreadableExamples(
            f"{file}, line {line}: this is no YAML ({problem.problem}); mend its spelling."
        ) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError):
        raise UnreadableExamples(f"{file} cannot be read as a text file; check its name.") from None
    found = content.get("examples") if isinstance(content, dict) else None
    if not isinstance(found, list) or not found:
        raise UnreadableExamples(f"{file} has no list named 'examples'; add one with id, kind, inputs, expected.")
    for number, example in enumerate(found, start=1):
        _check_shape(file, number, example)
    return found


def check(examples: list[dict[str, Any]], *, on: date, law: Legislation | None = None) -> Iterator[Checked]:
    """Compute each example and compare only the keys under its `expected`."""
    for example in examples:
        computed: Mapping[str, Any] = {}
        problem = ""
        try:
            computed = as_data(answer(example["kind"], example["inputs"], on=on, law=law))
        except (InputError, LegislationError) as fault:
            problem = str(fault)
        yield Checked(
            id=str(example["id"]),
            kind=str(example["kind"]),
            computed=computed,
            problem=problem,
            differences=() if problem else tuple(_differences(example["expected"], computed)),
        )


def _differences(expected: Mapping[str, Any], computed: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for key, value in expected.items():
        if key not in computed or not _same(value, computed[key]):
            yield key, _shown(value), computed.get(key)


def _same(expected: Any, computed: Any) -> bool:
    if isinstance(expected, bool) or isinstance(computed, bool):
        return expected is computed
    if isinstance(expected, int | Decimal) and isinstance(computed, int | float):
        return Fraction(expected) == Fraction(str(computed))
    if isinstance(expected, list) and isinstance(computed, list):
        return len(expected) == len(computed) and all(map(_same, expected, computed))
    return bool(_shown(expected) == computed)


def _shown(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _check_shape(file: Path, number: int, example: object) -> None:
    missing = [name for name in _NAMES if not isinstance(example, dict) or name not in example]
    if missing:
        raise UnreadableExamples(f"{file}: example {number} has no {', '.join(missing)}; add it.")
    if not isinstance(example["kind"], str):  # type: ignore[index]
        raise UnreadableExamples(f"{file}: 'kind' of example {number} is no name; write one such as bpu.")
    for name in ("inputs", "expected"):
        if not isinstance(example[name], dict):  # type: ignore[index]
            raise UnreadableExamples(f"{file}: '{name}' of example {number} holds no names and values; write them.")


class _ExactLoader(yaml.SafeLoader):
    """Reads 0.46 as a decimal, never as a binary fraction; tells where a number or day is none."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ValueError, ArithmeticError):  # 2026-02-30, .inf
            problem = f"{shown(node.value)} is no number or day"
            raise yaml.constructor.ConstructorError(problem=problem, problem_mark=node.start_mark) from None


def _decimal(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(loader.construct_scalar(node).replace("_", ""))


_ExactLoader.add_constructor("tag:yaml.org,2002:float", _decimal)
