"""Estimates the weights from the rosters at hand, by expectation and maximisation over the patterns of their pairs.

Three kinds of pair are told apart (Fellegi and Sunter, 1969, A theory for record linkage, J. Amer. Statist. Assoc. 64;
with a third kind for households, whose members share phone, address and mother): one person, one household, strangers.
Strangers' shares are known beforehand from pairs drawn at random. In each step a pair's probability takes into account
that nobody is two, so that a coincidence that is frequent cannot grow into a kind of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from payung.matching.compare import fields as f
from payung.matching.score import shares, start
from payung.matching.score.chance import Strangers
from payung.matching.score.model import COMPARED, RARE, Model, Size
from payung.matching.score.start import Shares
from payung.matching.score.told import Told

Posterior = Callable[[NDArray[np.float64]], NDArray[np.float64]]

STEPS = 25
_REST = 1e-4  # when the share of matches changes by less, the weights are found
_NEARLY = 1e-2  # the same while the shares of levels stay as they start
# Where there are so many times more matches than with the starting shares, what was learnt is no person: where hardly
# anybody stands twice, coincidences of names, years and places outnumber the matches.
_MOST_MORE = 1.5
_BEGIN = 20.0  # pairs that the starting shares count as
_GROUP_BEGIN = 200.0
_ADDRESS_BEGIN = 30.0


def estimate(told: Told, stranger: Strangers, size: Size, posterior: Posterior) -> Model:
    """Weights for the pairs of rosters of that size; `posterior` makes probabilities of the odds of the pairs."""
    same, relative = _begin(start.SAME, "same"), _begin(start.RELATIVE, "relative")
    relative[f.NIK.name].reshape(-1, f.NIK.size)[1:3] = shares.plain(np.array(start.RELATIVE_NIK_OF_ONE_DAY))
    rarity = {field.name: -_mean_bits(told, field, bits) for field, bits in RARE}
    first = Model(same, relative, stranger.shares(), rarity, 0.5, 0.3)

    def next_(model: Model) -> Model:
        others = stranger.shares(model.strange(stranger.near.levels, size))
        return _next(told, first, others, *_weights(model, told, size, posterior), size.records)

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
    found = {
        field.name: shares.of(field, np.resize(np.array(given[field.name]), shares.size(field)))
        for field in COMPARED
        if field is not f.ADDRESS
    }
    return {**found, f.ADDRESS.name: shares.of_addresses(start.address(kind))}


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
    found = {}
    for field in COMPARED:
        counts = shares.counted(shares.places(field, told.levels), shares.size(field), weight)
        if field is f.ADDRESS:
            counts += _ADDRESS_BEGIN * shares.independent_addresses(counts)
        else:
            counts += begin * first[field.name]
        if pooled and field.name in shares.GROUPS:  # a slip in a number depends on no birth date
            groups = counts.reshape(-1, field.size)
            counts = (groups + _GROUP_BEGIN * shares.plain(groups.sum(axis=0))).ravel()
        found[field.name] = shares.of(field, counts)
    return found


def _rarity(told: Told, field: f.Field, bits: f.Field, weight: Shares) -> Shares:
    """What makes the bits of a level cost nothing on average among strangers: log2 of the mean of 2 to the -bits."""
    level = told.levels[field.name]
    total = shares.counted(level, field.size, weight)
    halved = shares.counted(level, field.size, weight * 2.0 ** -told.levels[bits.name].astype(np.float64))
    return np.where(total > 1e-9, np.log2(np.maximum(halved, 1e-300) / np.maximum(total, 1e-300)), 0)
