"""Errors that put something of another person, house or office into a record; each returns a column to spoil further."""

import numpy as np
from numpy.typing import NDArray

from tests.matching.invented import numbers
from tests.matching.invented.errors.spoiling import Spoiler
from tests.matching.invented.households import SPOUSE
from tests.matching.invented.names_data import number_of_group
from tests.matching.invented.people import People
from tests.matching.invented.places import VILLAGES

Ints = NDArray[np.int64]
Texts = NDArray[np.object_]
TOGETHER = 0.6  # of those who moved: the whole household; the others alone
OFFICE_PHONES = 60  # numbers of agents and employers, each on many records
FORMATS = ("as_slashes", "as_short", "as_words", "as_serial", "as_timestamp")


def batak() -> list[int]:
    """The peoples whose women are written with boru."""
    return [number_of_group(name) for name in ("toba", "karo", "mandailing")]


def muslim() -> list[int]:
    """The peoples that write bin and binti."""
    return [number_of_group(name) for name in ("javanese", "malay", "minang", "acehnese", "mandailing")]


def _relative(people: People, person: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """The next person of the house (the one before for the last), and whether there is one."""
    household = people.layout.household
    after = np.minimum(person + 1, len(people) - 1)
    before = np.maximum(person - 1, 0)
    is_after = (household[after] == household[person]) & (after != person)
    is_before = (household[before] == household[person]) & (before != person)
    return np.where(is_after, after, before), is_after | is_before


def homes(people: People, person: Ints, spoiler: Spoiler) -> Ints:
    """The household whose address the roster holds: another one for those who moved, alone or with their house."""
    own = people.layout.household[person]
    rate = spoiler.profile.rate("home", "moved")
    rng = spoiler.stream("home", "moved together")
    homes = people.layout.kind.size
    together = rng.random(homes) < rate * TOGETHER
    target = rng.integers(0, homes, homes)
    home = np.where(together[own], target[own], own)
    alone = spoiler.stream("home", "moved alone")
    leaving = ~together[own] & (alone.random(person.size) < rate * (1 - TOGETHER))
    home = np.where(leaving, alone.integers(0, homes, person.size), home)
    spoiler.befell["home", "moved"] = np.flatnonzero(home != own)
    return home


def villages(people: People, home: Ints, spoiler: Spoiler) -> Ints:
    """The village of the address, or the one of the place of work."""
    village = people.addresses.village[home]
    rows = spoiler.hit("village", "of_work")
    village[rows] = spoiler.stream("village", "which").integers(0, VILLAGES, rows.size)
    return village


def niks(people: People, person: Ints, spoiler: Spoiler) -> Texts:
    """NIK, some of them a family member's, the number of the family card, or the row above."""
    texts = people.nik[person]
    relative, has_one = _relative(people, person)
    rows = spoiler.hit("nik", "family", among=np.flatnonzero(has_one))
    texts[rows] = people.nik[relative[rows]]
    rows = spoiler.hit("nik", "family_card")
    texts[rows] = numbers.family_cards(people.layout.household[person[rows]], people.nik[person[rows]])
    _filled_down(texts, "nik", spoiler)
    rows = spoiler.hit("nik", "counted_up")
    texts[rows] = [f"{int(above) + 1:016d}" for above in texts[rows - 1]]
    return texts


def _filled_down(texts: Texts, column: str, spoiler: Spoiler) -> None:
    """A spreadsheet's cell was dragged over the one below: the row holds what the row above it holds."""
    rows = spoiler.hit(column, "filled_down")
    texts[rows] = texts[rows - 1]


def exchange(columns: dict[str, Texts], spoiler: Spoiler) -> None:
    """Values that stand in the column of another, in place."""
    rows = spoiler.hit("row", "name_and_mother")
    rows = rows[columns["mother"][rows] != np.array(None)]
    columns["name"][rows], columns["mother"][rows] = columns["mother"][rows], columns["name"][rows]
    spoiler.befell["row", "name_and_mother"] = rows
    rows = spoiler.hit("row", "phone_as_nik")
    columns["nik"][rows] = columns["phone"][rows]


def births(people: People, person: Ints, spoiler: Spoiler) -> Texts:
    """Days of birth like 1980-12-31, some of them a family member's."""
    days = people.layout.birth[person]
    relative, has_one = _relative(people, person)
    rows = spoiler.hit("dob", "family", among=np.flatnonzero(has_one))
    days[rows] = people.layout.birth[relative[rows]]
    texts = days.astype("datetime64[D]").astype("U10").astype(object)
    _filled_down(texts, "dob", spoiler)
    return texts


def office_formats(spoiler: Spoiler, office: Ints) -> list[tuple[str, Ints]]:
    """Rows of the offices that write every day in a form of their own, by that form."""
    rng = spoiler.stream("dob", "office_format")
    offices = int(office.max()) + 1
    odd = rng.random(offices) < spoiler.profile.rate("dob", "office_format")
    form = np.where(odd, rng.integers(0, len(FORMATS), offices), -1)[office]
    spoiler.befell["dob", "office_format"] = np.flatnonzero(form >= 0)
    return [(kind, np.flatnonzero(form == number)) for number, kind in enumerate(FORMATS)]


def sexes(people: People, person: Ints, spoiler: Spoiler) -> Texts:
    """L or P, some of them wrong."""
    sex = people.layout.sex[person]
    rows = spoiler.hit("sex", "wrong")
    sex[rows] = 1 - sex[rows]
    return np.array(["L", "P"], dtype=object)[sex]


def phones(people: People, person: Ints, spoiler: Spoiler) -> Texts:
    """Telephones: the person's, a new one, the head of the household's, or that of an agent or an employer."""
    texts = people.phone[person]
    _filled_down(texts, "phone", spoiler)
    rng = spoiler.stream("phone", "which")
    rows = spoiler.hit("phone", "changed", evenly=True)
    texts[rows] = numbers.phones(rng, rows.size)
    rows = spoiler.hit("phone", "of_family")
    layout = people.layout
    head = people.phone[layout.start[layout.household[person[rows]]]]
    spoiler.befell["phone", "of_family"] = rows[head != texts[rows]]
    texts[rows] = head
    rows = spoiler.hit("phone", "of_office")
    texts[rows] = numbers.phones(rng, OFFICE_PHONES)[rng.integers(0, OFFICE_PHONES, rows.size)]
    return texts


def mothers(people: People, person: Ints, spoiler: Spoiler) -> Texts:
    """Mothers' names, some of them a relative's mother or the relative."""
    texts = people.mother[person]
    relative, has_one = _relative(people, person)
    rows = spoiler.hit("mother", "other_woman", among=np.flatnonzero(has_one))
    texts[rows] = np.where(rows % 2 == 0, people.mother[relative[rows]], people.name[relative[rows]])
    return texts


def with_husbands_clan(people: People, person: Ints, spoiler: Spoiler) -> Texts:
    """Names, some wives under the husband's clan instead of their own or behind it."""
    texts = people.name[person]
    layout = people.layout
    head = layout.start[layout.household[person]]
    wives = np.flatnonzero(
        (layout.role[person] == SPOUSE) & (people.clan[head] != "") & (people.clan[head] != people.clan[person])
    )
    rows = spoiler.hit("name", "husbands_clan", among=wives)
    for row in rows.tolist():
        own, his = people.clan[person[row]], people.clan[head[row]]
        kept = texts[row].removesuffix(f" {own}") if own and row % 3 else texts[row]
        texts[row] = f"{kept} {his}"
    return texts
