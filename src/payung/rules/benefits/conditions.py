"""Conditions that must all hold, each shown as a step, and the names of those that do not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from payung.rules.reckoning import Reckoning
from payung.rules.term import Citations, Claim, listed, merged


def judged(case: Reckoning, claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """Note each condition, and as `eligible` whether all hold; the names of the conditions that do not."""
    for name, claim in claims.items():
        case.decide(name, claim)
    failed = tuple(name for name, claim in claims.items() if not claim)
    case.decide("eligible", Claim(not failed, f"{len(failed)} < 1", merged(*claims.values())))
    return failed


def stated(truth: bool, cited: Citations) -> Claim:
    """What the input says to be so or not."""
    return Claim(truth, "true" if truth else "false", cited)


def together(claims: Iterable[Claim]) -> Claim:
    """All of at least one statement."""
    found = tuple(claims)
    return Claim(all(found), " and ".join(claim.text for claim in found), merged(*found))


def among(member: str, group: Iterable[str], cited: Citations) -> Claim:
    """Whether a word stands in a list, written `"JP" in ("JKK", "JKM")`."""
    words = tuple(group)
    return Claim(member in words, f'"{member}" in {listed(words)}', cited)
