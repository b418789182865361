"""Groups whose members are enrolled together: made, described anew, and the lists that are brought for them."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from payung.apps.enrolment.errors import IntakeError, RosterError
from payung.apps.enrolment.models import Group, Roster
from payung.apps.territory import owners, scope
from payung.apps.territory.models import Agency

NAME_ONCE = "group_name_once"


class GroupError(IntakeError):
    """A group that cannot be written as asked; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What is said of a group. `size` is how many members it says it has, by which source and of which day."""

    name: str
    kind: str
    coordinator: str = ""
    phone: str = ""
    size: int | None = None
    size_source: str = ""
    size_on: dt.date | None = None

    def __repr__(self) -> str:
        """Says nothing of the coordinator."""
        return f"Described({self.kind})"


def create(*, by: int, described: Described, agency: int | None = None) -> Group:
    """A new group of the scope's city, of an agency or of none. An agency's officer makes groups of theirs alone.

    Raises `GroupError`.
    """
    opened = scope.current()
    mine = opened.scope.own
    agency = -mine if mine < 0 else agency
    if agency is not None and not Agency.objects.filter(pk=agency, city_id=opened.scope.city).exists():
        raise GroupError(_("Instansi ini tidak ada di kota Anda."))
    owner = owners.of_agency(agency) if agency else opened.scope.owner(by)
    place = {"city_id": opened.scope.city, "area_id": opened.scope.area, "registered_by_id": owner}
    with _named_once():
        return Group.objects.create(**place, agency_id=agency, **_columns(described))


def edit(*, group_id: UUID, described: Described) -> Group:
    """Say something else of a group; whose it is and who is in it stays. Raises `GroupError`."""
    found = Group.objects.select_for_update().filter(pk=group_id).first()
    if found is None:
        raise GroupError(_("Kelompok ini tidak ada di wilayah Anda."))
    said = _columns(described)
    for name, value in said.items():
        setattr(found, name, value)
    with _named_once():
        found.save(update_fields=list(said))
    return found


def owner_of(group_id: UUID | None, *, by: int) -> int:
    """Whose the rows are that `by` brings for a group: its agency's where it has one. Raises `GroupError`."""
    mine = scope.current().scope.owner(by)
    if group_id is None:
        return mine
    found = Group.objects.filter(pk=group_id).values_list("agency_id", flat=True)
    if not found:
        raise GroupError(_("Kelompok ini tidak ada di wilayah Anda."))
    return owners.of_agency(found[0]) if found[0] else mine


def bring(*, roster_id: UUID, group_id: UUID, by: int) -> None:
    """A roster that was just uploaded is one of the group's: whoever is taken in from it is its member."""
    owner = owner_of(group_id, by=by)
    try:
        with transaction.atomic():
            Roster.objects.filter(pk=roster_id).update(group_id=group_id, registered_by_id=owner)
    except IntegrityError as error:
        raise RosterError(_("Berkas ini sudah pernah dibawa oleh instansi kelompok ini.")) from error


def _columns(described: Described) -> dict[str, Any]:
    vault = scope.current().vault
    name = " ".join(described.name.split())
    if not name:
        raise GroupError(_("Isi nama kelompoknya."))
    told = (described.size is not None, bool(described.size_source.strip()), described.size_on is not None)
    if any(told) and not all(told):
        raise GroupError(_("Jumlah anggota ditulis bersama sumber dan tanggalnya."))
    sealed = {"coordinator_name": described.coordinator.strip(), "coordinator_phone": described.phone}
    return {
        "name": name,
        "kind": described.kind,
        "size": described.size,
        "size_source": " ".join(described.size_source.split()),
        "size_on": described.size_on,
        **{column: vault.seal(column, value) if value else None for column, value in sealed.items()},
    }


@contextmanager
def _named_once() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if NAME_ONCE not in str(error):
            raise
        raise GroupError(_("Kelompok dengan nama ini sudah ada.")) from error
