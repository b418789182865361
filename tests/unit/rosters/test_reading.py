"""Every format gives the same values; where a cell was a number or a date it stays one."""

import datetime as dt
import struct

import pytest

from payung.rosters.limits import Limits
from payung.rosters.reading import read_workbook
from payung.rosters.reading.compound_file import MAGIC, CompoundFile
from payung.rosters.sheets import Sheet, UnreadableFile, column_letter, column_number
from tests.unit.rosters.making_files import BUDI, SITI, csv_bytes, ods, raw_xlsx, xls, xlsx

ROWS = [
    ["DAFTAR"],
    ["No", "Nama", "NIK", "Lahir", "HP"],
    [1.0, "BUDI\nSANTOSO", BUDI, dt.date(1979, 8, 17), 81234567890.0],
    [None, None, None],
    [2.0, "É & <b>", 1271025504850002.0, "15-04-1985", -1.5],
]


def read(data: bytes, name: str = "roster.xlsx", limits: Limits | None = None) -> list[Sheet]:
    return read_workbook(data, name=name, limits=limits or Limits()).sheets


def grid(sheet: Sheet) -> dict[int, list[object]]:
    return {number: list(cells) for number, cells in sheet.rows.items()}


EXPECTED = {number: row for number, row in enumerate(ROWS, 1) if any(value is not None for value in row)}


@pytest.mark.parametrize("data", [xlsx(ROWS), xls(ROWS), ods(ROWS)], ids=["xlsx", "xls", "ods"])
def test_one_table_in_three_formats(data: bytes) -> None:
    (sheet,) = read(data)
    assert grid(sheet) == EXPECTED


@pytest.mark.parametrize("name", ["roster.xlsx", "roster.csv", "roster", "roster.xls"])
def test_the_content_counts_not_the_name(name: str) -> None:
    assert grid(read(xlsx(ROWS), name)[0]) == EXPECTED
    assert read(csv_bytes([["NIK", "Nama"], [BUDI, "BUDI"]]), name)[0].rows[2] == [BUDI, "BUDI"]


def test_widths_hidden_sheets_and_merged_cells() -> None:
    wide, hidden = read(xls(ROWS, width=30, hidden_sheet=True))
    assert (wide.widths[1], wide.hidden, hidden.hidden) == (30.0, False, True)
    first, second = read(ods(ROWS, hidden_sheet=True))
    assert (round(first.widths[0]), second.hidden) == (24, True)
    shown, unseen = read(xlsx(ROWS, more={"Lama": ROWS}, hidden=["Lama"]))
    assert (shown.hidden, unseen.hidden, unseen.name) == (False, True, "Lama")


@pytest.mark.parametrize("data", [xls(ROWS, far=True), ods(ROWS, repeated_blank_rows=1_000_000)], ids=["xls", "ods"])
def test_a_stray_cell_far_below_is_one_cell(data: bytes) -> None:
    (sheet,) = read(data)
    assert len(sheet.rows) == len(EXPECTED) + 1


def test_a_stray_cell_in_the_last_corner_of_an_xlsx() -> None:
    (sheet,) = read(
        raw_xlsx(
            '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
        )
    )
    assert sheet.rows == {1: [1.0], 1048576: []}
    assert sheet.far_cells == {(1048576, 16383): 2.0}


@pytest.mark.parametrize("prefix", ["", "x"])
def test_xlsx_as_other_programs_write_it(prefix: str) -> None:
    p = f"{prefix}:" if prefix else ""
    cells = (
        f'<{p}c t="inlineStr"><{p}is><{p}r><{p}t>BU</{p}t></{p}r><{p}r><{p}t>DI</{p}t></{p}r></{p}is></{p}c>'
        f'<{p}c t="s"><{p}v>0</{p}v></{p}c>'
        f'<{p}c s="1"><{p}v>29084</{p}v></{p}c>'
        f'<{p}c><{p}f>"{BUDI}"</{p}f></{p}c>'
        f'<{p}c t="str"><{p}f>A1</{p}f><{p}v>hasil</{p}v></{p}c>'
        f'<{p}c t="e"><{p}v>#N/A</{p}v></{p}c>'
        f'<{p}c t="b"><{p}v>1</{p}v></{p}c>'
        f'<{p}c t="d"><{p}v>1979-08-17T00:00:00</{p}v></{p}c>'
        f"<{p}c><{p}f>A1+1</{p}f></{p}c>"
    )
    strings = f"<{p}si><{p}t>SITI_x000D__xD83D__xDE00__xD83D_</{p}t><{p}rPh><{p}t>cara baca</{p}t></{p}rPh></{p}si>"
    data = raw_xlsx(f"<{p}sheetData><{p}row>{cells}</{p}row></{p}sheetData>", prefix=prefix, strings=strings)
    day = dt.date(1979, 8, 17)
    assert read(data)[0].rows[1] == ["BUDI", "SITI\r😀\ufffd", day, BUDI, "hasil", "#N/A", True, day]


def test_the_calendar_that_begins_in_1904() -> None:
    (sheet,) = read(
        raw_xlsx('<sheetData><row r="1"><c r="A1" s="1"><v>27622</v></c></row></sheetData>', date_1904=True)
    )
    assert sheet.rows[1] == [dt.date(1979, 8, 17)]


TABLE = [
    ["No", "Nama", "NIK", "TTL"],
    ["1", "BUDI", BUDI, "Medan, 17-08-1979"],
    ["2", "SITI", SITI, "Binjai, 15-04-1985"],
]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_delimiter_and_encoding_are_found_out(delimiter: str, encoding: str, newline: str) -> None:
    rows = [*TABLE, ["3", "ANDRÉ", SITI, "Médan"]]
    (sheet,) = read(csv_bytes(rows, delimiter, encoding, newline), "data.csv")
    assert (sheet.name, grid(sheet)) == ("data", dict(enumerate(rows, 1)))


def test_a_line_that_declares_the_delimiter_counts_as_row_1() -> None:
    (sheet,) = read(b"sep=;\r\n" + csv_bytes(TABLE, ";"), "data.csv")
    assert grid(sheet) == {1: ["sep=;"]} | dict(enumerate(TABLE, 2))


def test_a_quoted_cell_of_two_lines_is_one_row_and_empty_lines_count() -> None:
    (sheet,) = read(b'No,Nama,NIK\n\n1,"BUDI\nSANTOSO",x\n2,SITI,y\n', "data.csv")
    assert grid(sheet) == {1: ["No", "Nama", "NIK"], 3: ["1", "BUDI\nSANTOSO", "x"], 4: ["2", "SITI", "y"]}


def test_a_quotation_mark_left_open_does_not_swallow_the_file() -> None:
    lines = ["No;Nama;NIK", f'1;"BUDI;{BUDI}', *[f"{n};NAMA {n};{SITI}" for n in range(2, 40)]]
    (sheet,) = read("\n".join(lines).encode(), "data.csv")
    assert len(sheet.rows) == 40
    assert sheet.rows[2] == ["1", "BUDI", BUDI]


def test_lines_that_are_quoted_as_a_whole_are_opened() -> None:
    lines = [f'"{n},NAMA\nDUA,{BUDI}"' for n in range(5)]
    (sheet,) = read("\n".join(lines).encode(), "data.csv")
    assert sheet.rows[2] == ["1", "NAMA DUA", BUDI]


HTML = f"""<html><head><meta charset="utf-8"><title>x</title><style>td {{}}</style></head><body><h3>DAFTAR &amp; LAIN</h3>
<table><tr><th rowspan=2>No<th rowspan=2>Nama<th colspan="2">Jenis Kelamin</tr><tr><th>L</th><th>P</th></tr>
<tr><td>1<td>BUDI&nbsp;S<br>X</td><td>v</td></tr></table><p>ket {BUDI}</p></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_a_web_page_called_xls(encoding: str) -> None:
    (sheet,) = read(HTML.encode(encoding), "laporan.xls")
    assert grid(sheet) == {
        1: ["DAFTAR & LAIN"], 2: ["No", "Nama", "Jenis Kelamin"], 3: [None, None, "L", "P"], 4: ["1", "BUDI S\nX", "v"], 5: [f"ket {BUDI}"],
    }  # fmt: skip


def test_a_web_archive_called_xls() -> None:
    page = f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<table><tr><td>{BUDI}</td></tr></table>\n--b--\n"
    assert read(page.encode(), "a.xls")[0].rows == {1: [BUDI]}


def test_excel_2003_xml_tells_text_from_numbers() -> None:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    page = f"""<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{space}" xmlns:ss="{space}">
    <Worksheet ss:Name="Data"><Table><Column ss:Index="2" ss:Width="105"/><Row ss:Index="3"><Cell ss:MergeAcross="1"><Data ss:Type="String">A</Data></Cell>
    <Cell><Data ss:Type="Number">1271021708790001</Data></Cell><Cell ss:Index="6"><Data ss:Type="DateTime">1979-08-17T00:00:00.000</Data></Cell>
    </Row></Table></Worksheet></Workbook>"""
    (sheet,) = read(page.encode(), "a.xls")
    assert sheet.rows == {3: ["A", None, 1271021708790001.0, None, None, dt.date(1979, 8, 17)]}
    assert (sheet.widths, sheet.merged) == ({1: 20.0}, [(3, 0, 3, 1)])


@pytest.mark.parametrize(("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (16383, "XFD")])
def test_columns_have_letters(number: int, letters: str) -> None:
    assert column_letter(number) == letters
    assert column_number(letters) == number


def test_limits_are_kept_while_reading() -> None:
    for limits in (Limits(rows=2), Limits(cells=5), Limits(file_bytes=100), Limits(unpacked_bytes=1000)):
        with pytest.raises(UnreadableFile):
            read(xlsx(ROWS), limits=limits)
    with pytest.raises(UnreadableFile, match="2 baris"):
        read(csv_bytes(TABLE), "a.csv", Limits(rows=2))


def _row_of(cells: int) -> str:
    return f'<sheetData><row r="1">{"<c><v>1</v></c>" * cells}</row></sheetData>'


@pytest.mark.parametrize("data", [raw_xlsx(_row_of(300)), xls([[1.0] * 200, [1.0] * 200]), csv_bytes([["1"] * 300])])
def test_a_row_too_long_is_refused_before_it_is_read_to_its_end(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="299 sel"):
        read(data, limits=Limits(cells=299))


def test_a_container_whose_tables_point_in_a_circle_is_read_once() -> None:
    number = struct.Struct("<I").pack
    end = number(0xFFFFFFFE)
    head = bytearray(MAGIC.ljust(76, b"\x00") + end * 109)
    head[30], head[48:52] = 9, end
    data = bytes(head) + number(1) * 127 + number(0) + end * 128
    assert len(CompoundFile(data)._next) == 128


def test_cells_that_reach_over_many_rows_and_columns_cost_nothing() -> None:
    (sheet,) = read(b"<table><tr>" + b"<td rowspan=256 colspan=256>x" * 60_000 + b"<tr><td>y</table>", "a.xls")
    assert (len(sheet.merged), sheet.rows[1][0], len(sheet.rows)) == (50_000, "x", 2)


def test_limits_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_ROSTER_MAX_ROWS", "7")
    assert Limits.configured().rows == 7


def test_a_limit_that_is_no_number_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_ROSTER_MAX_ROWS", "many")
    with pytest.raises(UnreadableFile) as refused:
        Limits.configured()
    assert "PAYUNG_ROSTER_MAX_ROWS is 'many'" in refused.value.english
