"""A whole matching for a download, read in chunks that each open the scope for themselves, as long lists are.

No transaction waits for the reader's line, and no memory grows with the list. A matching that is removed meanwhile
ends the download in the middle: what arrived cannot be taken for the whole.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any
from uuid import UUID

from payung.apps.linkage.runs import queries
from payung.apps.linkage.runs.models import MatchRun
from payung.apps.linkage.runs.queries import PairView, Row, RunView
from payung.apps.territory import scope as scopes
from payung.apps.territory.scope import Scope

CHUNK = 2000


class Content(StrEnum):
    """What a file of a matching holds; the word stands in its address and its name."""

    LIST = "daftar"
    LINKS = "pasangan"
    TWICE = "ganda"


class Removed(Exception):
    """The matching was removed while it was being read."""


Read = Callable[..., list[Any]]
READ: dict[Content, Read] = {
    Content.LIST: queries.rows_after,
    Content.LINKS: queries.pairs_after,
    Content.TWICE: queries.twice_after,
}


def count(content: Content, view: RunView) -> int:
    """How many rows a download holds, for the log."""
    if content is Content.LIST:
        return view.left_rows
    return queries.count_pairs(view.id) if content is Content.LINKS else queries.count_twice(view.id)


def chunks(content: Content, scope: Scope, run_id: UUID, *, size: int = CHUNK) -> Iterator[list[Row] | list[PairView]]:
    """Everything in its order. Call it outside a scope; it opens its own. Raises `Removed`."""
    last = None
    while True:
        with scopes.opened(scope, reason="export", read_only=True) as opened:
            if not MatchRun.objects.filter(pk=run_id).exists():
                raise Removed
            found = READ[content](opened.vault, run_id, last, size=size)
        yield found
        if len(found) < size:
            return
        last = found[-1]
