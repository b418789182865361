"""Files from the insurer: received and sealed, read into lines, closed with their counts; unfit lines are kept."""

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Min

from payung.apps.coverage.errors import DayAhead, DayBeforeMembers, EmptyFile, FileTooLarge, MonthAhead, NotForBranch
from payung.apps.coverage.file_words import kept
from payung.apps.coverage.models import InsurerFile, Membership, UnfitLine
from payung.apps.territory import scope
from payung.integrations.insurer import headings, lines
from payung.integrations.insurer.errors import InsurerFileError
from payung.integrations.insurer.lines import Cells
from payung.rosters.limits import Limits
from payung.rosters.reading import read_workbook
from payung.rosters.sheets import UnreadableFile
from payung.shared.months import Month
from payung.shared.vault import Vault

KINDS = {InsurerFile.Kind.ANSWERS: headings.ANSWERS, InsurerFile.Kind.PAYMENTS: headings.PAYMENTS}
CONTENT = "content"
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as somebody brings it. `month`: the month that it reports in full, if any; `branch_id` None: all."""

    kind: InsurerFile.Kind
    name: str
    content: bytes
    as_of: dt.date
    month: Month | None = None
    branch_id: int | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A file that stands. `repeated`: the same bytes of the same branch came before."""

    file_id: UUID
    state: str
    repeated: bool


@dataclass(frozen=True, slots=True)
class Incoming:
    """One line on its way in: which file's, and what its known columns say."""

    file_id: UUID
    branch_id: int | None
    as_of: dt.date
    line: int
    cells: Cells

    def sealed(self, vault: Vault) -> bytes:
        return vault.seal_bytes(CONTENT, json.dumps(dict(self.cells), ensure_ascii=False, sort_keys=True).encode())


def receive(*, by: int, upload: Upload) -> Received:
    """Keep a file, sealed; nothing of it is applied yet. The same bytes count once.

    A payment file sent again with another day or month is read anew, so that a slip can be mended; one that failed may
    be tried again. Raises `FileError`.
    """
    opened = scope.current()
    _check(upload, opened)
    digest = digest_of(upload.content, upload.branch_id)
    file = InsurerFile(
        id=uuid4(),
        city_id=opened.scope.city,
        area_id=opened.scope.city,
        branch_id=upload.branch_id,
        kind=upload.kind,
        name=upload.name[-200:],
        digest=digest,
        content=opened.vault.seal_bytes(CONTENT, upload.content),
        as_of=upload.as_of,
        month=upload.month.first_day if upload.month else None,
        received_by_id=by,
    )
    try:
        with transaction.atomic():
            file.save(force_insert=True)
    except IntegrityError:
        return _again(file)
    return Received(file.pk, file.state, repeated=False)


def count_lines(upload: Upload) -> int | None:
    """How many lines a file holds, before it is kept; None where it cannot be read, which its own page will say."""
    try:
        workbook = read_workbook(upload.content, name=upload.name, limits=Limits.configured())
        return len(lines.lines((sheet.rows for sheet in workbook.sheets), KINDS[upload.kind]))
    except (UnreadableFile, InsurerFileError):
        return None


def digest_of(content: bytes, branch_id: int | None) -> str:
    """What tells a branch's file from every other."""
    return hashlib.sha256(f"{branch_id or 0}:".encode() + content).hexdigest()


def _check(upload: Upload, opened: scope.Opened) -> None:
    if not upload.content:
        raise EmptyFile
    if len(upload.content) > settings.PAYUNG_UPLOAD_BYTES:
        raise FileTooLarge(settings.PAYUNG_UPLOAD_BYTES // MEGABYTE)
    if upload.as_of > opened.today:
        raise DayAhead
    if upload.month and upload.month.first_day > upload.as_of:
        raise MonthAhead
    if upload.kind == InsurerFile.Kind.PAYMENTS:
        _check_members(upload.as_of, opened.scope.city)
    if opened.scope.branch and upload.branch_id != opened.scope.branch:
        raise NotForBranch


def _check_members(as_of: dt.date, city: int) -> None:
    """Payments come after members; the month of the first is enough, and before any member is known any day is."""
    first = Membership.objects.filter(city_id=city).aggregate(first=Min("starts"))["first"]
    if first and as_of < first.replace(day=1):
        raise DayBeforeMembers(f"{first:%d-%m-%Y}")


def _again(file: InsurerFile) -> Received:
    known = InsurerFile.objects.defer("content").get(city_id=file.city_id, kind=file.kind, digest=file.digest)
    said = (file.as_of, file.month)
    corrected = known.kind == InsurerFile.Kind.PAYMENTS and said != (known.as_of, known.month)
    if corrected:
        known.as_of, known.month = said
    if corrected or known.state == InsurerFile.State.FAILED:
        known.state, known.error = InsurerFile.State.RECEIVED, ""
    known.save(update_fields=["state", "error", "as_of", "month"])
    return Received(known.pk, known.state, repeated=True)


def lines_of(file: InsurerFile, vault: Vault) -> list[Incoming]:
    """The lines of a kept file, in order. Raises `UnreadableFile` and `InsurerFileError`."""
    content = vault.open_bytes(CONTENT, file.content)
    workbook = read_workbook(content, name=file.name, limits=Limits.configured())
    found = lines.lines((sheet.rows for sheet in workbook.sheets), KINDS[InsurerFile.Kind(file.kind)])
    return [Incoming(file.pk, file.branch_id, file.as_of, line.number, line.cells) for line in found]


def unfit(city: int, *, kind: InsurerFile.Kind, codes: Collection[str], besides: UUID | None) -> Iterator[Incoming]:
    """The lines kept so far that may fit by now: of one kind of file and with these codes, opened."""
    vault = scope.current().vault
    rows = UnfitLine.objects.filter(city_id=city, file__kind=kind, code__in=codes).exclude(file_id=besides)
    columns = ("file_id", "branch_id", "file__as_of", "line", "content")
    for file_id, branch_id, as_of, line, content in rows.order_by("file_id", "line").values_list(*columns):
        cells = json.loads(vault.open_bytes(CONTENT, content))
        yield Incoming(file_id, branch_id, as_of, line, cells)


def fail(file: InsurerFile, error: InsurerFileError | UnreadableFile) -> None:
    """The file cannot be taken in at all; the sentence that says why stays with it."""
    file.state, file.error = InsurerFile.State.FAILED, kept(error)
    file.save(update_fields=["state", "error"])


def close(file: InsurerFile, *, total: int) -> None:
    """The file is taken in; `total` lines are to be accounted for by `recount`."""
    file.state, file.error, file.repeated, file.applied, file.unfit = InsurerFile.State.TAKEN_IN, "", total, 0, 0
    file.save(update_fields=["state", "error", "repeated", "applied", "unfit"])


RECOUNT = """
UPDATE coverage_insurerfile AS f
SET applied = c.applied, unfit = c.unfit, repeated = greatest(f.applied + f.repeated + f.unfit - c.applied - c.unfit, 0)
FROM (SELECT t.id,
             (SELECT count(*) FROM coverage_unfitline AS u WHERE u.file_id = t.id) AS unfit,
             (SELECT count(*) FROM coverage_payment AS p WHERE p.file_id = t.id) AS applied
      FROM unnest(%s::uuid[]) AS t(id)) AS c
WHERE f.id = c.id AND f.kind = 'payments'
"""


def recount(file_ids: Iterable[UUID]) -> None:
    """Payment files: how many lines are payments, fit nothing, or were known before; together as many as ever."""
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT, [list(file_ids)])
