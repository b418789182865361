"""Reads any spreadsheet file into sheets of plain values; the content decides the format, not the file's name."""

from payung.rosters.reading.detect import read_workbook, refuse_unreadable

__all__ = ["read_workbook", "refuse_unreadable"]
