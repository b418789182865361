"""The parts of an Excel workbook that hold no row: which sheets there are, and how their cells look."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet{}.xml"

_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_NUMBERS = {"General": 0, "0": 1, "@": 49}  # those that every spreadsheet knows; "@" is text
_HIDDEN = ' state="hidden"'
_OWN_NUMBERS, _OWN_FILLS = 164, 2  # where a workbook's own begin


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks. `number` as a spreadsheet writes it ("0", "@", "dd-mm-yyyy"); `fill` a colour as RRGGBB."""

    number: str = "General"
    bold: bool = False
    wrap: bool = False
    fill: str = ""


def parts(tabs: Sequence[tuple[str, bool]], styles: Sequence[Style], front: int) -> dict[str, str]:
    """The files of the package by path. `tabs`: each sheet's name, safe in XML, and whether it is hidden."""
    said = {
        "[Content_Types].xml": _types(len(tabs)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(tabs, front),
        "xl/_rels/workbook.xml.rels": _relations(
            [*(("worksheet", f"worksheets/sheet{at}.xml") for at in _counted(len(tabs))), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": _styles([Style(), *styles]),
    }
    return {path: XML + text for path, text in said.items()}


def _counted(sheets: int) -> range:
    return range(1, sheets + 1)


def _types(sheets: int) -> str:
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/{SHEET.format(at)}" ContentType="{_TYPE}.worksheet+xml"/>' for at in _counted(sheets)
        )
        + f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="rId{at}" Type="{_DOCUMENT}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _workbook(tabs: Sequence[tuple[str, bool]], front: int) -> str:
    """With the sheet in front; where the first one is hidden, the tabs begin at it."""
    first = front if tabs[0][1] else 0
    told = "".join(
        f'<sheet name="{name}" sheetId="{at}"{hidden * _HIDDEN} r:id="rId{at}"/>'
        for at, (name, hidden) in enumerate(tabs, start=1)
    )
    return (
        f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{_DOCUMENT}">'
        f'<bookViews><workbookView firstSheet="{first}" activeTab="{front}"/></bookViews>'
        f"<sheets>{told}</sheets></workbook>"
    )


def _styles(styles: Sequence[Style]) -> str:
    own = sorted({style.number for style in styles} - _NUMBERS.keys())
    numbers = _NUMBERS | {number: at for at, number in enumerate(own, start=_OWN_NUMBERS)}
    colours = sorted({style.fill for style in styles if style.fill})
    fills = {"": 0} | {colour: at for at, colour in enumerate(colours, start=_OWN_FILLS)}
    told = "".join(
        f'<numFmt numFmtId="{numbers[number]}" formatCode="{escape(number, {chr(34): "&quot;"})}"/>' for number in own
    )
    painted = "".join(
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill></fill>' for colour in colours
    )
    looks = "".join(_look(style, numbers[style.number], fills[style.fill]) for style in styles)
    return (
        f'<styleSheet xmlns="{SPREADSHEET}">'
        + (f'<numFmts count="{len(own)}">{told}</numFmts>' if own else "")
        + '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        f'<fills count="{_OWN_FILLS + len(colours)}"><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill>{painted}</fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(styles)}">{looks}</cellXfs></styleSheet>'
    )


def _look(style: Style, number: int, fill: int) -> str:
    applied = (("NumberFormat", number), ("Font", style.bold), ("Fill", fill), ("Alignment", style.wrap))
    marks = "".join(f' apply{name}="1"' for name, given in applied if given)
    head = f'<xf numFmtId="{number}" fontId="{style.bold:d}" fillId="{fill}" borderId="0" xfId="0"{marks}'
    return f'{head}><alignment vertical="top" wrapText="1"/></xf>' if style.wrap else f"{head}/>"
