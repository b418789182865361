"""The day of which the public pages speak."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone


def day_of(request: HttpRequest) -> date:
    """The day of the city in which somebody acts, which the demonstration sets; for everybody else the calendar's."""
    found: date = getattr(request, "today", None) or timezone.localdate()
    return found
