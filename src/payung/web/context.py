"""What every page shows: who acts where, the navigation of their role, and a fixed clock."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.apps.accounts.permissions import Permission as P
from payung.apps.territory.models import Holding

NAVIGATION = (
    (P.CAMPAIGN_SEE, "campaign", _("Kampanye")),
    (P.REGISTRATION_VERIFY, "verification", _("Periksa pendaftaran")),
    (P.REGISTRATION_CREATE, "register", _("Daftarkan pekerja")),
    (P.ROSTER_SEE, "rosters", _("Daftar nama")),
    (P.REGISTRATION_SEE, "registrations", _("Pendaftaran")),
    (P.BATCH_SEE, "batches", _("Berkas ke BPJS")),
    (P.PAYMENT_IMPORT, "insurer_files", _("Data dari BPJS")),
)


def page(request: HttpRequest) -> dict[str, Any]:
    context: dict[str, Any] = {"version": settings.PAYUNG_VERSION, "demo": settings.PAYUNG_DEMO}
    holding: Holding | None = getattr(request, "holding", None)
    if holding is None:
        return context
    return context | {
        "acting": acting(holding),
        "nav": navigation(request),
        "today": getattr(request, "today", None),
        "demo_clock": holding.area.city.clock,
    }


def acting(holding: Holding) -> dict[str, Any]:
    place = holding.branch.name if holding.branch else holding.area.name
    return {"role_label": holding.kind.label, "place_label": place, "name": holding.user.full_name}


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    scope = getattr(request, "scope", None)
    if scope is None:
        return []
    return [
        {"label": _(label), "url": reverse(name), "current": request.path.startswith(reverse(name))}
        for permission, name, label in NAVIGATION
        if scope.may(permission)
    ]
