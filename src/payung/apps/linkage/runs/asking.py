"""A matching is asked for, asked for again, or removed with everything that it knows."""

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from payung.apps.audit import progress
from payung.apps.enrolment.brought_file import file_name, size_fault
from payung.apps.enrolment.models import Roster
from payung.apps.linkage.errors import LinkageError
from payung.apps.linkage.runs import lists
from payung.apps.linkage.runs.enums import RunState
from payung.apps.linkage.runs.models import MatchFile, MatchRun
from payung.apps.notify import actions as notices
from payung.apps.notify.kinds import Kind
from payung.apps.territory import scope
from payung.rosters import UnreadableFile

FILE = MatchFile.SEALED["content"]
TASK = "linkage.match"


class MatchError(LinkageError):
    """A matching that is not begun; the text says why, `side` (left, right) which list is at fault."""

    def __init__(self, text: str, *, side: str = "right") -> None:
        super().__init__(text)
        self.side = side


@dataclass(frozen=True, slots=True)
class Brought:
    """A list as a file."""

    name: str
    content: bytes

    def __repr__(self) -> str:
        """Says nothing of what is in it."""
        return "Brought(…)"


Source = Brought | UUID | None  # a file, a roster that was brought earlier, or the register


@dataclass(frozen=True, slots=True)
class Asked:
    """A matching that stands. `repeated`: the same was asked for before; nothing was begun."""

    run_id: UUID
    repeated: bool


def ask(*, by: int, holding: int, left: Source, right: Source, all_covered: bool = False) -> Asked:
    """Have the people of `left` looked for on `right` (None: in the register) by a job in the role `holding`.

    `all_covered`: who stands on the right counts as protected where it says nothing of that. The same two lists asked
    for again lead to what is there already, the register's apart once its result is in: it changes from day to day.
    Raises `MatchError` for a file that can plainly not be read, a roster out of sight, or one list against itself.
    """
    opened = scope.current()
    for side, source in (("left", left), ("right", right)):
        if fault := _fault(source):
            raise MatchError(fault, side=side)
    if left is None:
        raise MatchError(_("Pilih daftar yang ditanyakan."), side="left")
    if _digest(left) == _digest(right):
        raise MatchError(_("Kedua daftar adalah berkas yang sama. Pilih daftar lain untuk daftar kedua."))
    sources = _kept("left", left, by) | _kept("right", right, by) | {"all_covered": all_covered}
    mine = {"city_id": opened.scope.city, "registered_by_id": opened.scope.owner(by)}
    same = MatchRun.objects.filter(**mine, **sources).exclude(state=RunState.FAILED)
    if right is None:
        same = same.filter(state=RunState.ASKED)
    if found := same.order_by("-asked_at").first():
        return Asked(found.pk, repeated=True)
    run = MatchRun.objects.create(**mine, **sources, area_id=opened.scope.area, asked_by_id=by)
    _defer(run.pk, holding)
    return Asked(run.pk, repeated=False)


def ask_again(*, run_id: UUID, holding: int) -> None:
    """Have a matching run anew that failed or whose job has stopped; nothing of it is kept until it is whole."""
    open_ = (RunState.FAILED, RunState.ASKED)
    if not MatchRun.objects.filter(pk=run_id, state__in=open_).update(state=RunState.ASKED, error={}):
        raise MatchError(_("Pencocokan ini sudah selesai."))
    notices.settle(Kind.MATCH_FAILED, [run_id])
    _defer(run_id, holding)


def remove(*, run_id: UUID) -> None:
    """Delete a matching with its rows and pairs, and the files that no other matching needs."""
    run = MatchRun.objects.filter(pk=run_id).first()
    if run is None:
        return
    files = [each for each in (run.left_file_id, run.right_file_id) if each]
    run.delete()
    for kind in (Kind.MATCHED, Kind.MATCH_FAILED):
        notices.settle(kind, [run_id])
    needed = MatchRun.objects.filter(Q(left_file__in=files) | Q(right_file__in=files))
    still = {pk for pair in needed.values_list("left_file", "right_file") for pk in pair}
    MatchFile.objects.filter(pk__in=[pk for pk in files if pk not in still]).delete()


def _kept(side: str, source: Source, by: int) -> dict[str, Any]:
    """The columns that say where a side comes from; a file is kept, sealed, once."""
    file = _file(source, by) if isinstance(source, Brought) else None
    roster = source if isinstance(source, UUID) else None
    return {f"{side}_file_id": file, f"{side}_roster_id": roster}


def _file(brought: Brought, by: int) -> UUID:
    opened = scope.current()
    mine = {"city_id": opened.scope.city, "registered_by_id": opened.scope.owner(by)}
    digest = hashlib.sha256(brought.content).hexdigest()
    file = MatchFile(
        **mine,
        id=uuid4(),
        area_id=opened.scope.area,
        name=file_name(brought.name),
        digest=digest,
        content=opened.vault.seal_bytes(FILE, brought.content),
    )
    try:
        with transaction.atomic():
            file.save(force_insert=True)
    except IntegrityError:
        return MatchFile.objects.only("id").get(**mine, digest=digest).pk
    return file.pk


def _fault(source: Source) -> str:
    """Why a list cannot be one of the two, in one sentence; '' where nothing speaks against it yet."""
    if isinstance(source, UUID) and not Roster.objects.filter(pk=source).exists():
        return _("Daftar itu tidak ditemukan. Pilih daftar lain, atau unggah berkasnya.")
    return _unreadable(source.content) if isinstance(source, Brought) else ""


def _unreadable(content: bytes) -> str:
    if fault := size_fault(len(content)):
        return fault
    try:
        lists.refuse(content)
    except UnreadableFile as error:
        return error.english if get_language() == "en" else error.indonesian
    return ""


def _digest(source: Source) -> str:
    if isinstance(source, Brought):
        return hashlib.sha256(source.content).hexdigest()
    return Roster.objects.only("digest").get(pk=source).digest if source else ""


def _defer(run_id: UUID, holding: int) -> None:
    """Queued in the caller's transaction: no matching without its job, no job without its matching."""
    progress.await_turn(run_id)
    app.configure_task(TASK).defer(run_id=str(run_id), holding_id=holding)
