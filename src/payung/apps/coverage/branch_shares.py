"""Who stands under two branches of the insurer: noted where a file shows it, listed; once decided, both files fit."""

from dataclasses import dataclass
from typing import LiteralString
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from payung.apps.coverage.models import BranchShare
from payung.apps.people.models import Person
from payung.apps.people.queries import within
from payung.apps.territory.scope import Scope

DECIDED = """EXISTS (
    SELECT 1 FROM coverage_branchshare AS both_know
    WHERE both_know.person_id = {person} AND both_know.branch_id = {branch} AND both_know.responsible_id IS NOT NULL)"""
NOTE = """
INSERT INTO coverage_branchshare AS known
    (city_id, area_id, person_id, branch_id, other_id, member_number, first_month, found_on, reason)
SELECT %(city)s, %(city)s, f.person_id, side.branch_id, side.other_id, coalesce(max(f.member_number), ''),
       min(f.first_month), %(today)s, ''
FROM ({found}) AS f CROSS JOIN LATERAL (VALUES (f.mine, f.theirs), (f.theirs, f.mine)) AS side(branch_id, other_id)
GROUP BY f.person_id, side.branch_id, side.other_id
ON CONFLICT (person_id, branch_id, other_id) DO UPDATE
SET first_month = least(known.first_month, excluded.first_month),
    member_number = coalesce(nullif(known.member_number, ''), excluded.member_number)
WHERE known.first_month IS DISTINCT FROM least(known.first_month, excluded.first_month)
   OR known.member_number = '' AND excluded.member_number <> ''
"""


def shared_with(branch: LiteralString, person: LiteralString) -> str:
    """A condition: somebody has decided that the branch in this column knows this person too."""
    return DECIDED.format(branch=branch, person=person)


def note_sql(found: str) -> str:
    """Note who stands under two branches. `found` gives person_id, mine, theirs, member_number and first_month;
    parameters are `city` and `today`. What is known already stays as decided.
    """
    return NOTE.replace("{found}", found)


@dataclass(frozen=True, slots=True)
class Shared:
    """One person and the two branches. `name` is empty for an officer under whose branch the person does not stand."""

    side: BranchShare
    name: str


def shares(scope: Scope) -> QuerySet[BranchShare]:
    """Who stands under two branches: once each for the city, and for a branch its own side; the undecided first.

    Whoever was merged into somebody else is left out: files speak of the one who stayed from then on.
    """
    merged = Person.objects.filter(pk=OuterRef("person_id"), merged_into__isnull=False)
    found = BranchShare.objects.filter(within(scope)).exclude(Exists(merged))
    mine = found.select_related("branch", "other", "responsible")
    once = mine if scope.branch else mine.filter(branch__lt=F("other"))
    return once.order_by(F("decided_on").asc(nulls_first=True), "-pk")


def undecided(scope: Scope) -> int:
    """How many of them nobody has decided about."""
    return shares(scope).filter(responsible__isnull=True).count()


def of_person(scope: Scope, person_id: UUID) -> list[BranchShare]:
    """The pairs of branches under which somebody stands."""
    return list(shares(scope).filter(person_id=person_id))


def with_names(found: list[BranchShare]) -> list[Shared]:
    """With the names of those whom the reader may see."""
    names = dict(Person.objects.filter(pk__in=[each.person_id for each in found]).values_list("pk", "name"))
    return [Shared(each, names.get(each.person_id, "")) for each in found]
