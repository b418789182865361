"""Whether the register knows somebody already: the same NIK, or somebody very like them."""

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from payung.apps.enrolment.actions import Content
from payung.apps.enrolment.errors import AlreadyRegistered
from payung.apps.enrolment.places import labels
from payung.apps.people import duplicates, queries
from payung.apps.people.details import Details
from payung.apps.people.duplicates import NOBODY, SHOWN_FROM, Elsewhere, Keys, Likeness, Lookalike
from payung.apps.territory.scope import Scope

LIKENESS: dict[Likeness, Promise] = {
    Likeness.NAME_AND_BIRTH: gettext_lazy("nama dan tanggal lahir sama"),
    Likeness.PHONE_AND_MOTHER: gettext_lazy("nomor telepon dan nama ibu sama"),
    Likeness.ALIKE_NAME_AND_BIRTH: gettext_lazy("nama mirip dan tanggal lahir sama"),
    Likeness.PHONE_AND_ALIKE_MOTHER: gettext_lazy("nomor telepon sama dan nama ibu mirip"),
    Likeness.SAME_NAME: gettext_lazy("nama sama"),
    Likeness.ALIKE_NAME: gettext_lazy("nama mirip"),
    Likeness.SAME_BIRTH: gettext_lazy("tanggal lahir sama"),
    Likeness.ALIKE_BIRTH: gettext_lazy("tanggal lahir mirip"),
    Likeness.SAME_PHONE: gettext_lazy("nomor telepon sama"),
    Likeness.SAME_MOTHER: gettext_lazy("nama ibu sama"),
    Likeness.ALIKE_MOTHER: gettext_lazy("nama ibu mirip"),
    Likeness.ALIKE_NIK: gettext_lazy("NIK hampir sama"),
}
# From which probability on, in words: a number would say more than is known.
LIKELY: tuple[tuple[float, Promise], ...] = (
    (0.9, gettext_lazy("sangat mungkin orang yang sama")),
    (SHOWN_FROM, gettext_lazy("mungkin orang yang sama")),
    (0.0, gettext_lazy("kecil kemungkinannya orang yang sama")),
)


@dataclass(frozen=True, slots=True)
class Alike:
    """People who may be the one on the form: named inside one's territory, a bare word outside."""

    here: list[dict[str, Any]]
    elsewhere: Elsewhere
    seal: str

    @property
    def any(self) -> bool:
        return bool(self.here or self.elsewhere.reasons)

    @property
    def reasons_elsewhere(self) -> str:
        return reasons(self.elsewhere.reasons)


def reasons(found: tuple[Likeness, ...]) -> str:
    return ", ".join(str(LIKENESS[reason]) for reason in found)


def likely(probability: float | None) -> str:
    """How likely it is the same person; '' where nobody can say."""
    if probability is None:
        return ""
    return next(str(words) for least, words in LIKELY if probability >= least)


def shown(found: list[Lookalike], request: HttpRequest) -> list[dict[str, Any]]:
    """People of one's territory as a page shows them: name, place, reasons, how likely, and the way to their page."""
    names = labels([each.area_id for each in found], on=request.today)
    return [
        {
            "name": each.name,
            "place": names[each.area_id],
            "reasons": reasons(each.reasons),
            "likely": likely(each.probability),
            "url": reverse("person", args=[each.person_id]),
        }
        for each in found
    ]


def alike(request: HttpRequest, keys: Keys, *, besides: UUID = NOBODY) -> Alike:
    """Possible duplicates in one's territory, weighed, and elsewhere by simple keys. Writes the log: not for a GET."""
    scope: Scope = request.scope
    here = duplicates.finder().candidates(scope, keys, besides=besides)
    elsewhere = duplicates.look_elsewhere(scope, keys, besides=besides)
    return Alike(shown(here, request), elsewhere, _seal(here, elsewhere))


def _seal(here: list[Lookalike], elsewhere: Elsewhere) -> str:
    """Tells whether somebody has seen exactly this list, without carrying anything of it."""
    said = sorted([str(each.person_id) for each in here] + [str(reason) for reason in elsewhere.reasons])
    return hashlib.sha256(" ".join(said).encode()).hexdigest()[:16]


def before_saving(request: HttpRequest, form: forms.Form, content: Content, *, besides: UUID = NOBODY) -> Alike | None:
    """What must be looked at before the form is saved; None when it may be saved now.

    Possible duplicates are shown once; whoever goes on writes why it is another person.
    """
    found = alike(request, Keys.of(content.details, area_id=content.area_id), besides=besides)
    if not found.elsewhere.asked:
        form.add_error(
            None, gettext("Terlalu banyak pendaftaran dalam satu jam. Coba lagi nanti; isian Anda tetap ada.")
        )
        return found
    if not found.any or (form.cleaned_data["seen"] == found.seal and form.cleaned_data["note"]):
        return None
    if form.cleaned_data["seen"] == found.seal:
        form.add_error("note", gettext("Tulis mengapa ini orang yang berbeda."))
    return found


def known_by_nik(request: HttpRequest, details: Details, error: AlreadyRegistered) -> dict[str, Any] | None:
    """The way to the person who bears the NIK, where they are in one's territory."""
    scope: Scope = request.scope
    found = queries.by_nik(scope, details.nik) if error.where != "elsewhere" else None
    return {"name": found.name, "url": reverse("person", args=[found.pk])} if found else None
