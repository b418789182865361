"""Reads about batches: what is ready to be sent and what it lacks, batches with their outcomes, lines, frozen rows."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min, QuerySet
from django.utils.translation import gettext as _

from payung.apps.enrolment.batch_needs import can_miss, incomplete_sql, missing_sql
from payung.apps.enrolment.enums import BatchState, LineOutcome
from payung.apps.enrolment.models import Batch, BatchLine
from payung.apps.people.queries import within
from payung.apps.territory import scope as scopes
from payung.apps.territory.branches import responsible_sql
from payung.apps.territory.models import Branch, City
from payung.apps.territory.scope import Scope
from payung.integrations.insurer import columns
from payung.integrations.insurer.columns import Cell, ColumnMap

MOST_LINES = 10_000
SHOWN = 50
READY = f"""
FROM enrolment_registration AS r JOIN people_person AS p ON p.id = r.person_id
WHERE r.city_id = %(city)s AND r.state = 'verified' AND r.area_id BETWEEN %(lo)s AND %(hi)s
  AND (NOT %(own)s OR coalesce({responsible_sql("r.area_id")}, %(branch)s) = %(branch)s)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What goes into a batch: the branch it is for, the area (None: the whole territory) and at most so many lines.

    `own_only` leaves out the places for which another branch is responsible (`territory.branches`).
    """

    branch_id: int
    area_id: int | None = None
    limit: int = MOST_LINES
    own_only: bool = False

    def values(self, scope: Scope) -> dict[str, int]:
        inside = scope.within(self.area_id) if self.area_id else scope
        place = {"city": scope.city, "lo": inside.lo, "hi": inside.hi}
        return {**place, "limit": self.limit, "branch": self.branch_id, "own": self.own_only}


@dataclass(frozen=True, slots=True)
class Share:
    """How many verified registrations wait in the places of a branch; None: in places without one."""

    branch: Branch | None
    waiting: int


@dataclass(frozen=True, slots=True)
class Lacking:
    """A verified registration that cannot be sent yet, with the headings of the columns that it lacks."""

    registration_id: UUID
    person_id: UUID
    name: str
    area_id: int
    headers: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return _("Lengkapi untuk BPJS: %(columns)s.") % {"columns": ", ".join(self.headers)}


@dataclass(frozen=True, slots=True)
class Ready:
    """A registration that a batch would hold, at its line."""

    line: int
    person_id: UUID
    name: str
    area_id: int
    home_regency: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a batch would hold now, and what stays behind."""

    ready: int
    sent: int
    incomplete: int
    lacking: tuple[Lacking, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """A batch with the outcomes of its lines."""

    batch: Batch
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def lines(self) -> int:
        return sum(self.counts.values())

    @property
    def open(self) -> int:
        return self.counts.get(LineOutcome.OPEN, 0)

    @property
    def accepted(self) -> int:
        return self.counts.get(LineOutcome.ACCEPTED, 0)

    @property
    def rejected(self) -> int:
        return self.counts.get(LineOutcome.REJECTED, 0)


def column_map(city: City) -> ColumnMap:
    """The city's own map (`<code>.yaml` in the folder of the setting PAYUNG_COLUMN_MAPS), else the shipped one."""
    folder = settings.PAYUNG_COLUMN_MAPS
    own = Path(folder) / f"{city.code}.yaml" if folder else None
    return columns.load(own) if own and own.is_file() else columns.load()


def preview(scope: Scope, choice: Choice) -> Preview:
    """How many registrations are ready, how many of them one batch holds, and the first that lack something."""
    incomplete = incomplete_sql(can_miss(column_map(City.objects.get(pk=scope.city))))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FILTER (WHERE NOT {incomplete}), count(*) FILTER (WHERE {incomplete}) {READY}",
            choice.values(scope),
        )
        ready, behind = cursor.fetchone()
    found = lacking(scope, choice, limit=SHOWN) if behind else []
    return Preview(ready, min(ready, choice.limit), behind, tuple(found))


def ready(scope: Scope, choice: Choice, *, after: int = 0) -> list[Ready]:
    """Who would stand on the lines of a batch after a line number, `SHOWN` of them at most, in the batch's order."""
    complete = f"NOT {incomplete_sql(can_miss(column_map(City.objects.get(pk=scope.city))))}"
    statement = (
        f"SELECT p.id, p.name, r.area_id, p.home_regency {READY} AND {complete}"
        " ORDER BY r.registered_on, r.id LIMIT %(shown)s OFFSET %(after)s"
    )
    shown = max(min(SHOWN, choice.limit - after), 0)
    with connection.cursor() as cursor:
        cursor.execute(statement, {**choice.values(scope), "shown": shown, "after": after})
        return [Ready(after + line, *row) for line, row in enumerate(cursor.fetchall(), 1)]


def waiting_by_branch(scope: Scope) -> list[Share]:
    """Where the verified registrations belong, the branch with the most of them first."""
    everywhere = Choice(branch_id=0).values(scope)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {responsible_sql('r.area_id')}, count(*) {READY} GROUP BY 1 ORDER BY 2 DESC", everywhere
        )
        rows = cursor.fetchall()
    known = Branch.objects.in_bulk([branch for branch, _waiting in rows if branch])
    return [Share(known.get(branch), waiting) for branch, waiting in rows]


def lacking(scope: Scope, choice: Choice, *, limit: int | None) -> list[Lacking]:
    """Verified registrations of the choice without a value that the map needs, the oldest first."""
    wanted = column_map(City.objects.get(pk=scope.city))
    values = can_miss(wanted)
    headers = {column.value: column.header for column in wanted.columns}
    statement = (
        f"SELECT r.id, p.id, p.name, r.area_id, {missing_sql(values)} {READY} AND {incomplete_sql(values)}"
        " ORDER BY r.registered_on, r.id LIMIT %(shown)s"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {**choice.values(scope), "shown": limit})
        rows = cursor.fetchall()
    return [
        Lacking(pk, person, name, area, tuple(headers[value] for value in missing))
        for pk, person, name, area, missing in rows
    ]


def batches(scope: Scope) -> QuerySet[Batch]:
    """The batches within the scope, those that wait for answers first, then the latest first."""
    mine = Batch.objects.filter(within(scope)).select_related("branch", "city")
    return mine.order_by("-state", "-number")  # sent stands before answered


def batch(scope: Scope, batch_id: UUID) -> Batch | None:
    """One batch, or None where it lies outside the scope."""
    return batches(scope).filter(pk=batch_id).first()


def reference(found: Batch) -> str:
    """A batch's number as people write it, told apart from other cities': 12.71-0007."""
    return f"{found.city.code}-{found.number:04d}"


def file_name(found: Batch, ending: str) -> str:
    return f"berkas-{reference(found)}.{ending}"


def tallies(found: Sequence[Batch]) -> list[Tally]:
    """The outcomes of the lines of several batches, in one query."""
    rows = BatchLine.objects.filter(batch__in=found).values_list("batch_id", "outcome").annotate(count=Count("id"))
    counts: dict[UUID, dict[str, int]] = {each.pk: {} for each in found}
    for batch_id, outcome, count in rows:
        counts[batch_id][outcome] = count
    return [Tally(each, counts[each.pk]) for each in found]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Lines that the insurer has not answered yet, and the day on which the oldest of them was sent."""

    lines: int
    batches: int
    since: dt.date | None


def waiting(scope: Scope) -> Waiting:
    """What waits for the insurer within the scope."""
    found = batches(scope).filter(state=BatchState.SENT).order_by()
    open_lines = BatchLine.objects.filter(batch__in=found.values("pk"), outcome=LineOutcome.OPEN)
    told = found.aggregate(count=Count("pk"), since=Min("sent_on"))
    return Waiting(open_lines.count(), told["count"], told["since"])


def lines(
    found: Batch, *, outcome: LineOutcome | None, after: int = 0, last_first: bool = False
) -> QuerySet[BatchLine]:
    """The lines of a batch past a line number, with their people; line order is the order of registration.

    `last_first` reads them from the end; 0 begins at that end.
    """
    mine = BatchLine.objects.filter(batch=found).select_related("registration__person").defer("snapshot", "nik")
    if after:
        mine = mine.filter(line__lt=after) if last_first else mine.filter(line__gt=after)
    return (mine.filter(outcome=outcome) if outcome else mine).order_by("-line" if last_first else "line")


def counts_by_kecamatan(found: Batch) -> list[tuple[int, int]]:
    """How many lines each kecamatan has, as (area id, lines), in order of their codes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT area_id / 100000000 * 100000000 AS kecamatan, count(*) FROM enrolment_batchline"
            " WHERE batch_id = %s GROUP BY kecamatan ORDER BY kecamatan",
            [found.pk],
        )
        return [(int(area), count) for area, count in cursor.fetchall()]


def frozen_rows(batch_id: UUID) -> Iterator[list[Cell]]:
    """The cells of every line as they were frozen. Whoever hands them on logs it first (`record_disclosure`)."""
    vault = scopes.current().vault
    snapshots = BatchLine.objects.filter(batch_id=batch_id).order_by("line").values_list("snapshot", flat=True)
    for snapshot in snapshots.iterator(chunk_size=2000):
        yield json.loads(vault.open_bytes("snapshot", snapshot))
