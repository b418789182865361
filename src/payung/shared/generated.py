"""Parts of a document that are written by a program, between two marks that stay; and cells of its tables."""

from __future__ import annotations

from collections.abc import Iterable


def replaced(page: str, name: str, lines: Iterable[str], *, file: str) -> str:
    """The page with the part of this name written anew; ValueError, naming the file, when a mark is missing."""
    begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
    if begin not in page or end not in page:
        raise ValueError(f"{file} has no part between '{begin}' and '{end}'; put the two marks back.")
    before, rest = page.split(begin, 1)
    after = rest.split(end, 1)[1]
    text = "\n".join(lines).rstrip("\n")
    return f"{before}{begin}\n\n{text}\n\n{end}{after}"


def row(cells: Iterable[str]) -> str:
    """One row of a table; nothing in a cell breaks it."""
    return "| " + " | ".join(each.replace("|", "\\|").replace("\n", " ") for each in cells) + " |"
