"""How many of a roster's rows carry each problem and met each outcome: kept with the roster whenever its rows change.

Counting 50,000 rows at every look at the page would cost more than the rest of the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

SQL = """
SELECT 'codes' AS kind, code AS name, count(*) FROM enrolment_rosterrow, unnest(codes) AS code
WHERE roster_id = %(roster)s GROUP BY code
UNION ALL
SELECT 'outcomes', outcome, count(*) FROM enrolment_rosterrow
WHERE roster_id = %(roster)s AND outcome <> '' GROUP BY outcome
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows by problem code, and by what became of them."""

    codes: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[str, int] = field(default_factory=dict)

    @staticmethod
    def of(notes: Sequence[Mapping[str, Any]]) -> "Counts":
        """The counts among a roster's notes; none before it is checked."""
        kept: Mapping[str, Any] = next((note["counts"] for note in notes if "counts" in note), {})
        codes = sorted(kept.get("codes", {}).items(), key=lambda item: (-item[1], item[0]))
        return Counts(dict(codes), kept.get("outcomes", {}))

    def beside(self, notes: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """The notes with these counts in place of earlier ones."""
        counts = {"codes": dict(self.codes), "outcomes": dict(self.outcomes)}
        return [note for note in notes if "counts" not in note] + [{"counts": counts}]


def recount(roster_id: UUID) -> Counts:
    """The counts as the rows stand now."""
    found: dict[str, dict[str, int]] = {"codes": {}, "outcomes": {}}
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"roster": roster_id})
        for kind, name, count in cursor.fetchall():
            found[kind][name] = count
    return Counts(**found)
