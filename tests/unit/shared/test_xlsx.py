"""A workbook of several sheets as it is packed: what stands in it, how it looks, and what a sheet has no room for."""

import datetime as dt
import io
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from payung.shared.xlsx import MOST_COLUMNS, MOST_ROWS, Column, Sheet, Value, packed
from payung.shared.xlsx_parts import Style

STYLES = (Style("dd-mm-yyyy"), Style("dd-mm-yyyy hh:mm"), Style("hh:mm"), Style("0", bold=True, fill="DDEFE0"))


def sheet(*values: Value, name: str = "Data", style: int = 0, hidden: bool = False) -> Sheet:
    return Sheet(name, [(1, [(at, value, style) for at, value in enumerate(values)])], hidden=hidden)


def written(*sheets: Sheet, front: int = 0) -> bytes:
    return b"".join(packed(sheets, STYLES, front=front))


def part(content: bytes, path: str) -> str:
    return ZipFile(io.BytesIO(content)).read(path).decode()


def first_row(content: bytes) -> list[object]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[0]


@pytest.mark.parametrize(
    ("value", "style"),
    [
        ("=1+1", 0),
        (True, 0),
        (-0.25, 0),
        (1271021708790001, 4),
        (dt.date(1979, 8, 17), 1),
        (dt.datetime.fromisoformat("2025-10-20T13:45:30"), 2),
        (dt.time(7, 5, 9), 3),
    ],
    ids=str,
)
def test_every_kind_of_value_comes_back(value: Value, style: int) -> None:
    assert first_row(written(sheet(value, style=style))) == [value]


def test_nothing_is_written_where_nothing_stands() -> None:
    assert "<c " not in part(written(sheet(None, "")), "xl/worksheets/sheet1.xml")


def test_what_a_sheet_has_no_room_for_is_left_out() -> None:
    cells = [(0, "a", 0), (MOST_COLUMNS - 1, "z", 0), (MOST_COLUMNS, "beyond", 0)]
    content = written(Sheet("Data", [(1, cells), (MOST_ROWS, cells), (MOST_ROWS + 1, cells)]))
    text = part(content, "xl/worksheets/sheet1.xml")
    assert f'r="XFD{MOST_ROWS}"' in text
    assert "beyond" not in text
    assert f'<row r="{MOST_ROWS + 1}"' not in text


def test_sheets_keep_their_names_and_who_is_hidden_and_one_stands_in_front() -> None:
    content = written(sheet("x", name='A & "B"', hidden=True), sheet("y", name="<C>"), front=1)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert [(each.name, each.visible == SheetVisibleEnum.Visible) for each in book.sheets_metadata] == [
        ('A & "B"', False),
        ("<C>", True),
    ]
    assert 'firstSheet="1" activeTab="1"' in part(content, "xl/workbook.xml")
    assert [
        "tabSelected" in part(content, f"xl/worksheets/sheet{number}.xml") for number in (1, 2)
    ] == [False, True]  # fmt: skip


def test_columns_have_width_and_style_and_may_be_hidden() -> None:
    columns = {2: Column(0, hidden=True), 0: Column(12.5, 4)}
    text = part(written(Sheet("Data", [], columns)), "xl/worksheets/sheet1.xml")
    assert text.count("<col ") == 2
    assert text.index('min="1" max="1" width="12.5" customWidth="1" style="4"/>') < text.index('hidden="1"/>')


def test_styles_paint_and_say_how_numbers_look() -> None:
    text = part(written(sheet("x")), "xl/styles.xml")
    assert '<numFmt numFmtId="164" formatCode="dd-mm-yyyy"/>' in text
    assert '<fgColor rgb="FFDDEFE0"/>' in text
    assert '<xf numFmtId="1" fontId="1" fillId="2"' in text
    assert '<cellXfs count="5">' in text
