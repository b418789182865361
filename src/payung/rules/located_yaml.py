"""YAML that remembers the line of every entry, and refuses what would read figures inexactly.

Plain YAML readers keep the last of two equal keys and read 0.1 as a binary float; both would change the law in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN_INTEGER = re.compile(r"-?(0|[1-9]\d*)", re.ASCII)
_SCALARS = {"str", "int", "bool", "null", "timestamp"}

Place = tuple[str | int, ...]


class LegislationError(Exception):
    """A figure of the law cannot be given; the text is one sentence: which file and line, and what to do."""


@dataclass
class Document:
    """The content of one file, and the line on which each entry stands."""

    file: Path
    content: dict[str, Any]
    lines: dict[Place, int] = field(default_factory=dict)

    def error(self, message: str, place: Place) -> LegislationError:
        """An error that names the file and the line of `place`; the empty place is the whole file."""
        return error_at(self.file, self.lines.get(place, 1), message)


def error_at(file: Path, line: int, message: str) -> LegislationError:
    """The one form of an error in a legislation file."""
    return LegislationError(f"{file}, line {line}: {message}")


def read(file: Path) -> Document:
    """Read one file whose top level is names and values; LegislationError names the line of whatever is wrong."""
    document = Document(file, {})
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 1
        raise error_at(file, line, f"this is no YAML ({problem.problem}); mend the spelling of the file.") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise error_at(file, 1, "the file cannot be read as text; write it again as UTF-8.") from None
    if not isinstance(root, yaml.MappingNode):
        raise error_at(file, 1, "the file is empty or a list; begin with lines such as 'description: ...'.")
    document.content = _mapping(root, (), document)
    return document


def _build(node: yaml.Node, place: Place, document: Document) -> Any:
    document.lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place, document)
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*place, index), document) for index, child in enumerate(node.value)]
    return _scalar(node, document)


def _mapping(node: yaml.MappingNode, place: Place, document: Document) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in found:
            raise error_at(document.file, line, f"'{key}' stands twice; keep one of them.")
        found[key] = _build(value_node, (*place, key), document)
        document.lines[(*place, key)] = line
    return found


def _scalar(node: yaml.Node, document: Document) -> str | int | bool | date | None:
    kind, line = node.tag.rpartition(":")[2], node.start_mark.line + 1
    if kind == "float":
        raise error_at(document.file, line, f"{node.value} would be inexact; write it as a fraction, such as '1/100'.")
    if kind not in _SCALARS:
        raise error_at(document.file, line, f"a value of the kind '{kind}' is not known; write a number or text.")
    if kind == "int" and _PLAIN_INTEGER.fullmatch(node.value) is None:
        message = f"{node.value} can be read as two numbers; write plain digits without a leading zero or signs."
        raise error_at(document.file, line, message)
    try:
        value: str | int | bool | date | None = yaml.constructor.SafeConstructor().construct_object(node)
    except ValueError:
        raise error_at(document.file, line, f"{node.value} is no day of the calendar; write an existing one.") from None
    return value
