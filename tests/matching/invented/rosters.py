"""Two rosters of one invented city with the truth: a workforce register (A) and an insurer's members (B)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.matching.invented import numbers
from tests.matching.invented.errors import nik
from tests.matching.invented.errors.spoiling import Spoiler
from tests.matching.invented.people import People, city
from tests.matching.invented.profiles import Profile
from tests.matching.invented.profiles import profile as profile_named
from tests.matching.invented.randomness import stream
from tests.matching.invented.record import Sheet, columns

COLUMNS = ("rec_id", "nik", "name", "dob", "sex", "street", "rtrw", "kelurahan", "kecamatan", "phone", "mother", "kpj")
CITY_LARGER = 1.25  # persons of the city for each row of A
B_ROWS = 0.539
B_IN_A = 0.82
THRICE = 0.2  # of those who stand more than once in B
B_OFFICES = 120

Ints = NDArray[np.int64]
Texts = NDArray[np.object_]
Table = dict[str, Texts]


@dataclass(frozen=True)
class Rosters:
    """Columns as object arrays of text or None; `truth` has roster, rec_id, person_id.

    `befell` names the rows that an error befell, by roster, column and kind.
    """

    a: Table
    b: Table
    truth: dict[str, NDArray[np.generic]]
    befell: dict[tuple[str, str, str], Ints]


def _chosen(people: int, cityfolk: int, seed: int, twice: float) -> tuple[Ints, Ints]:
    """Persons of A and of B in random order; a share `twice` of B's persons stands there two or three times."""
    rng = stream(seed, "who stands where")
    order = rng.permutation(cityfolk)
    members = round(people * B_ROWS)
    both = round(members * B_IN_A)
    a = order[:people]
    b = np.concatenate((order[:both], order[people : people + members - both]))
    again = b[rng.random(members) < twice]
    b = np.concatenate((b, again, again[rng.random(again.size) < THRICE]))
    return rng.permutation(a), rng.permutation(b)


def _identifiers(letter: str, count: int) -> Texts:
    width = max(7, len(str(count)))
    return np.asarray(letter + numbers.texts(np.arange(count), width), dtype=object)


def _cards_in_a(spoiler: Spoiler, *, a: Ints, b: Ints, cards: Texts, cityfolk: int) -> Texts:
    """Card numbers the register holds: of some of B's persons, and of a few whom the insurer no longer has."""
    of_person = np.full(cityfolk, None, dtype=object)
    of_person[b] = cards
    held = of_person[a]
    known = np.zeros(a.size, dtype=bool)
    known[spoiler.hit("kpj", "known_to_A", among=np.flatnonzero(np.isin(a, b)), evenly=True)] = True
    held[~known] = None
    stale = spoiler.hit("kpj", "stale_in_A", among=np.flatnonzero(~known), evenly=True)
    held[stale] = numbers.kpjs(stream(spoiler.seed, "stale cards"), stale.size)
    spoiler.spoil(held, "kpj", "digit_wrong", nik.digit_wrong)
    return held


def _roster(people: People, person: Ints, letter: str, *, seed: int, profile: Profile) -> tuple[Table, Spoiler]:
    """The columns of one roster but its card numbers. Offices: the village in A, a batch of the insurer in B."""
    village = people.addresses.village[people.layout.household[person]]
    office = village if letter == "A" else stream(seed, "batches").integers(0, B_OFFICES, person.size)
    spoiler = Spoiler(profile, seed=seed, roster=letter, office=office)
    made = columns(Sheet(people=people, person=person, spoiler=spoiler), office)
    return {"rec_id": _identifiers(letter, person.size), **made}, spoiler


def kinds(made: Rosters) -> dict[str, NDArray[np.generic]]:
    """Roster, record, column and kind of every error: a table that tells why a link was missed."""
    parts: dict[str, list[Texts]] = {"roster": [], "rec_id": [], "column": [], "kind": []}
    for (roster, column, kind), rows in made.befell.items():
        parts["rec_id"].append((made.a if roster == "A" else made.b)["rec_id"][rows])
        for name, value in (("roster", roster), ("column", column), ("kind", kind)):
            parts[name].append(np.full(rows.size, value, dtype=object))
    return {name: np.concatenate(arrays) for name, arrays in parts.items()}


def rosters(people: int, profile: str, seed: int, twice: float = 0.0) -> Rosters:
    """A of `people` rows, B of 0.539 times as many persons, 82 % of them in A; the same for the same arguments.

    `profile` is clean, typical or dirty. `twice` is the share of B's persons who stand there two or three times, each
    time with another card number and errors of their own.
    """
    rates = profile_named(profile)
    cityfolk = round(people * CITY_LARGER) + 10
    everybody = city(cityfolk, seed)
    in_a, in_b = _chosen(people, cityfolk, seed, twice)
    b, spoiler_b = _roster(everybody, in_b, "B", seed=seed, profile=rates)
    a, spoiler_a = _roster(everybody, in_a, "A", seed=seed, profile=rates)
    b["kpj"] = numbers.kpjs(stream(seed, "cards"), in_b.size)
    a["kpj"] = _cards_in_a(spoiler_a, a=in_a, b=in_b, cards=b["kpj"], cityfolk=cityfolk)
    truth: dict[str, NDArray[np.generic]] = {
        "roster": np.concatenate((np.full(in_a.size, "A", dtype=object), np.full(in_b.size, "B", dtype=object))),
        "rec_id": np.concatenate((a["rec_id"], b["rec_id"])),
        "person_id": np.concatenate((in_a, in_b)),
    }
    befell = {(of.roster, *which): rows for of in (spoiler_a, spoiler_b) for which, rows in of.befell.items()}
    return Rosters(a=a, b=b, truth=truth, befell=befell)
