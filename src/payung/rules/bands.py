"""Bands and tiers inside a figure: they follow one another without a gap, from nothing up to no end.

A list of bands is written in one of three ways: by `from`, the lowest number of each band; by `up_to`, the highest of
each but the last, which is open; or by both, which lets a forgotten band be found.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NoReturn

from payung.rules.located_yaml import Document, Place

_EDGES = ("from", "up_to")


def check_bands(document: Document, written: Any, place: Place) -> None:
    """Refuse bands with a gap, an overlap or another order, at any depth of a figure; the error names line and mend."""
    parts = written.items() if isinstance(written, dict) else enumerate(written) if isinstance(written, list) else ()
    for name, each in parts:
        check_bands(document, each, (*place, name))
    if isinstance(written, list) and any(isinstance(each, dict) and set(_EDGES) & set(each) for each in written):
        _Bands(document, written, place).check()


class _Bands:
    """One list of bands where it stands."""

    def __init__(self, document: Document, written: list[Any], place: Place) -> None:
        self.document, self.written, self.place = document, written, place

    def check(self) -> None:
        """Each edge by itself first, then how the bands join."""
        for index, band in enumerate(self.written):
            if not isinstance(band, dict):
                self._refuse(index, f"{band!r} is no band like the others of the list; write it as they are.")
        has_from, has_up_to = (any(edge in band for band in self.written) for edge in _EDGES)
        if has_from:
            self._check_starts()
        if has_up_to:
            self._check_ends()
        if has_from and has_up_to:
            self._check_joints()

    def _check_starts(self) -> None:
        starts = [self._number(index, "from") for index in range(len(self.written))]
        if starts[0] != 0:
            self._refuse(0, f"the first band begins at {starts[0]}, and what lies below has none; let it begin at 0.")
        self._check_ascending(starts, "from")

    def _check_ends(self) -> None:
        last = len(self.written) - 1
        if "up_to" in self.written[last]:
            self._refuse(last, "the last band has an end; take its 'up_to' out, so that it is open.")
        ends = [self._number(index, "up_to") for index in range(last)]
        if ends[0] < 0:
            self._refuse(0, f"the first band ends at {ends[0]}, below nothing; write an end of 0 or more.")
        self._check_ascending(ends, "up_to")

    def _check_ascending(self, edges: list[int], name: str) -> None:
        for index, (earlier, later) in enumerate(pairwise(edges), start=1):
            if later <= earlier:
                fault = f"'{name}' {later} does not lie above {earlier} of the band before"
                self._refuse(index, f"{fault}; put the bands in ascending order, each once.")

    def _check_joints(self) -> None:
        for index, (earlier, later) in enumerate(pairwise(self.written), start=1):
            if later["from"] != earlier["up_to"] + 1:
                fault = "a gap lies" if later["from"] > earlier["up_to"] + 1 else "the bands overlap"
                mend = "let each band begin one above the end of the band before"
                self._refuse(index, f"{fault} between up_to {earlier['up_to']} and from {later['from']}; {mend}.")

    def _number(self, index: int, edge: str) -> int:
        found = self.written[index].get(edge)
        if found is None:
            self._refuse(index, f"this band has no '{edge}', as others of the list do; add it.")
        if type(found) is not int:
            self._refuse(index, f"'{edge}' of this band is no whole number; write one.")
        return found

    def _refuse(self, index: int, message: str) -> NoReturn:
        raise self.document.error(message, (*self.place, index))
