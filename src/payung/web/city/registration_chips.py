"""What a list is narrowed by without a field of its own to show it, each with a link that lets it go."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.apps.enrolment.group_queries import group
from payung.apps.enrolment.queries import user_names
from payung.apps.territory.codes import Level, level_of
from payung.apps.territory.holders import is_known
from payung.apps.territory.scope import Scope
from payung.web.city.registration_filters import Asked
from payung.web.place_words import unknown_below
from payung.web.templatetags.payung_format import long_date, month_name

Chip = dict[str, str]


def chips(asked: Asked) -> list[Chip]:
    """One chip for each filter that came with a link from a figure."""
    filters, said = asked.filters, []
    if filters.since or filters.until:
        days = {"first": long_date(filters.since), "last": long_date(filters.until)}
        said.append((_("Didaftarkan %(first)s sampai %(last)s") % days, ("sejak", "hingga")))
    if filters.head is not None:
        said.append((_head(asked.scope, filters.head), ("kepala",)))
    if "per" in asked.parameters:
        said.append((_("Perlindungan %(month)s") % {"month": month_name(filters.month)}, ("per",)))
    if filters.ever_paid:
        said.append((_("Sudah membayar bulan berikutnya"), ("kemudian",)))
    if filters.exact:
        said.append((str(unknown_below(level_of(asked.scope.area))), ("tepat",)))
    if filters.unplaced:
        said.append((str(unknown_below(Level.KECAMATAN)), ("tanpa",)))
    if filters.group:
        said.append((_group(asked.scope, filters.group), ("kelompok",)))
    if filters.outside:
        said.append((_("Tinggal di luar kota"), ("tinggal",)))
    return [{"label": label, "url": _without(asked, names)} for label, names in said]


def _head(scope: Scope, user: int) -> str:
    """Whose days they were, by name where they hold or held an office here; 0 is for days without a holder."""
    if not user:
        return _("Tanpa kepala lingkungan")
    name = user_names([user])[user] if is_known(scope, user) else _("tidak dikenal")
    return _("Kepala lingkungan: %(name)s") % {"name": name}


def _group(scope: Scope, group_id: UUID) -> str:
    found = group(scope, group_id)
    return _("Kelompok: %(name)s") % {"name": found.name if found else _("tidak dikenal")}


def _without(asked: Asked, names: tuple[str, ...]) -> str:
    return reverse("registrations") + asked.query(**dict.fromkeys(names, ""))
