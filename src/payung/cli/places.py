"""How commands read places and days, and the scope in which they work. Use them within `ready()`."""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import click

from payung.cli.service.problem import Problem

if TYPE_CHECKING:
    from payung.apps.territory.scope import Opened


class _Day(click.ParamType[dt.date]):
    """A date, shown in the help as people write it."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is no date: write it like 2026-01-31.", param, ctx)


DAY = _Day()


def area_of_code(code: str) -> int:
    """The id of the area with this code; a wrong one ends the command with a sentence."""
    from payung.apps.territory.codes import CodeError, area_of

    try:
        return area_of(code)
    except CodeError as error:
        raise Problem(str(error)) from error


def system_scope(code: str, *, reason: str) -> AbstractContextManager[Opened]:
    """The program's own scope over the city that a code lies in."""
    from payung.apps.territory import scope
    from payung.apps.territory.codes import city_of

    return scope.opened(scope.of_system(city_of(area_of_code(code))), reason=reason)
