"""Probabilities and links when nobody is two: against every possible matching of small graphs."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.matching.assign import marginals as passing
from payung.matching.assign.choose import chosen
from payung.matching.assign.hidden import Hidden, Linked
from payung.matching.assign.hold import FEWEST, fitted, held
from payung.matching.assign.marginals import LEAST_ODDS, marginals
from payung.matching.assign.persons import persons, representatives
from payung.matching.block.pairs import Pairs
from payung.matching.score.curve import Curve

Edge = tuple[int, int]
SIDES = 5


def brute_force(edges: list[Edge], odds: list[float]) -> list[float]:
    """Of all sets of edges in which no record stands twice, weighed by their odds: how probable each edge is."""
    total, held = 0.0, np.zeros(len(edges))
    for size in range(min(len(edges), SIDES) + 1):
        for picked in itertools.combinations(range(len(edges)), size):
            lefts, rights = {edges[e][0] for e in picked}, {edges[e][1] for e in picked}
            if len(lefts) == len(rights) == size:
                weight = float(np.prod([odds[e] for e in picked]))
                total += weight
                held[list(picked)] += weight
    return [float(each / total) for each in held]


def stated(edges: list[Edge], odds: list[float]) -> np.ndarray:
    left, right = (np.array([edge[side] for edge in edges], np.int32) for side in (0, 1))
    return marginals(left, right, np.array(odds), (SIDES, SIDES))


def has_cycle(edges: list[Edge]) -> bool:
    root = list(range(2 * SIDES))
    for left, right in edges:
        one, other = root[left], root[SIDES + right]
        if one == other:
            return True
        root = [one if each == other else each for each in root]
    return False


nodes = st.integers(0, SIDES - 1)
graphs = st.lists(st.tuples(nodes, nodes), unique=True, min_size=1, max_size=8)
odds_of = st.floats(1e-4, 1e4)


def forest(edges: list[Edge]) -> list[Edge]:
    kept: list[Edge] = []
    for edge in edges:
        if not has_cycle([*kept, edge]):
            kept.append(edge)
    return kept


@settings(deadline=None)
@given(graphs.map(forest), st.data())
def test_marginals_are_exact_without_cycles(edges, data):
    odds = data.draw(st.lists(odds_of, min_size=len(edges), max_size=len(edges)))
    assert stated(edges, odds) == pytest.approx(brute_force(edges, odds), abs=LEAST_ODDS)


@settings(deadline=None)
@given(st.lists(st.floats(1e-4, 2), min_size=4, max_size=4))
def test_marginals_are_near_on_a_cycle_of_four(odds):
    """The messages go round: where all four pairs are likely at once, the better two are held for too sure."""
    edges = [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert stated(edges, odds) == pytest.approx(brute_force(edges, odds), abs=0.08)


@settings(deadline=None)
@given(graphs, st.data())
def test_marginals_are_near_where_cycles_are_of_unlikely_pairs(edges, data):
    odds = data.draw(st.lists(st.floats(1e-4, 0.5), min_size=len(edges), max_size=len(edges)))
    assert stated(edges, odds) == pytest.approx(brute_force(edges, odds), abs=0.03)


@settings(deadline=None)
@given(graphs, st.data())
def test_marginals_of_a_record_s_pairs_are_one_at_most(edges, data):
    odds = data.draw(st.lists(odds_of, min_size=len(edges), max_size=len(edges)))
    found = stated(edges, odds)
    assert ((found >= 0) & (found <= 1)).all()
    for side in (0, 1):
        for node in range(SIDES):
            assert sum(p for edge, p in zip(edges, found, strict=True) if edge[side] == node) <= 1 + 2e-3


def test_marginals_of_one_pair_and_of_two_rivals():
    assert stated([(0, 0)], [3.0]) == pytest.approx([0.75])
    assert stated([(0, 0), (0, 1)], [1.0, 1.0]) == pytest.approx([1 / 3, 1 / 3])


def test_marginals_of_certain_and_of_impossible_pairs_are_numbers():
    assert stated([(0, 0), (0, 1), (1, 1)], [1e300, 1e300, 0.0]) == pytest.approx([0.5, 0.5, 0.0])


def test_marginals_of_nothing_are_nothing():
    none = np.zeros(0, np.int32)
    assert len(marginals(none, none, np.zeros(0), (3, 3))) == 0


@pytest.mark.parametrize("seed", range(3))
def test_messages_that_are_passed_on_only_near_those_that_moved_end_the_same(seed, monkeypatch):
    """A long chain moves when a thousand small groups rest."""
    draw, size = np.random.default_rng(seed), 2400
    left = np.concatenate([np.repeat(np.arange(200), 2)[:-1], np.repeat(np.arange(200, size), 2)]).astype(np.int32)
    beside = draw.integers(200, size, 2 * (size - 200))
    right = np.concatenate([np.repeat(np.arange(200), 2)[1:], beside]).astype(np.int32)
    odds = 10.0 ** draw.uniform(-3, 14, len(left))
    odds[:399] = 10.0 ** draw.uniform(5, 6, 399)
    found = marginals(left, right, odds, (size, size))
    monkeypatch.setattr(passing, "_FEW", 0.0)
    assert found == pytest.approx(marginals(left, right, odds, (size, size)), rel=1e-9, abs=1e-12)


probabilities = st.sampled_from([0.001, 0.2, 0.5, 0.5, 0.7, 0.9, 1.0])


@settings(deadline=None)
@given(graphs, st.data())
def test_chosen_is_the_greedy_one_to_one(edges, data):
    given_ = data.draw(st.lists(probabilities, min_size=len(edges), max_size=len(edges)))
    left, right = (np.array([edge[side] for edge in edges], np.int32) for side in (0, 1))
    found = chosen(left, right, np.array(given_), (SIDES, SIDES), least=0.1)
    taken: set[tuple[int, int]] = set()
    wanted = np.zeros(len(edges), bool)
    for place in sorted(range(len(edges)), key=lambda e: (-given_[e], edges[e])):
        ends = {(0, edges[place][0]), (1, edges[place][1])}
        if given_[place] >= 0.1 and not ends & taken:
            taken |= ends
            wanted[place] = True
    assert found.tolist() == wanted.tolist()


def test_a_chain_of_ever_better_rivals_is_chosen_to_its_end():
    size = 2000
    left = np.repeat(np.arange(size, dtype=np.int32), 2)[:-1]
    right = np.repeat(np.arange(size, dtype=np.int32), 2)[1:]
    found = chosen(left, right, np.linspace(0.2, 0.9, len(left)), (size, size), least=0.1)
    assert np.flatnonzero(found).tolist() == list(range(0, len(left), 2))


couples = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=14)


@settings(deadline=None)
@given(couples)
def test_persons_are_the_connected_records(pairs):
    left, right = (np.array([pair[side] for pair in pairs], np.int32) for side in (0, 1))
    groups = [{record} for record in range(12)]
    for one, other in pairs:
        joined = groups[one] | groups[other]
        for record in joined:
            groups[record] = joined
    assert persons(left, right, 12).tolist() == [min(groups[record]) for record in range(12)]


def test_persons_along_a_chain_of_many():
    order = np.random.default_rng(3).permutation(3000).astype(np.int32)
    assert (persons(order[:-1], order[1:], 3001)[:3000] == 0).all()


@settings(deadline=None)
@given(graphs, st.data())
def test_representatives_are_the_best_pair_of_each_two_persons(edges, data):
    odds = data.draw(st.lists(probabilities, min_size=len(edges), max_size=len(edges)))
    first = tuple(np.array([0, 0, 2, 2, 4], np.int32) for _ in range(2))
    left, right = (np.array([edge[side] for edge in edges], np.int32) for side in (0, 1))
    best: dict[tuple[int, int], int] = {}
    for place in sorted(range(len(edges)), key=lambda e: (-odds[e], edges[e])):
        best.setdefault((int(first[0][edges[place][0]]), int(first[1][edges[place][1]])), place)
    found = representatives(left, right, np.array(odds), first, SIDES)
    assert found.tolist() == [best[persons_] for persons_ in sorted(best)]


def linked_of(left: np.ndarray, right: np.ndarray, odds: np.ndarray, sizes: tuple[int, int]) -> Linked:
    left, right = left.astype(np.int32), right.astype(np.int32)
    probability = marginals(left, right, odds, sizes)
    links = chosen(left, right, probability, sizes, least=0.001)
    return Linked(Pairs(left, right, np.zeros(len(left), np.int8), {}), odds, probability, links, sizes)


def test_a_curve_changes_nothing_where_few_links_are_sure():
    rows = np.arange(FEWEST - 1)
    linked = linked_of(rows, rows, np.full(len(rows), 1e4), (FEWEST, FEWEST))
    assert fitted(linked) == Curve()


def test_the_unchanged_curve_gives_probabilities_back_and_any_curve_keeps_their_order():
    given_ = np.array([0.0, 1e-6, 0.3, 0.98, 1.0])
    assert Curve()(given_) == pytest.approx(given_, abs=1e-9)
    bent = Curve(slope=0.4)(given_)
    assert (np.diff(bent) > 0).all()
    assert ((bent >= 0) & (bent <= 1)).all()


PARTNERED, ALONE = 2000, 1000


def strangers_at_a_hundred() -> tuple[np.ndarray, np.ndarray, np.ndarray, tuple[int, int]]:
    """Whose partner is hidden gets a stranger at odds of 100: so did 1,000 of the 4,000 who have no partner."""
    left = np.concatenate([np.arange(PARTNERED), np.arange(PARTNERED + ALONE)])
    right = np.concatenate([np.arange(PARTNERED), np.arange(PARTNERED, 2 * PARTNERED + ALONE)])
    odds = np.repeat([1e6, 100.0], [PARTNERED, PARTNERED + ALONE])
    return left, right, odds, (PARTNERED + 4 * ALONE, 2 * PARTNERED + 4 * ALONE)


def test_sure_links_that_strangers_get_as_often_are_sure_no_more():
    linked = linked_of(*strangers_at_a_hundred())
    right = held(linked, fitted(linked))
    by_chance = linked.links & (linked.pairs.left >= PARTNERED)
    assert by_chance.sum() == ALONE
    assert (linked.stated[by_chance] > 0.98).all()
    assert (right[by_chance] < 0.6).all()
    assert (right[linked.links & ~by_chance] > 0.65).all()


def test_a_partner_hidden_that_was_likely_before_is_no_false_link():
    hidden = Hidden.of(linked_of(*strangers_at_a_hundred()))
    every, likely = (
        replace(hidden, before=np.full(len(hidden.stated), before)).weights(PARTNERED, (4000, 4000))
        for before in (0, 0.75)
    )
    assert likely == pytest.approx(every / 4)


def test_whoever_a_record_might_be_beside_its_link_shares_what_the_link_leaves():
    """Sure links lose to strangers: what they leave goes to their rivals, and nobody is more than one."""
    left, right, odds, sizes = strangers_at_a_hundred()
    rival = np.arange(PARTNERED, PARTNERED + ALONE)
    left, right = np.append(left, rival), np.append(right, rival + 2 * PARTNERED)
    linked = linked_of(left, right, np.append(odds, np.full(ALONE, 5.0)), sizes)
    right_ones = held(linked, fitted(linked))
    beside, of_link = right_ones[-ALONE:], right_ones[2 * PARTNERED : 2 * PARTNERED + ALONE]
    assert (beside > 1.5 * linked.stated[-ALONE:]).all()
    assert (beside + of_link <= 1 + 1e-9).all()
