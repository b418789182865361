"""Saved filters of the list of registrations: what somebody asks again and again, under a name of their own.

A filter belongs to a seat: an account in a role, at a place, for a branch or an agency where the role has one. It holds
the address of a list, in which no name and no NIK of a worker can stand.
"""

import datetime as dt
import re
import uuid
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from payung.apps.territory.models import Holding
from payung.apps.territory.scope import Scope

MOST = 20
LONGEST_NAME, LONGEST_QUERY = 60, 600
A_NIK = re.compile(r"(?:\d\W?){16}")


class SavedFilterError(Exception):
    """A filter that is not kept; the text says why."""


class SavedFilter(models.Model):
    """`query` is the end of the list's address, without the question mark; whether a list still understands it is for
    the list to say."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    city_id = models.BigIntegerField()
    area_id = models.BigIntegerField()
    branch_id = models.BigIntegerField(null=True, blank=True)
    registered_by_id = models.BigIntegerField()
    user_id = models.BigIntegerField()
    role = models.CharField(max_length=40)
    name = models.CharField(max_length=LONGEST_NAME)
    query = models.CharField(max_length=LONGEST_QUERY)

    PERSONAL: frozenset[str] = frozenset()

    class Meta:
        app_label = "enrolment"
        constraints = [
            models.UniqueConstraint(
                fields=["user_id", "area_id", "role", "registered_by_id", "branch_id", "name"],
                nulls_distinct=False,
                name="saved_filter_name_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(query=""), name="saved_filter_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.name


def _seat(scope: Scope) -> dict[str, object]:
    return {
        "city_id": scope.city,
        "area_id": scope.area,
        "branch_id": scope.branch or None,
        "registered_by_id": scope.owner(scope.actor),
        "user_id": scope.actor,
        "role": scope.role,
    }


def saved(scope: Scope) -> QuerySet[SavedFilter]:
    """What whoever acts keeps in this seat, by name."""
    return SavedFilter.objects.filter(**_seat(scope)).order_by("name", "id")


def save(scope: Scope, *, name: str, query: str) -> SavedFilter:
    """Keep the address of a list under a name. Raises `SavedFilterError`."""
    name = " ".join(name.split())
    if not name or not query:
        raise SavedFilterError(_("Beri nama saringannya."))
    if A_NIK.search(name):
        raise SavedFilterError(_("Jangan tulis NIK dalam nama saringan."))
    if len(name) > LONGEST_NAME or len(query) > LONGEST_QUERY:
        raise SavedFilterError(_("Saringan ini terlalu panjang untuk disimpan."))
    if saved(scope).count() >= MOST:
        raise SavedFilterError(_("Paling banyak %(most)s saringan. Hapus satu dahulu.") % {"most": MOST})
    try:
        with transaction.atomic():
            return SavedFilter.objects.create(**_seat(scope), name=name, query=query)
    except IntegrityError as error:
        raise SavedFilterError(_("Nama ini sudah dipakai untuk saringan Anda yang lain.")) from error


def remove_ended(*, on: dt.date) -> int:
    """Remove, in the open scope, what belongs to seats that nobody holds on the day or later; answers how many.

    A branch's officer sits in several cities through one holding, so there the branch tells the seat.
    """
    held = Holding.objects.filter(user_id=OuterRef("user_id"), role=OuterRef("role")).exclude(ends__lt=on)
    seat = Q(area_id=OuterRef("area_id")) | Q(branch_id=OuterRef("branch_id"))
    return int(SavedFilter.objects.exclude(Exists(held.filter(seat))).delete()[0])


def forget(scope: Scope, saved_id: UUID) -> str | None:
    """Delete a filter of one's own seat; answers its name, or None where there is none of that id."""
    found = saved(scope).filter(pk=saved_id).first()
    if found is None:
        return None
    found.delete()
    return found.name
