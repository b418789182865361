"""Pairs given one to one; read inside environments of other engines too."""

from collections.abc import Iterable


def greedy(pairs: Iterable[tuple[str, str]]) -> list[int]:
    """The places of the pairs that stay when the first takes both its records, and so on."""
    left: set[str] = set()
    right: set[str] = set()
    kept = []
    for place, (one, other) in enumerate(pairs):
        if one not in left and other not in right:
            left.add(one)
            right.add(other)
            kept.append(place)
    return kept
