"""Writes the log of disclosures."""

from django.db import connection

from payung.apps.audit.models import Disclosure


def record_disclosure(
    *, by: int, role: str, kind: Disclosure.Kind, subject: str, rows: int, purpose: str, place: tuple[int, int]
) -> int:
    """Log that `by` opened `rows` rows of `subject` for `purpose`, before the data leaves; answers the entry's id.

    `place` is (city, area). Also roles write here that may not read the log. The database refuses an entry in somebody
    else's name or outside the open scope's territory.
    """
    values: list[int | str] = [by, role, kind.value, subject[:80], rows, purpose.strip()[:200], *place]
    with connection.cursor() as cursor:
        cursor.execute("SELECT payung_record_disclosure(%s, %s, %s, %s, %s, %s, %s, %s)", values)
        return int(cursor.fetchone()[0])
