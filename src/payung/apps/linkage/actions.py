"""Two people are decided to be different, merged into one, or taken apart again."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from payung.apps.coverage.models import Payment
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import Registration, StateChange
from payung.apps.linkage import policies, queries, rows
from payung.apps.linkage.enums import Outcome
from payung.apps.linkage.errors import AboutOneself, Busy, NotAllowed, PairGone, ReasonMissing, RegisteredBoth, Stale
from payung.apps.linkage.models import Merge, MergedRow, MergeField, Pair
from payung.apps.linkage.particulars import PLACE, Difference, area_of, differences, with_values
from payung.apps.linkage.plan import Change, Plan, digest, plan, standing
from payung.apps.people.models import Person
from payung.apps.territory import locks, scope
from payung.shared.months import Month

REASON_LENGTH, SHORTEST = 300, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Who stays, and the particulars that are taken from the other."""

    pair_id: int
    keep: UUID
    taken: frozenset[str]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would follow. `seal` tells whether the same still follows when it is done."""

    plan: Plan
    differences: tuple[Difference, ...]
    months: int
    twice: tuple[tuple[Month, int], ...]
    numbers: tuple[str, ...]
    receipts_twice: bool
    seal: str


def keep_apart(*, by: int, pair_id: int, reason: str) -> None:
    """The two are different people; they are not asked about again. Raises `LinkageError`."""
    reason = said(reason)
    found = _open_pair(pair_id, for_update=True)
    _decide(found, Outcome.DISTINCT, by=by, reason=reason)


def preview(wish: Wish) -> Preview:
    """What merging leads to, without doing anything. Raises `LinkageError`."""
    kept, absorbed = _two(_open_pair(wish.pair_id), wish.keep)
    return _previewed(kept, absorbed, wish.taken)


def merge(*, by: int, wish: Wish, reason: str, seal: str) -> Merge:
    """Make the two one person, as was previewed (`seal`). Raises `LinkageError`; nothing has changed then."""
    reason = said(reason)
    hold_city()
    found = _open_pair(wish.pair_id, for_update=True)
    kept, absorbed = _two(found, wish.keep)
    if policies.is_about(by, kept, absorbed):
        raise AboutOneself
    if policies.registered_both(by, kept, absorbed):
        raise RegisteredBoth
    seen = _previewed(kept, absorbed, wish.taken)
    if seen.seal != seal:
        raise Stale
    made = _record(found, seen, wish.taken, by=by, reason=reason)
    _decide(found, Outcome.MERGED, by=by, reason=reason)
    changes = list(seen.plan.changes)
    _take(kept, seen, wish.taken)
    rows.apply(changes)
    changes += _told(seen.plan, by=by, reason=reason)
    _trace(made, changes)
    made.standing = standing(seen.plan.watched)
    made.save(update_fields=["standing"])
    return made


def hold_city() -> None:
    """Neither a file of the insurer nor a batch runs meanwhile; raises `Busy` where one takes long."""
    try:
        locks.hold_insurer(scope.current().scope.city)
    except locks.Busy as error:
        raise Busy(str(error)) from error


def hold_people(*ids: UUID) -> None:
    """Nobody else changes these people until the transaction ends. Registrations first, as whoever mends one does."""
    list(Registration.objects.select_for_update().filter(person_id__in=ids).order_by("pk").values_list("pk"))
    list(Person.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def said(reason: str) -> str:
    """A reason as it is kept; raises `NotAllowed` where the role does not merge, `ReasonMissing` for too little."""
    reason = " ".join(reason.split())[:REASON_LENGTH]
    if not policies.may_merge(scope.current().scope):
        raise NotAllowed
    if len(reason) < SHORTEST:
        raise ReasonMissing
    return reason


def _open_pair(pair_id: int, *, for_update: bool = False) -> Pair:
    mine = scope.current().scope
    if not policies.may_merge(mine):
        raise NotAllowed
    if for_update:
        Pair.objects.select_for_update().filter(pk=pair_id).first()
    found = queries.pair(mine, pair_id)
    if found is None or found.outcome != Outcome.OPEN:
        raise PairGone
    if for_update:
        hold_people(found.low_id, found.high_id)
        found = queries.pair(mine, pair_id) or found
    if found.low.merged_into_id or found.high.merged_into_id:
        raise PairGone
    return found


def _two(found: Pair, keep: UUID) -> tuple[Person, Person]:
    both = {found.low_id: found.low, found.high_id: found.high}
    if keep not in both:
        raise PairGone
    return both.pop(keep), both.popitem()[1]


def _previewed(kept: Person, absorbed: Person, taken: Iterable[str]) -> Preview:
    found = differences(kept, absorbed)
    place = next(each for each in found if each.field == PLACE)
    area = area_of(place.absorbed if PLACE in taken else place.kept)
    follows = plan(kept, absorbed, area_id=area)
    months, twice = _paid(kept, absorbed)
    seal = digest([[str(c.pk), c.before, c.after] for c in follows.changes])
    values = [(each.field, each.kept, each.absorbed) for each in found]
    return Preview(
        follows,
        tuple(found),
        months,
        twice,
        tuple(number for person in (kept, absorbed) for number in _numbers(person)),
        any("stands" in change.after and not change.after["stands"] for change in follows.changes),
        hashlib.sha256(f"{seal} {digest(values)} {sorted(taken)} {months}".encode()).hexdigest()[:32],
    )


def _numbers(person: Person) -> list[str]:
    return list(person.memberships.order_by("starts", "id").values_list("member_number", flat=True))


def _paid(kept: Person, absorbed: Person) -> tuple[int, tuple[tuple[Month, int], ...]]:
    """How many months are paid together, and those that were paid for both, with what was paid in all."""
    sums: list[dict[Month, int]] = []
    for person in (kept, absorbed):
        amounts: dict[Month, int] = {}
        for day, amount in Payment.objects.filter(person=person).values_list("month", "amount_idr"):
            amounts[Month.of(day)] = amounts.get(Month.of(day), 0) + amount
        sums.append(amounts)
    ours, theirs = sums
    both = sorted(ours.keys() & theirs.keys())
    return len(ours.keys() | theirs.keys()), tuple((month, ours[month] + theirs[month]) for month in both)


def _record(found: Pair, seen: Preview, taken: frozenset[str], *, by: int, reason: str) -> Merge:
    vault = scope.current().vault
    place = {"city_id": found.city_id, "area_id": found.area_id}
    made = Merge.objects.create(
        **place, kept=seen.plan.kept, absorbed=seen.plan.absorbed, reason=reason, by_id=by, standing=""
    )
    MergeField.objects.bulk_create(
        MergeField(
            **place,
            merge=made,
            field=each.field,
            from_absorbed=each.field in taken,
            kept_value=vault.seal("merge_value", each.kept),
            absorbed_value=vault.seal("merge_value", each.absorbed),
        )
        for each in seen.differences
        if not each.same
    )
    return made


def _take(kept: Person, seen: Preview, taken: frozenset[str]) -> None:
    changed = {each.field: each.absorbed for each in seen.differences if each.field in taken and not each.same}
    if changed:
        Person.objects.filter(pk=kept.pk).update(**with_values(kept, changed))


def _told(found: Plan, *, by: int, reason: str) -> list[Change]:
    """The registration that ends says so in its history."""
    if found.ended is None:
        return []
    found.ended.refresh_from_db()
    place = {name: getattr(found.ended, name) for name in ("city_id", "area_id", "branch_id", "registered_by_id")}
    made = StateChange.objects.create(
        **place, registration=found.ended, state=State.MERGED, on=scope.current().today, by_id=by, reason=reason
    )
    return [Change(StateChange, made.pk, None, {"state": State.MERGED.value})]


def _trace(made: Merge, changes: Iterable[Change]) -> None:
    MergedRow.objects.bulk_create(
        MergedRow(
            merge=made,
            city_id=made.city_id,
            area_id=made.area_id,
            table=change.table,
            row_id=str(change.pk),
            before=change.before,
            after=change.after,
        )
        for change in changes
    )


def _decide(found: Pair, outcome: Outcome, *, by: int, reason: str) -> None:
    Pair.objects.filter(pk=found.pk).update(outcome=outcome, reason=reason, decided_at=timezone.now(), decided_by_id=by)
