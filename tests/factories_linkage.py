"""Two rows of one invented person, in the states that a merge has to do with; and every row of the city as it stands."""

import datetime as dt
from typing import Any

from django.db import connections
from django.utils import timezone

from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import Registration
from payung.apps.linkage import actions
from payung.apps.linkage.actions import Wish
from payung.apps.linkage.models import Merge, MergedRow, MergeField, Pair
from payung.apps.people.models import Person
from payung.apps.territory import scope
from payung.apps.territory.models import Holding
from tests import factories

BORN = dt.date(1980, 2, 3)
TWIN = {"name": "SITI REKAAN", "birth_date": BORN, "sex": "F"}
APART = ("audit_", "linkage_", "django_", "procrastinate_", "account_", "mfa_", "usersessions_", "payung_cache")


def twin(area: int, opened: scope.Opened, *, state: State | None = State.SUBMITTED, **values: Any) -> Person:
    """Siti, with another NIK each time; a member who paid `months` when the state is accepted."""
    months = values.pop("months", ())
    shared = {name: values.pop(name) for name in ("registered_by_id", "on") if name in values}
    person = factories.person(area, opened, by=shared.get("registered_by_id", 0), **(TWIN | values))
    if state is State.ACCEPTED:
        factories.member(area, opened, person=person, months=months, **shared)
    elif state is not None:
        factories.registration(area, opened, person=person, state=state, **shared)
    return person


def pair(one: Person, other: Person) -> Pair:
    return Pair.objects.get(low_id=min(one.pk, other.pk), high_id=max(one.pk, other.pk))


def merge(kept: Person, absorbed: Person, *, by: int = 1, taken: tuple[str, ...] = (), **values: Any) -> Merge:
    """Merge two in the open scope, as previewed this moment."""
    wish = Wish(pair_id=pair(kept, absorbed).pk, keep=kept.pk, taken=frozenset(taken))
    seal = values.pop("seal", None) or actions.preview(wish).seal
    return actions.merge(by=by, wish=wish, reason=values.pop("reason", "orang yang sama"), seal=seal)


def merge_as(holding: Holding, kept: Person, absorbed: Person, **values: Any) -> Merge:
    with scope.opened(scope.of_holding(holding), reason="test"):
        return merge(kept, absorbed, by=holding.user_id, **values)


def running(person: Person) -> Registration:
    return Registration.objects.exclude(state__in=["merged", "refused"]).get(person=person)


def rows_about(area: int, opened: scope.Opened) -> None:
    """A pair, and a merge of the same two that was taken back, as rows of one place."""
    low, high = Person.objects.filter(area_id=area).order_by("pk")[:2]
    shared = {"city_id": opened.scope.city, "area_id": area}
    Pair.objects.create(**shared, low=low, high=high, reasons=["name_and_birth"])
    undone = {"undone_at": timezone.now(), "undone_by_id": 0, "undo_reason": "uji"}
    made = Merge.objects.create(**shared, kept=low, absorbed=high, reason="uji", by_id=0, standing="", **undone)
    sealed = opened.vault.seal("merge_value", "Rekaan")
    MergeField.objects.create(
        **shared, merge=made, field="address", from_absorbed=True, kept_value=sealed, absorbed_value=sealed
    )
    MergedRow.objects.create(**shared, merge=made, table="people_person", row_id=str(high.pk), before={}, after={})


def every_row() -> dict[str, list[str]]:
    """Every row of every table about people, places and offices, as text; traces and pairs excepted."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        tables = [name for (name,) in cursor.fetchall() if not name.startswith(APART)]
        found = {}
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" AS t ORDER BY 1')
            found[table] = [row for (row,) in cursor.fetchall()]
        return found
