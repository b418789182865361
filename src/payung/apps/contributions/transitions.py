"""The moves that a first payment and a hand-over may make. What is not here is refused."""

from payung.apps.contributions.enums import HandoverState, State

MOVES: dict[State, frozenset[State]] = {
    State.NOTED: frozenset({State.VOID}),
    State.HELD: frozenset({State.HANDED, State.VOID}),
    State.HANDED: frozenset({State.CONFIRMED, State.HELD}),  # back to held: the hand-over was returned
    State.CONFIRMED: frozenset(),
    State.VOID: frozenset(),
}
# What a decision on a hand-over does to its receipts.
DECIDED: dict[HandoverState, State] = {
    HandoverState.CONFIRMED: State.CONFIRMED,
    HandoverState.RETURNED: State.HELD,
}


def allowed(start: State, end: State) -> bool:
    return end in MOVES[start]


def sources_of(end: State) -> frozenset[State]:
    """The states from which `end` can be reached."""
    return frozenset(start for start, ends in MOVES.items() if end in ends)
