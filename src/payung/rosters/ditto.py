"""Signs that repeat what stands above them in their column: '"', 'sda', 'idem'."""

from payung.rosters.headers.columns import Columns
from payung.rosters.sheets import Value

_SIGNS = frozenset(
    '" "" "-" -"- –"– -//- // \'\' ,, „ “ ” 〃 ″ sda sda. s.d.a s.d.a. s/d/a idem idem. id. sdh sama'.split()
) | {"- sda -", "-sda-", "-idem-", "- idem -", '- " -', "sama dengan atas", "sama diatas", "sama di atas"}
# What neighbours in a list share. Nobody's number, name or birth date is taken from the row above.
_REPEATED = (
    "address", "lingkungan", "kelurahan", "kecamatan", "rt", "rw", "city", "province", "postcode", "occupation",
    "employer", "position", "work_place", "monthly_income", "birth_place", "remark",
)  # fmt: skip


class Repeating:
    """Fills in what ditto signs stand for, row by row in their order."""

    def __init__(self, columns: Columns) -> None:
        own = {column for name in ("nik", "full_name", "birth_date") for column in columns.fields.get(name, [])}
        found = {column for name in _REPEATED for column in columns.fields.get(name, [])}
        self._columns = sorted(found - own)
        self._above: dict[int, Value] = {}

    def filled(self, cells: list[Value]) -> list[Value]:
        """The row's cells, signs replaced by the last value above them."""
        width = len(cells)
        for column in self._columns:
            value = cells[column] if column < width else None
            if isinstance(value, str) and len(value) <= 16 and value.strip().casefold() in _SIGNS:
                cells = [*cells[:column], self._above.get(column), *cells[column + 1 :]]
            elif value is not None:
                self._above[column] = value
        return cells
