"""Whatever two or three rows of a person look like, and whichever stays: taken back, every row is as it was."""

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.apps.coverage.models import Protection
from payung.apps.enrolment.enums import CLOSED, State
from payung.apps.enrolment.models import Registration
from payung.apps.linkage import undoing
from payung.apps.linkage.particulars import FIELDS
from payung.apps.people.models import Person
from tests import factories, testing_database
from tests.factories_linkage import every_row, merge, twin

STATES = st.sampled_from([None, *(state for state in State if state is not State.MERGED)])
MONTHS = st.sets(st.integers(1, 9)).map(lambda found: tuple(dt.date(2025, each, 1) for each in sorted(found)))
ROWS = st.lists(
    st.tuples(st.integers(0, 5), STATES, MONTHS, st.sampled_from(["", "+628111", "+628222"])), min_size=2, max_size=3
)
STEPS = st.lists(st.tuples(st.booleans(), st.sets(st.sampled_from(FIELDS))), min_size=2, max_size=2)


@pytest.mark.usefixtures("cluster")
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS, steps=STEPS)
def test_undone_is_undone(rows: list[tuple], steps: Sequence[tuple[bool, set[str]]]) -> None:
    try:
        _merge_and_undo(rows, steps)
    finally:
        testing_database.clear()


def _merge_and_undo(rows: list[tuple], steps: Sequence[tuple[bool, set[str]]]) -> None:
    city = factories.open_city("12.71", clock=dt.date(2025, 10, 29))
    with factories.as_system(city) as opened:
        people = [
            twin(factories.lingkungan(city, place), opened, state=state, months=months, phone=phone)
            for place, state, months, phone in rows
        ]
        months = {month for _place, state, paid, _phone in rows if state is State.ACCEPTED for month in paid}
    stages, made = [every_row()], []
    kept = people[0]
    for other, (swap, taken) in zip(people[1:], steps, strict=False):
        kept, other = (other, kept) if swap else (kept, other)
        taken = taken - {"name", "birth_date"}  # else the third is no longer alike
        with factories.as_system(city):
            made.append(merge(kept, other, taken=tuple(taken)).pk)
        stages.append(every_row())
    with factories.as_system(city):
        assert Registration.objects.exclude(state__in=CLOSED).count() <= 1
        assert sum(len(each.paid_months) for each in Protection.objects.all()) == len(months)
        assert Person.objects.filter(merged_into__isnull=True).count() == 1
    for each, before in zip(reversed(made), reversed(stages[:-1]), strict=True):
        with factories.as_system(city):
            undoing.undo(by=1, merge_id=each, reason="ternyata lain")
        assert every_row() == before
