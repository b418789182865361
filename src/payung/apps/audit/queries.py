"""Reads the log of disclosures."""

import datetime as dt

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from payung.apps.audit.acting import Acting
from payung.apps.audit.models import Disclosure


def disclosures(
    scope: Acting,
    *,
    kind: Disclosure.Kind | None = None,
    day: dt.date | None = None,
    past: int | None = None,
    oldest_first: bool = False,
) -> QuerySet[Disclosure]:
    """Who opened, downloaded or looked up personal data in the territory, the latest first or the oldest.

    `day` is one day in the city's time; `past` is the id of the last row of the page before.
    """
    found = Disclosure.objects.filter(city_id=scope.city, area_id__range=(scope.lo, scope.hi))
    found = found.order_by("id" if oldest_first else "-id")
    if kind:
        found = found.filter(kind=kind)
    if day:
        starts = timezone.make_aware(dt.datetime.combine(day, dt.time.min))
        found = found.filter(at__gte=starts, at__lt=starts + dt.timedelta(days=1))
    if past is None:
        return found
    return found.filter(id__gt=past) if oldest_first else found.filter(id__lt=past)


def rows_by_kind(scope: Acting, *, since: dt.datetime) -> dict[str, tuple[int, int]]:
    """By kind of disclosure since a moment: how often, and how many rows together."""
    found = Disclosure.objects.filter(city_id=scope.city, area_id__range=(scope.lo, scope.hi), at__gte=since)
    told = found.values_list("kind").annotate(times=Count("id"), opened=Sum("rows")).order_by("kind")
    return {kind: (times, opened) for kind, times, opened in told}
