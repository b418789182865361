"""Who may do what with a registration, and which moves there are."""

import pytest

from payung.apps.accounts.roles import ROLES
from payung.apps.enrolment import policies
from payung.apps.enrolment.enums import CLOSED, EDITABLE, State
from payung.apps.enrolment.transitions import MOVES, NEEDS_REASON, allowed, sources_of
from payung.apps.territory.scope import Scope


def scope(role: str) -> Scope:
    return Scope(actor=1, role=role, area=12710110010001, lo=12710110010001, hi=12710110010001)


def holders(allowed_to: object) -> set[str]:
    return {role for role in ROLES if allowed_to(scope(role))}


def test_only_the_lurah_decides() -> None:
    assert holders(lambda mine: policies.may_decide(mine, State.SUBMITTED, State.VERIFIED)) == {"lurah"}


def test_who_registers_may_mend_until_it_is_verified() -> None:
    bringers = {"kepling", "helper", "lurah", "clerk", "agency_officer", "manager"}
    assert holders(lambda mine: policies.may_mend(mine, State.RETURNED)) == bringers
    assert {state for state in State if policies.may_mend(scope("kepling"), state)} == EDITABLE


def test_few_reveal_and_fewer_export() -> None:
    assert holders(policies.may_reveal) == {"lurah", "manager"}
    assert holders(policies.may_export) == {"manager"}


@pytest.mark.parametrize("end", [State.VERIFIED, State.RETURNED, State.REFUSED])
def test_a_decision_is_possible_only_where_the_move_is(end: State) -> None:
    for start in State:
        assert policies.may_decide(scope("lurah"), start, end) == allowed(start, end)


def test_what_is_accepted_or_closed_moves_no_more() -> None:
    assert not MOVES[State.ACCEPTED]
    assert not any(MOVES[state] for state in CLOSED)


def test_every_state_has_moves_and_can_be_reached_but_the_first() -> None:
    assert set(MOVES) == set(State)
    assert {state for state in State if not sources_of(state)} == {State.MERGED}  # where merging alone leads


def test_nothing_is_sent_before_it_is_verified() -> None:
    assert sources_of(State.BATCHED) == {State.VERIFIED}
    assert sources_of(State.VERIFIED) == {State.SUBMITTED, State.REJECTED}


def test_what_comes_back_says_why() -> None:
    assert {State.RETURNED, State.REFUSED, State.REJECTED} == NEEDS_REASON
