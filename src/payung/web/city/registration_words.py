"""What a list of registrations holds, in words: for its printed sheet, which has no form and no links."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.apps.accounts.roles import ROLES
from payung.apps.territory.queries import path
from payung.web.city.registration_chips import chips
from payung.web.city.registration_filters import Asked
from payung.web.city.registration_order import LABELS
from payung.web.templatetags.payung_format import clock_time, long_date

CHOSEN = ("keadaan", "perlindungan", "segera", "kurang")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stands above a printed list: the place, what narrows it, its order, when, and by whom."""

    place: str
    filters: str
    order: str
    when: str
    by: str


def stamp(request: HttpRequest, asked: Asked) -> Stamp:
    """Everything that tells one printed sheet from another."""
    steps = path(asked.scope, asked.scope.area, on=request.today)
    role = ROLES.get(asked.scope.role)
    by = request.user.full_name + (f" ({role.label})" if role else "")
    return Stamp(
        place=steps[-1].name if steps else "",
        filters="; ".join(narrowed_by(asked)) or _("tanpa saringan"),
        order=str(LABELS[asked.order]),
        when=_("%(day)s pukul %(time)s") % {"day": long_date(request.today), "time": clock_time(timezone.now())},
        by=by,
    )


def narrowed_by(asked: Asked) -> list[str]:
    """One phrase for each filter, in the order of the form."""
    said = []
    for name in CHOSEN:
        value = asked.parameters.get(name)
        if value:
            field = asked.form.fields[name]
            said.append(f"{field.label}: {dict(field.choices).get(value, value)}")
    if asked.filters.months_paid is not None:
        said.append(f"{asked.form.fields['bulan'].label}: {asked.filters.months_paid}")
    return said + [chip["label"] for chip in chips(asked)]
