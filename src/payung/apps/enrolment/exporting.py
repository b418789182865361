"""Whole lists of registrations for a download, read in chunks that each open the scope for themselves.

The reader may be a slow phone. No transaction waits for it, no memory grows with the list, and a chunk may be read by
another thread than the one before it. A row that changes meanwhile is given as it stands when its chunk is read.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from payung.apps.enrolment.filters import Filters
from payung.apps.enrolment.listing import Row, chunk, is_long, matching
from payung.apps.enrolment.places import labels, place_of
from payung.apps.enrolment.sorting import Order
from payung.apps.territory import scope as scopes
from payung.apps.territory.scope import Scope

CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Line:
    """One registration with its place in words."""

    row: Row
    place: str


def count_exactly(scope: Scope, filters: Filters) -> int:
    """How many rows a download holds now, for the log."""
    return matching(scope, filters).count()


def lines(scope: Scope, filters: Filters, *, order: Order = Order.NEWEST, size: int = CHUNK) -> Iterator[Line]:
    """Every registration that matches, in its order. Call it outside a scope; it opens its own."""
    names: dict[int, str] = {}
    last: Row | None = None
    long: bool | None = None
    while True:
        with scopes.opened(scope, reason="export", read_only=True) as opened:
            long = is_long(scope, filters) if long is None else long
            rows = chunk(scope, filters, last, order=order, size=size, long=long)
            names |= labels({row.area_id for row in rows} - names.keys(), on=opened.today)
        yield from (Line(row, place_of(row, names)) for row in rows)
        if len(rows) < size:
            return
        last = rows[-1]
