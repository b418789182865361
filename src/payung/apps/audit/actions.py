"""Writes the log of disclosures."""

from django.db import connection

from payung.apps.audit.acting import Acting
from payung.apps.audit.models import Disclosure


def record_disclosure(
    scope: Acting, *, kind: Disclosure.Kind, subject: str, rows: int, purpose: str, area: int
) -> None:
    """Log that whoever acts opens `rows` rows of `subject` in an area for `purpose`, before the data leaves.

    `subject` names what was opened by keys and ids, never by a person's data; `web.log_words` says it in words.
    Also roles write here that may not read the log. The database refuses an entry in somebody else's name or outside
    the open scope's territory.
    """
    said: list[int | str] = [kind.value, subject, rows, purpose.strip()[:200]]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT payung_record_disclosure(%s, %s, %s, %s, %s, %s, %s, %s)",
            [scope.actor, scope.role, *said, scope.city, area],
        )
