"""Ids sort as they were made."""

import time

import pytest

from payung.shared.ids import ordered_id


def test_ids_sort_as_they_were_made(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter(range(1_790_000_000_000_000_000, 1_790_000_000_010_000_000, 100_000))
    monkeypatch.setattr(time, "time_ns", lambda: next(times))
    made = [ordered_id() for _ in range(100)]
    assert made == sorted(made)
    assert {each.version for each in made} == {7}
    assert {each.variant for each in made} == {"specified in RFC 4122"}


def test_ids_of_one_moment_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 1_790_000_000_000_000_000)
    assert len({ordered_id() for _ in range(1000)}) == 1000
