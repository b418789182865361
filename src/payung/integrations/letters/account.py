"""The letters with which people in office get their accounts: a page each, with a password that is then changed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from payung.integrations.letters.compiling import pdf
from payung.integrations.letters.qr import qr_svg


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """What one letter says. `link` (the QR) opens the sign-in page with the user name; it never holds the password."""

    name: str
    offices: Sequence[str]
    username: str
    password: str
    link: str
    second_factor: bool

    def __repr__(self) -> str:
        """Says nothing of the password, so that no log holds it."""
        return "AccountPage(…)"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLetters:
    """What all letters of one printing share, as people read it."""

    sender_place: str
    date: str
    address: str
    until: str
    ask: str
    specimen: bool = False


def account_letters(shared: AccountLetters, pages: Sequence[AccountPage]) -> bytes:
    """The letters as one PDF, a page each, in the order given."""
    people = [{**asdict(page), "qr": qr_svg(page.link)} for page in pages]
    return pdf("account.typ", {**asdict(shared), "pages": people})
