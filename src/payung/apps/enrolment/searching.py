"""Search by name in any spelling: by its beginning; within a kelurahan by the beginning of any of its words."""

from dataclasses import dataclass

from django.db.models import BooleanField, F, Func, Q, Value

from payung.apps.enrolment.filters import Filters
from payung.apps.enrolment.listing import COLUMNS, WIDE, Row, matching, row_of
from payung.apps.people.queries import people
from payung.apps.territory.codes import level_of
from payung.apps.territory.scope import Scope
from payung.identity.names import search_key

SHOWN = 50
LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Found:
    """Registrations by name. `more`: there are others, so the name needs more letters."""

    rows: list[Row]
    more: bool = False


def starts_with(prefix: str) -> list[Func]:
    """A prefix as a range by pattern operators, which use the index under row-level security; LIKE does not."""
    end = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    bounds = (("~>=~", prefix), ("~<~", end))
    return [
        Func(
            F("name_key"), Value(bound), arg_joiner=f" {sign} ", template="%(expressions)s", output_field=BooleanField()
        )
        for sign, bound in bounds
    ]


def by_any_word(scope: Scope) -> bool:
    """Whether a later word of a name finds it too: "rahmawati" for Siti Rahmawati."""
    return level_of(scope.area) not in WIDE


def search(scope: Scope, filters: Filters, name: str) -> Found:
    """Registrations that match, of people whose name begins like this, by name. Looks at `LOOKED_AT` people at most.

    A territory no wider than a kelurahan is small enough to look at every word of every name (`by_any_word`); a wider
    one is read along the index of whole names.
    """
    key = search_key(name)
    if not key:
        return Found([])
    begins = [Q(name_key__startswith=key) | Q(name_key__contains=f" {key}")] if by_any_word(scope) else starts_with(key)
    ids = list(people(scope).filter(*begins).values_list("pk", flat=True)[: LOOKED_AT + 1])
    found = matching(scope, filters).filter(person_id__in=ids[:LOOKED_AT])
    rows = [row_of(values, filters.month) for values in found.values_list(*COLUMNS)]
    rows.sort(key=lambda row: (row.name, row.id))
    return Found(rows[:SHOWN], more=len(rows) > SHOWN or len(ids) > LOOKED_AT)
