"""From two tables to links: the stages one after the other, each timed, in an order that no row order can change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from payung.matching.assign.choose import chosen
from payung.matching.assign.hidden import LEAST, Linked
from payung.matching.assign.hold import fitted, held
from payung.matching.assign.marginals import LEAST_ODDS, Odds, marginals
from payung.matching.assign.persons import apart, persons, representatives, twice
from payung.matching.assign.rules import rules
from payung.matching.block.keys import Rows, Seen, beginnings
from payung.matching.block.pairs import TELLING, Pairs, draw_up
from payung.matching.clock import Clock, Progress, Stage
from payung.matching.compare.patterns import Comparer
from payung.matching.score.chance import strangers
from payung.matching.score.estimate import estimate
from payung.matching.score.model import Model, Size
from payung.matching.score.told import Told
from payung.matching.standardise.records import Records, standardise

MATCH, REVIEW = 0.98, 0.06
LEARNT_FROM = 100_000  # records
_PASSES = 12  # of messages in a step of the estimating


@dataclass(frozen=True, slots=True)
class Options:
    """`match` and `review` are the bounds of the two decisions. `as_of`: two-digit years lie before it."""

    match: float = MATCH
    review: float = REVIEW
    threads: int = 1
    as_of: dt.date = field(default_factory=dt.date.today)
    model: Model | None = None
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs that are links or for review: rows (places in the tables), probabilities that hold, rules in words.

    `match` says which are links; between rosters no row stands in two of them. `persons` has for each row of a table
    the first row of its person.
    """

    left: Rows
    right: Rows
    probability: Odds
    match: NDArray[np.bool_]
    rule: NDArray[np.object_]
    persons: list[Rows]
    pairs_compared: int
    dropped: dict[str, int]
    model: Model
    stages: list[Stage]


def link(base: DuckDBPyConnection, tables: Sequence[str], options: Options) -> Found:
    """Who of the first table is whom in the second.

    Tables hold text in `columns.COLUMNS` and a whole number `place` from 0 in an order of content alone.
    """
    clock = Clock(options.progress)
    with clock.stage("standardise"):
        sides, words = standardise(base, tables, as_of=options.as_of, threads=options.threads)
    size = Size.between(len(sides[0]), len(sides[1]))
    with clock.stage("block"):
        seen = [Seen.of(side, beginnings(words.sounds)) for side in sides]
        pairs = draw_up(seen[0], seen[1], threads=options.threads)
    with clock.stage("compare"):
        comparer = Comparer.of(words, sides, options.threads)
        told = Told.of(comparer.patterns(sides[0], sides[1], pairs.left, pairs.right))
    with clock.stage("score"):
        model = options.model or _between(sides, comparer, told, pairs)
        odds = model.odds(told.levels, size)[told.of_pair]
        first = [_persons(side, keys, comparer, model, options) for side, keys in zip(sides, seen, strict=True)]
    with clock.stage("assign"):
        best, linked = _linked(pairs, odds, first)
        if options.model is None:
            model = replace(model, curve=fitted(linked))
        probability, links = np.zeros(len(pairs)), np.zeros(len(pairs), np.bool_)
        probability[best], links[best] = held(linked, model.curve), linked.links
        shown = np.flatnonzero(probability >= options.review)
        named = rules(told, pairs, shown)
    return Found(
        left=pairs.left[shown], right=pairs.right[shown], probability=probability[shown],
        match=links[shown] & (probability[shown] >= options.match), rule=named, persons=first,
        pairs_compared=len(pairs), dropped=pairs.dropped, model=model, stages=clock.stages,
    )  # fmt: skip


def within(base: DuckDBPyConnection, table: str, options: Options) -> Found:
    """Which records of one table are one person's; the left row of a pair is the smaller."""
    clock = Clock(options.progress)
    with clock.stage("standardise"):
        (side,), words = standardise(base, [table], as_of=options.as_of, threads=options.threads)
    size = Size.within(len(side))
    with clock.stage("block"):
        seen = Seen.of(side, beginnings(words.sounds))
        pairs = draw_up(seen, seen, threads=options.threads, within=True)
    with clock.stage("compare"):
        comparer = Comparer.of(words, [side], options.threads)
        told = Told.of(comparer.patterns(side, side, pairs.left, pairs.right))
    with clock.stage("score"):
        model = options.model or estimate(told, strangers(side, side, comparer), size, _alone)
        probability = apart(_alone(model.odds(told.levels, size)[told.of_pair]), told)
    with clock.stage("assign"):
        match = probability >= options.match
        first = persons(pairs.left[match], pairs.right[match], len(side))
        shown = np.flatnonzero(probability >= options.review)
        named = rules(told, pairs, shown)
    return Found(
        left=pairs.left[shown], right=pairs.right[shown], probability=probability[shown], match=match[shown],
        rule=named, persons=[first], pairs_compared=len(pairs), dropped=pairs.dropped, model=model,
        stages=clock.stages,
    )  # fmt: skip


def _between(sides: Sequence[Records], comparer: Comparer, told: Told, pairs: Pairs) -> Model:
    """Estimated from the pairs of at most so many records of the smaller roster as learning needs."""
    sizes = (len(sides[0]), len(sides[1]))
    smaller = int(sizes[1] < sizes[0])
    every = -(-sizes[smaller] // LEARNT_FROM)
    taken = (pairs.left, pairs.right)[smaller] % every == 0
    left, right = pairs.left[taken], pairs.right[taken]
    size = Size.between(sizes[1 - smaller], -(-sizes[smaller] // every))

    def posterior(odds: Odds) -> Odds:
        return marginals(left, right, odds, sizes, rounds=_PASSES)

    return estimate(told.at(taken), strangers(sides[0], sides[1], comparer), size, posterior)


def _alone(odds: Odds) -> Odds:
    return odds / (1 + odds)


def _persons(side: Records, seen: Seen, comparer: Comparer, model: Model, options: Options) -> Rows:
    """Within one of the rosters to be linked; only keys that tell much are looked at."""
    pairs = draw_up(seen, seen, threads=options.threads, within=True, kinds=TELLING)
    told = Told.of(comparer.patterns(side, side, pairs.left, pairs.right))
    same = twice(model, told, Size.within(len(side))) >= options.match
    return persons(pairs.left[same], pairs.right[same], len(side))


def _linked(pairs: Pairs, odds: Odds, first: Sequence[Rows]) -> tuple[NDArray[np.int64], Linked]:
    """Links between persons: of all pairs of their records the best, whose places come first, stands for them."""
    sizes = (len(first[0]), len(first[1]))
    worth = np.flatnonzero(odds > LEAST_ODDS)
    best = worth[representatives(pairs.left[worth], pairs.right[worth], odds[worth], (first[0], first[1]), sizes[1])]
    people = Pairs(first[0][pairs.left[best]], first[1][pairs.right[best]], pairs.rule[best], {})
    stated = marginals(people.left, people.right, odds[best], sizes)
    links = chosen(people.left, people.right, stated, sizes, least=LEAST)
    return best, Linked(people, odds[best], stated, links, sizes)
