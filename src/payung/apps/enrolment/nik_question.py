"""What the city may say about a NIK while somebody types it, also about a person outside one's territory."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import connection

from payung.apps.coverage.file_queries import last_ended_month
from payung.apps.coverage.standing_sql import number
from payung.apps.territory import scope as scopes
from payung.apps.territory.scope import Scope
from payung.rules.protection import bounds


class NikStanding(StrEnum):
    """All that is said of a NIK. `ACTIVE`: a protected member in the last month whose payments are known; `MEMBER`: a
    member who is not known to be protected, so who has to pay and not to register."""

    UNKNOWN = "unknown"
    HERE = "here"
    ELSEWHERE = "elsewhere"
    ACTIVE = "active"
    MEMBER = "member"
    UNANSWERED = "unanswered"  # too many were asked about within an hour


@dataclass(frozen=True, slots=True)
class NikAnswer:
    """`here`: the person is within the scope, so that their page may be shown. `again`: within the scope, and every
    registration of theirs was refused, so that they may be registered anew."""

    standing: NikStanding
    here: bool = False
    again: bool = False


def ask(scope: Scope, nik: str, *, today: dt.date) -> NikAnswer:
    """Ask the whole city about a NIK of 16 digits. Logged and limited by the database: not for a GET."""
    asked, known, in_scope, active, refused, member = _row(scope, nik, today)
    if not asked:
        return NikAnswer(NikStanding.UNANSWERED)
    if not known:
        return NikAnswer(NikStanding.UNKNOWN)
    if active or member:
        return NikAnswer(NikStanding.ACTIVE if active else NikStanding.MEMBER, here=in_scope)
    if in_scope:
        return NikAnswer(NikStanding.HERE, here=True, again=refused)
    return NikAnswer(NikStanding.ELSEWHERE)


def protecting(scope: Scope, *, today: dt.date) -> tuple[list[int], dt.date]:
    """What makes somebody `ACTIVE`: one of these months paid (as `coverage_protection` numbers them), and a membership
    that did not end before the day. No month while no payment is known."""
    told = last_ended_month(scope, today)
    if told is None:
        return [], today
    found = bounds(told.month)
    return list(range(number(found.grace_from), number(found.month) + 1)), found.ended_before


def _row(scope: Scope, nik: str, today: dt.date) -> tuple[bool, bool, bool, bool, bool, bool]:
    values: list[Any] = [scope.role, scopes.current().vault.seal("nik", nik), *protecting(scope, today=today)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM payung_ask_nik(%s, %s, %s, %s)", values)
        row: tuple[bool, bool, bool, bool, bool, bool] = cursor.fetchone()
    return row
