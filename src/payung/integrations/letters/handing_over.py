"""The sheet with which one head hands a lingkungan over to the next; both sign it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from payung.integrations.letters.compiling import pdf


@dataclass(frozen=True, slots=True)
class Row:
    """One registered worker: no identity number stands on the sheet."""

    name: str
    registered: str
    state: str
    paid: str
    note: str

    def __repr__(self) -> str:
        """Says nothing of the person."""
        return "Row(…)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the sheet says, as people read it. `giver` or `taker` is empty where nobody was or nobody comes.

    `cut` are workers whom the sheet leaves out because it would be too long.
    """

    sender_place: str
    place: str
    date: str
    day: str
    giver: str
    taker: str
    acting: bool
    counts: Sequence[tuple[str, str]]
    rows: Sequence[Row]
    cut: int = 0
    specimen: bool = False


def sheet(content: Sheet) -> bytes:
    """The sheet as PDF."""
    return pdf("handing_over.typ", asdict(content))
