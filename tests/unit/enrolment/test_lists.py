"""Cursors, prefixes and heirs: the small values behind the lists and the form."""

from uuid import UUID

import pytest

from payung.apps.enrolment import heirs
from payung.apps.enrolment.heirs import Heir
from payung.apps.enrolment.sorting import Cursor

ID = UUID("0b5c9f3a-8f0e-4a6e-9a42-000000000001")


@pytest.mark.parametrize("back", [False, True])
def test_a_cursor_survives_its_link(back: bool) -> None:
    cursor = Cursor(ID, back)
    assert Cursor.parse(str(cursor)) == cursor


def test_heirs_are_kept_in_their_order_with_relation_and_phone() -> None:
    family = (Heir("Rekaan Waris", "anak", "+6281200000001"), Heir("Rekaan Kedua", "istri"))
    assert heirs.read(heirs.stored(family)) == family
    assert heirs.said(family) == "Rekaan Waris (anak), Rekaan Kedua (istri)"


def test_one_heir_of_before_is_still_read() -> None:
    assert heirs.read('{"name": "ANI", "relation": "istri"}') == (Heir("ANI", "istri"),)


@pytest.mark.parametrize("stored", ["ISTRI REKAAN", '"ISTRI REKAAN"', "[1]", '{"other": 1}', "7"])
def test_a_roster_s_bare_heir_is_a_name(stored: str) -> None:
    assert heirs.read(stored) == (Heir(name=stored),)


def test_nobody_named_is_stored_as_nothing() -> None:
    assert heirs.stored([Heir("", "anak"), Heir()]) == ""
    assert heirs.read("") == ()
    assert heirs.said(()) == ""
