"""Jobs that may be meant by what stands in the field of a job: a fragment for the list below it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.identity import occupations
from payung.identity.folding import words
from payung.web.guards import signed_in

SHOWN = 7
LOOK_AT: dict[str, Promise] = {
    "employee": gettext_lazy("Biasanya punya pemberi kerja. Bila digaji, perusahaan yang mendaftarkan."),
    "servant": gettext_lazy("Aparatur negara dijamin di tempat lain, tidak didaftarkan di sini."),
    "may_serve": gettext_lazy("Tanyakan apakah ia aparatur negara; bila ya, tidak didaftarkan di sini."),
    "office": gettext_lazy("Jabatan pemerintahan. Tulis pekerjaan sehari-harinya bila ada."),
    "not_working": gettext_lazy("Bukan pekerjaan. Tulis apa yang dikerjakan sehari-hari."),
    "vague": gettext_lazy("Terlalu umum. Tulis apa yang dikerjakan sehari-hari."),
    "transport": gettext_lazy("Dihitung sebagai angkutan. Pastikan ia bekerja di kendaraan."),
    "abroad": gettext_lazy("Pekerja migran punya program sendiri di BPJS Ketenagakerjaan."),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One job of the list: what choosing it writes, and what is said beside it."""

    name: str
    also: str
    look_at: Promise | str


@require_safe
@signed_in
def suggestions(request: HttpRequest) -> HttpResponse:
    """The jobs that `?cari=` may mean, best first. Words for work are no personal data."""
    found = [_suggestion(match) for match in occupations.search(request.GET.get("cari", ""), SHOWN)]
    context = {"suggestions": found, "said": _said(len(found))}
    return render(request, "neighbourhood/register/_occupations.html", context)


def _suggestion(match: occupations.Match) -> Suggestion:
    job = match.occupation
    beside = [job.name_en] if get_language() == "en" else []
    if match.spelling not in words(job.name):
        beside.append(match.spelling)
    return Suggestion(job.name, ", ".join(beside), LOOK_AT.get(job.check, ""))


def _said(count: int) -> str:
    if not count:
        return _("Tidak ada di daftar. Pekerjaan boleh ditulis sendiri.")
    return ngettext(
        "%(count)s saran. Pilih dengan panah, lalu Enter.", "%(count)s saran. Pilih dengan panah, lalu Enter.", count
    ) % {"count": count}
