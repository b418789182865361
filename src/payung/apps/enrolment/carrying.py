"""A person's place stands on every row about them: one territory holds them all."""

from uuid import UUID

from payung.apps.coverage.models import Membership, Payment
from payung.apps.enrolment.models import BatchLine, Registration, StateChange


def carry(person_id: UUID, *, area_id: int, registered_by_id: int | None = None) -> None:
    """Take the rows about a person to the area where the person stands now, and to whoever registers them now.

    Call it after the person has moved. A role that sees its own rows alone does not see the lines of batches, so cannot
    move them.
    """
    place = {"area_id": area_id} | ({"registered_by_id": registered_by_id} if registered_by_id is not None else {})
    for model in (Membership, Payment, Registration):
        model.objects.filter(person_id=person_id).update(**place)
    StateChange.objects.filter(registration__person_id=person_id).update(**place)
    BatchLine.objects.filter(registration__person_id=person_id).update(area_id=area_id)
