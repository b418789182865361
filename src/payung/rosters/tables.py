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
from payung.rosters.cell_text import cell_texts
from payung.rosters.limits import Limits
from payung.rosters.matched_columns import assigned, named
from payung.rosters.reading import read_workbook
from payung.rosters.reading.text_encoding import NO_TABLE
from payung.rosters.rows import lay_out
from payung.rosters.sheets import Sheet, UnreadableFile, Workbook

Headings = dict[str, list[str]]  # of the file, for each column of the matching
_Person = dict[str, str]  # text by column
_Said = tuple[str, str] | None  # Indonesian, English

_TELLING = ("nik", "name", "phone", "kpj", "email")  # a row that says none of these is nobody
# Quotes as programs write them; then, where one stands alone, as well as can be.
_AS_WRITTEN, _SOMEHOW = "quote='\"', escape='\"', strict_mode=true", "strict_mode=false"
# Spreadsheets; behind empty lines DuckDB reads headings as a row; UTF-32 it does not know.
_NO_TABLE = (b"PK", b"\xd0\xcf", b"\n", b"\r", b"\xff\xfe\0\0")
_TEXT = (".csv", ".tsv", ".txt", "")
_NUMBER = "row_number_of_file"


@dataclass(frozen=True, slots=True)
class Table:
    """A table in DuckDB: `rec_id`, the columns of the matching that the file has, and `place`, from 0 in an order that
    does not depend on the order of the rows. `refused` counts rows that say neither a name nor a number: they are not
    in the table. `sheets`: of a workbook those that were read, in the order in which their rows are numbered."""

    name: str
    rows: int
    refused: int
    columns: dict[str, list[str]]
    sheets: Sequence[Mapping[str, str | int | bool]]


def load(base: DuckDBPyConnection, name: str, path: Path, mapping: Mapping[str, str]) -> Table:
    """The file as table `name`. `mapping` says what a heading means that is not known (heading: column).

    Raises UnreadableFile with a sentence for what is no roster.
    """
    if path.is_dir():
        raise UnreadableFile(
            f"{path} adalah folder; sebutkan berkas di dalamnya.", f"{path} is a folder: name a file in it."
        )
    if not path.is_file():
        raise UnreadableFile(f"Berkas {path} tidak ada.", f"There is no file {path}.")
    raw, columns, headings = _read(base, f"{name}_raw", path, mapping)
    if not set(columns) & {"nik", "name", "kpj", "phone", "email"}:
        raise UnreadableFile(
            f"{path.name} tidak memuat kolom nama, NIK, nomor peserta, telepon, atau surel; sebutkan dengan --map.",
            f"{path.name} has no column of names, NIK, member numbers, phones or e-mail: name them with --map.",
        )
    try:
        rows, refused, clash = _arranged(base, name, raw, columns)
    except duckdb.Error as fault:
        raise fault if raw.table else _damaged(path, fault) from fault
    if rows == refused:
        raise UnreadableFile(
            f"{path.name} tidak memuat satu orang pun: tidak ada baris dengan nama atau nomor.",
            f"{path.name} has no person: no row with a name or a number.",
        )
    if clash:
        heading = " ".join(headings.get(ID, ()))
        raise UnreadableFile(
            f"Di {path.name} {clash[0]} (kolom {heading}); beri setiap baris id sendiri.",
            f"In {path.name} {clash[1]} (column {heading}): give each row an id of its own.",
        )
    return Table(name, rows, refused, headings, raw.sheets)


@dataclass(frozen=True, slots=True)
class _Raw:
    """The rows of a file in SQL: what stands behind FROM, their places from 0, and their numbers, from 0 too and with
    gaps. What is no `table` is read from its file whenever a column is asked for."""

    source: str
    row: str = "rowid"
    number: str = "rowid"
    table: bool = True
    sheets: Sequence[Mapping[str, str | int | bool]] = ()


def _read(
    base: DuckDBPyConnection, name: str, path: Path, mapping: Mapping[str, str]
) -> tuple[_Raw, Headings, Headings]:
    """Its rows; which of its columns makes which column of the matching, and the headings of each in the file."""
    with path.open("rb") as file:
        head = file.read(4)
    if head == b"PAR1":
        return _read_parquet(base, path, mapping)
    try:
        if path.suffix.lower() not in _TEXT or head.startswith(_NO_TABLE) or b"\0" in head[:2]:
            return _read_sheets(base, name, path, mapping)
        _read_text(base, name, path, head)
    except duckdb.Error as fault:
        if memory.lacked(fault):
            raise  # no fault of the file
        return _read_sheets(base, name, path, mapping)
    found = assigned(_headings(base, name), mapping)
    if not found:
        return _read_sheets(base, name, path, mapping)  # its headings may stand further down
    return _Raw(name), found, found


def _read_parquet(base: DuckDBPyConnection, path: Path, mapping: Mapping[str, str]) -> tuple[_Raw, Headings, Headings]:
    raw = _Raw(
        "read_parquet('{}')".format(_literal(path).replace("'", "''")),
        "file_row_number",
        "file_row_number",
        table=False,
    )
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
                f"null_padding=true, {how}, comment='', encoding=?, sample_size=20000) "
                r"WHERE regexp_matches(concat(*COLUMNS(*)), '\S')",  # blank rows are not numbered
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
    base: DuckDBPyConnection, name: str, path: Path, mapping: Mapping[str, str]
) -> tuple[_Raw, Headings, Headings]:
    """The people of all sheets, hidden ones too, as the roster check finds them."""
    people: list[_Person] = []
    numbers: list[int] = []
    sheets: list[dict[str, str | int | bool]] = []
    read: Headings = {}
    counted = 0
    for sheet in _workbook(path).sheets:
        first, found = _people(sheet, mapping, read)
        if not found:
            first, found = _under_headings(sheet, mapping, read)
        filled = [row for row, cells in sorted(sheet.rows.items()) if row >= first and cell_texts(cells)]
        number = {row: counted + place for place, row in enumerate(filled)}
        kept = [row for row in found if row in number]
        if kept:
            people += [found[row] for row in kept]
            numbers += [number[row] for row in kept]
            sheets.append({"name": sheet.name, "first_row": counted + 1, **({"hidden": True} if sheet.hidden else {})})
            counted += len(filled)
    if not people:
        raise UnreadableFile(
            f"{path.name} tidak memuat daftar orang: tidak ada baris judul yang dikenal.",
            f"{path.name} holds no list of people: no header row is recognised.",
        )
    columns = [column for column in (ID, *COLUMNS) if any(column in person for person in people)]
    arrays = {column: np.array([person.get(column) for person in people], object) for column in columns}
    base.register("read_people", arrays | {_NUMBER: np.array(numbers)})
    base.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM read_people")
    base.unregister("read_people")
    headings = {column: read[column] for column in columns}
    return _Raw(name, number=_NUMBER, sheets=sheets), {column: [column] for column in columns}, headings


def _workbook(path: Path) -> Workbook:
    try:
        return read_workbook(path, name=path.name, limits=Limits.configured())
    except UnreadableFile as fault:  # of two files it says which one
        also = (" Parquet juga dapat.", " Parquet will do too.") if fault is NO_TABLE else ("", "")
        raise UnreadableFile(
            f"{path.name}: {fault.indonesian}{also[0]}", f"{path.name}: {fault.english}{also[1]}"
        ) from fault


def _under_headings(sheet: Sheet, mapping: Mapping[str, str], read: Headings) -> tuple[int, dict[int, _Person]]:
    """The rows below the first that holds headings of the matching or of `mapping`, where no list is recognised."""
    for header, cells in sorted(sheet.rows.items()):
        headings = {str(cell): place for place, cell in enumerate(cells) if cell is not None}
        found = assigned(list(headings), mapping)
        if set(found) & set(_TELLING):
            _remember(read, found)
            places = {column: [headings[heading] for heading in listed] for column, listed in found.items()}
            return header + 1, {row: _person(sheet, row, places) for row in sorted(sheet.rows) if row > header}
    return 0, {}


def _remember(read: Headings, found: Headings) -> None:
    for column, headings in found.items():
        known = read.setdefault(column, [])
        known += [heading for heading in headings if heading not in known]


def _people(sheet: Sheet, mapping: Mapping[str, str], read: Headings) -> tuple[int, dict[int, _Person]]:
    """From which row on rows are numbered, and the people by row."""
    people: dict[int, _Person] = {}
    blocks = lay_out(sheet).blocks
    for block in blocks:
        headings = {heading: column for column, heading in block.columns.headings.items() if heading}
        found = assigned(list(headings), mapping)
        places = {column: [headings[heading] for heading in listed] for column, listed in found.items()}
        for field, column in named(block.columns.fields).items():
            first = block.columns.first(field)
            if first is not None and column not in places:
                places[column] = [first]
                found[column] = [block.columns.headings.get(first) or column]
        _remember(read, found)
        people |= {row: _person(sheet, row, places) for row in block.rows}
    header = blocks[0].header_row if blocks else None
    return header + 1 if header else min(people, default=0), people


def _person(sheet: Sheet, row: int, places: Mapping[str, Sequence[int]]) -> _Person:
    found = {}
    for column, cells in places.items():
        values = [sheet.cell(row, cell) for cell in cells]
        text = " ".join(_text(value) for value in values if value is not None).strip()
        if text:
            found[column] = text
    return found


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _arranged(
    base: DuckDBPyConnection, name: str, raw: _Raw, columns: Mapping[str, list[str]]
) -> tuple[int, int, _Said]:
    """The table with its columns named, rows numbered; how many rows there are, how many are nobody, and what is wrong
    with their ids, if anything."""
    cells = {column: _cell(found) for column, found in columns.items() if column != ID}
    known = _cell(columns[ID]) if ID in columns else None
    number = f"({raw.number} + 1)::VARCHAR"
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
        return rows, 0, None  # the file has them in order, each id once
    content = ", ".join(f'"{column}"' for column in cells)
    order = ID if known else f"{content}, length({ID}), {ID}"  # ids stand once
    if known and kept > base.execute(f"SELECT count(DISTINCT {ID}) FROM {name} WHERE {somebody}").fetchall()[0][0]:
        return rows, rows - kept, _clash(base, raw, known, number)
    _in_order(base, name, raw, somebody, order)
    return rows, rows - kept, None


def _clash(base: DuckDBPyConnection, raw: _Raw, known: str, number: str) -> tuple[str, str]:
    """Why ids are not one for each row (Indonesian, English). Only the number of a row is named, for it is nobody's."""
    (taken,) = base.execute(
        f"SELECT min(number::BIGINT) FROM (SELECT {number} AS number FROM {raw.source} WHERE {known} IS NULL) "
        f"WHERE number IN (SELECT {known} FROM {raw.source})"
    ).fetchall()[0]
    if taken is None:
        return "beberapa baris memakai id yang sama", "several rows have the same id"
    return (
        f"ada id yang kosong; nomor barisnya menggantikannya, tetapi {taken} sudah menjadi id baris lain",
        f"some ids are empty and their row numbers serve, but {taken} is the id of another row too",
    )


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
