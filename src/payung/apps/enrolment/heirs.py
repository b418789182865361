"""Who receives what is paid when the worker dies: several people, kept together as one sealed text."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Heir:
    """One heir; the phone is E.164 or empty."""

    name: str = ""
    relation: str = ""
    phone: str = ""

    def __repr__(self) -> str:
        """Says nothing, so that no log holds a person."""
        return "Heir(…)"

    def __str__(self) -> str:
        """The name, with the relation in brackets where it is known."""
        return f"{self.name} ({self.relation})" if self.relation else str(self.name)


def read(stored: str) -> tuple[Heir, ...]:
    """The heirs that a registration keeps, the first first; a roster wrote one bare name."""
    if not stored:
        return ()
    try:
        given = json.loads(stored)
        return tuple(Heir(**each) for each in (given if isinstance(given, list) else [given]))
    except (ValueError, TypeError):
        return (Heir(name=stored),)


def stored(heirs: Iterable[Heir]) -> str:
    """As the registration keeps them, before they are sealed; whoever has no name is left out."""
    named = [asdict(each) for each in heirs if each.name]
    return json.dumps(named) if named else ""


def said(heirs: Iterable[Heir]) -> str:
    """`ANI (istri), BUDI (anak)`: as a batch names them."""
    return ", ".join(str(each) for each in heirs)
