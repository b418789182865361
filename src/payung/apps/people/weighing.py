"""The matching engine behind possible duplicates: who was drawn is weighed by all that is known of both.

The weights are a model that was trained on invented rosters (`data/likeness.json`, docs/explanation/matching.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from uuid import UUID

from payung.apps.people import name_words
from payung.apps.people.agreement_sql import ENOUGH
from payung.apps.people.drawing import Among, Drawn, draw
from payung.apps.people.likeness import NOBODY, Cells, Keys, Likeness, Lookalike, cells_of_person
from payung.apps.people.models import Person
from payung.apps.territory import scope as scopes
from payung.apps.territory.codes import serial_of
from payung.apps.territory.scope import Scope
from payung.identity.names import agreement, search_key
from payung.matching.assign.marginals import Odds
from payung.matching.compare import fields as f
from payung.matching.few import Levels, Scorer, of_other_niks, shared
from payung.matching.score import model_file
from payung.matching.score.model import Model

MODEL = Path(__file__).parent / "data" / "likeness.json"
ALREADY_THERE = 0.02  # an assumption: of new registrations so many are of somebody who is there under another NIK
SHOWN_FROM = 0.06  # the bound from which on `payung match` too gives a pair to review
SURELY_STRANGERS = 0.0001
SHOWN_AT_MOST = 5  # of those whom evidence alone shows

# The levels of each field that are a reason; a neighbour's NIK differs in its serial alone and is none.
SAID: dict[f.Field, dict[str, Likeness]] = {
    f.NAME: {
        "same words": Likeness.SAME_NAME,
        "same words, one misspelt": Likeness.ALIKE_NAME,
        "same words, some as initials": Likeness.ALIKE_NAME,
        "two words or more, others left out": Likeness.ALIKE_NAME,
        "a word, others left out": Likeness.ALIKE_NAME,
        "words misspelt or shortened, others left out": Likeness.ALIKE_NAME,
        "initials alone": Likeness.ALIKE_NAME,
    },
    f.DAY: {
        "same": Likeness.SAME_BIRTH,
        "same 1 January": Likeness.SAME_BIRTH,
        "day and month swapped": Likeness.ALIKE_BIRTH,
        "same year, one is 1 January": Likeness.ALIKE_BIRTH,
        "same year and day or month": Likeness.ALIKE_BIRTH,
        "same day and month, year off by 1 or 10": Likeness.ALIKE_BIRTH,
    },
    f.PHONE: {"same": Likeness.SAME_PHONE},
    f.MOTHER: {
        "same words": Likeness.SAME_MOTHER,
        "words left out": Likeness.ALIKE_MOTHER,
        "misspelt or shortened": Likeness.ALIKE_MOTHER,
    },
    f.NIK: {"one slip": Likeness.ALIKE_NIK, "two slips": Likeness.ALIKE_NIK},
}


class Weighed:
    """Finds by keys and weighs by evidence: the likeliest first."""

    def candidates(self, scope: Scope, keys: Keys, *, besides: UUID = NOBODY) -> list[Lookalike]:
        return self._found(scope, {besides: keys})[besides]

    def among(self, scope: Scope, asked: Sequence[Person]) -> dict[UUID, list[Lookalike]]:
        return self._found(scope, {each.pk: Keys.of_person(each) for each in asked})

    def _found(self, scope: Scope, wanted: Mapping[UUID, Keys]) -> dict[UUID, list[Lookalike]]:
        drawn = {pk: among for pk, among in draw(scope, wanted).items() if among.drawn}
        found: dict[UUID, list[Lookalike]] = {pk: [] for pk in wanted}
        if not drawn:
            return found
        rows = Rows()
        places = {pk: rows.put(wanted[pk], among) for pk, among in drawn.items()}
        scorer = scorer_of(scope, rows.cells)
        levels = scorer.compared(rows.cells, rows.pairs)
        odds = scorer.odds(levels)
        for pk, at in places.items():
            found[pk] = _shown(wanted[pk], drawn[pk], {name: level[at] for name, level in levels.items()}, odds[at])
        return found


@dataclass(slots=True)
class Rows:
    """Everybody who is compared, as the engine reads them, and the pairs: who was asked about with each one drawn."""

    cells: list[Cells] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)

    def put(self, keys: Keys, among: Among) -> slice:
        """Somebody with those drawn for them; answers where their pairs stand."""
        vault = scopes.current().vault
        asked, first = len(self.cells), len(self.pairs)
        self.cells.append(keys.cells | placed(keys.area_id, among.kelurahan, among.kecamatan))
        for each in among.drawn.values():
            said = vars(each.person)
            place = placed(each.person.area_id, said["kelurahan"], said["kecamatan"])
            self.pairs.append((asked, len(self.cells)))
            self.cells.append(cells_of_person(each.person, vault) | place)
        return slice(first, len(self.pairs))


def placed(area_id: int, kelurahan: str | None, kecamatan: str | None) -> Cells:
    """Where somebody lives, as the engine reads it; a lingkungan is known by its number."""
    number = serial_of(area_id)
    return {"kelurahan": kelurahan or "", "kecamatan": kecamatan or "", "rtrw": str(number) if number else ""}


@cache
def model() -> Model:
    """The weights for somebody new, whose NIK is not in the register, instead of a second roster."""
    return replace(of_other_niks(model_file.read(MODEL)), matched=ALREADY_THERE)


def scorer_of(scope: Scope, cells: Sequence[Cells]) -> Scorer:
    """The engine with how often the words of these people are borne in the city."""
    words = {word for each in cells for column in ("name", "mother") for word in search_key(each[column]).split()}
    names, mothers, people = name_words.frequencies(scope.city, words)
    return Scorer(model(), people, names, mothers, scopes.current().today)


def _shown(keys: Keys, among: Among, levels: Levels, odds: Odds) -> list[Lookalike]:
    """Whom the simple keys find stays unless the evidence is clearly against it; others need evidence for it."""
    probability, alone = shared(odds, model().curve), odds / (1 + odds)
    found, others = [], []
    for place, drawn in enumerate(among.drawn.values()):
        likely = float(probability[place])
        evidence = _evidence({field: field.levels[int(levels[field.name][place])] for field in SAID})
        if reasons := _simple(keys, drawn):
            further = (Likeness.ALIKE_NIK,) if Likeness.ALIKE_NIK in evidence else ()
            if alone[place] >= SURELY_STRANGERS:
                found.append(_lookalike(drawn, (*reasons, *further), likely))
        elif likely >= SHOWN_FROM and evidence:
            others.append(_lookalike(drawn, tuple(evidence), likely))
    return sorted(found + sorted(others, key=_likeliest)[:SHOWN_AT_MOST], key=_likeliest)


def _evidence(levels: Mapping[f.Field, str]) -> list[Likeness]:
    return [SAID[field][level] for field, level in levels.items() if level in SAID[field]]


def _likeliest(found: Lookalike) -> tuple[float, UUID]:
    return -(found.probability or 0.0), found.person_id


def _lookalike(drawn: Drawn, reasons: tuple[Likeness, ...], probability: float) -> Lookalike:
    person = drawn.person
    return Lookalike(person.pk, person.name, person.area_id, reasons, probability)


def _simple(keys: Keys, drawn: Drawn) -> tuple[Likeness, ...]:
    """A name that agrees and the same birth date, or the same phone and a mother's name that agrees."""
    return tuple(each for each in (_by_name(keys, drawn), _by_phone(keys, drawn.person)) if each)


def _by_name(keys: Keys, drawn: Drawn) -> Likeness | None:
    """The database judged names and birth dates while it drew."""
    if not drawn.agrees:
        return None
    same = drawn.person.name_key == keys.name_key
    return Likeness.NAME_AND_BIRTH if same else Likeness.ALIKE_NAME_AND_BIRTH


def _by_phone(keys: Keys, person: Person) -> Likeness | None:
    if not (keys.phone and keys.mother_name and person.mother_name and person.phone):
        return None
    if bytes(person.phone) != keys.phone:
        return None
    if bytes(person.mother_name) == keys.mother_name:
        return Likeness.PHONE_AND_MOTHER
    theirs = scopes.current().vault.open("mother_name", person.mother_name)
    return Likeness.PHONE_AND_ALIKE_MOTHER if agreement(theirs, keys.cells["mother"]) >= ENOUGH else None
