"""A roster of any kind of file as a table of text for the matching: CSV, Parquet, or a typed spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
from duckdb import DuckDBPyConnection

from payung.matching import memory
from payung.matching.columns import COLUMNS, ID
from payung.rosters.limits import Limits
from payung.rosters.matched_columns import assigned, named
from payung.rosters.reading import read_workbook
from payung.rosters.rows import lay_out
from payung.rosters.sheets import Sheet, UnreadableFile

Headings = dict[str, list[str]]  # of the file, for each column of the matching

_TELLING = ("nik", "name", "phone", "kpj", "email")  # a row that says none of these is nobody
# Quotes as programs write them; then, where one stands alone, as well as can be.
_AS_WRITTEN, _SOMEHOW = "quote='\"', escape='\"', strict_mode=true", "strict_mode=false"
# Spreadsheets; behind empty lines DuckDB reads headings as a row; UTF-32 it does not know.
_NO_TABLE = (b"PK", b"\xd0\xcf", b"\n", b"\r", b"\xff\xfe\0\0")
_TEXT = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class Table:
    """A table in DuckDB: `rec_id`, the columns of the matching that the file has, and `place`, from 0 in an order that
    does not depend on the order of the rows. `refused` counts rows that say neither a name nor a number: they are not
    in the table."""

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
    raw, columns, headings = _read(base, f"{name}_raw", path, mapping)
    if not set(columns) & {"nik", "name", "kpj", "phone", "email"}:
        raise UnreadableFile(
            f"{path.name} tidak memuat kolom nama, NIK, nomor peserta, telepon, atau surel; sebutkan dengan --map.",
            f"{path.name} has no column of names, NIK, member numbers, phones or e-mail: name them with --map.",
        )
    try:
        rows, refused, ids = _arranged(base, name, raw, columns)
    except duckdb.Error as fault:
        raise fault if raw.table else _damaged(path, fault) from fault
    if rows == refused:
        raise UnreadableFile(
            f"{path.name} tidak memuat satu orang pun: tidak ada baris dengan nama atau nomor.",
            f"{path.name} has no person: no row with a name or a number.",
        )
    if ids < rows - refused:
        heading = " ".join(headings.get(ID, ()))
        raise UnreadableFile(
            f"Di {path.name} beberapa baris memakai id yang sama (kolom {heading}); beri setiap baris id sendiri.",
            f"In {path.name} several rows have the same id (column {heading}): give each row an id of its own.",
        )
    return Table(name, rows, refused, headings)


@dataclass(frozen=True, slots=True)
class _Raw:
    """The rows of a file in SQL: what stands behind FROM, and the number of each row. What is no `table` is read from
    its file whenever a column is asked for."""

    source: str
    row: str = "rowid"
    table: bool = True


def _read(
    base: DuckDBPyConnection, name: str, path: Path, mapping: Mapping[str, str]
) -> tuple[_Raw, Headings, Headings]:
    """Its rows; which of its columns makes which column of the matching, and the headings of each in the file."""
    with path.open("rb") as file:
        head = file.read(4)
    if head == b"PAR1":
        return _read_parquet(base, path, mapping)
    raw = _Raw(name)
    try:
        if path.suffix.lower() not in _TEXT or head.startswith(_NO_TABLE) or b"\0" in head[:2]:
            return raw, *_read_sheets(base, name, path, mapping)
        _read_text(base, name, path, head)
    except duckdb.Error as fault:
        if memory.lacked(fault):
            raise  # no fault of the file
        return raw, *_read_sheets(base, name, path, mapping)
    found = assigned(_headings(base, name), mapping)
    if not found:
        return raw, *_read_sheets(base, name, path, mapping)  # its headings may stand further down
    return raw, found, found


def _read_parquet(base: DuckDBPyConnection, path: Path, mapping: Mapping[str, str]) -> tuple[_Raw, Headings, Headings]:
    raw = _Raw("read_parquet('{}')".format(_literal(path).replace("'", "''")), "file_row_number", table=False)
    try:
        headings = _headings(base, raw.source)
    except duckdb.Error as fault:
        raise _damaged(path, fault) from fault
    if raw.row in headings:
        raise UnreadableFile(
            f"{path.name} memuat kolom {raw.row}; beri kolom itu nama lain.",
            f"{path.name} has a column {raw.row}: give it another name.",
        )
    found = assigned(headings, mapping)
    return raw, found, found


def _damaged(path: Path, fault: duckdb.Error) -> Exception:
    """What a Parquet file is that cannot be read; where memory was lacking it is not the file."""
    if memory.lacked(fault):
        return fault
    return UnreadableFile(
        f"{path.name} rusak atau bukan berkas Parquet; ambil salinan yang baru.",
        f"{path.name} is damaged or no Parquet file: take a new copy.",
    )


def _literal(path: Path) -> str:
    """The path as DuckDB reads it by the letter: "list [1].csv" is not "list 1.csv"."""
    return re.sub(r"[*?\[]", r"[\g<0>]", str(path))


def _headings(base: DuckDBPyConnection, source: str) -> list[str]:
    return [row[0] for row in base.execute(f"DESCRIBE FROM {source}").fetchall()]


def _read_text(base: DuckDBPyConnection, raw: str, path: Path, head: bytes) -> None:
    encodings = ["utf-16"] if head.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8", "latin-1"]
    tries = [(encoding, how) for encoding in encodings for how in (_AS_WRITTEN, _SOMEHOW)]
    for encoding, how in tries:
        try:
            base.execute(
                f"CREATE OR REPLACE TABLE {raw} AS SELECT * FROM read_csv(?, header=true, all_varchar=true, "
                f"null_padding=true, {how}, comment='', encoding=?, sample_size=20000)",
                [_literal(path), encoding],
            )
        except duckdb.Error as fault:
            if (encoding, how) == tries[-1] or memory.lacked(fault):
                raise
        else:
            # A lone quote may hide the separators: a single column is looked at again.
            if how == _SOMEHOW or len(base.execute(f"DESCRIBE {raw}").fetchall()) > 1:
                return


def _read_sheets(
    base: DuckDBPyConnection, raw: str, path: Path, mapping: Mapping[str, str]
) -> tuple[Headings, Headings]:
    """The people of all sheets, as the roster check finds them."""
    try:
        workbook = read_workbook(path, name=path.name, limits=Limits.configured())
    except UnreadableFile as fault:  # of two files it says which one
        raise UnreadableFile(f"{path.name}: {fault.indonesian}", f"{path.name}: {fault.english}") from fault
    people: list[dict[str, str]] = []
    read: Headings = {}
    for sheet in workbook.sheets:
        people += _people(sheet, mapping, read) or _under_headings(sheet, mapping, read)
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
    return {column: [column] for column in columns}, {column: read[column] for column in columns}


def _under_headings(sheet: Sheet, mapping: Mapping[str, str], read: Headings) -> list[dict[str, str]]:
    """The rows below the first that holds headings of the matching or of `mapping`, where no list is recognised."""
    for header, cells in sorted(sheet.rows.items()):
        headings = {str(cell): place for place, cell in enumerate(cells) if cell is not None}
        found = assigned(list(headings), mapping)
        if set(found) & set(_TELLING):
            _remember(read, found)
            places = {column: [headings[heading] for heading in listed] for column, listed in found.items()}
            return [_person(sheet, row, places) for row in sorted(sheet.rows) if row > header]
    return []


def _remember(read: Headings, found: Headings) -> None:
    for column, headings in found.items():
        known = read.setdefault(column, [])
        known += [heading for heading in headings if heading not in known]


def _people(sheet: Sheet, mapping: Mapping[str, str], read: Headings) -> list[dict[str, str]]:
    people = []
    for block in lay_out(sheet).blocks:
        headings = {heading: column for column, heading in block.columns.headings.items() if heading}
        found = assigned(list(headings), mapping)
        places = {column: [headings[heading] for heading in listed] for column, listed in found.items()}
        for field, column in named(block.columns.fields).items():
            first = block.columns.first(field)
            if first is not None and column not in places:
                places[column] = [first]
                found[column] = [block.columns.headings.get(first) or column]
        _remember(read, found)
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


def _arranged(base: DuckDBPyConnection, name: str, raw: _Raw, columns: Mapping[str, list[str]]) -> tuple[int, int, int]:
    """The table with its columns named, rows numbered; how many rows there are, how many are nobody, how many ids."""
    cells = {column: _cell(found) for column, found in columns.items() if column != ID}
    known = _cell(columns[ID]) if ID in columns else None
    number = f"({raw.row} + 1)::VARCHAR"
    identity = f"coalesce({known}, {number})" if known else number
    listed = ", ".join(f'{cell} AS "{column}"' for column, cell in cells.items())
    somebody = " OR ".join(f'"{column}" IS NOT NULL' for column in cells if column in _TELLING)
    numbered = f"{raw.row} AS place, {identity} AS {ID}, {listed}"
    base.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT {numbered} FROM {raw.source}")
    rows, kept, rising = base.execute(
        f"SELECT count(*), count(*) FILTER (kept), count(*) FILTER (before IS NULL OR before < {ID}) "
        f"FROM (SELECT {ID}, ({somebody}) AS kept, lag({ID}) OVER () AS before FROM {name})"
    ).fetchall()[0]
    if known and rows == kept == rising:
        return rows, 0, rows  # the file has them in order, each id once
    content = ", ".join(f'"{column}"' for column in cells)
    order = ID if known else f"{content}, length({ID}), {ID}"  # ids stand once
    _in_order(base, name, raw, somebody, order)
    ids = base.execute(f"SELECT count(DISTINCT {ID}) FROM {name}").fetchall()[0][0]
    return rows, rows - kept, ids


def _in_order(base: DuckDBPyConnection, name: str, raw: _Raw, somebody: str, order: str) -> None:
    """In place of the view a table of those who are somebody, numbered in that order."""
    base.execute(f"CREATE TEMP TABLE named AS SELECT * EXCLUDE (place) FROM {name} WHERE {somebody}")
    base.execute(f"DROP VIEW {name}")
    if raw.table:
        base.execute(f"DROP TABLE {raw.source}")
    numbered = f"SELECT rowid AS row, row_number() OVER (ORDER BY {order}) - 1 AS place FROM named"
    base.execute(
        f"CREATE OR REPLACE TABLE {name} AS "
        f"SELECT p.place, n.* FROM named AS n POSITIONAL JOIN (SELECT place FROM ({numbered}) ORDER BY row) AS p"
    )
    base.execute("DROP TABLE named")


def _cell(headings: Sequence[str]) -> str:
    quoted = ['"' + heading.replace('"', '""') + '"' for heading in headings]
    if len(quoted) == 1:
        return f"nullif(trim({quoted[0]}::VARCHAR), '')"
    return f"nullif(trim(concat_ws(' ', {', '.join(f'trim({each}::VARCHAR)' for each in quoted)})), '')"
