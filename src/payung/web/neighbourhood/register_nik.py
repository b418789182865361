"""What a NIK tells while it is typed: where it was issued, birth date, sex, and whether the city knows its bearer."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment.nik_question import NikAnswer, NikStanding, ask
from payung.apps.people import queries as people
from payung.identity import dates, nik
from payung.identity.nik import NikReading
from payung.identity.regions import describe
from payung.rules.registration import AgeDecision, bpu_age
from payung.web.guards import needs
from payung.web.neighbourhood.nik_sentences import sentence, sentences
from payung.web.neighbourhood.register_form import RegistrationForm

SAID: dict[NikStanding, tuple[str, str, Promise]] = {
    NikStanding.UNKNOWN: ("good", "check", _("Belum terdaftar. Lanjutkan.")),
    NikStanding.HERE: ("wait", "person", _("Sudah terdaftar di wilayah Anda.")),
    NikStanding.ELSEWHERE: (
        "wait",
        "person",
        _("Sudah didaftarkan pihak lain di kota ini. Tanyakan kepada lurah setempat."),
    ),
    NikStanding.ACTIVE: (
        "bad",
        "umbrella-open",
        _("Sudah peserta aktif BPJS Ketenagakerjaan. Tidak perlu didaftarkan lagi."),
    ),
    NikStanding.MEMBER: (
        "bad",
        "umbrella-outline",
        _(
            "Sudah menjadi peserta BPJS Ketenagakerjaan. Tidak perlu didaftarkan lagi: "
            "bila iurannya berhenti, cukup membayar lagi."
        ),
    ),
    NikStanding.UNANSWERED: (
        "plain",
        "question",
        _("Terlalu banyak NIK ditanyakan dalam satu jam. Lanjutkan; NIK ini diperiksa saat diajukan."),
    ),
}
AGAIN = _("Pernah diajukan di wilayah Anda dan ditolak. Boleh didaftarkan lagi.")


@require_POST
@needs(Permission.REGISTRATION_CREATE)
def from_nik(request: HttpRequest) -> HttpResponse:
    """What the typed NIK tells, or what is wrong with it.

    Birth date and sex are filled in where nothing stands, or where a NIK that was typed before filled them in (`told`).
    """
    told = nik.read_text(request.POST.get("nik", ""), as_of=request.today)
    filled = _filled(request, told)
    form = RegistrationForm(places=[], today=request.today, initial=filled)
    problems = sentences(told)
    region = describe(told.digits[:6]) if told.usable and told.digits else None
    context: dict[str, Any] = {"form": form, "region": region, "problems": problems, "standing": None}
    context |= {"born": told.birth_date, "sex": told.sex} if told.usable else {}
    if told.usable and told.digits and not problems:
        context["standing"] = _age(request, filled["birth_date"])
        if not context["standing"] and not request.POST.get("version"):
            context["standing"] = _standing(request, told.digits)
    return render(request, "neighbourhood/register/_from_nik.html", context)


def _filled(request: HttpRequest, told: NikReading) -> dict[str, str]:
    typed = {name: request.POST.get(name, "") for name in ("birth_date", "sex", "told")}
    if not (told.usable and told.birth_date):
        return typed
    read = {"birth_date": f"{told.birth_date:%d-%m-%Y}", "sex": str(told.sex)}
    free = {"", *typed["told"].split()}
    typed |= {name: value for name, value in read.items() if typed[name] in free}
    return typed | {"told": " ".join(read.values())}


def _age(request: HttpRequest, born: str) -> dict[str, Any] | None:
    """What saving would say of the birth date as it then stands on the form; None where the age fits or is unknown."""
    said = dates.read_text(born, as_of=request.today).candidates
    decision = bpu_age(said[0], on=request.today) if said else AgeDecision.ACCEPT
    return {"tone": "bad", "icon": "warning", "text": sentence(decision.value)} if decision.refused else None


def _standing(request: HttpRequest, digits: str) -> dict[str, Any]:
    """Where the bearer stands, in words; the way to their page where they are in one's territory."""
    answer = ask(request.scope, digits, today=request.today)
    tone, icon, text = SAID[answer.standing]
    if answer.again:
        tone, icon, text = "plain", "return", AGAIN
    return {"tone": tone, "icon": icon, "text": text, "person": _person(request, answer, digits)}


def _person(request: HttpRequest, answer: NikAnswer, digits: str) -> dict[str, Any] | None:
    found = people.by_nik(request.scope, digits) if answer.here else None
    return {"name": found.name, "url": _page(found.pk)} if found else None


def _page(person_id: UUID) -> str:
    return reverse("person", args=[person_id])
