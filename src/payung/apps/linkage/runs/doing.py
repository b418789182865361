"""The job of a matching: both lists are read and matched in memory; the whole result is kept, or why there is none.

Three steps: everything is read in one transaction; the matching, which may take minutes, holds none; the result is
written in one more. A job that is killed has written nothing, and runs again.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_noop

from payung.apps.audit import progress
from payung.apps.audit.actions import record_disclosure
from payung.apps.audit.models import Disclosure
from payung.apps.coverage.file_queries import last_ended_month
from payung.apps.enrolment.models import Roster
from payung.apps.enrolment.staging import FILE as ROSTER_FILE
from payung.apps.linkage.runs import keeping
from payung.apps.linkage.runs.asking import FILE
from payung.apps.linkage.runs.enums import RunState
from payung.apps.linkage.runs.keeping import Outcome, Second
from payung.apps.linkage.runs.linking import linked
from payung.apps.linkage.runs.lists import read
from payung.apps.linkage.runs.models import MatchFile, MatchRun
from payung.apps.linkage.runs.register import Registered, registered
from payung.apps.linkage.runs.results import judged
from payung.apps.linkage.runs.told import told_by
from payung.apps.territory import scope
from payung.apps.territory.scope import Opened, Scope
from payung.rosters import UnreadableFile
from payung.shared.months import Month

REASON = "mencocokkan daftar"
READING = gettext_noop("Membaca daftar pertama")
READING_OTHER = gettext_noop("Membaca daftar kedua")
JUDGING = gettext_noop("Memberi kata untuk tiap baris")
KEEPING = gettext_noop("Menyimpan hasil")
NOBODY = UnreadableFile(
    "Belum ada pekerja terdaftar yang dapat Anda lihat. Unggah daftar kedua sebagai berkas.",
    "There is no registered worker yet whom you can see. Upload the second list as a file.",
)


@dataclass(slots=True)
class Taken:
    """What the job needs, in the open, outside any transaction. `register` is there where no second file is."""

    left: tuple[str, bytes]
    right: tuple[str, bytes] | None
    register: Registered | None
    all_covered: bool
    known: Month | None
    today: dt.date

    def __repr__(self) -> str:
        """Says nothing of what is in it."""
        return "Taken(…)"

    @property
    def month(self) -> Month:
        """The month in which it is judged who is protected: that of the figures, else the last that is over."""
        return self.known or Month.of(self.today) - 1


def match(run_id: UUID, mine: Scope) -> None:
    """Carry out a matching in state `asked`; one that is done, or gone, is left alone."""
    with progress.tracked(run_id, mine) as report:
        report(1, READING)
        with scope.opened(mine, reason=REASON) as opened:
            taken = _take(run_id, opened)
        if taken is None:
            return
        try:
            outcome = _outcome(taken, report)
        except Unusable as fault:
            with scope.opened(mine, reason=REASON):
                keeping.fail(run_id, fault.error, side=fault.side)
            return
        with scope.opened(mine, reason=REASON) as opened:
            keeping.keep(run_id, outcome, opened, report.part(90, 99, KEEPING))


class Unusable(Exception):
    """What cannot be matched, and on which side (`left`, `right`; empty for both together)."""

    def __init__(self, error: UnreadableFile, side: str) -> None:
        super().__init__(side)
        self.error, self.side = error, side


def _outcome(taken: Taken, report: progress.Report) -> Outcome:
    """Both lists read and matched, a word for each row of the first."""
    with _about("left"):
        left = read(taken.left[1], name=taken.left[0])
    report(15, READING_OTHER)
    with _about("right"):
        second = _second(taken)
    cells = [left.said(place) for place in range(len(left))]
    with _about(""):
        found = linked(cells, second.cells, as_of=taken.today, told=lambda part, text: report(30 + 55 * part, text))
    report(88, JUDGING)
    words = judged(cells, second.told, found, today=taken.today)
    return Outcome(left, second, found, words, taken.month)


@contextmanager
def _about(side: str) -> Iterator[None]:
    try:
        yield
    except UnreadableFile as error:
        raise Unusable(error, side) from error


def _second(taken: Taken) -> Second:
    if taken.register is not None:
        if not taken.register.cells:
            raise NOBODY
        found = taken.register
        return Second(found.cells, found.ids, [("", 0)] * len(found.ids), found.told, "register")
    name, content = taken.right or ("", b"")
    listed = read(content, name=name)
    told, kind = told_by(listed, taken.month, all_covered=taken.all_covered)
    places = range(len(listed))
    ids = [listed.own_id(place) for place in places]
    return Second([listed.said(place) for place in places], ids, listed.where, told, kind)


def _take(run_id: UUID, opened: Opened) -> Taken | None:
    run = MatchRun.objects.filter(pk=run_id, state=RunState.ASKED).first()
    if run is None:
        return None
    known = last_ended_month(opened.scope, opened.today)
    month = known.month if known else None
    left = _bytes(run.left_file_id, run.left_roster_id, opened)
    if run.right_file_id or run.right_roster_id:
        right, register = _bytes(run.right_file_id, run.right_roster_id, opened), None
    else:
        right, register = None, registered(opened, month)
        record_disclosure(
            opened.scope, kind=Disclosure.Kind.LOOKUP, subject="pencocokan", rows=len(register.cells), purpose=REASON,
            area=run.area_id,
        )  # fmt: skip
    return Taken(left, right, register, run.all_covered, month, opened.today)


def _bytes(file: UUID | None, roster: UUID | None, opened: Opened) -> tuple[str, bytes]:
    if file:
        held = MatchFile.objects.get(pk=file)
        return held.name, opened.vault.open_bytes(FILE, held.content)
    brought = Roster.objects.only("name", "content").get(pk=str(roster))
    return brought.name, opened.vault.open_bytes(ROSTER_FILE, brought.content)
