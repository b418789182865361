"""Gives, ends and hands over roles. An office has one holder a day; without one it is vacant.

An acting holder stands in a vacancy. All inside an open scope: nobody gives a role outside their own territory.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from payung.apps.accounts.roles import ROLES, Role
from payung.apps.territory import queries, scope, terms
from payung.apps.territory.errors import OfficeError
from payung.apps.territory.models import Area, Branch, Holding

ONE_HOLDER = "one_holder_a_day"


def appoint(*, user: int, role: str, area: int, starts: dt.date, **where: Any) -> Holding:
    """`user` holds `role` in `area` from `starts` on, until ended; an acting holder stands in a vacancy.

    `where`: `acting`, `ends` (the last day, of somebody acting) and `branch` (of the insurer's officers). Without
    `ends` somebody acting leaves the day before the next holder begins. Raises `OfficeError` when the role is not held
    for such an area, when the office has a holder on a day of the term, or when the insurer's branch is missing. An
    agency's officers are appointed by `agencies`.
    """
    kind = _role(role)
    if kind.by_agency:
        raise OfficeError(_("Petugas instansi ditunjuk di halaman instansinya."))
    place = queries.area(scope.current().scope, area)
    where["branch_id"] = _branch(kind, where.pop("branch", None))
    return give(user=user, kind=kind, place=place, starts=starts, **where)


def give(*, user: int, kind: type[Role], place: Area, starts: dt.date, **where: Any) -> Holding:
    """The same for a role that is known to be right: `where` are the holding's other columns."""
    _refuse_oneself(user)
    _check_place(kind, place, starts)
    if kind.helps and not Holding.objects.on(starts).filter(area=place, role=kind.helps).exists():
        raise OfficeError(
            _("Jabatan di %(place)s kosong pada hari itu, jadi belum ada yang dibantu.") % {"place": place}
        )
    where["ends"] = terms.last_day(
        kind, place, starts=starts, ends=where.get("ends"), acting=where.get("acting", False)
    )
    same = {"agency_id": where["agency_id"]} if where.get("agency_id") else {}
    theirs = Holding.objects.filter(user_id=user, role=kind.code, area=place, **same)
    if terms.during(theirs, starts, where["ends"]).exists():
        raise OfficeError(_("Orang ini sudah memegang peran itu di %(place)s.") % {"place": place.name})
    with _one_holder(place):
        return Holding.objects.create(user_id=user, role=kind.code, area=place, starts=starts, **where)


def end(*, holding: int, on: dt.date) -> Holding:
    """`on` is the last day of the holding; the office is vacant from the next day."""
    found = _held(holding)
    if on < found.starts:
        raise OfficeError(
            _("Masa jabatan tidak dapat berakhir sebelum dimulai (%(starts)s).") % {"starts": found.starts}
        )
    if found.ends is not None and found.ends < on:
        raise OfficeError(_("Masa jabatan ini sudah berakhir pada %(ends)s.") % {"ends": found.ends})
    found.ends = on
    with transaction.atomic():
        found.save(update_fields=["ends"])
        _dismiss_helpers(found)
    return found


def _dismiss_helpers(ended: Holding) -> None:
    """Who helps somebody in office helps no longer than they hold it; their successor chooses anew."""
    helping = [code for code, kind in ROLES.items() if kind.helps == ended.role]
    theirs = Holding.objects.filter(area_id=ended.area_id, role__in=helping) if helping else Holding.objects.none()
    theirs.filter(starts__gt=ended.ends).delete()
    theirs.filter(Q(ends__isnull=True) | Q(ends__gt=ended.ends)).update(ends=ended.ends)


def hand_over(*, holding: int, user: int, on: dt.date, acting: bool = False, ends: dt.date | None = None) -> Holding:
    """`user` holds the office from `on` (to `ends`, if given); the holding before it ends the day before."""
    before = _held(holding)
    with transaction.atomic():
        end(holding=holding, on=on - dt.timedelta(days=1))
        where = {"branch_id": before.branch_id, "agency_id": before.agency_id, "acting": acting, "ends": ends}
        return give(user=user, kind=before.kind, place=before.area, starts=on, **where)


def vacate(*, holding: int, on: dt.date) -> Holding:
    """The office is vacant from `on`; the holding before it ends the day before."""
    return end(holding=holding, on=on - dt.timedelta(days=1))


def withdraw(*, holding: int) -> None:
    """Remove an appointment that has not begun, as if it had not been made; one that has begun is ended instead."""
    found = _held(holding)
    if found.starts <= scope.current().today:
        raise OfficeError(_("Masa jabatan ini sudah dimulai: akhiri, jangan dibatalkan."))
    found.delete()


def undone_together() -> AbstractContextManager[None]:
    """Whatever is done inside is undone when any of it is refused."""
    return transaction.atomic()


def _held(holding: int) -> Holding:
    mine = scope.current().scope
    found = Holding.objects.filter(pk=holding, area__id__range=(mine.lo, mine.hi)).first()
    if found is None:
        raise OfficeError(_("Jabatan ini tidak ada di wilayah Anda."))
    return found


def _role(code: str) -> type[Role]:
    try:
        return ROLES[code]
    except KeyError:
        raise OfficeError(
            _("Peran “%(role)s” tidak ada. Yang ada: %(known)s.") % {"role": code, "known": ", ".join(ROLES)}
        ) from None


def _refuse_oneself(user: int) -> None:
    """An administrator sees no personal data, and does not make themselves somebody who does."""
    if scope.current().scope.actor == user:
        raise OfficeError(_("Anda tidak dapat memberi peran kepada diri sendiri."))


def _check_place(kind: type[Role], place: Area, starts: dt.date) -> None:
    if place.level != kind.level:
        raise OfficeError(
            _("%(role)s dipegang untuk satu %(level)s; %(place)s adalah %(actual)s.")
            % {"role": kind.label, "level": kind.level, "place": place.name, "actual": place.level}
        )
    if not queries.is_valid(place.pk, on=starts):
        raise OfficeError(_("%(place)s tidak berlaku pada tanggal itu.") % {"place": place.name})


def _branch(kind: type[Role], branch: int | None) -> int | None:
    if not kind.by_branch:
        return None
    found = Branch.objects.serving(scope.current().scope.city).filter(pk=branch).first() if branch else None
    if found is None:
        raise OfficeError(_("Pilih kantor cabang BPJS Ketenagakerjaan untuk peran ini."))
    return found.pk


@contextmanager
def _one_holder(place: Area) -> Iterator[None]:
    """Turns the database's refusal of two holders on a day into a sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if ONE_HOLDER not in str(error):
            raise
        raise OfficeError(
            _("Jabatan di %(place)s baru saja diisi orang lain. Muat ulang halaman ini.") % {"place": place.name}
        ) from error
