"""Which column holds which field: the result of reading a header and, where it says too little, the values below it."""

from dataclasses import dataclass, field

from payung.rosters.sheets import column_letter


@dataclass(slots=True)
class Columns:
    """Columns (0 is A) of each field, the leading one first.

    A field may share its column with another ('Tempat/Tgl Lahir'), have spare columns (a second phone), be split over
    three (`date_parts`: day, month, year) or be a pair of check marks (`sex_marks`: male, female).
    """

    fields: dict[str, list[int]] = field(default_factory=dict)
    date_parts: tuple[int, int, int] | None = None
    sex_marks: tuple[int, int] | None = None
    number: int | None = None
    headings: dict[int, str] = field(default_factory=dict)
    _sharers: dict[str, list[str]] = field(default_factory=dict)

    def first(self, name: str) -> int | None:
        """The leading column of a field."""
        found = self.fields.get(name)
        return found[0] if found else None

    def shared(self, one: str, other: str) -> bool:
        """Whether two fields stand in one column."""
        return one in self.fields and self.first(one) == self.first(other)

    def sharers(self, name: str) -> list[str]:
        """The fields whose values stand in the same cells as this one's ('Kel/Kec'), in the heading's order;
        [] if none.
        """
        if name not in self._sharers:
            column = self.first(name)
            found = [other for other in self.fields if self.first(other) == column]
            self._sharers[name] = found if len(found) > 1 and "birth_date" not in found else []
        return self._sharers[name]

    def add(self, name: str, column: int) -> None:
        """One more column for a field."""
        columns = self.fields.setdefault(name, [])
        if column not in columns:
            columns.append(column)

    def used(self) -> set[int]:
        """All columns that mean something, list numbers included."""
        found = {column for columns in self.fields.values() for column in columns}
        found |= set(self.date_parts or ()) | set(self.sex_marks or ())
        return found | ({self.number} if self.number is not None else set())

    def letters(self) -> dict[str, str]:
        """Field and column letter as the contract writes them; a field split over columns as a range ('D:F')."""
        found = {name: column_letter(columns[0]) for name, columns in self.fields.items()}
        if self.date_parts:
            found["birth_date"] = _range(self.date_parts)
        if self.sex_marks:
            found["sex"] = _range(self.sex_marks)
        return found


def _range(columns: tuple[int, ...]) -> str:
    return f"{column_letter(min(columns))}:{column_letter(max(columns))}"
