"""Whatever the order, repetition and splitting of the insurer's files: the same members, payments and states."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.apps.enrolment.models import Registration, StateChange
from payung.apps.territory.models import Branch, City
from tests import factories
from tests import factories_insurer as insurer

WORKERS = 3
NUMBERS = ("25000000001", "25000000002")  # few, so that people contend for them
STARTS = ("01-09-2025", "02-09-2025", "03-10-2025")  # a payment may be for a month before them
KOTA, UTARA, ALL = "kota", "utara", None

senders = st.sampled_from([ALL, ALL, ALL, KOTA, UTARA])
batches = st.sampled_from([1, 1, 1, 2, 2, 3])  # 3 is never made
lines = st.sampled_from([*range(1, WORKERS + 1)] * 3 + [WORKERS + 1])
acceptances = st.builds(insurer.accepted, batches, lines, st.sampled_from(NUMBERS), st.sampled_from(STARTS))
rejections = st.builds(insurer.rejected, batches, lines, st.sampled_from(["Usia", "NIK tidak padan", ""]))
payments = st.builds(
    insurer.paid,
    st.sampled_from([*NUMBERS, "25000000003"]),
    st.sampled_from(["2025-08", "Sep 2025", "09/2025", "13/2025"]),
    payer=st.sampled_from(["mandiri", "CSR"]),
)
answers = st.tuples(st.just("answers"), senders, st.one_of(acceptances, acceptances, rejections))
paid = st.tuples(st.just("payments"), senders, payments)
said = st.lists(st.one_of(answers, answers, paid), min_size=5, max_size=14)
Said = tuple[str, str | None, Sequence[Any]]
Parcel = tuple[str, str | None, list[Sequence[Any]]]


def parcels(saying: Sequence[Said], shuffle: random.Random) -> list[Parcel]:
    """The lines as files: shuffled, split at random, some lines in two files, some files sent twice."""
    kinds = {(kind, branch) for kind, branch, _ in saying}
    made: list[Parcel] = []
    for kind, branch in sorted(kinds, key=str):
        rows = [row for k, b, row in saying if (k, b) == (kind, branch)]
        rows += shuffle.sample(rows, shuffle.randint(0, len(rows)))
        shuffle.shuffle(rows)
        while rows:
            size = shuffle.randint(1, len(rows))
            made.append((kind, branch, rows[:size]))
            rows = rows[size:]
    made += shuffle.sample(made, shuffle.randint(0, len(made)))
    shuffle.shuffle(made)
    return made


@pytest.fixture
def sent(city: City) -> dict[str | None, int | None]:
    """Two batches, each to a branch of its own; answers the branches' ids."""
    insurer.batch_of(city, WORKERS)
    second = Branch.objects.create(city=city, name="Utara")
    insurer.batch_of(city, WORKERS - 1, branch=second)
    return {KOTA: Branch.objects.exclude(pk=second.pk).get().pk, UTARA: second.pk, ALL: None}


def outcome(city: City, made: Sequence[Parcel], branches: Mapping[str | None, int | None]) -> Mapping[str, Any]:
    """Send the files and answer what then stands; nothing of it stays."""
    with transaction.atomic():
        for number, (kind, branch, rows) in enumerate(made):
            headed = insurer.answers_csv(rows) if kind == "answers" else insurer.payments_csv(rows)
            insurer.take_in(city, kind, headed + b"\n" * (number % 2), branch_id=branches[branch])
        found = insurer.state_of(city)
        with factories.as_system(city):
            check_consistency()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)
    return found


def check_consistency() -> None:
    """Accepted is a member, and the last step in the history is the state."""
    for registration in Registration.objects.prefetch_related("person__memberships"):
        assert (registration.state == "accepted") == registration.person.memberships.exists()
        assert (
            StateChange.objects.filter(registration=registration).order_by("at", "id").last().state
            == registration.state
        )


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(saying=said, shuffle=st.randoms(use_true_random=True))
def test_order_repetition_and_splitting_do_not_matter(
    city: City, sent: Mapping[str | None, int | None], saying: list[Said], shuffle: random.Random
) -> None:
    first, *others = (outcome(city, parcels(saying, shuffle), sent) for _ in range(2))
    assert others == [first]
