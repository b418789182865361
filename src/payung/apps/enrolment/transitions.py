"""The moves that a registration may make. What is not here is refused."""

from payung.apps.enrolment.enums import State

MOVES: dict[State, frozenset[State]] = {
    State.SUBMITTED: frozenset({State.VERIFIED, State.RETURNED, State.REFUSED}),
    State.RETURNED: frozenset({State.SUBMITTED, State.REFUSED}),
    State.VERIFIED: frozenset({State.BATCHED, State.RETURNED}),
    State.BATCHED: frozenset({State.ACCEPTED, State.REJECTED}),
    State.REJECTED: frozenset({State.SUBMITTED, State.VERIFIED, State.ACCEPTED, State.REFUSED}),
    State.ACCEPTED: frozenset(),
    State.REFUSED: frozenset(),
}

NEEDS_REASON = frozenset({State.RETURNED, State.REFUSED, State.REJECTED})


def allowed(start: State, end: State) -> bool:
    return end in MOVES[start]


def sources_of(end: State) -> frozenset[State]:
    """The states from which `end` can be reached."""
    return frozenset(start for start, ends in MOVES.items() if end in ends)
