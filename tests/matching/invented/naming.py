"""Full names: one to three given names in the manner of a people, and its clan where it bears one."""

import numpy as np
from numpy.typing import NDArray

from tests.matching.invented.names_data import Group, groups, number_of_group

Names = NDArray[np.object_]
Ints = NDArray[np.int64]
CHINESE_STYLE = 0.45  # of the Chinese Indonesians who write the family name first


def clans_for(rng: np.random.Generator, group: Ints) -> Names:
    """A clan for each entry by its people; an empty string where the people bears none."""
    out = np.full(group.size, "", dtype=object)
    for number, people in enumerate(groups()):
        if people.clans is not None:
            mine = np.flatnonzero(group == number)
            out[mine] = people.clans.draw(rng, mine.size)
    return out


def _given(rng: np.random.Generator, people: Group, woman: bool, count: int) -> Names:
    pool = people.female if woman else people.male
    first, second, third = (pool.draw(rng, count) for _ in range(3))
    if people.muhammad and not woman:
        named = rng.random(count) < people.muhammad
        first[named] = "Muhammad"
    words = rng.choice([1, 2, 3], count, p=np.array(people.given))
    words = np.maximum(words, np.where(first == "Muhammad", 2, 1))
    twice = np.flatnonzero(second == first)
    second[twice] = np.where(third[twice] == first[twice], pool.words[-1], third[twice])
    words = np.where((third == first) | (third == second), np.minimum(words, 2), words)
    name = np.where(words >= 2, first + " " + second, first)
    return np.where(words == 3, name + " " + third, name)


def _chinese(rng: np.random.Generator, people: Group, plain: Names, clan: Names) -> Names:
    """Family name first with two syllables, or a given name with the family name behind."""
    assert people.syllables is not None
    first, second = people.syllables.draw(rng, plain.size), people.syllables.draw(rng, plain.size)
    old_way = rng.random(plain.size) < CHINESE_STYLE
    named = np.where(old_way, first + " " + second, plain)
    return np.where(clan == "", named, np.where(old_way, clan + " " + named, named + " " + clan))


def names_for(rng: np.random.Generator, group: Ints, sex: Ints, clan: Names) -> Names:
    """A full name for each entry; `clan` may be an empty string."""
    out = np.full(group.size, "", dtype=object)
    chinese = number_of_group("chinese")
    for number, people in enumerate(groups()):
        for woman in (False, True):
            mine = np.flatnonzero((group == number) & (sex == int(woman)))
            plain, behind = _given(rng, people, woman, mine.size), clan[mine]
            if number == chinese:
                out[mine] = _chinese(rng, people, plain, behind)
            else:
                out[mine] = np.where(behind == "", plain, plain + " " + behind)
    return out


def like_twin(name: str, r: int) -> str:
    """The name of a twin: the first name with another last vowel, as in Rina and Rini."""
    first, _, rest = name.partition(" ")
    swapped = first[:-1] + "aiou"[r % 4] if first[-1] in "aiou" else first + "i"
    return f"{swapped} {rest}".strip()
