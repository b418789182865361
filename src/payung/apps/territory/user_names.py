"""User names out of people's names: `siti.aminah`, and `siti.aminah2` where there is one already."""

import re
from collections.abc import Iterable

from payung.identity.folding import words
from payung.identity.names import parts

LONGEST = 40
SHORTEST = 3
LETTERS = re.compile(r"[^a-z0-9]+")


class Namer:
    """Gives names that nobody has, `taken` ones and those given before included."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {name.lower() for name in taken}

    def name(self, person: str) -> str:
        """A user name for somebody: the first and last word of the name, without titles."""
        known = [LETTERS.sub("", words(part)) for part in parts(person)]
        kept = [part for part in known if part] or ["pejabat"]
        stem = ".".join(dict.fromkeys((kept[0], kept[-1])))[:LONGEST].strip(".")
        if len(stem) < SHORTEST:
            stem = f"kepling.{stem}"
        found, number = stem, 1
        while found in self._taken:
            number += 1
            found = f"{stem}{number}"
        self._taken.add(found)
        return found
