"""A workbook that is packed while its rows are read: what readers find in it, and what is held meanwhile."""

import io
import tracemalloc
from collections.abc import Iterator
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from payung.rosters import Limits
from payung.rosters.reading import read_workbook
from payung.shared.xlsx import AT_ONCE, LONGEST
from payung.web.sheet_stream import Cell, workbook


def read(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_texts_and_numbers_come_back_as_they_were() -> None:
    lines: list[list[Cell]] = [
        ["NIK", "Nama", "Peluang", "Baris"],
        ["1271014508790001", "O'Rekaan <Putra> & Co", 0.9973, 2],
        ["0012", "", -1, 10**12],
        ["=1+1", " dua  spasi ", 0, 3],
    ]
    assert read(b"".join(workbook(lines))) == lines


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\x00b\x1fc", "a b c"),
        ("_x0041_", "_x0041_"),
        ("x" * (LONGEST + 9), "x" * LONGEST),
        ("dua\nbaris", "dua\nbaris"),
    ],
    ids=["no sign of text", "seems escaped", "too long for a cell", "two lines"],
)
def test_a_cell_that_a_sheet_cannot_hold_as_it_is(text: str, found: str) -> None:
    assert read(b"".join(workbook([["Catatan"], [text]]))) == [["Catatan"], [found]]


def test_columns_beyond_z_have_their_names_and_widths() -> None:
    content = b"".join(workbook([[str(at) for at in range(60)]], widths={0: 5, 27: 40}))
    assert read(content) == [[str(at) for at in range(60)]]
    sheet = ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert 'r="BH1"' in sheet
    assert '<col min="28" max="28" width="40" customWidth="1"/>' in sheet
    assert "<f>" not in sheet


def test_the_rosters_reader_takes_it() -> None:
    content = b"".join(workbook([["Nama", "NIK"], ["Siti Rekaan", "1271014508790001"]]))
    (sheet,) = read_workbook(content, name="daftar.xlsx", limits=Limits()).sheets
    assert list(sheet.rows.values())[1] == ["Siti Rekaan", "1271014508790001"]


def test_it_begins_before_the_rows_are_read_and_holds_few_of_them() -> None:
    read_so_far = 0

    def lines() -> Iterator[list[Cell]]:
        nonlocal read_so_far
        for read_so_far in range(60_000):
            yield [f"{hash(str(read_so_far)):x}", read_so_far]

    parts = workbook(lines())
    tracemalloc.start()
    first = len(next(parts))
    assert read_so_far < 30_000
    sizes = [first, *map(len, parts)]
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(sizes) > 5
    assert peak < 20 * AT_ONCE


def test_what_breaks_off_is_no_workbook() -> None:
    def broken() -> Iterator[list[Cell]]:
        yield ["Nama"]
        raise ZeroDivisionError

    sent = []
    with pytest.raises(ZeroDivisionError):
        sent.extend(workbook(broken()))
    assert sent == []
