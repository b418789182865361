"""The cells of one row by field: several columns for one field, and several fields in one column, taken apart."""

import re

from payung.identity.folding import BEGIN_NOTHING, clean, is_placeholder
from payung.rosters.cell_text import as_text
from payung.rosters.headers.columns import Columns
from payung.rosters.sheets import Value, column_letter

_BETWEEN = re.compile(r"\s*[/|;\n]\s*|\s*,\s+|\s+-\s+")


class RowCells:
    """One row seen through its columns."""

    __slots__ = ("_cells", "_columns", "number")

    def __init__(self, columns: Columns, number: int, cells: list[Value]) -> None:
        self._columns, self.number, self._cells = columns, number, cells

    def at(self, column: int | None) -> Value:
        """The value in a column, None beyond the row's end."""
        return self._cells[column] if column is not None and column < len(self._cells) else None

    def first(self, name: str) -> Value:
        """The value of a field: the first of its columns that is filled."""
        for column in self._columns.fields.get(name, ()):
            value = self.at(column)
            if not _is_nothing(value):
                return value
        return None

    def all(self, name: str) -> list[Value]:
        """The filled values of all columns of a field."""
        return [value for column in self._columns.fields.get(name, ()) if (value := self.at(column)) is not None]

    def address(self, name: str) -> str | None:
        """'C12' for the cell of a field; None where the sheet has no such column."""
        column = self._columns.first(name)
        return None if column is None else f"{column_letter(column)}{self.number}"

    def text(self, name: str) -> str | None:
        """The value of a field as clean text, None where nothing was typed; a shared cell gives this field's part."""
        text = as_text(self.first(name))
        sharers = self._columns.sharers(name) if text else []
        return _share(text, sharers.index(name), len(sharers)) if text and sharers else text


def _share(text: str, index: int, count: int) -> str | None:
    parts = [part for part in _BETWEEN.split(text) if part]
    if len(parts) < count:
        return parts[index] if index < len(parts) else None
    return parts[index] if index < count - 1 else " ".join(parts[index:])


_SURE_BEGINNINGS = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") - BEGIN_NOTHING


def _is_nothing(value: Value) -> bool:
    if not isinstance(value, str):
        return value is None
    # Most cells say something; their first letter already tells, for a large file's sake.
    return value == "" or (value[0] not in _SURE_BEGINNINGS and is_placeholder(clean(value).strip("'")))
