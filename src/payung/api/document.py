"""Writes the generated part of docs/reference/api.md: `python -m payung.api.document`.

Each kind with the fields of its inputs comes from the same types that check a request.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from payung.api.v1.questions import OFFERED
from payung.api.v1.schema import components, question_title
from payung.shared.generated import replaced

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "api.md"
_PLAIN = {"string": "text", "boolean": "true or false", "number": "number", "object": "object"}
_Schema = Mapping[str, Any]


def rendered(page: str) -> str:
    """The page with its generated part written anew; ValueError when a mark is missing."""
    return replaced(page, "kinds", _kinds(), file=PAGE.name)


def main(arguments: list[str]) -> int:
    """Write the page; with --check only say whether it is up to date (exit code 1 when not)."""
    page = PAGE.read_text(encoding="utf-8")
    fresh = rendered(page)
    if "--check" in arguments:
        return int(fresh != page)
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


def _kinds() -> Iterator[str]:
    for name in sorted(OFFERED):
        question = components()[question_title(name)]
        inputs = _resolved(question["properties"]["inputs"])
        yield from (f"### `{name}`", "", _sentence(question["description"]), "", inputs["description"], "")
        yield from ("| input | is | left out |", "|---|---|---|")
        required = inputs.get("required", ())
        for field, schema in inputs.get("properties", {}).items():
            absent = "not possible" if field in required else _default(schema)
            said = f". {_sentence(schema['description'])}" if "description" in schema else ""
            yield f"| `{field}` | {_type(schema)}{said} | {absent} |"
        yield ""


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:]


def _type(schema: _Schema) -> str:
    found = _resolved(schema)
    if "anyOf" in found:
        return " or ".join(dict.fromkeys(_type(each) for each in found["anyOf"] if each.get("type") != "null"))
    if "enum" in found:
        return "one of " + ", ".join(f"`{each}`" for each in found["enum"])
    if "examples" in found:
        return f"like `{found['examples'][0]}`"
    if found.get("type") == "array":
        return _list(found)
    if found.get("type") == "integer":
        return f"whole number, {found['minimum']:,} to {found['maximum']:,}" if "maximum" in found else "whole number"
    if "additionalProperties" in found and found.get("propertyNames"):
        return f"object from {_type(found['propertyNames'])} to {_type(found['additionalProperties'])}"
    return _PLAIN[found["type"]]


def _list(schema: _Schema) -> str:
    if "prefixItems" in schema:
        return "list of two: " + _type(schema["prefixItems"][0])
    return f"list: {_type(schema['items'])}"


def _default(schema: _Schema) -> str:
    found = schema.get("default")
    if found is None or found == []:
        return "nothing"
    if isinstance(found, list):
        return ", ".join(f"`{each}`" for each in found)
    return f"`{str(found).lower() if isinstance(found, bool) else found}`"


def _resolved(schema: _Schema) -> _Schema:
    """What a reference stands for, with what is said beside it."""
    if "$ref" not in schema:
        return schema
    return {**components()[schema["$ref"].rpartition("/")[2]], **{k: v for k, v in schema.items() if k != "$ref"}}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
