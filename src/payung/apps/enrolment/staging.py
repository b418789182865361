"""Rosters before they touch the register: uploaded, checked, reviewed row by row, refused or asked to be taken in."""

import datetime as dt
import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from payung.apps.audit import progress
from payung.apps.enrolment import consent as consents
from payung.apps.enrolment import telling
from payung.apps.enrolment.brought_file import file_name, size_fault
from payung.apps.enrolment.enums import Decision, Outcome, RosterState
from payung.apps.enrolment.errors import RosterError
from payung.apps.enrolment.models import Roster, RosterRow
from payung.apps.territory import scope

FILE = Roster.SEALED["content"]
REVIEWABLE = frozenset({RosterState.CHECKED, RosterState.TAKEN_IN})
CHECKABLE = frozenset({RosterState.UPLOADED, RosterState.FAILED, RosterState.REFUSED})


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A roster that stands. `repeated`: the same person or agency brought the same bytes before; nothing was done."""

    roster_id: UUID
    state: str
    repeated: bool


def upload(*, by: int, holding: int, name: str, content: bytes, payer: str, consent: bool) -> Uploaded:
    """Keep a roster file, sealed, and have it checked by a job in the role `holding`. The register is not touched.

    `consent`: whoever brings it declares that the people on it agreed, which is kept with the roster. Raises
    `RosterError` for a file of no bytes, or of more than `PAYUNG_UPLOAD_BYTES`.
    """
    if fault := size_fault(len(content)):
        raise RosterError(fault)
    opened = scope.current()
    digest = hashlib.sha256(content).hexdigest()
    roster = Roster(
        id=uuid4(),
        city_id=opened.scope.city,
        area_id=opened.scope.area,
        registered_by_id=opened.scope.owner(by),
        brought_by_id=by,
        name=file_name(name),
        digest=digest,
        content=opened.vault.seal_bytes(FILE, content),
        payer=payer,
        **_declared(consent, by, opened.today),
    )
    try:
        with transaction.atomic():
            roster.save(force_insert=True)
    except IntegrityError:
        mine = Roster.objects.filter(city_id=opened.scope.city, registered_by_id=opened.scope.owner(by))
        same = mine.only("id", "state").get(digest=digest)
        if consent:
            Roster.objects.filter(pk=same.pk, consent_declared=False).update(**_declared(consent, by, opened.today))
        return Uploaded(same.pk, same.state, repeated=True)
    _defer("check", roster.pk, holding)
    return Uploaded(roster.pk, roster.state, repeated=False)


def _declared(consent: bool, by: int, day: dt.date) -> dict[str, Any]:
    """What is kept of the declaration: which text of consent, on which day, by whom."""
    if not consent:
        return {"consent_declared": False}
    return {"consent_declared": True, **consents.given(on=day, by=by).columns()}


def check_again(*, roster_id: UUID, holding: int) -> None:
    """Have a roster checked anew that could not be read, was refused, or whose check has stopped."""
    _move(roster_id, CHECKABLE, RosterState.UPLOADED, _("Daftar ini sudah diperiksa."), error="")
    _defer("check", roster_id, holding)


def refuse(*, roster_id: UUID, reason: str) -> None:
    """Set a whole checked roster aside, for a reason; none of its rows enters the register."""
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise RosterError(_("Tulis alasannya, supaya pengirim daftar tahu apa yang perlu diperbaiki."))
    kept = frozenset({RosterState.CHECKED})
    _move(roster_id, kept, RosterState.REFUSED, _("Daftar ini tidak sedang menunggu keputusan."), error=reason)


def decide(*, roster_id: UUID, positions: Collection[int], decision: Decision) -> int:
    """Take or leave single rows; answers how many changed. Rows with errors and rows already taken stay as they are."""
    return _decide(roster_id, _open_rows(roster_id).filter(position__in=positions), decision)


def decide_all(*, roster_id: UUID, which: Q) -> int:
    """Take every row of a kind (`staged.READY`, `staged.USABLE`) and leave the others; answers how many are taken."""
    rows = _open_rows(roster_id)
    _decide(roster_id, rows.exclude(which), Decision.LEAVE)
    _decide(roster_id, rows.filter(which), Decision.TAKE)
    return rows.filter(decision=Decision.TAKE).count()


def ask_intake(*, roster_id: UUID, holding: int) -> int:
    """Have the chosen rows taken in by a job in the role `holding`; answers how many. Nothing chosen: `RosterError`."""
    chosen = _open_rows(roster_id).filter(decision=Decision.TAKE).count()
    if not chosen:
        raise RosterError(_("Belum ada baris yang dipilih untuk dimasukkan. Pilih paling sedikit satu baris."))
    _move(roster_id, REVIEWABLE, RosterState.TAKING_IN, _("Daftar ini sedang atau sudah dimasukkan."))
    _defer("take_in", roster_id, holding)
    return chosen


def ask_intake_again(*, roster_id: UUID, holding: int) -> None:
    """Have an intake that stopped run once more; it begins anew and takes nobody twice."""
    _move(roster_id, frozenset({RosterState.TAKING_IN}), RosterState.TAKING_IN, _("Daftar ini sudah dimasukkan."))
    _defer("take_in", roster_id, holding)


def _open_rows(roster_id: UUID) -> QuerySet[RosterRow]:
    rows = RosterRow.objects.filter(roster_id=roster_id).exclude(status="error")
    return rows.filter(outcome__in=("", Outcome.LEFT))


def _decide(roster_id: UUID, rows: QuerySet[RosterRow], decision: Decision) -> int:
    if not Roster.objects.filter(pk=roster_id, state__in=REVIEWABLE).exists():
        raise RosterError(_("Daftar ini tidak sedang menunggu keputusan."))
    return int(rows.exclude(decision=decision).update(decision=decision))


def _move(roster_id: UUID, start: Collection[str], end: RosterState, otherwise: str, **values: str) -> None:
    moved = Roster.objects.filter(pk=roster_id, state__in=start).update(state=end, **values)
    if not moved:
        raise RosterError(otherwise)
    telling.roster_moved(roster_id)


def _defer(task: str, roster_id: UUID, holding: int) -> None:
    """Queued in the caller's transaction: no roster without its job, no job without its roster."""
    progress.await_turn(roster_id)
    app.configure_task(f"enrolment.{task}").defer(roster_id=str(roster_id), holding_id=holding)
