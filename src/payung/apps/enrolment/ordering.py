"""Reads that follow an index instead of sorting.

Under row-level security the planner guesses that next to nothing passes the policies, and then sorts a million rows for
a page of 25. Where it is known that a list is long, reading along the index is right.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# Helpers of a query read far beyond the page before the first of them is heard.
ALONE = "max_parallel_workers_per_gather"
OTHER_WAYS = ("enable_sort", "enable_seqscan", "enable_bitmapscan", "enable_hashjoin", "enable_mergejoin")


@contextmanager
def in_order_of_an_index() -> Iterator[None]:
    """Within it the planner sorts only what no index holds in order; an error ends the transaction and this with it."""
    _set("off", workers="0")
    yield
    _set("DEFAULT", workers="DEFAULT")


def _set(value: str, *, workers: str) -> None:
    said = [f"SET LOCAL {way} TO {value}" for way in OTHER_WAYS]
    with connection.cursor() as cursor:
        cursor.execute("; ".join([*said, f"SET LOCAL {ALONE} TO {workers}"]))
