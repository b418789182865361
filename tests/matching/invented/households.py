"""Who lives with whom: couples with children and a grandparent, mothers alone, siblings, lodgers of one boarding house.

Persons of a household stand together, in the order head, spouse, children, grandparent, lodgers. Only persons of
working age are drawn up, for only they stand in the rosters.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.matching.invented.names_data import groups

HEAD, SPOUSE, CHILD, GRANDPARENT, LODGER = range(5)
FAMILY, MOTHER_ALONE, SIBLINGS, SINGLE, BOARDING = range(5)
SHARES = (0.56, 0.09, 0.07, 0.22, 0.06)
TODAY = np.datetime64("2026-01-01").astype("datetime64[D]").astype(int)
YEAR = 365.25
TWINS = 0.03  # of the children who have an elder sibling
MIXED = 0.22  # couples of two peoples

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Layout:
    """One entry a person, except `start` and `kind`: one a household. Births are days since 1970."""

    household: Ints
    role: Ints
    start: Ints
    kind: Ints
    sex: Ints  # 0 man, 1 woman
    group: Ints
    birth: Ints
    twin: NDArray[np.bool_]  # born with the person before


def _counts(rng: np.random.Generator, kind: Ints) -> Ints:
    """Persons a household has of each role."""
    few = rng.choice(5, kind.size, p=[0.38, 0.27, 0.20, 0.10, 0.05])
    counts = np.zeros((kind.size, 5), dtype=np.int64)
    counts[:, HEAD] = np.isin(kind, (FAMILY, MOTHER_ALONE, SINGLE))
    counts[:, SPOUSE] = kind == FAMILY
    counts[:, CHILD] = np.select(
        [kind == FAMILY, kind == MOTHER_ALONE, kind == SIBLINGS], [few, 1 + few // 2, 2 + few // 2]
    )
    counts[:, GRANDPARENT] = (kind == FAMILY) & (rng.random(kind.size) < 0.12)
    counts[:, LODGER] = np.where(kind == BOARDING, rng.integers(3, 15, kind.size), 0)
    return counts


def _sexes(rng: np.random.Generator, role: Ints, kind_of_person: Ints) -> Ints:
    any_sex = rng.integers(0, 2, role.size)
    old = (rng.random(role.size) < 0.65).astype(np.int64)
    head = np.select([kind_of_person == FAMILY, kind_of_person == MOTHER_ALONE], [0, 1], any_sex)
    return np.select([role == HEAD, role == SPOUSE, role == GRANDPARENT], [head, 1, old], any_sex)


def _groups_of(rng: np.random.Generator, household: Ints, role: Ints, homes: int) -> Ints:
    shares = np.array([group.share for group in groups()])
    shares /= shares.sum()
    of_home = rng.choice(len(shares), homes, p=shares)[household]
    own = rng.choice(len(shares), role.size, p=shares)
    apart = (role == LODGER) | ((role == SPOUSE) & (rng.random(role.size) < MIXED))
    return np.where(apart, own, of_home)


def _births(rng: np.random.Generator, layout: tuple[Ints, Ints, Ints], count_children: Ints) -> Ints:
    """Days of birth before twins: parents first, then those who are reckoned from them."""
    household, role, kind = layout
    homes = kind.size
    parents = rng.uniform(21, 66, homes)
    parents = np.where(
        (count_children > 0) & (kind != SINGLE), np.maximum(parents, rng.uniform(42, 66, homes)), parents
    )
    age = parents[household]
    spouse = np.maximum(age - np.clip(rng.normal(3, 4, role.size), -5, 8), 18)
    child = np.maximum(age - rng.uniform(23, 40, role.size), rng.uniform(15.1, 20, role.size))
    old = age + rng.uniform(19, 31, role.size)
    lodger = 17 + rng.gamma(2.0, 5.0, role.size)
    years = np.select(
        [role == SPOUSE, role == CHILD, role == GRANDPARENT, role == LODGER], [spouse, child, old, lodger], age
    )
    return np.asarray(TODAY - years * YEAR - rng.integers(0, 365, role.size) * (role == HEAD), dtype=np.int64)


def _heaped(rng: np.random.Generator, birth: Ints) -> Ints:
    """The old often do not know their day: it was written as 1 January, 31 December or the first of July."""
    years = birth.astype("datetime64[D]").astype("datetime64[Y]")
    share = np.where(birth < -365 * 5, 0.07, 0.008)
    add = rng.choice([0, 364, 181], birth.size, p=[0.6, 0.3, 0.1])
    heaped = years.astype("datetime64[D]").astype(np.int64) + add
    return np.where(rng.random(birth.size) < share, heaped, birth)


def layout(rng: np.random.Generator, people: int) -> Layout:
    """So many persons in households; the last household may be cut."""
    homes = int(people / 2.1) + 20
    kind = rng.choice(5, homes, p=np.array(SHARES))
    counts = _counts(rng, kind)
    pairs = counts.ravel()
    household = np.repeat(np.repeat(np.arange(homes), 5), pairs)[:people]
    role = np.repeat(np.tile(np.arange(5), homes), pairs)[:people]
    start = np.concatenate(([0], np.cumsum(counts.sum(axis=1))[:-1]))
    birth = _heaped(rng, _births(rng, (household, role, kind), counts[:, CHILD]))
    younger = np.zeros(people, dtype=bool)
    younger[1:] = (role[1:] == CHILD) & (role[:-1] == CHILD) & (household[1:] == household[:-1])
    twin = younger & (rng.random(people) < TWINS)
    for at in np.flatnonzero(twin):  # in order, so that triplets are of one day
        birth[at] = birth[at - 1]
    return Layout(
        household=household,
        role=role,
        start=start,
        kind=kind,
        sex=_sexes(rng, role, kind[household]),
        group=_groups_of(rng, household, role, homes),
        birth=birth,
        twin=twin,
    )
