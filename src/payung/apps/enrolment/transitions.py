"""The moves that a registration may make. What is not here is refused."""

from payung.apps.enrolment.enums import State

# The moves that people make, and the batch. Into `MERGED` and back out of it only merging leads (`linkage`).
MOVES: dict[State, frozenset[State]] = {
    State.SUBMITTED: frozenset({State.VERIFIED, State.RETURNED, State.REFUSED}),
    State.RETURNED: frozenset({State.SUBMITTED, State.REFUSED}),
    State.VERIFIED: frozenset({State.BATCHED, State.RETURNED}),
    State.BATCHED: frozenset({State.ACCEPTED, State.REJECTED}),
    State.REJECTED: frozenset({State.SUBMITTED, State.VERIFIED, State.ACCEPTED, State.REFUSED}),
    State.ACCEPTED: frozenset(),
    State.REFUSED: frozenset(),
    State.MERGED: frozenset(),
}

# The moves that only the insurer's answers make, because they may come late, again and in any order (ADR 4): an
# acceptance reaches a registration that was rejected and is being mended, and one is taken back when the member number
# turns out to be another person's. The insurer's word stands above the city's own steps, except where a registration
# was refused and the person may be registered anew.
ACCEPTABLE = frozenset({State.SUBMITTED, State.RETURNED, State.VERIFIED, State.BATCHED, State.REJECTED, State.ACCEPTED})
ANSWERABLE = frozenset({State.BATCHED, State.ACCEPTED})

NEEDS_REASON = frozenset({State.RETURNED, State.REFUSED, State.REJECTED})


def allowed(start: State, end: State) -> bool:
    return end in MOVES[start]


def sources_of(end: State) -> frozenset[State]:
    """The states from which `end` can be reached."""
    return frozenset(start for start, ends in MOVES.items() if end in ends)
