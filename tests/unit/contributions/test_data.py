"""What is data: channels with their source, the pace of reminders, the table of moves, and the text that is shared."""

import datetime as dt

import pytest
import yaml
from django.utils import translation

from payung.apps.contributions import channels, reminders
from payung.apps.contributions.dues import first_due
from payung.apps.contributions.enums import HandoverState, State
from payung.apps.contributions.reminders import Pace
from payung.apps.contributions.transitions import DECIDED, MOVES, allowed, sources_of
from payung.apps.enrolment.models import Registration
from payung.rules.legislation import load
from payung.shared.months import Month
from payung.web.neighbourhood.payment_words import how_to_pay, months_words

OCTOBER = Month(2025, 10)


def test_channels_name_their_source_and_stand_once() -> None:
    content = yaml.safe_load(channels.FILE.read_text())
    assert "BPU" in content["source"]
    assert content["confidence"]
    codes = [each.code for each in channels.channels()]
    assert len(codes) == len(set(codes)) == len(content["channels"])
    assert channels.channels()[0].kind == "counter"


def test_a_channel_that_left_the_list_keeps_its_code() -> None:
    assert channels.name_of("indomaret") == "Indomaret"
    assert channels.name_of("gone") == "gone"


def test_the_pace_of_reminders_is_dated(monkeypatch: pytest.MonkeyPatch) -> None:
    early, late = Pace(3, 7, 60), Pace(1, 2, 60)
    paces = ((dt.date(2025, 1, 1), early), (dt.date(2026, 1, 1), late))
    monkeypatch.setattr(reminders, "_paces", lambda: paces)
    assert [reminders.pace(dt.date(year, 6, 1)) for year in (2024, 2025, 2026)] == [early, early, late]
    assert late.next_after(dt.date(2026, 6, 1)) == dt.date(2026, 6, 3)


def test_money_that_was_handed_over_never_becomes_void() -> None:
    assert set(MOVES) == set(State)
    assert sources_of(State.VOID) == {State.NOTED, State.HELD}
    assert all(allowed(State.HANDED, end) for end in DECIDED.values())
    assert set(DECIDED) == set(HandoverState) - {HandoverState.HANDED}


def test_what_is_shared_names_amount_months_and_places_alone() -> None:
    worker = Registration(monthly_income_idr=1_000_000, payment_months=3)
    due = first_due(worker, OCTOBER)
    assert due is not None
    with translation.override("id"):
        told = how_to_pay(due, "99123456789")
        assert "Oktober 2025 sampai Desember 2025" in told
        assert "99123456789" in told
        assert "Nomor peserta" not in how_to_pay(due, "")
        assert months_words(OCTOBER, OCTOBER) == "Oktober 2025"


def test_what_is_owed_is_unknown_without_income_or_law() -> None:
    earliest = min(each.start for each in load().parameter("bpu.contribution.jkm").values)
    assert first_due(Registration(), OCTOBER) is None
    assert first_due(Registration(monthly_income_idr=1_000_000), Month.of(earliest) - 1) is None
