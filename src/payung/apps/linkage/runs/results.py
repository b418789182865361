"""The word for each row of the first list: whose person is found, how that person stands, and where it is not known."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from payung.apps.linkage.runs.enums import RESULT_OF, Reason, Result
from payung.apps.linkage.runs.linking import Linked, Pair
from payung.identity import dates
from payung.identity import nik as niks

RANK = {reason: at for at, reason in enumerate(Reason)}
WORDS = 2  # of a name that can tell people apart
DIGITS = 4  # different ones, in a number that is no placeholder


@dataclass(frozen=True, slots=True)
class Judged:
    """A row's word and reason; `first` is the position of the first row of its person, `pair` what it rests on."""

    first: int
    reason: Reason
    pair: Pair | None

    @property
    def result(self) -> Result:
        return RESULT_OF[self.reason]


def judged(left: Sequence[Mapping[str, str]], told: Sequence[str], linked: Linked, *, today: dt.date) -> list[Judged]:
    """One word for each row of the first list; `told` has a reason for each row of the second.

    The first row of a person carries what is known of them, through whichever of their rows it was found; every later
    row of the same person is there twice.
    """
    mine, theirs = linked.persons
    standing = _standings(told, theirs)
    links, doubts = _by_person(linked.pairs, mine)
    found: list[Judged] = []
    for at, cells in enumerate(left):
        if mine[at] != at:
            found.append(Judged(mine[at], Reason.REPEATED, None))
        elif link := links.get(at):
            found.append(Judged(at, standing[theirs[link.right]], link))
        elif doubt := doubts.get(at):
            found.append(Judged(at, Reason.REVIEW, doubt))
        else:
            found.append(Judged(at, Reason.NOT_FOUND if says_enough(cells, today=today) else Reason.TOO_LITTLE, None))
    return found


def _standings(told: Sequence[str], persons: Sequence[int]) -> dict[int, Reason]:
    """How each person of the second list stands: the best that any of their rows says."""
    found: dict[int, Reason] = {}
    for at, person in enumerate(persons):
        reason = Reason(told[at])
        found[person] = min(found.get(person, reason), reason, key=RANK.__getitem__)
    return found


def _by_person(pairs: Sequence[Pair], persons: Sequence[int]) -> tuple[dict[int, Pair], dict[int, Pair]]:
    """The likeliest link, and the likeliest pair for review, of each person of the first list."""
    links: dict[int, Pair] = {}
    doubts: dict[int, Pair] = {}
    for pair in pairs:
        kept = links if pair.match else doubts
        person = persons[pair.left]
        if person not in kept or kept[person].probability < pair.probability:
            kept[person] = pair
    return links, doubts


def says_enough(cells: Mapping[str, str], *, today: dt.date) -> bool:
    """Whether somebody without a partner is surely not on the other list: a usable NIK, a member number, or a name of
    two words with a birth date."""
    nik = niks.read_text(cells.get("nik", ""), as_of=today)
    if (nik.usable and len(set(nik.digits or "")) >= DIGITS) or cells.get("kpj"):
        return True
    named = len(cells.get("name", "").split()) >= WORDS
    return named and bool(dates.read_text(cells.get("dob", ""), as_of=today).candidates)
