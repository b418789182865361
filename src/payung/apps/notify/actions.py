"""Tells people what happened, in the transaction in which it does; marks what they have read; removes what is old."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from payung.apps.audit.acting import Acting
from payung.apps.notify import queries
from payung.apps.notify.kinds import Kind
from payung.apps.notify.models import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """Whoever holds `role` over `area` when they look, or the account `user`, or both.

    `branch` and `owner` are those of what the notice is about (`registered_by_id`), as far as it has any.
    """

    area: int
    role: str = ""
    user: int = 0
    branch: int | None = None
    owner: int = 0


def tell(scope: Acting, whom: Whom, kind: Kind, *, subject: UUID | None = None, count: int = 1) -> None:
    """One notice, in the caller's transaction, so that nobody is told what did not happen."""
    tell_all(scope, [(whom, subject)], kind, count=count)


def tell_all(scope: Acting, told: Iterable[tuple[Whom, UUID | None]], kind: Kind, *, count: int = 1) -> None:
    """A notice for each, about a subject each, in one statement."""
    made = [
        Notice(
            city_id=scope.city,
            area_id=whom.area,
            branch_id=whom.branch,
            registered_by_id=whom.owner,
            role=whom.role,
            user_id=whom.user or None,
            kind=kind,
            subject=subject,
            count=count,
        )
        for whom, subject in told
        if whom.role or whom.user
    ]
    Notice.objects.bulk_create(made)


def settle(kind: Kind, subjects: Collection[UUID] | QuerySet[Any]) -> None:
    """What notices of a kind ask for was done about these subjects, by whomever: they are new to nobody any more.

    Inside an open scope, in the caller's transaction."""
    Notice.objects.filter(kind=kind, settled=False, subject__in=subjects).update(settled=True)


READ = """
UPDATE notify_notice SET read_by = array_append(read_by, %s) WHERE id = ANY(%s) AND NOT read_by @> ARRAY[%s]::bigint[]
"""


def mark_read(scope: Acting, *, only: UUID | None = None) -> int:
    """Whoever acts has read one of their notices, or all of them; answers how many were unread."""
    mine = queries.unread(scope)
    ids = list((mine.filter(pk=only) if only else mine).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(READ, [scope.actor, ids, scope.actor])
        return int(cursor.rowcount)


def remove_old() -> int:
    """Remove what is older than `PAYUNG_NOTICE_DAYS` in the open scope; answers how many."""
    return int(Notice.objects.filter(at__lt=queries.kept_since()).delete()[0])
