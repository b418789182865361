"""Conditions on registrations beyond their own columns: on whose days they were made, and how their members stand."""

import re

from django.db.models import BooleanField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable, RawSQL

from payung.apps.coverage.standing_sql import falls_due_sql, lapses_sql, standing_sql
from payung.apps.enrolment.batch_needs import MISSING, incomplete_sql
from payung.apps.enrolment.filters import SOON_DAYS, Filters, Soon
from payung.apps.enrolment.models import Registration
from payung.apps.enrolment.registration_needs import UNSENT
from payung.apps.territory.models import Holding

HEAD = "kepling"
NOBODY = 0
PROTECTION = "coverage_protection"  # the alias under which Django joins a person's protection


def on_days_of(user: int) -> Q | Combinable:
    """Registered while that user headed the lingkungan; `NOBODY`: while nobody did."""
    day = OuterRef("registered_on")
    held = Holding.objects.filter(Q(ends__isnull=True) | Q(ends__gte=day), area_id=OuterRef("area_id"), starts__lte=day)
    heads = held.filter(role=HEAD)
    return Exists(heads.filter(user_id=user)) if user != NOBODY else ~Exists(heads)


def outside_the_city(found: QuerySet[Registration], city: int) -> QuerySet[Registration]:
    """Those who live outside the city. They lie in its own area, where an index finds them among a million."""
    return found.filter(area_id=city).exclude(person__home_regency="")


def by_lack(filters: Filters) -> tuple[Q, RawSQL]:
    """Not sent yet and without any of the values asked for. The first condition brings the person in under its name."""
    aliases = {r"\br\.": "enrolment_registration.", r"\bp\.": "people_person."}
    text = incomplete_sql([value for value in filters.lacking if value in MISSING])
    for short, name in aliases.items():
        text = re.sub(short, name, text)
    unsent = Q(state__in=sorted(UNSENT), person__city_id=F("city_id"))
    return unsent, RawSQL(text, [], output_field=BooleanField())  # noqa: S611


def by_protection(filters: Filters) -> list[RawSQL]:
    """What is asked of a member's protection; none where nothing is.

    The text is made of the rules' months and of whole numbers alone, nothing that anybody typed.
    """
    return [RawSQL(text, [], output_field=BooleanField()) for text in _conditions(filters)]  # noqa: S611


def _conditions(filters: Filters) -> list[str]:
    asked = []
    if filters.standing and filters.month:
        asked.append(f"({standing_sql(filters.month, PROTECTION)}) = '{filters.standing.value}'")
    if filters.months_paid is not None:
        asked.append(f"coalesce(cardinality({PROTECTION}.paid_months), 0) = {int(filters.months_paid)}")
    if filters.ever_paid:
        asked.append(f"cardinality({PROTECTION}.paid_months) > 0")
    if filters.soon is Soon.DUE:
        asked.append(falls_due_sql(filters.today, SOON_DAYS, PROTECTION))
    if filters.soon is Soon.LAPSE:
        asked.append(lapses_sql(filters.today, SOON_DAYS, PROTECTION))
    return asked
