"""The receipt that a worker gets for cash: a quarter of a page, with a QR that anybody can check."""

from dataclasses import asdict, dataclass

from payung.integrations.letters.compiling import pdf
from payung.integrations.letters.qr import qr_svg


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the receipt says, as people read it. `link` (the QR) leads to number, amount and day, to nobody's name."""

    number: str
    city: str
    name: str
    place: str
    amount: str
    months: str
    programmes: str
    date: str
    received_by: str
    link: str
    void: bool = False
    specimen: bool = False


def receipt_paper(content: Receipt) -> bytes:
    """The receipt as PDF of one small page. Raises `LetterError` and `typeface.TypefaceMissing`."""
    return pdf("receipt.typ", {**asdict(content), "qr": qr_svg(content.link)})
