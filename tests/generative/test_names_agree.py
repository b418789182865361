"""The database's form of `identity.names.agreement` says what it says, for random names."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.identity import names

LETTERS = "abimnoprst"
WORDS = st.text(LETTERS, min_size=1, max_size=11)
NAMES = st.lists(WORDS, min_size=1, max_size=4)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """A name and another: anything, or the same with slips, initials, words left out or in another order."""
    one = draw(NAMES)
    other = draw(st.permutations(one)) if draw(st.booleans()) else draw(NAMES)
    other = [_slipped(draw, word) for word in other]
    return " ".join(one), " ".join(other[: draw(st.integers(1, len(other)))])


def _slipped(draw: st.DrawFn, word: str) -> str:
    kind = draw(st.sampled_from(["same", "same", "initial", "swap", "drop", "add"]))
    at = draw(st.integers(0, len(word) - 1))
    swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    made = {"initial": word[0], "swap": swapped, "drop": word[:at] + word[at + 1 :], "add": word[:at] + "t" + word[at:]}
    return made.get(kind, word) or word


def asked(one: str, other: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT payung_names_agree(%s, %s)", [one, other])
        return float(cursor.fetchone()[0])


@pytest.mark.usefixtures("city")
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs())
def test_names_agree_in_the_database_as_they_do_in_python(pair: tuple[str, str]) -> None:
    one, other = (names.search_key(each) for each in pair)
    assert asked(one, other) == pytest.approx(names.agreement_of_keys(one, other))
