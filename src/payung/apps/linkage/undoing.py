"""Takes a merge back: every row as it was, unless something happened since that cannot be taken apart."""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.apps.linkage import queries, rows
from payung.apps.linkage.actions import hold_city, hold_people, said
from payung.apps.linkage.enums import Outcome
from payung.apps.linkage.errors import AlreadyUndone, ChangedSince, LaterMerge, PairGone
from payung.apps.linkage.models import Merge, MergeField
from payung.apps.linkage.particulars import FIELDS, PLACE, Difference, values, with_values
from payung.apps.linkage.plan import Change, standing
from payung.apps.people.models import Person
from payung.apps.territory import scope

WHAT: dict[str, Promise] = {
    "people_person": _("data orangnya"),
    "enrolment_registration": _("pendaftarannya"),
    "enrolment_statechange": _("pendaftarannya"),
    "enrolment_batchline": _("jawaban BPJS"),
    "coverage_membership": _("nomor pesertanya"),
    "contributions_contribution": _("iuran pertamanya"),
    "contributions_contributionmonth": _("iuran pertamanya"),
}


def undo(*, by: int, merge_id: UUID, reason: str) -> Merge:
    """Make the two separate people again. Raises `LinkageError`; nothing has changed then.

    What came since stays with whom it belongs: payments with their member number, everything else with who stayed.
    """
    reason = said(reason)
    hold_city()
    found = _held(merge_id)
    changes = _changes(found)
    _check(found, changes)
    try:
        with transaction.atomic():
            _give_back(found)
            rows.take_back(changes)
    except IntegrityError as error:
        raise ChangedSince(str(WHAT["enrolment_registration"])) from error
    now = {"undone_at": timezone.now(), "undone_by_id": by, "undo_reason": reason}
    Merge.objects.filter(pk=found.pk).update(**now)
    queries.pair_of(found.kept_id, found.absorbed_id).filter(outcome=Outcome.MERGED).update(
        outcome=Outcome.OPEN, reason="", decided_at=None, decided_by_id=None
    )
    return found


def obstacle(found: Merge) -> str:
    """Why a merge cannot be taken back any more, in a sentence; empty where it can."""
    try:
        _check(found, _changes(found))
    except (AlreadyUndone, LaterMerge, ChangedSince) as error:
        return str(error)
    return ""


def trace(found: Merge) -> list[Difference]:
    """The particulars in which the two differed, with both values."""
    fields = {each.field: each for each in found.fields.all()}
    return [
        Difference(name, _opened(fields[name].kept_value), _opened(fields[name].absorbed_value))
        for name in FIELDS
        if name in fields
    ]


def _held(merge_id: UUID) -> Merge:
    Merge.objects.select_for_update().filter(pk=merge_id).first()
    found = queries.merge(scope.current().scope, merge_id)
    if found is None:
        raise PairGone
    hold_people(found.kept_id, found.absorbed_id)
    return queries.merge(scope.current().scope, merge_id) or found


def _changes(found: Merge) -> list[Change]:
    tables = {model._meta.db_table: model for model in apps.get_models()}
    return [
        Change(model := tables[row.table], model._meta.pk.to_python(row.row_id), row.before, row.after)
        for row in found.rows.order_by("pk")
    ]


def _check(found: Merge, changes: list[Change]) -> None:
    if found.undone_at is not None:
        raise AlreadyUndone
    later = Merge.objects.filter(kept_id=found.kept_id, undone_at__isnull=True, at__gt=found.at)
    if found.kept.merged_into_id or later.exists():
        raise LaterMerge
    for change in changes:
        if not _stands(change):
            raise ChangedSince(str(WHAT[change.table]))
    current = values(found.kept)
    for field in _taken(found):
        if current[field.field] != _opened(field.absorbed_value):
            raise ChangedSince(str(WHAT["people_person"]))
    watched = [change.pk for change in changes if change.table == "enrolment_registration"]
    if standing(sorted(watched)) != found.standing:
        raise ChangedSince(str(WHAT["enrolment_registration"]))


def _stands(change: Change) -> bool:
    """Whether a row still says what the merge left."""
    row = change.model._default_manager.filter(pk=change.pk).values(*change.after).first()
    return row is not None and all(
        value == _as_column(change.model, name, change.after[name]) for name, value in row.items()
    )


def _as_column(model: type[models.Model], name: str, value: Any) -> Any:
    """A value out of the trace's JSON as the column holds it."""
    if value is None:
        return None
    columns = {field.attname: field for field in model._meta.concrete_fields}
    field = columns[name]
    return (field.target_field if isinstance(field, models.ForeignKey) else field).to_python(value)


def _taken(found: Merge) -> list[MergeField]:
    return list(found.fields.filter(from_absorbed=True))


def _opened(sealed: bytes | memoryview) -> str:
    return scope.current().vault.open("merge_value", sealed)


def _give_back(found: Merge) -> None:
    """The particulars that came from the other, the place excepted: it stands among the rows."""
    before = {field.field: _opened(field.kept_value) for field in _taken(found)}
    if not before:
        return
    columns = with_values(found.kept, before)
    if PLACE not in before:
        columns.pop("area_id")
    Person.objects.filter(pk=found.kept_id).update(**columns)
