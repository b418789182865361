"""Payment lines become payments of members: all lines at once, in any order, again or in part with the same end.

Which lines fit follows from the member numbers known by now; the others are kept as unfit and tried with every file.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection

from payung.apps.coverage import files
from payung.apps.coverage.branch_shares import note_sql, shared_with
from payung.apps.coverage.files import Incoming
from payung.apps.coverage.models import InsurerFile
from payung.apps.territory import scope
from payung.integrations.insurer import payments as lines
from payung.integrations.insurer.errors import InsurerFileError, LineError, LineFault
from payung.rosters.sheets import UnreadableFile

RETRIED = (
    LineFault.UNKNOWN_MEMBER.value,
    LineFault.MEMBER_OF_ANOTHER_BRANCH.value,
    LineFault.BEFORE_START.value,
)
COLUMNS = {
    "file_id": "uuid",
    "branch_id": "bigint",
    "line": "integer",
    "member_number": "text",
    "month": "date",
    "programmes": "text",
    "amount_idr": "bigint",
    "paid_on": "date",
    "payer": "text",
    "content": "bytea",
    "fault": "text",
}
CREATE = f"""
DROP TABLE IF EXISTS payments_in;
CREATE TEMP TABLE payments_in ({", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())}) ON COMMIT DROP;
"""
COPY = f"COPY payments_in ({', '.join(COLUMNS)}) FROM STDIN (FORMAT BINARY)"

# A branch's file reaches its own members alone, and those of whom somebody decided that both branches know them.
REACHES = f"(i.branch_id IS NULL OR m.branch_id = i.branch_id OR {shared_with('i.branch_id', 'm.person_id')})"
APPLY = """
INSERT INTO coverage_payment (city_id, area_id, branch_id, registered_by_id, person_id, membership_id, file_id, month,
                              programmes, amount_idr, paid_on, payer)
SELECT DISTINCT ON (m.id, i.month, i.programmes, i.payer, i.paid_on, i.amount_idr)
       m.city_id, m.area_id, m.branch_id, m.registered_by_id, m.person_id, m.id, i.file_id, i.month,
       i.programmes, i.amount_idr, i.paid_on, i.payer
FROM payments_in AS i
JOIN coverage_membership AS m ON m.city_id = %(city)s AND m.member_number = i.member_number
     AND {reaches}
JOIN coverage_insurerfile AS f ON f.id = i.file_id
WHERE i.fault = ''
ORDER BY m.id, i.month, i.programmes, i.payer, i.paid_on, i.amount_idr, f.received_at, i.file_id, i.line
ON CONFLICT ON CONSTRAINT payment_line_once DO NOTHING
""".replace("{reaches}", REACHES)
UNKNOWN = """
UPDATE payments_in AS i SET fault = CASE WHEN EXISTS (
    SELECT 1 FROM coverage_membership AS m WHERE m.city_id = %(city)s AND m.member_number = i.member_number
    AND m.branch_id IS NOT NULL) THEN %(elsewhere)s ELSE %(unknown)s END
WHERE i.fault = '' AND NOT EXISTS (
    SELECT 1 FROM coverage_membership AS m WHERE m.city_id = %(city)s AND m.member_number = i.member_number
    AND {reaches})
""".replace("{reaches}", REACHES)
# Protection begins with the membership, and an answer may still say that it began earlier.
BEFORE_START = """
UPDATE payments_in AS i SET fault = %(early)s FROM coverage_membership AS m
WHERE i.fault = '' AND m.city_id = %(city)s AND m.member_number = i.member_number
  AND i.month < date_trunc('month', m.starts)
"""
# A file that is read anew may say less than it did: on the day now given some of its lines cannot have been paid.
TAKE_BACK = """
WITH gone AS (
    DELETE FROM coverage_payment AS p USING coverage_membership AS m
    WHERE p.file_id = %(file)s AND m.id = p.membership_id AND NOT EXISTS (
        SELECT 1 FROM payments_in AS i
        WHERE i.fault = '' AND i.file_id = p.file_id AND i.member_number = m.member_number AND i.month = p.month
          AND i.programmes = p.programmes AND i.payer = p.payer AND i.paid_on = p.paid_on
          AND i.amount_idr = p.amount_idr)
    RETURNING m.member_number)
SELECT DISTINCT member_number FROM gone
"""
# Whose number stands under another branch; and who, merged from two people, pays by a number of each branch.
SHARED = """
SELECT m.person_id, i.branch_id AS mine, m.branch_id AS theirs, min(m.member_number) AS member_number,
       min(i.month) AS first_month
FROM payments_in AS i JOIN coverage_membership AS m ON m.city_id = %(city)s AND m.member_number = i.member_number
WHERE i.fault = %(elsewhere)s GROUP BY m.person_id, i.branch_id, m.branch_id
UNION ALL
SELECT p.id, m.branch_id, p.branch_id, min(m.member_number), min(i.month)
FROM payments_in AS i JOIN coverage_membership AS m ON m.city_id = %(city)s AND m.member_number = i.member_number
JOIN people_person AS p ON p.id = m.person_id
WHERE i.fault = '' AND m.branch_id <> p.branch_id GROUP BY p.id, m.branch_id, p.branch_id
"""
FORGET = """
DELETE FROM coverage_unfitline AS u USING payments_in AS i WHERE u.file_id = i.file_id AND u.line = i.line
"""
KEEP = """
INSERT INTO coverage_unfitline (file_id, city_id, area_id, branch_id, line, code, content)
SELECT i.file_id, %(city)s, %(city)s, i.branch_id, i.line, i.fault, i.content
FROM payments_in AS i WHERE i.fault <> '' AND i.line IS NOT NULL ON CONFLICT DO NOTHING
"""
SET_ASIDE = """
CREATE TEMP TABLE payments_aside ON COMMIT DROP AS
SELECT p.*, m.member_number FROM coverage_payment AS p JOIN coverage_membership AS m ON m.id = p.membership_id
WHERE m.city_id = %(city)s AND m.member_number = ANY(%(numbers)s);
"""
FROM_ASIDE = """
INSERT INTO payments_in (file_id, branch_id, line, member_number, month, programmes, amount_idr, paid_on, payer,
                         content, fault)
SELECT a.file_id, f.branch_id, NULL, a.member_number, a.month, a.programmes, a.amount_idr, a.paid_on, a.payer, NULL, ''
FROM payments_aside AS a JOIN coverage_insurerfile AS f ON f.id = a.file_id WHERE a.file_id = ANY(%(files)s)
"""


def take_in(*, city: int, new: Iterable[Incoming], file_id: UUID | None, moved: frozenset[str]) -> None:
    """Apply the lines of a file, the lines kept until now, and those about numbers that have just changed hands.

    Inside the lock of the city (`Work.INSURER_FILE`). `file_id` is the file being taken in, of either kind; None where
    there is none, and the kept lines are tried again because something else has changed.
    """
    values: dict[str, Any] = {
        "city": city,
        "today": scope.current().today,
        "unknown": LineFault.UNKNOWN_MEMBER.value,
        "elsewhere": LineFault.MEMBER_OF_ANOTHER_BRANCH.value,
        "early": LineFault.BEFORE_START.value,
        "file": file_id,
    }
    kept = files.unfit(city, kind=InsurerFile.Kind.PAYMENTS, codes=RETRIED, besides=file_id)
    with connection.cursor() as cursor:
        cursor.execute(CREATE)
    touched = _fill(new) | _fill(list(kept))  # nothing may be asked of the database during COPY
    if moved:
        found, unreadable = _read_again(city, moved, besides=file_id)
        touched |= found | unreadable
        _from_aside(unreadable)
    _judge(values)
    if gone := _take_back(values):
        touched |= _read_again(city, gone, besides=file_id)[0]
        _judge(values)
    with connection.cursor() as cursor:
        for statement in (note_sql(SHARED), APPLY, FORGET, KEEP):
            cursor.execute(statement, values)
    files.recount(touched | ({file_id} if file_id else set()))


def set_aside(city: int, numbers: frozenset[str]) -> None:
    """Take the payments of member numbers that change hands off their holders; `take_in` reads them again."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS payments_aside")
        cursor.execute(SET_ASIDE, {"city": city, "numbers": list(numbers)})
        cursor.execute("DELETE FROM coverage_payment AS p USING payments_aside AS a WHERE a.id = p.id")


def _judge(values: dict[str, Any]) -> None:
    """Which of the lines read so far fit no member, or none yet."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE payments_in")
        for statement in (UNKNOWN, BEFORE_START):
            cursor.execute(statement, values)


def _take_back(values: dict[str, Any]) -> frozenset[str]:
    """Payments that a file read anew says no more; answers their numbers, of which other files may say the same."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE_BACK, values)
        return frozenset(number for (number,) in cursor.fetchall())


def _from_aside(unreadable: set[UUID]) -> None:
    """What files that cannot be read any more said of numbers that change hands, out of their payments."""
    with connection.cursor() as cursor:
        cursor.execute(FROM_ASIDE, {"files": list(unreadable)})


def _read_again(city: int, numbers: frozenset[str], *, besides: UUID | None) -> tuple[set[UUID], set[UUID]]:
    """Every payment line about these numbers, out of their files; answers whose lines, and which are unreadable."""
    vault = scope.current().vault
    touched: set[UUID] = set()
    unreadable: set[UUID] = set()
    kept = InsurerFile.objects.filter(city_id=city, kind=InsurerFile.Kind.PAYMENTS, state=InsurerFile.State.TAKEN_IN)
    taken_in = kept.exclude(pk=besides) if besides else kept
    for file in taken_in.order_by("received_at", "pk").iterator(chunk_size=1):
        try:
            found = files.lines_of(file, vault)
        except (UnreadableFile, InsurerFileError):
            unreadable.add(file.pk)
            continue
        touched |= _fill(line for line in found if _number(line) in numbers)
    return touched, unreadable


def _number(line: Incoming) -> str:
    try:
        return lines.read(line.cells, as_of=line.as_of).member_number
    except LineError:
        return ""


def _fill(incoming: Iterable[Incoming]) -> set[UUID]:
    """Copy lines into the temporary table; answers whose files they are."""
    vault = scope.current().vault
    seen: set[UUID] = set()
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        copy.set_types(list(COLUMNS.values()))
        for line in incoming:
            seen.add(line.file_id)
            place = (line.file_id, line.branch_id, line.line)
            content = line.sealed(vault)
            try:
                read = lines.read(line.cells, as_of=line.as_of)
            except LineError as error:
                copy.write_row((*place, *[None] * 6, content, error.fault.value))
                continue
            said = (read.member_number, read.month.first_day, read.programmes, read.amount_idr, read.paid_on)
            copy.write_row((*place, *said, read.payer.value, content, ""))
    return seen
