"""Writes a report as the contract's JSON, one row at a time."""

import json
from pathlib import Path
from typing import Any, TextIO

from payung.rosters.messages import message
from payung.rosters.report import CheckedRow, CheckedSheet, RosterReport


def write_json(report: RosterReport, path: Path, *, language: str = "id") -> None:
    """Writes the file; raises OSError where the path cannot be written."""
    with path.open("w", encoding="utf-8") as out:
        out.write(f'{{"file": {_json(report.file)}, "as_of": "{report.as_of.isoformat()}", "sheets": [')
        for index, sheet in enumerate(report.sheets):
            out.write(",\n" if index else "\n")
            _write_sheet(out, sheet, language)
        out.write(f'\n], "summary": {_json(report.summary)}}}\n')


def _write_sheet(out: TextIO, sheet: CheckedSheet, language: str) -> None:
    head: dict[str, Any] = {"name": sheet.name} | ({"hidden": True} if sheet.hidden else {})
    head |= ({"notes": sheet.notes} if sheet.notes else {}) | {"header_row": sheet.header_row, "columns": sheet.columns}
    out.write(f'{_json(head)[:-1]}, "rows": [')
    for index, row in enumerate(sheet.rows):
        out.write(",\n" if index else "\n")
        out.write(_json(row_json(row, language)))
    skipped = [{"row": row, "reason": reason} for row, reason in sorted(sheet.skipped.items())]
    out.write(f'], "skipped": {_json(skipped)}}}')


def row_json(row: CheckedRow, language: str) -> dict[str, Any]:
    """A row as the contract writes it."""
    problems = [
        {"code": p.code, "field": p.field, "severity": p.severity.value, "message": message(p, language=language)}
        | ({"cell": p.cell} if p.cell else {})
        for p in row.problems
    ]
    return {"row": row.row, "status": row.status, "values": row.values, "problems": problems}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
