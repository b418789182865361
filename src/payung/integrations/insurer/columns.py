"""The column map of a batch: a data file that says which column holds what, how it is written, and what is needed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from payung.integrations.insurer.errors import ColumnMapError

DEFAULT = Path(__file__).parent / "column_maps" / "bpu.yaml"
NUMBERS = frozenset({"batch_number", "line", "income", "payment_months"})
VALUES = NUMBERS | frozenset(
    "nik family_card name birth_place birth_date sex mother_name marital_status address lingkungan kelurahan kecamatan "
    "city province postcode phone email occupation occupation_2 work_place work_hours programmes payer heirs "
    "branch".split()
)
DATE_FORMS = {"dd-mm-yyyy": "%d-%m-%Y", "dd/mm/yyyy": "%d/%m/%Y", "yyyy-mm-dd": "%Y-%m-%d"}
PHONE_FORMS = frozenset({"local", "international"})
DELIMITERS = frozenset({";", ",", "\t", "|"})

Value = str | int | date | None
Cell = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; the comment of `column_maps/bpu.yaml` says what each part means."""

    header: str
    value: str
    needed: bool = False
    width: int = 16
    date: str = "dd-mm-yyyy"
    phone: str = "local"
    words: Mapping[str, str] = field(default_factory=dict)

    def written(self, value: Value) -> Cell:
        """The cell for a value; empty text for none."""
        if value is None:
            return ""
        if isinstance(value, date):
            return value.strftime(DATE_FORMS[self.date])
        if isinstance(value, int):
            return value
        if self.value == "phone" and self.phone == "local" and value.startswith("+62"):
            return "0" + value[3:]
        return self.words.get(value, value)


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The columns in their order; `delimiter` parts the cells of the .csv file."""

    name: str
    label: str
    columns: tuple[Column, ...]
    delimiter: str = ";"

    @property
    def needed(self) -> tuple[str, ...]:
        """The values without which a registration is not sent."""
        return tuple(dict.fromkeys(column.value for column in self.columns if column.needed))

    def cells(self, values: Mapping[str, Value]) -> list[Cell]:
        """One line of the file."""
        return [column.written(values.get(column.value)) for column in self.columns]

    def frozen(self) -> dict[str, Any]:
        """The map as JSON, kept with a batch."""
        return {**asdict(self), "columns": [asdict(column) for column in self.columns]}


def thawed(kept: Mapping[str, Any]) -> ColumnMap:
    """The map kept with a batch, whatever the file says by now."""
    columns = tuple(Column(**each) for each in kept["columns"])
    return ColumnMap(kept["name"], kept["label"], columns, kept["delimiter"])


def load(path: Path = DEFAULT) -> ColumnMap:
    """Read a map from its file; raises `ColumnMapError` with one sentence that names file, column and mend.

    Pages ask for it at every request: a file that has not changed since is not parsed again.
    """
    try:
        written = path.stat().st_mtime_ns
    except OSError:
        written = 0
    return _load(path, written)


@lru_cache(maxsize=64)
def _load(path: Path, _written: int) -> ColumnMap:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ColumnMapError(f"{path.name} cannot be read as YAML: compare it with the shipped bpu.yaml.") from error
    if not isinstance(content, dict) or not isinstance(content.get("columns"), list) or not content["columns"]:
        raise ColumnMapError(f"{path.name} has no list of columns: write `columns:` with one line for each.")
    delimiter = str(content.get("delimiter", ";"))
    if delimiter not in DELIMITERS:
        raise ColumnMapError(f"{path.name}: delimiter {delimiter!r} is not known; write one of ; , | or a tab.")
    columns = tuple(_column(each, path.name, number) for number, each in enumerate(content["columns"], start=1))
    name = str(content.get("name", path.stem))
    return ColumnMap(name, str(content.get("label", name)), columns, delimiter)


def _column(given: object, file: str, number: int) -> Column:
    parts = set(Column.__dataclass_fields__)
    if not isinstance(given, dict) or not given.get("header") or not {"value"} <= set(given) <= parts:
        raise ColumnMapError(
            f"{file}, column {number}: write header, value and, where wanted, needed, width, date, phone, words."
        )
    texts = {part: str(given[part]) for part in ("header", "value", "date", "phone") if part in given}
    column = Column(**{**given, **texts, "words": _words(given.get("words"))})
    if column.value not in VALUES:
        raise ColumnMapError(
            f"{file}, column {number}: there is no value {column.value!r}; see docs/reference/column-maps.md."
        )
    if column.date not in DATE_FORMS or column.phone not in PHONE_FORMS or not isinstance(column.width, int):
        raise ColumnMapError(
            f"{file}, column {number}: date is one of {', '.join(DATE_FORMS)}; phone is local or international; "
            "width is a number."
        )
    return column


def _words(given: object) -> dict[str, str]:
    return {str(key): str(value) for key, value in given.items()} if isinstance(given, dict) else {}
