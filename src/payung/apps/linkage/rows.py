"""Applies changes of rows, or takes them back. A member number that moves is written anew, its payments with it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from payung.apps.coverage.models import Membership, Payment
from payung.apps.linkage.plan import Change, Values
from payung.apps.people.models import Person

FOLLOWING = ("person_id", "area_id", "registered_by_id")


def apply(changes: Iterable[Change]) -> None:
    """Write each row as it is after. Rows that the merge made are made by whoever planned them."""
    _write([(change, change.after) for change in changes])


def take_back(changes: Iterable[Change]) -> None:
    """Write each row as it was before, the last first, and before all others those that go to somebody else."""
    listed = list(reversed(list(changes)))
    for change in listed:
        if change.before is None:
            change.model._default_manager.filter(pk=change.pk).delete()
    known = [(change, change.before) for change in listed if change.before is not None]
    known.sort(key=lambda pair: "person_id" not in pair[1])
    _write(known)


def _write(pairs: list[tuple[Change, Values]]) -> None:
    for change, values in pairs:
        if change.model is not Membership:
            change.model._default_manager.filter(pk=change.pk).update(**values)
    _hold({change.pk: values for change, values in pairs if change.model is Membership})
    moved = [change.pk for change, _values in pairs if change.model is Person]
    Membership.objects.filter(person_id__in=moved).update(starts=F("starts"))  # protection stands where the person does


def _hold(wanted: dict[Any, Values]) -> None:
    """Delete and insert, so that the trigger keeps the protection of both people (as `coverage.members` does)."""
    if not wanted:
        return
    members = list(Membership.objects.filter(pk__in=wanted).order_by("pk"))
    payments = list(Payment.objects.filter(membership_id__in=wanted).order_by("pk"))
    Payment.objects.filter(pk__in=[each.pk for each in payments]).delete()
    Membership.objects.filter(pk__in=[each.pk for each in members]).delete()
    for each in members:
        for name, value in wanted[each.pk].items():
            setattr(each, name, value)
    places = {each.pk: {name: getattr(each, name) for name in FOLLOWING} for each in members}
    for payment in payments:
        for name, value in places[payment.membership_id].items():
            setattr(payment, name, value)
    Membership.objects.bulk_create(members)
    Payment.objects.bulk_create(payments)
