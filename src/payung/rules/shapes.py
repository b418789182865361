"""What a figure may look like: its unit says whether it is a number, and its dated values are all of one kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from payung.rules.entry import Value
from payung.rules.located_yaml import Document, Place

_NUMERIC = ("rupiah", "fraction", "months", "years")  # units that begin so hold numbers, none below nothing
_KINDS = {bool: "true or false", int: "a number", Fraction: "a number", str: "a text", date: "a day", tuple: "a list"}


def check_shape(document: Document, *, unit: str, value: Value, kind: str, place: Place) -> None:
    """Refuse a value of another kind than the file's others (`kind`), or no number where the unit asks for one."""
    if kind_of(value) != kind:
        raise document.error(f"this is {kind_of(value)}, and the value before it is {kind}; write it alike.", place)
    if not unit.startswith(_NUMERIC):
        return
    for each, at in _figures(value, place):
        if not isinstance(each, int | Fraction) or isinstance(each, bool):
            raise document.error(f"{each!r} is no number of the unit '{unit}'; write one.", at)
        if each < 0:
            raise document.error(f"{each} lies below 0, which no figure of the unit '{unit}' does; mend it.", at)


def kind_of(value: Value) -> str:
    """What a value is, in words."""
    return _KINDS.get(type(value), "a table")


def _figures(value: Any, place: Place) -> Iterator[tuple[Value, Place]]:
    """The figures of a value with their places. A yes or no of a table and a word of a band are none."""
    if isinstance(value, tuple):
        for index, each in enumerate(value):
            word = str if kind_of(each) == "a table" else ()
            yield from (found for found in _figures(each, (*place, index)) if not isinstance(found[0], word))
    elif kind_of(value) == "a table":
        for name, each in value.items():
            if not isinstance(each, bool):
                yield from _figures(each, (*place, name))
    else:
        yield value, place
