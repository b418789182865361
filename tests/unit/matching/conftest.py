"""Rosters of a few rows need no half million pairs of strangers."""

import pytest

from payung.matching.score import chance


@pytest.fixture
def few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Strangers are learnt from fewer pairs, so that a run takes a tenth of a second."""
    monkeypatch.setattr(chance, "DRAWN", 20_000)
    monkeypatch.setattr(chance, "NEAR", 10_000)
