"""Cursors, prefixes and heirs: the small values behind the lists and the form."""

import datetime as dt
from uuid import UUID

import pytest

from payung.apps.enrolment.listing import Cursor
from payung.apps.enrolment.particulars import Heir

ID = UUID("0b5c9f3a-8f0e-4a6e-9a42-000000000001")


@pytest.mark.parametrize("back", [False, True])
def test_a_cursor_survives_its_link(back: bool) -> None:
    cursor = Cursor(dt.date(2025, 10, 29), ID, back)
    assert Cursor.parse(str(cursor)) == cursor


def test_an_heir_is_kept_with_the_relation() -> None:
    heir = Heir("Rekaan Waris", "anak")
    assert Heir.of(heir.stored()) == heir


@pytest.mark.parametrize("stored", ["ISTRI REKAAN", '"ISTRI REKAAN"', "[1]", '{"other": 1}', "7"])
def test_a_roster_s_bare_heir_is_a_name(stored: str) -> None:
    assert Heir.of(stored) == Heir(name=stored)


def test_nobody_named_is_stored_as_nothing() -> None:
    assert Heir("", "anak").stored() == ""
    assert Heir.of("") == Heir()
