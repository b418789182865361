"""A roster of any kind of file as a table of text for the matching: CSV, Parquet, or a typed spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
from duckdb import DuckDBPyConnection

from payung.matching.columns import COLUMNS, ID
from payung.rosters.limits import Limits
from payung.rosters.matched_columns import assigned, named
from payung.rosters.reading import read_workbook
from payung.rosters.rows import lay_out
from payung.rosters.sheets import Sheet, UnreadableFile

_TELLING = ("nik", "name", "phone", "kpj", "email")  # a row that says none of these is nobody
_TEXT = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class Table:
    """A table in DuckDB: `rec_id`, the columns of the matching that the file has, and `place`, from 0 in an order that
    does not depend on the order of the rows. `refused` counts rows that say neither a name nor a number."""

    name: str
    rows: int
    refused: int
    columns: dict[str, list[str]]


def load(base: DuckDBPyConnection, name: str, path: Path, mapping: Mapping[str, str]) -> Table:
    """The file as table `name`. `mapping` says what a heading means that is not known (heading: column).

    Raises UnreadableFile with a sentence for what is no roster.
    """
    if not path.is_file():
        raise UnreadableFile(f"Berkas {path.name} tidak ada.", f"There is no file {path.name}.")
    raw = f"{name}_raw"
    columns = _read(base, raw, path, mapping)
    if not set(columns) & {"nik", "name", "kpj", "phone", "email"}:
        raise UnreadableFile(
            f"{path.name} tidak memuat kolom nama, NIK, nomor peserta, telepon, atau surel; sebutkan dengan --map.",
            f"{path.name} has no column of names, NIK, member numbers, phones or e-mail: name them with --map.",
        )
    rows, refused = _arranged(base, name, raw, columns)
    if not rows:
        raise UnreadableFile(f"{path.name} tidak memuat satu baris pun.", f"{path.name} has no row.")
    return Table(name, rows, refused, columns)


def _read(base: DuckDBPyConnection, raw: str, path: Path, mapping: Mapping[str, str]) -> dict[str, list[str]]:
    """Fill `raw`; which of its columns makes which column of the matching."""
    with path.open("rb") as file:
        head = file.read(4)
    try:
        if head == b"PAR1":
            base.execute(f"CREATE OR REPLACE TABLE {raw} AS SELECT * FROM read_parquet(?)", [str(path)])
        elif path.suffix.lower() in _TEXT and not head.startswith((b"PK", b"\xd0\xcf")):
            _read_text(base, raw, path, head)
        else:
            return _read_sheets(base, raw, path)
    except duckdb.Error as fault:
        if head == b"PAR1":
            raise _damaged(path) from fault
        return _read_sheets(base, raw, path)
    headings = [row[0] for row in base.execute(f"DESCRIBE {raw}").fetchall()]
    unknown = [heading for heading in mapping if heading not in headings]
    if len(unknown) == len(mapping) and mapping:
        return _refuse_mapping(unknown[0], path)
    found = assigned(headings, mapping)
    if not found and head != b"PAR1":
        return _read_sheets(base, raw, path)  # its headings may stand further down
    return found


def _refuse_mapping(heading: str, path: Path) -> dict[str, list[str]]:
    raise UnreadableFile(
        f"Kolom {heading} (--map) tidak ada di {path.name}.", f"{path.name} has no column {heading} (--map)."
    )


def _damaged(path: Path) -> UnreadableFile:
    return UnreadableFile(
        f"{path.name} rusak atau bukan berkas Parquet; ambil salinan yang baru.",
        f"{path.name} is damaged or no Parquet file: take a new copy.",
    )


def _read_text(base: DuckDBPyConnection, raw: str, path: Path, head: bytes) -> None:
    encodings = ["utf-16"] if head.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8", "latin-1"]
    for encoding in encodings:
        try:
            base.execute(
                f"CREATE OR REPLACE TABLE {raw} AS SELECT * FROM read_csv(?, header=true, all_varchar=true, "
                "null_padding=true, strict_mode=false, encoding=?, sample_size=20000)",
                [str(path), encoding],
            )
        except duckdb.Error:
            if encoding == encodings[-1]:
                raise
        else:
            return


def _read_sheets(base: DuckDBPyConnection, raw: str, path: Path) -> dict[str, list[str]]:
    """The people of all sheets, as the roster check finds them."""
    workbook = read_workbook(path, name=path.name, limits=Limits.configured())
    people: list[dict[str, str]] = []
    for sheet in workbook.sheets:
        people += _people(sheet)
    if not people:
        raise UnreadableFile(
            f"{path.name} tidak memuat daftar orang: tidak ada baris judul yang dikenal.",
            f"{path.name} holds no list of people: no header row is recognised.",
        )
    columns = [column for column in (ID, *COLUMNS) if any(column in person for person in people)]
    arrays = {column: np.array([person.get(column) for person in people], object) for column in columns}
    base.register("read_people", arrays)
    base.execute(f"CREATE OR REPLACE TABLE {raw} AS SELECT * FROM read_people")
    base.unregister("read_people")
    return {column: [column] for column in columns}


def _people(sheet: Sheet) -> list[dict[str, str]]:
    people = []
    for block in lay_out(sheet).blocks:
        headings = {heading: column for column, heading in block.columns.headings.items() if heading}
        places = {
            column: [headings[heading] for heading in found] for column, found in assigned(list(headings), {}).items()
        }
        for field, column in named(block.columns.fields).items():
            first = block.columns.first(field)
            if first is not None:
                places.setdefault(column, [first])
        people += [_person(sheet, row, places) for row in block.rows]
    return people


def _person(sheet: Sheet, row: int, places: Mapping[str, Sequence[int]]) -> dict[str, str]:
    found = {}
    for column, cells in places.items():
        values = [sheet.cell(row, cell) for cell in cells]
        text = " ".join(_text(value) for value in values if value is not None).strip()
        if text:
            found[column] = text
    return found


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _arranged(base: DuckDBPyConnection, name: str, raw: str, columns: Mapping[str, list[str]]) -> tuple[int, int]:
    """The table with its columns named, rows numbered; how many rows it has, and how many are nobody."""
    cells = {column: _cell(found) for column, found in columns.items() if column != ID}
    known = _cell(columns[ID]) if ID in columns else None
    identity = f"coalesce({known}, (rowid + 1)::VARCHAR)" if known else "(rowid + 1)::VARCHAR"
    listed = ", ".join(f'{cell} AS "{column}"' for column, cell in cells.items())
    base.execute(f"CREATE OR REPLACE TEMP VIEW {name}_named AS SELECT {identity} AS {ID}, {listed} FROM {raw}")
    content = ", ".join(f'"{column}"' for column in cells)
    order = f"{ID}, {content}" if known else f"{content}, length({ID}), {ID}"
    base.execute(
        f"CREATE OR REPLACE TABLE {name} AS "
        f"SELECT row_number() OVER (ORDER BY {order}) - 1 AS place, * FROM {name}_named"
    )
    base.execute(f"DROP VIEW {name}_named")
    base.execute(f"DROP TABLE {raw}")
    telling = [f'"{column}" IS NULL' for column in cells if column in _TELLING]
    nobody = " AND ".join(telling)
    rows, refused = base.execute(f"SELECT count(*), count(*) FILTER (WHERE {nobody}) FROM {name}").fetchall()[0]
    return int(rows), int(refused)


def _cell(headings: Sequence[str]) -> str:
    quoted = ['"' + heading.replace('"', '""') + '"' for heading in headings]
    if len(quoted) == 1:
        return f"nullif(trim({quoted[0]}::VARCHAR), '')"
    return f"nullif(trim(concat_ws(' ', {', '.join(f'trim({each}::VARCHAR)' for each in quoted)})), '')"
