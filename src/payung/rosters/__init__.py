"""Reads any roster of workers people type, finds the people in it and says row by row what must be mended.

    from payung.rosters import check, UnreadableFile
    report = check(path_or_bytes, as_of=today, territory=territory)

`report.rows` are the judged rows, `report.summary` the counts; `report.write_json(path)` writes the contract's object,
`report.write_xlsx(path)` the file as it goes back to whoever typed it. The engine knows no Django and stores nothing.
"""

from payung.rosters.check import check
from payung.rosters.limits import Limits
from payung.rosters.messages import message
from payung.rosters.notes import leaves_people_out
from payung.rosters.notes import sentence as note_sentence
from payung.rosters.problems import Problem
from payung.rosters.report import CheckedRow, CheckedSheet, RosterReport
from payung.rosters.sheets import UnreadableFile

__all__ = [
    "CheckedRow",
    "CheckedSheet",
    "Limits",
    "Problem",
    "RosterReport",
    "UnreadableFile",
    "check",
    "leaves_people_out",
    "message",
    "note_sentence",
]
