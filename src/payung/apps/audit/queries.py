"""Reads the log of disclosures."""

import datetime as dt

from django.db.models import QuerySet
from django.utils import timezone

from payung.apps.audit.acting import Acting
from payung.apps.audit.models import Disclosure


def disclosures(
    scope: Acting, *, kind: Disclosure.Kind | None = None, day: dt.date | None = None, before: int | None = None
) -> QuerySet[Disclosure]:
    """Who opened, downloaded or looked up personal data in the territory, the latest first.

    `day` is one day in the city's time; `before` is the id of the last row of the page before.
    """
    found = Disclosure.objects.filter(city_id=scope.city, area_id__range=(scope.lo, scope.hi)).order_by("-id")
    if kind:
        found = found.filter(kind=kind)
    if day:
        starts = timezone.make_aware(dt.datetime.combine(day, dt.time.min))
        found = found.filter(at__gte=starts, at__lt=starts + dt.timedelta(days=1))
    return found.filter(id__lt=before) if before else found
