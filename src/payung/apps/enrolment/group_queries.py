"""Reads about groups: which there are, one with its coordinator, and how many people its lists name."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from payung.apps.enrolment.enums import RosterState
from payung.apps.enrolment.models import Group
from payung.apps.enrolment.nik_question import protecting
from payung.apps.people.queries import within
from payung.apps.territory import scope as scopes
from payung.apps.territory.scope import Scope

READ = (RosterState.CHECKED, RosterState.TAKING_IN, RosterState.TAKEN_IN)

# A NIK on two lists is one person; a row without a NIK that can be read counts for itself.
ROSTERED = """
SELECT count(DISTINCT row.nik) + count(*) FILTER (WHERE row.nik IS NULL)
FROM enrolment_roster AS roster JOIN enrolment_rosterrow AS row ON row.roster_id = roster.id
WHERE roster.group_id = %(group)s AND roster.state = ANY(%(states)s)
"""

OTHERS = "SELECT * FROM payung_group_others(%s::uuid[], %s::int[], %s)"


@dataclass(frozen=True, slots=True)
class Coordinator:
    """Whom to call about a group."""

    name: str
    phone: str

    def __repr__(self) -> str:
        """Says nothing, so that no log holds a person."""
        return "Coordinator(…)"


def groups(scope: Scope) -> QuerySet[Group]:
    """The groups within the scope by name."""
    return Group.objects.filter(within(scope)).select_related("agency").order_by("name", "id")


def group(scope: Scope, group_id: UUID) -> Group | None:
    return groups(scope).filter(pk=group_id).first()


def coordinator(found: Group) -> Coordinator:
    """Who coordinates a group, in the open; empty where nobody is named."""
    vault = scopes.current().vault
    sealed = {name: getattr(found, name) for name in Group.SEALED}
    opened = {name: vault.open(name, value) if value else "" for name, value in sealed.items()}
    return Coordinator(opened["coordinator_name"], opened["coordinator_phone"])


def rostered(group_id: UUID) -> int | None:
    """How many people the group's lists name, each once; None while no list of it has been read."""
    with connection.cursor() as cursor:
        cursor.execute(ROSTERED, {"group": group_id, "states": [state.value for state in READ]})
        return cursor.fetchone()[0] or None


@dataclass(frozen=True, slots=True)
class Others:
    """Of a group, whoever somebody else registered: how many, how many are members, and how many of these are active as
    the question about one NIK says it (paid, or within the grace)."""

    registered: int = 0
    members: int = 0
    active: int = 0


def others(scope: Scope, groups: Sequence[UUID], *, today: dt.date) -> dict[UUID, Others]:
    """Whoever the groups' lists name, or was given to them, without being among the scope's own rows: numbers alone.

    A group without any is left out.
    """
    with connection.cursor() as cursor:
        cursor.execute(OTHERS, [list(groups), *protecting(scope, today=today)])
        return {group: Others(*counts) for group, *counts in cursor.fetchall()}


def choices(scope: Scope) -> list[tuple[UUID, str]]:
    """Every group within the scope, to choose one of."""
    return list(groups(scope).values_list("pk", "name"))
