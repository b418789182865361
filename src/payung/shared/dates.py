"""Arithmetic of days that asks no clock."""

from __future__ import annotations

from datetime import date


def completed_years(start: date, day: date) -> int:
    """Full years from a day of birth (or any start) to a day; 29 February completes a year on 1 March of common years.

    Negative when the start lies after the day.
    """
    return day.year - start.year - ((day.month, day.day) < (start.month, start.day))
