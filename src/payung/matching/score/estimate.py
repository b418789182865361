"""Estimates the weights from the rosters at hand, by expectation and maximisation over the patterns of their pairs.

Three kinds of pair are told apart (Fellegi and Sunter, 1969, A theory for record linkage, J. Amer. Statist. Assoc. 64;
with a third kind for households, whose members share phone, address and mother): one person, one household, strangers.
Strangers' shares are known beforehand from pairs drawn at random. In each step a pair's probability takes into account
that nobody is two, so that a coincidence that is frequent cannot grow into a kind of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from payung.matching.compare import fields as f
from payung.matching.compare.patterns import AT_ONCE
from payung.matching.score import shares, start
from payung.matching.score.model import PLAIN, RARE, Model, Size
from payung.matching.score.start import Shares

Posterior = Callable[[NDArray[np.float64]], NDArray[np.float64]]

STEPS = 25
_REST = 1e-4  # when the share of matches changes by less, the weights are found
_NEARLY = 1e-2  # the same while the shares of levels stay as they start
# Where there are so many times more matches than with the starting shares, what was learnt is no person: where hardly
# anybody stands twice, coincidences of names, years and places outnumber the matches.
_MOST_MORE = 1.5
_BEGIN = 20.0  # pairs that the starting shares count as
_NIK_BEGIN = 200.0
_ADDRESS_BEGIN = 30.0


@dataclass(frozen=True, slots=True)
class Told:
    """Patterns of pairs, each once: their levels, how many pairs have them, and which pattern each pair has."""

    levels: dict[str, NDArray[np.int64]]
    pairs: NDArray[np.int64]
    of_pair: NDArray[np.int64]

    def at(self, pairs: NDArray[np.bool_]) -> Told:
        """Of some of the pairs, with their patterns alone."""
        of_pair = self.of_pair[pairs]
        every = np.bincount(of_pair, minlength=len(self.pairs))
        seen = np.flatnonzero(every)
        place = np.cumsum(every > 0) - 1
        return Told({name: level[seen] for name, level in self.levels.items()}, every[seen], place[of_pair])

    @classmethod
    def of(cls, patterns: f.Patterns) -> Told:
        """From the pattern of each pair. Part by part, for `np.unique` of the whole takes five times as long."""
        starts = range(0, max(len(patterns), 1), AT_ONCE)
        parts = [np.unique(patterns[start : start + AT_ONCE], return_inverse=True) for start in starts]
        every = np.sort(np.concatenate([each for each, _ in parts]))
        distinct = every[np.diff(every, prepend=-1) > 0]
        of_pair = np.concatenate([np.searchsorted(distinct, each)[place] for each, place in parts])
        return cls(f.unpacked(distinct), np.bincount(of_pair, minlength=len(distinct)), of_pair)


def estimate(told: Told, stranger: Mapping[str, Shares], size: Size, posterior: Posterior) -> Model:
    """Weights for the pairs of rosters of that size; `posterior` makes probabilities of the odds of the pairs."""
    same, relative = _begin(start.SAME, "same"), _begin(start.RELATIVE, "relative")
    relative[f.NIK.name][f.NIK.size : 2 * f.NIK.size] = shares.plain(np.array(start.RELATIVE_NIK_OF_ONE_DAY))
    first = Model(
        same, relative, stranger, {field.name: -_mean_bits(told, field, bits) for field, bits in RARE}, 0.5, 0.3
    )

    def next_(model: Model) -> Model:
        return _next(told, first, stranger, *_weights(model, told, size, posterior), size.records)

    def counted(model: Model) -> Model:
        matched, related = _weights(model, told, size, posterior)
        return replace(model, matched=matched.sum() / size.records, related=max(related.sum(), 1.0) / size.records)

    begun = _rested(counted, first, _NEARLY)
    for beginning in (first, begun):
        found = _rested(next_, beginning, _REST)
        if found.matched <= _MOST_MORE * begun.matched:
            return found
    return replace(next_(begun), matched=begun.matched)


def _rested(step: Callable[[Model], Model], model: Model, rest: float) -> Model:
    """The model after so many steps that the share of matches changes by less than that share of it."""
    for _ in range(STEPS):
        before, model = model.matched, step(model)
        if abs(model.matched - before) < rest * model.matched:
            break
    return model


def _begin(given: Mapping[str, tuple[float, ...]], kind: str) -> dict[str, Shares]:
    found = {field.name: shares.plain(np.array(given[field.name])) for field in PLAIN}
    found[f.NIK.name] = shares.of_niks(np.tile(np.array(given[f.NIK.name]), shares.GROUPS))
    found[f.ADDRESS.name] = shares.of_addresses(start.address(kind))
    return found


def _mean_bits(told: Told, field: f.Field, bits: f.Field) -> Shares:
    """The bits of each level on average; what rarity adds then cancels out."""
    level = told.levels[field.name]
    number = np.maximum(shares.counted(level, field.size, told.pairs), 1)
    return shares.counted(level, field.size, told.pairs * told.levels[bits.name]) / number


def _weights(
    model: Model, told: Told, size: Size, posterior: Posterior
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How many pairs of each pattern are one person's, and one household's."""
    same, relative = model.likelihoods(told.levels, size)
    odds = same / (1 + relative)
    probability = posterior(odds[told.of_pair])
    matched: Shares = np.bincount(told.of_pair, weights=probability, minlength=len(odds)).astype(np.float64)
    return matched, np.maximum(told.pairs - matched, 0) * relative / (1 + relative)


def _next(
    told: Told, first: Model, stranger: Mapping[str, Shares], matched: Shares, related: Shares, smaller: int
) -> Model:
    same = _shares(told, matched, first.same, _BEGIN, pooled=True)
    relative = _shares(told, related, first.relative, max(_BEGIN, related.sum()), pooled=False)
    rarity = {field.name: _rarity(told, field, bits, matched + related) for field, bits in RARE}
    return Model(same, relative, stranger, rarity, matched.sum() / smaller, max(related.sum(), 1.0) / smaller)


def _shares(
    told: Told, weight: Shares, first: Mapping[str, Shares], begin: float, *, pooled: bool
) -> dict[str, Shares]:
    found = {
        field.name: shares.plain(
            shares.counted(told.levels[field.name], field.size, weight) + begin * first[field.name]
        )
        for field in PLAIN
    }
    addresses = shares.counted(told.levels[f.ADDRESS.name], f.ADDRESS.size, weight)
    independent = shares.independent_addresses(addresses)
    found[f.ADDRESS.name] = shares.of_addresses(addresses + _ADDRESS_BEGIN * independent)
    niks = (
        shares.counted(shares.nik_levels(told.levels), shares.GROUPS * f.NIK.size, weight) + begin * first[f.NIK.name]
    )
    if pooled:  # a slip in a number does not depend on the birth date
        every = shares.plain(shares.counted(told.levels[f.NIK.name], f.NIK.size, weight))
        niks += _NIK_BEGIN * np.tile(every, shares.GROUPS)
    found[f.NIK.name] = shares.of_niks(niks)
    return found


def _rarity(told: Told, field: f.Field, bits: f.Field, weight: Shares) -> Shares:
    """What makes the bits of a level cost nothing on average among strangers: log2 of the mean of 2 to the -bits."""
    level = told.levels[field.name]
    total = shares.counted(level, field.size, weight)
    halved = shares.counted(level, field.size, weight * 2.0 ** -told.levels[bits.name].astype(np.float64))
    return np.where(total > 1e-9, np.log2(np.maximum(halved, 1e-300) / np.maximum(total, 1e-300)), 0)
