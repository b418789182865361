"""The notices of whoever acts: those of their role where they hold it, and those of their own account."""

import datetime as dt
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from payung.apps.audit.acting import Acting
from payung.apps.notify.models import Notice

MOST_COUNTED = 99


def notices(scope: Acting) -> QuerySet[Notice]:
    """Every notice that is kept for whoever acts in the scope, the latest first."""
    told = Q(role=scope.role) | Q(user_id=scope.actor)
    mine = Notice.objects.filter(told, area_id__range=(scope.lo, scope.hi), at__gte=kept_since())
    return mine.order_by("-at", "-id")


def notice(scope: Acting, notice_id: UUID) -> Notice | None:
    """One notice, or None where it is for somebody else."""
    return notices(scope).filter(pk=notice_id).first()


def unread(scope: Acting) -> QuerySet[Notice]:
    """Those that whoever acts has not opened, and whose matter is not settled."""
    return notices(scope).filter(settled=False).exclude(read_by__contains=[scope.actor])


def unread_count(scope: Acting) -> int:
    """How many wait, counted no further than one past `MOST_COUNTED`."""
    return unread(scope).order_by().values("pk")[: MOST_COUNTED + 1].count()


def kept_since() -> dt.datetime:
    """Notices before this moment are shown no more, and removed by the nightly job."""
    return timezone.now() - dt.timedelta(days=settings.PAYUNG_NOTICE_DAYS)
