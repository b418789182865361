"""What follows from merging two people, as changes of rows that can be applied and taken back."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, Model, Q

from payung.apps.contributions.models import Contact, Contribution, ContributionMonth
from payung.apps.coverage.models import Membership
from payung.apps.enrolment.enums import CLOSED, State
from payung.apps.enrolment.models import BatchLine, Registration, StateChange
from payung.apps.people.models import Person

Values = dict[str, Any]
# Of two running registrations the one that is further along stands for the person.
FURTHEST = (
    State.ACCEPTED, State.BATCHED, State.VERIFIED, State.REJECTED, State.SUBMITTED, State.RETURNED,
)  # fmt: skip
REGISTRATION = ("person_id", "area_id", "registered_by_id", "state", "accepted_on", "version")


@dataclass(frozen=True, slots=True)
class Change:
    """The columns of one row that change. Without `before` the merge made the row."""

    model: type[Model]
    pk: Any
    before: Values | None
    after: Values

    @property
    def table(self) -> str:
        return self.model._meta.db_table


@dataclass(frozen=True, slots=True)
class Plan:
    """Who stays, who is absorbed, every row that changes, and which registration stands for the person."""

    kept: Person
    absorbed: Person
    changes: tuple[Change, ...]
    stands: Registration | None
    ended: Registration | None

    @property
    def watched(self) -> list[UUID]:
        """Registrations that move or end: what happens to them later cannot be taken apart."""
        found = {change.pk for change in self.changes if change.model is Registration}
        return sorted(found)


def plan(kept: Person, absorbed: Person, *, area_id: int) -> Plan:
    """What merging leads to, where the person then lives in `area_id`. Reads only; call it with the rows held.

    The owner and the branch are those of the registration that stands. Member numbers keep the branch that serves
    them, and their payments follow them.
    """
    registrations = list(Registration.objects.filter(person__in=[kept, absorbed]).order_by("registered_on", "id"))
    running = [each for each in registrations if State(each.state) not in CLOSED]
    running.sort(key=lambda each: (FURTHEST.index(State(each.state)), each.registered_on, each.person_id != kept.pk))
    stands, ended = (running[0] if running else None), (running[1] if len(running) > 1 else None)
    owner = (stands or kept).registered_by_id
    branch = (stands and stands.branch_id) or kept.branch_id or absorbed.branch_id
    place = {"area_id": area_id, "registered_by_id": owner}
    ids = [each.pk for each in registrations]
    about = {"person_id__in": [kept.pk, absorbed.pk]}
    changes = [
        *_people(kept, absorbed, {**place, "branch_id": branch}),
        *_registrations(registrations, kept, ended, place),
        *_each(StateChange, place, registration_id__in=ids),
        *_each(BatchLine, {"area_id": area_id}, registration_id__in=ids),
        *_each(Membership, {**place, "person_id": kept.pk}, **about),
        *_each(Contribution, {"person_id": kept.pk}, **about),
        *_months(kept, absorbed, ended),
    ]
    return Plan(kept, absorbed, tuple(changes), stands, ended)


def _changed(model: type[Model], row: Values, after: Values) -> Iterator[Change]:
    pk = row.pop("pk")
    different = {name: value for name, value in after.items() if row[name] != value}
    if different:
        yield Change(model, pk, {name: row[name] for name in different}, different)


def _each(model: type[Model], after: Values, **which: Any) -> Iterator[Change]:
    for row in model._default_manager.filter(**which).order_by("pk").values("pk", *after):
        yield from _changed(model, row, after)


def _people(kept: Person, absorbed: Person, place: Values) -> Iterator[Change]:
    """Whoever was absorbed before leads to the one who stays, in one step; an official's account goes along."""
    account = kept.account_id or absorbed.account_id
    left = None if account == absorbed.account_id else absorbed.account_id
    yield from _each(Person, {"merged_into_id": kept.pk, "account_id": left}, pk=absorbed.pk)
    yield from _each(Person, {"merged_into_id": kept.pk}, merged_into_id=absorbed.pk)
    yield from _each(Person, {**place, "account_id": account}, pk=kept.pk)


def _registrations(
    rows: Iterable[Registration], kept: Person, ended: Registration | None, place: Values
) -> Iterator[Change]:
    """The one that ends comes first: a person has one running registration at every moment."""
    for each in sorted(rows, key=lambda row: row is not ended):
        after = {**place, "person_id": kept.pk}
        if each is ended:
            after |= {"state": State.MERGED.value, "accepted_on": None}
        row = {"pk": each.pk, **{name: getattr(each, name) for name in REGISTRATION}}
        for change in _changed(Registration, row, after):
            version = {"version": each.version}, {"version": each.version + 1}
            yield Change(Registration, each.pk, (change.before or {}) | version[0], change.after | version[1])


def _months(kept: Person, absorbed: Person, ended: Registration | None) -> list[Change]:
    """A month that both paid first stands once, under the registration that stands."""
    yields = Q(contribution__registration=ended) if ended else Q(person=absorbed)
    months = ContributionMonth.objects.filter(person__in=[kept, absorbed])
    staying = set(months.filter(stands=True).exclude(yields).values_list("programme", "month"))
    rows = months.order_by("pk").annotate(which=F("contribution__registration_id"))
    found: list[Change] = []
    for each in rows.values("pk", "person_id", "stands", "programme", "month", "which"):
        row: Values = dict(each)
        is_double = (row["which"] == ended.pk) if ended else row["person_id"] == absorbed.pk
        stands = row["stands"] and not (is_double and (row["programme"], row["month"]) in staying)
        found += _changed(ContributionMonth, row, {"person_id": kept.pk, "stands": stands})
    return sorted(found, key=lambda change: "stands" not in change.after)  # who gives way comes first


def digest(said: object) -> str:
    """The same for the same content, whatever its key in the vault."""
    return hashlib.sha256(json.dumps(said, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()


def standing(registration_ids: Iterable[UUID]) -> str:
    """A digest of everything that hangs on registrations: it changes when anything happens to them."""
    ids = list(registration_ids)
    of = {"registration_id__in": ids}
    said = [
        list(Registration.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "version", "state")),
        list(StateChange.objects.filter(**of).order_by("pk").values_list("pk", flat=True)),
        list(BatchLine.objects.filter(**of).order_by("pk").values_list("pk", "outcome", "answered_on")),
        list(Contribution.objects.filter(**of).order_by("pk").values_list("pk", "state", "handover_id")),
        list(Contact.objects.filter(**of).order_by("pk").values_list("pk")),
    ]
    return digest(said)
