"""The letter that goes with a batch to the insurer's branch."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from payung.integrations.letters.compiling import pdf
from payung.integrations.letters.qr import qr_svg


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with the letter: its name, and its SHA-256 or what else tells it from another."""

    name: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverLetter:
    """What the letter says, as people read it. No worker is named; `code` (the QR) tells the batch, nothing else."""

    number: str
    date: str
    sender: str
    sender_place: str
    branch: str
    workers: str
    counts: Sequence[tuple[str, str]]
    attachments: Sequence[Attachment]
    code: str
    specimen: bool = False


def cover_letter(letter: CoverLetter) -> bytes:
    """The letter as PDF of one page."""
    return pdf("cover.typ", {**asdict(letter), "qr": qr_svg(letter.code)})
