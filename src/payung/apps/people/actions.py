"""Writes about people already in the register."""

from uuid import UUID

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
