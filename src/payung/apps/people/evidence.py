"""Two people of the register who may be one, weighed by all that is known of both, and how each field compares."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from payung.apps.people.likeness import cells_of_person
from payung.apps.people.models import Person
from payung.apps.people.weighing import placed, scorer_of
from payung.apps.territory import scope as scopes
from payung.apps.territory.codes import Level, divisor
from payung.apps.territory.models import Area
from payung.apps.territory.scope import Scope
from payung.matching.compare import fields as f

FIELDS = (f.NIK, f.NAME, f.DAY, f.SEX, f.MOTHER, f.PHONE, f.ADDRESS, f.MAIL)
LEVELS = (Level.KELURAHAN, Level.KECAMATAN)


@dataclass(frozen=True, slots=True)
class Evidence:
    """How likely two people are one, and the level of each of `FIELDS`, by the field's name."""

    probability: float
    levels: Mapping[str, str]


def weigh(scope: Scope, pairs: Sequence[tuple[Person, Person]]) -> list[Evidence]:
    """The evidence of each pair, as the form weighs somebody new; three queries for any number of pairs."""
    if not pairs:
        return []
    vault, people = scopes.current().vault, [each for pair in pairs for each in pair]
    kelurahan, kecamatan = (_names({each.area_id for each in people}, level) for level in LEVELS)
    cells = [
        cells_of_person(each, vault) | placed(each.area_id, kelurahan[each.area_id], kecamatan[each.area_id])
        for each in people
    ]
    scorer = scorer_of(scope, cells)
    found = scorer.compared(cells, [(at, at + 1) for at in range(0, len(cells), 2)])
    odds = scorer.odds(found)
    levels = [{field.name: field.levels[int(found[field.name][at])] for field in FIELDS} for at in range(len(pairs))]
    probability = scorer.model.curve(odds / (1 + odds))
    return [Evidence(float(probability[at]), levels[at]) for at in range(len(pairs))]


def _names(areas: Collection[int], level: Level) -> dict[int, str]:
    """What the place of this level is called today that holds each area; '' for an area that is larger."""
    above = {area: area // divisor(level) * divisor(level) for area in areas}
    names = dict(Area.objects.filter(pk__in=set(above.values()), level=level).values_list("pk", "name"))
    return {area: names.get(place, "") for area, place in above.items()}
