"""The persons of an invented city: names, mothers, births, numbers and homes as they truly are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.matching.invented import households, naming, numbers, places
from tests.matching.invented.households import CHILD, GRANDPARENT, HEAD, LODGER, SPOUSE, Layout
from tests.matching.invented.randomness import integers, stream

Ints = NDArray[np.int64]
Texts = NDArray[np.object_]
NAMED_FOR_FATHER = 0.02  # of the sons
TWINS_ALIKE = 0.6  # of the twins of one sex, named alike but for a vowel
SHARED_PHONE = {SPOUSE: 0.35, CHILD: 0.30, GRANDPARENT: 0.60}


@dataclass(frozen=True)
class People:
    """One entry a person; `addresses` has one entry a household. Births are days since 1970."""

    layout: Layout
    name: Texts
    mother: Texts
    clan: Texts
    nik: Texts
    phone: Texts
    addresses: places.Addresses

    def __len__(self) -> int:
        return len(self.name)


def _clans(rng: np.random.Generator, home: Layout) -> Texts:
    """A person's own clan: from the father, so that a wife and a mother keep another one."""
    own = naming.clans_for(rng, home.group)
    first = home.start[home.household]
    shared = np.isin(home.role, (HEAD, CHILD)) & (home.group == home.group[first])
    alone = home.kind[home.household] == households.MOTHER_ALONE
    father = np.where(alone & (home.role == CHILD), np.minimum(first + 1, home.role.size - 1), first)
    return np.where(shared, own[father], own)


def _mothers(rng: np.random.Generator, home: Layout, name: Texts) -> Texts:
    """Names of the mothers: a household's wife for its children, an old woman of the house for its head, else drawn."""
    women = np.ones(home.role.size, dtype=np.int64)
    bare = rng.random(home.role.size) < 0.55
    clan = np.where(bare, "", naming.clans_for(rng, home.group))
    drawn = naming.names_for(rng, home.group, women, clan)
    last = home.role.size - 1
    first = home.start[home.household]
    kind = home.kind[home.household]
    child = home.role == CHILD
    wife = np.minimum(first + 1, last)
    of_wife = child & (kind == households.FAMILY) & (home.role[wife] == SPOUSE)
    mother = np.where(of_wife, name[wife], drawn)
    mother = np.where(child & (kind == households.MOTHER_ALONE), name[first], mother)
    mother = np.where(child & (kind == households.SIBLINGS), drawn[first], mother)
    old = np.flatnonzero((home.role == GRANDPARENT) & (home.sex == 1))
    mother[first[old]] = name[old]
    return mother


def _name_again(rng: np.random.Generator, home: Layout, name: Texts) -> None:
    """Sons who bear the father's name, and twins named alike, in place."""
    first = home.start[home.household]
    son = (home.role == CHILD) & (home.sex == 0) & (home.kind[home.household] == households.FAMILY)
    named = np.flatnonzero(son & (rng.random(name.size) < NAMED_FOR_FATHER))
    name[named] = name[first[named]]
    same_sex = np.r_[False, home.sex[1:] == home.sex[:-1]]
    alike = np.flatnonzero(home.twin & same_sex & (rng.random(name.size) < TWINS_ALIKE))
    choices = integers(rng, alike.size)
    name[alike] = [naming.like_twin(one, r) for one, r in zip(name[alike - 1], choices, strict=True)]


def _phones(rng: np.random.Generator, home: Layout) -> Texts:
    phone = numbers.phones(rng, home.role.size)
    share = np.zeros(5)
    share[list(SHARED_PHONE)] = list(SHARED_PHONE.values())
    with_head = rng.random(home.role.size) < share[home.role]
    return np.where(with_head, phone[home.start[home.household]], phone)


def _regions(rng: np.random.Generator, home: Layout, village: Ints) -> Ints:
    """Where the NIK were made: households together, lodgers and half of the wives each elsewhere."""
    together = places.regions(rng, village)[home.household]
    own = places.regions(rng, village[home.household])
    apart = (home.role == LODGER) | ((home.role == SPOUSE) & (rng.random(home.role.size) < 0.5))
    return np.where(apart, own, together)


def city(people: int, seed: int) -> People:
    """So many persons of working age, the same for the same seed."""
    home = households.layout(stream(seed, "households"), people)
    addresses = places.addresses(stream(seed, "addresses"), home.kind.size)
    clan = _clans(stream(seed, "clans"), home)
    name = naming.names_for(stream(seed, "names"), home.group, home.sex, clan)
    _name_again(stream(seed, "named again"), home, name)
    region = _regions(stream(seed, "regions"), home, addresses.village)
    return People(
        layout=home,
        name=name,
        mother=_mothers(stream(seed, "mothers"), home, name),
        clan=clan,
        nik=numbers.niks(stream(seed, "niks"), region, home.birth, home.sex),
        phone=_phones(stream(seed, "phones"), home),
        addresses=addresses,
    )
