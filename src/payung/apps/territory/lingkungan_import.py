"""Takes in a city's own list of lingkungan: new ones are added, the others stay as they are, nothing is deleted."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from payung.apps.territory import queries, scope
from payung.apps.territory.codes import Level, ancestor, kemendagri_code, serial_of
from payung.apps.territory.errors import ListError
from payung.apps.territory.lingkungan_file import Line
from payung.apps.territory.models import Area
from payung.apps.territory.queries import Place
from payung.identity.place_names import lingkungan_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """How many lingkungan were added and how many stood already; those that the list does not name."""

    added: int
    standing: int
    missing: list[Place]


@dataclass(slots=True)
class Kelurahan:
    """What is known of one kelurahan while the list is read."""

    standing: dict[str, int] = field(default_factory=dict)  # key of the name -> serial
    serials: set[int] = field(default_factory=set)
    named: dict[str, int] = field(default_factory=dict)  # key of the name -> line of the list

    def nextserial_of(self) -> int:
        return max(self.serials, default=0) + 1


def import_lingkungan(*, lines: Sequence[Line], starts: dt.date | None = None) -> Imported:
    """Add the lingkungan of the list that the city does not have; matched by kelurahan and name in any spelling.

    `starts` is the first day of the new ones; left out, it is today where the kelurahan has lingkungan already, and
    open where it has none. Inside an open scope. Raises `ListError`, and adds nothing, when any line is wrong.
    """
    opened = scope.current()
    queries.hold_list(opened.scope)
    known = _known(opened.scope, on=starts or opened.today)
    begun = {pk for pk, kelurahan in known.items() if kelurahan.serials}
    problems = [problem for line in lines if (problem := _problem(line, known))]
    if problems:
        raise ListError(problems)
    added = [
        Area.lingkungan(
            line.kelurahan,
            serial,
            city=opened.scope.city,
            name=line.name,
            valid_from=starts or (opened.today if line.kelurahan in begun else None),
        )
        for line, serial in _new(lines, known)
    ]
    Area.objects.bulk_create(added)
    return Imported(added=len(added), standing=len(lines) - len(added), missing=_missing(opened, known, added))


def _known(mine: scope.Scope, *, on: dt.date) -> dict[int, Kelurahan]:
    villages = Area.objects.filter(city_id=mine.city, level=Level.KELURAHAN).values_list("id", flat=True)
    known = {pk: Kelurahan() for pk in villages}
    ever = Area.objects.filter(city_id=mine.city, level=Level.LINGKUNGAN).values_list("id", flat=True)
    for pk in ever:
        known[ancestor(pk, Level.KELURAHAN)].serials.add(serial_of(pk))
    for place in queries.lingkungan(mine, on=on):
        known[ancestor(place.id, Level.KELURAHAN)].standing[lingkungan_key(place.name)] = serial_of(place.id)
    return known


def _problem(line: Line, known: dict[int, Kelurahan]) -> str:
    """What is wrong with a line, in one sentence; empty when nothing is."""
    where = {"line": line.number, "code": kemendagri_code(line.kelurahan), "name": line.name, "serial": line.serial}
    kelurahan = known.get(line.kelurahan)
    if kelurahan is None:
        return _("Baris %(line)s: kota ini tidak mempunyai kelurahan %(code)s.") % where
    key = lingkungan_key(line.name)
    first = kelurahan.named.setdefault(key, line.number)
    if first != line.number:
        return _("Baris %(line)s: “%(name)s” sudah ada di baris %(first)s.") % (where | {"first": first})
    stands = kelurahan.standing.get(key)
    if stands is not None and line.serial not in {None, stands}:
        return _("Baris %(line)s: “%(name)s” sudah bernomor %(stands)s, bukan %(serial)s.") % (
            where | {"stands": stands}
        )
    if stands is None and line.serial in kelurahan.serials:
        return _("Baris %(line)s: nomor %(serial)s di kelurahan %(code)s sudah dipakai lingkungan lain.") % where
    if stands is None and line.serial is not None:
        kelurahan.serials.add(line.serial)
    return ""


def _new(lines: Iterable[Line], known: dict[int, Kelurahan]) -> Iterable[tuple[Line, int]]:
    """Lines to add with their serials: the given one, else the next that nothing has ever had."""
    for line in lines:
        kelurahan = known[line.kelurahan]
        if lingkungan_key(line.name) in kelurahan.standing:
            continue
        serial = line.serial or kelurahan.nextserial_of()
        kelurahan.serials.add(serial)
        yield line, serial


def _missing(opened: scope.Opened, known: dict[int, Kelurahan], added: list[Area]) -> list[Place]:
    """Standing lingkungan that the list does not name, in kelurahan of which it names some."""
    new = {area.pk for area in added}
    return [
        place
        for place in queries.lingkungan(opened.scope, on=opened.today)
        if place.id not in new
        and (named := known[ancestor(place.id, Level.KELURAHAN)].named)
        and lingkungan_key(place.name) not in named
    ]
