"""Writes about people already in the register."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from payung.apps.people.details import Details
from payung.apps.people.models import Person
from payung.apps.territory import scope


def update(*, person_id: UUID, details: Details, area_id: int) -> None:
    """Put a person's details and place right; the versions before stay in the history.

    Rows of other tables that carry the person's place are the caller's to move. Raises `Person.DoesNotExist` outside
    the scope and `IntegrityError` where the NIK is another person's.
    """
    changed = Person.objects.filter(pk=person_id).update(area_id=area_id, **details.columns(scope.current().vault))
    if not changed:
        raise Person.DoesNotExist


class OwnPersonError(Exception):
    """Why an account is not tied to a person as asked: one clear sentence."""


def say_it_is_me(*, by: int, person_id: UUID) -> None:
    """Tie the account that acts to the person: from now on others decide on their registration.

    An account is one person, and a person has one account; raises `OwnPersonError` otherwise or outside the scope.
    """
    try:
        with transaction.atomic():
            tied = Person.objects.filter(pk=person_id, account_id__isnull=True).update(account_id=by)
    except IntegrityError as error:
        raise OwnPersonError(_("Akun Anda sudah terhubung ke pendaftaran lain.")) from error
    if not tied:
        raise OwnPersonError(_("Orang ini sudah terhubung ke sebuah akun."))


def untie(*, by: int, person_id: UUID) -> None:
    """Undo it; somebody else has to, so that nobody frees themselves to decide on their own registration."""
    untied = Person.objects.filter(pk=person_id, account_id__isnull=False).exclude(account_id=by)
    if not untied.update(account_id=None):
        raise OwnPersonError(_("Hubungan dengan akun Anda sendiri dilepas orang lain."))
