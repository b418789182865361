"""What addresses and forms say in numbers: a page, a position, a row; nonsense counts as nothing."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest

LAST_PAGE = 10_000
DIGITS = 9
LAST_FIRST = "terakhir"  # in an address: the lines of a file from its end

Row = TypeVar("Row")
Stored = TypeVar("Stored", bound=Model)


def whole_number(text: str) -> int:
    """A whole number of nine digits at most, which every column of the register holds; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else 0


def moment(request: HttpRequest) -> dt.datetime | None:
    """The moment before which a list begins (`sebelum`); None, the newest, for anything else."""
    try:
        found = dt.datetime.fromisoformat(request.GET.get("sebelum", ""))
    except ValueError:
        return None
    return found if found.tzinfo else None


def newest_first(
    request: HttpRequest, found: Sequence[Row], *, size: int, at: Callable[[Row], dt.datetime]
) -> tuple[Sequence[Row], dict[str, str]]:
    """The page of a list by moments, of which one row more than `size` was asked for, and the links around it."""
    shown = found[:size]
    older = urlencode({"sebelum": at(shown[-1]).isoformat()}) if len(found) > size else ""
    return shown, {
        "next_url": f"?{older}" if older else "",
        "previous_url": "?" if moment(request) else "",
    }


def numbered(request: HttpRequest, found: QuerySet[Stored], *, size: int) -> tuple[list[Stored], dict[str, str]]:
    """The page of a short list that the address names (`hal`), and the links to the pages around it."""
    page = min(whole_number(request.GET.get("hal", "")), LAST_PAGE) or 1
    first = (page - 1) * size
    rows = list(found[first : first + size + 1])
    return rows[:size], {
        "previous_url": f"?hal={page - 1}" if page > 1 else "",
        "next_url": f"?hal={page + 1}" if len(rows) > size else "",
    }
