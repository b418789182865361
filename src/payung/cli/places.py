"""How commands read places and days, and the scope in which they work. Use them within `ready()`."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import click

from payung.cli.service.problem import Problem

if TYPE_CHECKING:
    from payung.apps.territory.scope import Opened


class _Day(click.DateTime):
    """A day, shown in the help as people write it."""

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "YYYY-MM-DD"


DAY = _Day(["%Y-%m-%d"])


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
