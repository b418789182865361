"""Reads about the insurer's files: which month is known, what came, what of it fits nothing, and who paid twice."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, QuerySet, Sum
from django.utils.translation import get_language

from payung.apps.coverage import file_words
from payung.apps.coverage.models import InsurerFile, Payment, UnfitLine
from payung.apps.people.queries import within
from payung.apps.territory import scope as scopes
from payung.apps.territory.scope import Scope
from payung.shared.months import Month

SHOWN = 100
HIDDEN = frozenset({"nik"})  # an identity number is shown as its region only, here not at all


@dataclass(frozen=True, slots=True)
class EndedMonth:
    """The last ended month whose payment file is in, and the day on which the insurer's figures stood."""

    month: Month
    as_of: dt.date


@dataclass(frozen=True, slots=True)
class CompleteReport:
    """The latest month that a branch has reported in full, and how many lines that report had."""

    month: Month
    lines: int


@dataclass(frozen=True, slots=True)
class MonthPaid:
    """What one file says of one month: how many payments, how much together."""

    month: Month
    payments: int
    amount_idr: int


@dataclass(frozen=True, slots=True)
class Unfit:
    """A line that fits nothing: its number, the sentence about it, and what it says."""

    line: int
    sentence: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PaidTwice:
    """Somebody for whom one month was paid from several purses; every payment stands."""

    person_id: UUID
    name: str
    month: Month
    payers: tuple[str, ...]


def last_ended_month(scope: Scope, today: dt.date) -> EndedMonth | None:
    """The last month before `today`'s whose payment file is in; None where none is. The same for every role of a city.

    A file counts when it is said to be for the month and its day is not before the month's end. Where several branches
    send files, each of them must have sent the month; the day is then the earliest of theirs.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT month, as_of FROM payung_last_ended_month(%s)", [today])
        found = cursor.fetchone()
    return EndedMonth(Month.of(found[0]), found[1]) if found else None


def ended_months(scope: Scope, today: dt.date) -> list[EndedMonth]:
    """Every month before `today`'s whose payment file is in, the latest first; months without one are left out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT month, as_of FROM payung_ended_months(%s) ORDER BY month DESC", [today])
        return [EndedMonth(Month.of(month), as_of) for month, as_of in cursor.fetchall()]


def last_report(scope: Scope, branch_id: int | None) -> CompleteReport | None:
    """The latest complete report of a branch (None: of all together) that was taken in; None where none was."""
    reports = files(scope).filter(kind=InsurerFile.Kind.PAYMENTS, state=InsurerFile.State.TAKEN_IN)
    of_branch = reports.filter(branch_id=branch_id) if branch_id else reports.filter(branch_id__isnull=True)
    found = of_branch.filter(month__isnull=False).order_by("-month", "-received_at").first()
    if found is None or found.month is None:
        return None
    return CompleteReport(Month.of(found.month), found.applied + found.repeated + found.unfit)


def files(scope: Scope) -> QuerySet[InsurerFile]:
    """The insurer's files within the scope, the latest first; without their content."""
    mine = InsurerFile.objects.filter(within(scope))
    return mine.defer("content").select_related("branch").order_by("-received_at", "-pk")


def file(scope: Scope, file_id: UUID) -> InsurerFile | None:
    """One file, or None where it lies outside the scope."""
    return files(scope).filter(pk=file_id).first()


def error_of(found: InsurerFile) -> str:
    """Why a file could not be taken in, in the language of whoever reads."""
    return file_words.about_file(found.error, get_language()) if found.error else ""


def months_of(found: InsurerFile) -> list[MonthPaid]:
    """The months that a payment file has paid, the latest first: those of its lines that no file said before."""
    rows = Payment.objects.filter(file=found).values_list("month").annotate(count=Count("id"), amount=Sum("amount_idr"))
    return [MonthPaid(Month.of(month), count, amount) for month, count, amount in rows.order_by("-month")]


def unfit_lines(scope: Scope) -> int:
    """How many lines of all files that are in fit nothing yet."""
    taken = InsurerFile.objects.filter(within(scope), state=InsurerFile.State.TAKEN_IN)
    return taken.aggregate(lines=Sum("unfit"))["lines"] or 0


def unfit_of(found: InsurerFile, *, after: int = 0, last_first: bool = False) -> list[Unfit]:
    """Lines of a file that fit nothing yet, in its order, past a line number; `SHOWN` of them at most.

    `last_first` reads them from the end; 0 begins at that end.
    """
    vault = scopes.current().vault
    rows = UnfitLine.objects.filter(file=found).order_by("-line" if last_first else "line")
    if after:
        rows = rows.filter(line__lt=after) if last_first else rows.filter(line__gt=after)
    rows = rows[:SHOWN]
    return [
        Unfit(
            each.line, file_words.about_line(each.line, each.code), _visible(vault.open_bytes("content", each.content))
        )
        for each in rows
    ]


def _visible(content: bytes) -> Mapping[str, str]:
    return {name: value for name, value in json.loads(content).items() if name not in HIDDEN}


# Only people and months that the file itself speaks of.
PAID_TWICE = """
WITH twice AS (
    SELECT p.person_id, p.month FROM coverage_payment AS p
    WHERE p.city_id = %(city)s AND p.area_id BETWEEN %(lo)s AND %(hi)s
      AND (p.person_id, p.month) IN (SELECT f.person_id, f.month FROM coverage_payment AS f WHERE f.file_id = %(file)s)
    GROUP BY p.person_id, p.month HAVING min(p.payer) <> max(p.payer)
    ORDER BY p.month DESC, p.person_id LIMIT %(shown)s)
SELECT twice.person_id, person.name, twice.month, array_agg(DISTINCT p.payer ORDER BY p.payer)
FROM twice JOIN people_person AS person ON person.id = twice.person_id
JOIN coverage_payment AS p ON p.person_id = twice.person_id AND p.month = twice.month
GROUP BY twice.person_id, person.name, twice.month ORDER BY twice.month DESC, person.name, twice.person_id
"""


def paid_twice_in(scope: Scope, found: InsurerFile) -> list[PaidTwice]:
    """People whose month in this file was paid by another payer too, in this or any other file."""
    values: dict[str, Any] = {"city": scope.city, "lo": scope.lo, "hi": scope.hi, "file": found.pk, "shown": SHOWN}
    with connection.cursor() as cursor:
        cursor.execute(PAID_TWICE, values)
        rows = cursor.fetchall()
    return [PaidTwice(person, name, Month.of(month), tuple(payers)) for person, name, month, payers in rows]
