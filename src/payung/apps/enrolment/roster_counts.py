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
SELECT 'lacking', value, count(*) FROM enrolment_rosterrow, unnest(lacking) AS value
WHERE roster_id = %(roster)s GROUP BY value
UNION ALL
SELECT 'incomplete', 'rows', count(*) FROM enrolment_rosterrow
WHERE roster_id = %(roster)s AND lacking <> '{}'
UNION ALL
SELECT 'known', 'rows', count(*) FROM enrolment_rosterrow
WHERE roster_id = %(roster)s AND status = 'error' AND codes && ARRAY['duplicate_existing', 'already_active']::varchar[]
UNION ALL
SELECT 'outcomes', outcome, count(*) FROM enrolment_rosterrow
WHERE roster_id = %(roster)s AND outcome <> '' GROUP BY outcome
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows by problem code, by what the insurer still needs of their people, and by what became of them."""

    codes: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[str, int] = field(default_factory=dict)
    lacking: Mapping[str, int] = field(default_factory=dict)
    incomplete: int = 0  # rows that lack anything at all
    known: int = 0  # rows with errors whose people are registered in the city, or members, already

    @staticmethod
    def of(notes: Sequence[Mapping[str, Any]]) -> "Counts":
        """The counts among a roster's notes; none before it is checked."""
        kept: Mapping[str, Any] = next((note["counts"] for note in notes if "counts" in note), {})
        codes, lacking = (_most_first(kept.get(name, {})) for name in ("codes", "lacking"))
        return Counts(codes, kept.get("outcomes", {}), lacking, kept.get("incomplete", 0), kept.get("known", 0))

    def beside(self, notes: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """The notes with these counts in place of earlier ones."""
        counts: dict[str, Any] = {"codes": dict(self.codes), "outcomes": dict(self.outcomes)}
        counts |= {"lacking": dict(self.lacking), "incomplete": self.incomplete, "known": self.known}
        return [note for note in notes if "counts" not in note] + [{"counts": counts}]


def _most_first(counted: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def recount(roster_id: UUID) -> Counts:
    """The counts as the rows stand now."""
    found: dict[str, dict[str, int]] = {"codes": {}, "outcomes": {}, "lacking": {}, "incomplete": {}, "known": {}}
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"roster": roster_id})
        for kind, name, count in cursor.fetchall():
            found[kind][name] = count
    incomplete, known = (found.pop(kind).get("rows", 0) for kind in ("incomplete", "known"))
    return Counts(**found, incomplete=incomplete, known=known)
