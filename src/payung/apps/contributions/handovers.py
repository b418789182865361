"""Cash goes from whoever received it into a channel, and a second pair of eyes confirms it."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from payung.apps.accounts.roles import Lurah, Manager
from payung.apps.contributions.changes import add_changes
from payung.apps.contributions.enums import HandoverState, State
from payung.apps.contributions.errors import (
    DayOutOfPlace,
    DecidedAlready,
    DifferenceUnexplained,
    NothingChosen,
    NothingToTakeOver,
    OwnHandover,
    ReasonMissing,
    ReferenceUsed,
    StaleReceipts,
)
from payung.apps.contributions.models import Contribution, Handover
from payung.apps.contributions.transitions import DECIDED
from payung.apps.notify.actions import Whom, settle, tell
from payung.apps.notify.kinds import Kind
from payung.apps.people.queries import within
from payung.apps.territory import scope
from payung.apps.territory.codes import Level, level_of
from payung.apps.territory.holders import roles_at

NOTE_LENGTH = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What the channel's slip says: where, its number, how much, on which day; `note` explains a difference."""

    channel: str
    reference: str
    amount_idr: int
    on: dt.date
    note: str = ""


def hand_over(*, by: int, client_id: UUID, chosen: Collection[UUID], slip: Slip) -> Handover:
    """Bundle receipts whose cash `by` holds, and has paid into a channel. Sent again it answers the same hand-over.

    All or none: raises `StaleReceipts` where one of them is not in one's hands any more.
    """
    if not chosen:
        raise NothingChosen
    mine = Contribution.objects.filter(within(scope.current().scope), pk__in=chosen, held_by_id=by)
    held = list(mine.filter(state=State.HELD).order_by("pk").select_for_update())
    if known := Handover.objects.filter(pk=client_id, handed_by_id=by).first():
        return known
    if len(held) != len(set(chosen)):
        raise StaleReceipts
    made = _create(held, by=by, client_id=client_id, slip=slip)
    _move(held, State.HANDED, handover=made, by=by)
    second = Lurah if level_of(made.area_id) is Level.LINGKUNGAN else Manager
    whom = Whom(area=made.area_id, role=second.code, owner=made.registered_by_id)
    tell(scope.current().scope, whom, Kind.HANDOVER_WAITS, subject=made.pk)
    return made


def _create(held: list[Contribution], *, by: int, client_id: UUID, slip: Slip) -> Handover:
    opened = scope.current()
    total, note = sum(each.amount_idr for each in held), slip.note.strip()[:NOTE_LENGTH]
    if slip.amount_idr != total and not note:
        raise DifferenceUnexplained(slip.amount_idr - total)
    earliest = max(each.received_on for each in held)
    if not earliest <= slip.on <= opened.today:
        raise DayOutOfPlace(earliest)
    made = Handover(
        id=client_id,
        city_id=opened.scope.city,
        area_id=opened.scope.area,
        registered_by_id=opened.scope.own or by,
        handed_by_id=by,
        channel=slip.channel,
        reference=slip.reference.strip(),
        handed_on=slip.on,
        receipts=len(held),
        receipts_idr=total,
        amount_idr=slip.amount_idr,
        note=note,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise ReferenceUsed from error
    return made


def confirm(*, by: int, handover_id: UUID, counted_idr: int, note: str = "") -> None:
    """The second pair of eyes read `counted_idr` on the slip; a difference from the receipts is explained.

    Raises `OwnHandover`, `DecidedAlready` and `DifferenceUnexplained`; the same confirmation again changes nothing.
    """
    found = _waiting(handover_id, by=by, end=HandoverState.CONFIRMED)
    if found is None:
        return
    agreed = found.note if counted_idr == found.amount_idr else ""  # the same difference, explained already
    note = note.strip()[:NOTE_LENGTH] or agreed
    if counted_idr != found.receipts_idr and not note:
        raise DifferenceUnexplained(counted_idr - found.receipts_idr)
    found.counted_idr = counted_idr
    _decide(found, HandoverState.CONFIRMED, by=by, note=note)


def return_(*, by: int, handover_id: UUID, reason: str) -> None:
    """The hand-over does not stand; its receipts go back to whoever held them, to be handed over again."""
    reason = reason.strip()[:NOTE_LENGTH]
    if not reason:
        raise ReasonMissing
    found = _waiting(handover_id, by=by, end=HandoverState.RETURNED)
    if found is not None:
        _decide(found, HandoverState.RETURNED, by=by, note=reason)


def _waiting(handover_id: UUID, *, by: int, end: HandoverState) -> Handover | None:
    """The hand-over that waits for a decision, held; None where this person has decided so already."""
    mine = Handover.objects.filter(within(scope.current().scope), pk=handover_id)
    found = mine.select_for_update().first()
    if found is None:
        raise DecidedAlready
    if found.handed_by_id == by:
        raise OwnHandover
    if found.state == HandoverState.HANDED:
        return found
    if (found.state, found.decided_by_id) == (end, by):
        return None
    raise DecidedAlready


def _decide(found: Handover, end: HandoverState, *, by: int, note: str) -> None:
    found.state, found.decided_by_id, found.decision_note = end, by, note
    found.decided_on = scope.current().today
    found.save(update_fields=["state", "decided_by_id", "decided_on", "decision_note", "counted_idr"])
    receipts = list(Contribution.objects.filter(handover=found).order_by("pk").select_for_update())
    stays = found if end is HandoverState.CONFIRMED else None
    _move(receipts, DECIDED[end], handover=stays, by=by, reason=note)
    kind = Kind.HANDOVER_CONFIRMED if stays else Kind.HANDOVER_RETURNED
    whom = Whom(area=found.area_id, user=found.handed_by_id, owner=found.registered_by_id)
    settle(Kind.HANDOVER_WAITS, [found.pk])
    tell(scope.current().scope, whom, kind, subject=found.pk)


def take_over(*, by: int, from_user: int, area: int) -> int:
    """Whoever heads the lingkungan now takes the cash that a predecessor still holds, and answers for it from now on.

    Answers how many receipts. Raises `NothingToTakeOver` while the predecessor still holds an office there.
    """
    opened = scope.current()
    offices = roles_at(opened.scope, area, on=opened.today)
    if from_user == by or any(each.user == from_user and each.on(opened.today) for each in offices):
        raise NothingToTakeOver
    theirs = Contribution.objects.filter(within(opened.scope), area_id=area, held_by_id=from_user, state=State.HELD)
    held = list(theirs.order_by("pk").select_for_update())
    if not held:
        raise NothingToTakeOver
    Contribution.objects.filter(pk__in=[each.pk for each in held]).update(held_by_id=by)
    add_changes(held, by=by)
    return len(held)


def _move(receipts: list[Contribution], end: State, *, handover: Handover | None, by: int, reason: str = "") -> None:
    Contribution.objects.filter(pk__in=[each.pk for each in receipts]).update(state=end, handover=handover)
    for each in receipts:
        each.state = end
    add_changes(receipts, by=by, reason=reason)
