"""Finding a job while its name is typed: by its beginning, by its words, with a slip or two, in everyday spelling."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from payung.identity.folding import words
from payung.identity.occupation_list import Occupation, table

_LONGEST = 60  # no job's name is longer; what is pasted beyond it is not read
_SHORTEST_SLIP = 4  # below it, a slip makes another word
_SURE_SLIP = 9  # from this length two slips still tell which job is meant
_SAYS_NOTHING = re.compile(
    r"\b(?:di|dan|atau|pada|untuk|dari|ke|yang|milik|sendiri|sebagai|usaha|kerja|pekerja|jasa)\b"
)


class Found(IntEnum):
    """How a job was found, the surest first."""

    EXACT, BEGINS, WORDS, SLIP, SLIP_SO_FAR = range(5)


@dataclass(frozen=True, slots=True)
class Match:
    """A job that may be meant, the spelling by which it was found, and how."""

    occupation: Occupation
    spelling: str
    found: Found


def search(text: str, limit: int = 8) -> list[Match]:
    """The jobs that typed text may mean, best first, each once and at most `limit`; none for text that says nothing.

    Slips are looked for only where too few jobs begin with the text or hold its words. Everyday names come before
    the occupations of the identity card, and the spelling with least beyond the typed text comes first.
    """
    plain = words(text[:_LONGEST])
    asked = [plain, _SAYS_NOTHING.sub(" ", plain)] if plain else []
    for typed in dict.fromkeys(" ".join(each.split()) for each in asked):
        if typed and (best := _best(typed)):
            return best[:limit]
    return []


def _best(typed: str) -> list[Match]:
    found = list(_as_typed(typed))
    if not found or (found[0].found is not Found.EXACT and len(found) < 3):
        found.extend(_with_slips(typed))
    found.sort(key=lambda match: _rank(match, typed))
    first: dict[Occupation, Match] = {}
    for match in found:
        first.setdefault(match.occupation, match)
    return list(first.values())


def _rank(match: Match, typed: str) -> tuple[int, int, int, int, str]:
    job, spelling = match.occupation, match.spelling
    apart = OSA.distance(typed, spelling) if match.found >= Found.SLIP else 0
    own = spelling != words(job.name)
    return match.found, apart, not job.everyday, len(spelling) + 4 * own, spelling


def _as_typed(typed: str) -> Iterator[Match]:
    exact = table().get(typed)
    if exact:
        yield Match(exact, typed, Found.EXACT)
    parts = [f" {part}" for part in typed.split()]
    for spelling, job in table().items():
        if spelling.startswith(typed):
            yield Match(job, spelling, Found.BEGINS)
        elif len(typed) > 1 and all(part in f" {spelling}" for part in parts):
            yield Match(job, spelling, Found.WORDS)


def _with_slips(typed: str) -> Iterator[Match]:
    if len(typed) < _SHORTEST_SLIP:
        return
    slips = 1 if len(typed) < _SURE_SLIP else 2
    whole = _known()
    begun = [spelling[: len(typed)] for spelling in whole]
    for found, among in ((Found.SLIP, whole), (Found.SLIP_SO_FAR, begun)):
        for _near, _apart, place in process.extract(
            typed, among, scorer=OSA.distance, score_cutoff=slips, limit=40
        ):  # fmt: skip
            yield Match(table()[whole[place]], whole[place], found)


@lru_cache(maxsize=1)
def _known() -> list[str]:
    return list(table())
