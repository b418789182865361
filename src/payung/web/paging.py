"""What addresses and forms say in numbers: a page, a position, a row; nonsense counts as nothing."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

LAST_PAGE = 10_000
DIGITS = 9
LAST_FIRST = "terakhir"  # in an address: the lines of a file from its end

Row = TypeVar("Row", bound=Model)


def whole_number(text: str) -> int:
    """A whole number of nine digits at most, which every column of the register holds; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else 0


def numbered(request: HttpRequest, found: QuerySet[Row], *, size: int) -> tuple[list[Row], dict[str, str]]:
    """The page of a short list that the address names (`hal`), and the links to the pages around it."""
    page = min(whole_number(request.GET.get("hal", "")), LAST_PAGE) or 1
    first = (page - 1) * size
    rows = list(found[first : first + size + 1])
    return rows[:size], {
        "previous_url": f"?hal={page - 1}" if page > 1 else "",
        "next_url": f"?hal={page + 1}" if len(rows) > size else "",
    }
