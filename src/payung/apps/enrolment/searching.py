"""Registrations by name: by the beginnings of any words of it, in any order and any spelling."""

from dataclasses import dataclass

from payung.apps.enrolment.filters import Filters
from payung.apps.enrolment.listing import COLUMNS, Row, matching, row_of
from payung.apps.people.named import named
from payung.apps.territory.scope import Scope

SHOWN = 50
LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Found:
    """Registrations by name. `more`: there are others, so the name needs more letters."""

    rows: list[Row]
    more: bool = False


def search(scope: Scope, filters: Filters, name: str) -> Found:
    """Registrations that match, of people who are named so, by name. Looks at `LOOKED_AT` people at most."""
    ids = named(scope, name, most=LOOKED_AT + 1)
    if not ids:
        return Found([])
    found = matching(scope, filters).filter(person_id__in=ids[:LOOKED_AT])
    rows = [row_of(values, filters.month) for values in found.values_list(*COLUMNS)]
    rows.sort(key=lambda row: (row.name_key, row.id))
    return Found(rows[:SHOWN], more=len(rows) > SHOWN or len(ids) > LOOKED_AT)
