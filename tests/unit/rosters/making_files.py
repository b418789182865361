"""Makes spreadsheet files for tests: rows of plain values as bytes of any format. All persons are invented."""

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableColumnProperties, TableProperties
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P

from payung.identity.places import Territory
from payung.identity.territory import load_city
from payung.rosters import RosterReport, check
from payung.rosters.limits import Limits

Cell = str | float | dt.date | None
Rows = Sequence[Sequence[Cell]]

TODAY = dt.date(2026, 11, 21)

# Well-formed numbers of nobody: men born 17 August 1979 and 1 December 1990, a woman born 15 April 1985.
BUDI, SITI, UDIN = "1271021708790001", "1271025504850002", "1271030112900003"


def checked(source: bytes, *, name: str = "roster.xlsx", city: str | None = "12.71", **options: Any) -> RosterReport:
    """The report on a file, on the day of the contract's samples."""
    territory = Territory.of(load_city(city)) if city else None
    options.setdefault("limits", Limits())
    return check(source, as_of=TODAY, name=name, territory=territory, **options)


def codes(report: RosterReport) -> dict[int, list[str]]:
    """Codes by row number, over all sheets."""
    return {row.row: [problem.code for problem in row.problems] for _, row in report.rows}


def only_row(*cells: Cell, head: Sequence[str] = ("No", "Nama", "NIK", "Tgl Lahir", "L/P")) -> list[str]:
    """The codes of one row under a header."""
    report = checked(xlsx([head, list(cells)]))
    (found,) = [[problem.code for problem in row.problems] for _, row in report.rows]
    return found


def xlsx(rows: Rows, *, more: Mapping[str, Rows] | None = None, hidden: Sequence[str] = (), **options: Any) -> bytes:
    """An xlsx; strings are text cells, numbers number cells, dates date cells."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, **options})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, content in {"Data": rows, **(more or {})}.items():
        sheet = book.add_worksheet(name)
        if name in hidden:
            sheet.hide()
        elif all(each.name in hidden for each in book.worksheets()[:-1]):
            sheet.activate()
        for r, row in enumerate(content):
            for c, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(r, c, value)
                elif isinstance(value, dt.date):
                    sheet.write_datetime(r, c, value, day)
                elif value is not None:
                    sheet.write_number(r, c, value)
    book.close()
    return out.getvalue()


def xls(rows: Rows, *, width: int | None = None, hidden_sheet: bool = False, far: bool = False) -> bytes:
    """A binary workbook of Excel 97."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, dt.date):
                sheet.write(r, c, value, day)
            elif value is not None:
                sheet.write(r, c, value)
    if width:
        sheet.col(1).width = 256 * width
    if hidden_sheet:
        book.add_sheet("Sembunyi").visibility = 1
    if far:
        sheet.write(65535, 255, "x")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(rows: Rows, *, hidden_sheet: bool = False, repeated_blank_rows: int = 0) -> bytes:
    """An OpenDocument spreadsheet, with a column width and rows that repeat."""
    book = OpenDocumentSpreadsheet()
    wide = Style(name="wide", family="table-column")
    wide.addElement(TableColumnProperties(columnwidth="5cm"))
    unseen = Style(name="unseen", family="table")
    unseen.addElement(TableProperties(display="false"))
    book.automaticstyles.addElement(wide)
    book.automaticstyles.addElement(unseen)
    sheet = Table(name="Data")
    sheet.addElement(TableColumn(stylename=wide, numbercolumnsrepeated=2))
    for row in rows:
        sheet.addElement(_ods_row(row))
    if repeated_blank_rows:
        sheet.addElement(TableRow(numberrowsrepeated=repeated_blank_rows))
        sheet.addElement(_ods_row(["x"]))
    book.spreadsheet.addElement(sheet)
    if hidden_sheet:
        book.spreadsheet.addElement(Table(name="Sembunyi", stylename=unseen))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _ods_row(row: Sequence[Cell]) -> TableRow:
    line = TableRow()
    for value in row:
        if isinstance(value, dt.date):
            cell = TableCell(valuetype="date", datevalue=value.isoformat())
            cell.addElement(P(text=f"{value:%d/%m/%y}"))
        elif isinstance(value, str):
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=value))
        elif value is None:
            cell = TableCell()
        else:
            cell = TableCell(valuetype="float", value=str(value))
            cell.addElement(P(text=str(value)))
        line.addElement(cell)
    return line


def csv_bytes(
    rows: Sequence[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8", newline: str = "\r\n"
) -> bytes:
    """Delimited text, quoted where it must be."""
    quoted = [[f'"{c}"' if delimiter in c or '"' in c or "\n" in c else c for c in row] for row in rows]
    return newline.join(delimiter.join(row) for row in quoted).encode(encoding)


def raw_xlsx(sheet_xml: str, *, prefix: str = "", date_1904: bool = False, strings: str = "") -> bytes:
    """An xlsx written by hand, for what no library writes: `sheet_xml` is the inside of <worksheet>."""
    p = f"{prefix}:" if prefix else ""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    main = f' xmlns:{prefix}="{space}"' if prefix else f' xmlns="{space}"'
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "xl/workbook.xml": f'<{p}workbook{main} xmlns:r="{links}"><{p}workbookPr date1904="{int(date_1904)}"/>'
        f'<{p}sheets><{p}sheet name="Data" sheetId="1" r:id="r1"/></{p}sheets></{p}workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" Type="{links}/worksheet" Target="/xl/s.xml"/>'
        f'<Relationship Id="r2" Type="{links}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r3" Type="{links}/sharedStrings" Target="strings.xml"/></Relationships>',
        "xl/styles.xml": f'<{p}styleSheet{main}><{p}numFmts><{p}numFmt numFmtId="170" formatCode="dd\\ mmmm\\ yyyy"/></{p}numFmts>'
        f'<{p}cellXfs><{p}xf numFmtId="0"/><{p}xf numFmtId="170"/></{p}cellXfs></{p}styleSheet>',
        "xl/strings.xml": f"<{p}sst{main}>{strings}</{p}sst>",
        "xl/s.xml": f"<{p}worksheet{main}>{sheet_xml}</{p}worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return out.getvalue()
