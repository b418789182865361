"""Writes a report as the contract's JSON, one row at a time."""

import json
from pathlib import Path
from typing import TextIO

from payung.rosters.report import CheckedSheet, RosterReport, row_json, sheet_json


def write_json(report: RosterReport, path: Path, *, language: str = "id") -> None:
    """The same object as `report.to_json()`, streamed to a file."""
    with path.open("w", encoding="utf-8") as out:
        out.write(f'{{"file": {_json(report.file)}, "as_of": "{report.as_of.isoformat()}", "sheets": [')
        for index, sheet in enumerate(report.sheets):
            out.write(",\n" if index else "\n")
            _write_sheet(out, sheet, language)
        out.write(f'\n], "summary": {_json(report.summary)}}}\n')


def _write_sheet(out: TextIO, sheet: CheckedSheet, language: str) -> None:
    head = sheet_json(sheet)
    skipped = head.pop("skipped")
    head.pop("rows")
    out.write(f'{_json(head)[:-1]}, "rows": [')
    for index, row in enumerate(sheet.rows):
        out.write(",\n" if index else "\n")
        out.write(_json(row_json(row, language)))
    out.write(f'], "skipped": {_json(skipped)}}}')


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
