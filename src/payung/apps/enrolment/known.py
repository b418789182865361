"""Which NIKs the city knows already, also outside one's own territory."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class Known:
    """What the city says about a NIK: whether its person is within the scope, and whether the insurer has them."""

    in_scope: bool
    member: bool

    @property
    def where(self) -> str:
        """`member`, `here` or `elsewhere`: all that may be said to somebody who asks."""
        if self.member:
            return "member"
        return "here" if self.in_scope else "elsewhere"

    @property
    def code(self) -> str:
        """The problem code of a roster row with this NIK."""
        return "already_active" if self.member else "duplicate_existing"


def known_niks(sealed: Sequence[bytes]) -> dict[bytes, Known]:
    """The sealed NIKs of these that the open scope's city knows; the others are missing from the answer."""
    if not sealed:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT nik, in_scope, member FROM payung_known_niks(%s)", [list(sealed)])
        return {bytes(nik): Known(in_scope, member) for nik, in_scope, member in cursor.fetchall()}
