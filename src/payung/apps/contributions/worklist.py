"""Accepted and not yet paid: who is reminded today, who later, whose money is on its way, for whom others pay.

The list is counted from what stands in the register, so that it closes by itself: as soon as a file of the insurer
shows a month of somebody, they are not on it.
"""

import datetime as dt
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import connection

from payung.apps.contributions.enums import Reply, State
from payung.apps.contributions.reminders import pace
from payung.apps.coverage.standing_sql import month_of
from payung.apps.enrolment.models import Registration
from payung.apps.territory.scope import Scope
from payung.shared.months import Month

PAGE_ROWS = 25


class Group(StrEnum):
    """What is to be done about somebody who was accepted and has not paid."""

    DUE = "due"  # to be reminded today
    LATER = "later"
    ON_ITS_WAY = "on_its_way"  # paid, or so they say; the insurer's file does not show it yet
    OTHERS = "others"  # somebody else pays


@dataclass(frozen=True, slots=True)
class Money:
    """A first payment on its way: where it is, since when, for which month first."""

    contribution_id: UUID
    state: State
    since: dt.date
    first: Month


@dataclass(frozen=True, slots=True)
class Unpaid:
    """Somebody accepted who has not paid. `registration` carries what their due follows from; `reply` is the last.

    `next_on` lies beyond all days for whom nobody need remind.
    """

    registration: Registration
    name: str
    group: Group
    next_on: dt.date
    contacted_on: dt.date | None
    reply: Reply | None
    money: Money | None


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place after a row of the list."""

    next_on: dt.date
    id: UUID

    def __str__(self) -> str:
        return f"{self.next_on:%Y%m%d}.{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Cursor | None":
        """The cursor that a link carries; None for anything else, which starts the list from its top."""
        day, _, pk = text.partition(".")
        try:
            return cls(dt.date.fromisoformat(day), UUID(pk))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, whoever is to be reminded first before all others; the place after them where there are more; how many
    people stand in each group."""

    rows: list[Unpaid]
    after: Cursor | None
    counts: dict[Group, int]


# Members without any month have an index of their own; everything else hangs on them, and is looked at once.
UNPAID = """
WITH unpaid AS MATERIALIZED (
    SELECT r.id, money.id AS contribution_id, contact.id AS contact_id,
           CASE WHEN money.id IS NULL AND r.payer = 'SELF' THEN coalesce(contact.next_on, r.accepted_on + %(first)s)
                ELSE DATE '9999-12-31' END AS next_on,
           CASE WHEN money.id IS NOT NULL THEN 'on_its_way' WHEN r.payer <> 'SELF' THEN 'others'
                WHEN coalesce(contact.next_on, r.accepted_on + %(first)s) <= %(today)s THEN 'due'
                ELSE 'later' END AS grp
    FROM coverage_protection AS p
    JOIN enrolment_registration AS r ON r.person_id = p.person_id AND r.state = 'accepted'
    LEFT JOIN contributions_contribution AS money ON money.registration_id = r.id AND money.state <> 'void'
    LEFT JOIN (SELECT DISTINCT ON (k.registration_id) k.registration_id, k.id, k.next_on
               FROM contributions_contact AS k WHERE k.city_id = %(city)s AND k.area_id BETWEEN %(lo)s AND %(hi)s
               ORDER BY k.registration_id, k.at DESC) AS contact ON contact.registration_id = r.id
    WHERE p.city_id = %(city)s AND p.area_id BETWEEN %(lo)s AND %(hi)s AND p.paid_months = '{}' AND p.ended_on IS NULL),
counts AS (SELECT jsonb_object_agg(grp, n) AS counts FROM (SELECT grp, count(*) AS n FROM unpaid GROUP BY grp) AS c)
"""
COUNTS = "SELECT counts FROM counts"
PAGE = """,
page AS (
    SELECT * FROM unpaid WHERE (%(grp)s = '' OR grp = %(grp)s)
      AND (%(after_day)s::date IS NULL OR (next_on, id) > (%(after_day)s, %(after_id)s::uuid))
    ORDER BY next_on, id LIMIT %(limit)s)
SELECT counts.counts, r.id, r.person_id, r.area_id, r.accepted_on, r.payer, r.programmes, r.payment_months,
       r.monthly_income_idr, r.transport, person.name, page.grp, page.next_on, contact."on" AS contacted_on,
       contact.reply, page.contribution_id, money.state, money.months[1] AS first_month,
       coalesce(h.decided_on, h.handed_on, money.received_on) AS since
FROM counts LEFT JOIN page ON true
LEFT JOIN enrolment_registration AS r ON r.id = page.id
LEFT JOIN people_person AS person ON person.id = r.person_id
LEFT JOIN contributions_contact AS contact ON contact.id = page.contact_id
LEFT JOIN contributions_contribution AS money ON money.id = page.contribution_id
LEFT JOIN contributions_handover AS h ON h.id = money.handover_id
ORDER BY page.next_on, page.id
"""
OWN = (
    "id", "person_id", "area_id", "accepted_on", "payer", "programmes", "payment_months", "monthly_income_idr",
    "transport",
)  # fmt: skip


def counts(scope: Scope, today: dt.date) -> dict[Group, int]:
    """How many people stand in each group."""
    with connection.cursor() as cursor:
        cursor.execute("".join((UNPAID, COUNTS)), _values(scope, today))
        return _groups(cursor.fetchone()[0])


def page(
    scope: Scope, today: dt.date, group: Group | None, *, after: Cursor | None = None, size: int = PAGE_ROWS
) -> Page:
    """One page of a group, or of all."""
    values = _values(scope, today) | {
        "grp": group.value if group else "",
        "after_day": after.next_on if after else None,
        "after_id": after.id if after else None,
        "limit": size + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute("".join((UNPAID, PAGE)), values)
        names = [column.name for column in cursor.description]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    rows = [_row(each) for each in found if each["id"]]
    shown = rows[:size]
    more = Cursor(shown[-1].next_on, shown[-1].registration.pk) if len(rows) > size else None
    return Page(shown, more, _groups(found[0]["counts"]))


def _groups(told: str | dict[str, int] | None) -> dict[Group, int]:
    found = json.loads(told) if isinstance(told, str) else told or {}
    return {group: found.get(group.value, 0) for group in Group}


def _values(scope: Scope, today: dt.date) -> dict[str, Any]:
    first = pace(today).first_after_days
    return {"city": scope.city, "lo": scope.lo, "hi": scope.hi, "today": today, "first": first}


def _row(row: dict[str, Any]) -> Unpaid:
    money = None
    if row["contribution_id"]:
        first = month_of(row["first_month"])
        money = Money(row["contribution_id"], State(row["state"]), row["since"], first)
    return Unpaid(
        registration=Registration(**{name: row[name] for name in OWN}),
        name=row["name"],
        group=Group(row["grp"]),
        next_on=row["next_on"],
        contacted_on=row["contacted_on"],
        reply=Reply(row["reply"]) if row["reply"] else None,
        money=money,
    )
