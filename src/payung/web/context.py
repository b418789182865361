"""What every page shows: who acts where, the navigation of their role, and a fixed clock."""

from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.apps.accounts.permissions import Permission
from payung.apps.notify.queries import MOST_COUNTED, unread_count
from payung.apps.territory.models import Holding
from payung.apps.territory.regional import shows_only_demonstrations
from payung.web.acting import holdings_of
from payung.web.templatetags.payung_format import number
from payung.web.today.page import has_home

NAVIGATION = (
    (Permission.REGISTRATION_VERIFY, "verification", gettext_lazy("Periksa pendaftaran")),
    (Permission.CAMPAIGN_SEE, "campaign", gettext_lazy("Kampanye")),
    (Permission.ROSTER_SEE, "rosters", gettext_lazy("Daftar nama")),
    (Permission.ROSTER_MATCH, "matching", gettext_lazy("Pencocokan")),
    (Permission.GROUP_SEE, "groups", gettext_lazy("Kelompok")),
    (Permission.REGISTRATION_CREATE, "register", gettext_lazy("Daftarkan pekerja")),
    (Permission.REGISTRATION_SEE, "registrations", gettext_lazy("Pendaftaran")),
    (Permission.PEOPLE_MERGE, "pairs", gettext_lazy("Kemungkinan ganda")),
    (Permission.CONTRIBUTION_SEE, "first_payments", gettext_lazy("Iuran pertama")),
    (Permission.BATCH_SEE, "batches", gettext_lazy("Berkas ke BPJS")),
    (Permission.PAYMENT_IMPORT, "insurer_files", gettext_lazy("Data dari BPJS")),
    (Permission.HELPER_APPOINT, "helpers", gettext_lazy("Pembantu")),
    (Permission.ACCOUNT_MANAGE, "offices", gettext_lazy("Pejabat dan akun")),
    (Permission.WORK_SEE, "work", gettext_lazy("Proses")),
    (Permission.SETTINGS_SEE, "settings_in_effect", gettext_lazy("Setelan")),
    (Permission.LOG_SEE, "log", gettext_lazy("Catatan pembukaan data")),
)
TODAY = ("today", gettext_lazy("Beranda"))
AT_A_BRANCH = ("insurer_home", gettext_lazy("Pekerjaan Anda"))  # for the insurer's own officers alone


def page(request: HttpRequest) -> dict[str, Any]:
    context: dict[str, Any] = {"version": settings.PAYUNG_VERSION}
    holding: Holding | None = getattr(request, "holding", None)
    if holding is None:
        return context
    city = holding.area.city  # a province has none
    return context | {
        "acting": acting(request, holding),
        "nav": navigation(request),
        "city_name": city.name if city else holding.area.name,
        "demo_clock": city.clock if city else None,
        "demo_region": city is None and region_is_demo(holding),
        "has_notices": hasattr(request, "scope"),
        "notices_waiting": SimpleLazyObject(lambda: notices_waiting(request)),
    }


def region_is_demo(holding: Holding) -> bool:
    """Whether a reader of a province sees demonstrations alone; each has a clock, so the banner tells of no day."""
    return not connection.needs_rollback and shows_only_demonstrations(holding.area_id)


def notices_waiting(request: HttpRequest) -> str:
    """How many notices were not opened, for the header; empty where none, or where an error page asks nothing more."""
    if not hasattr(request, "scope") or connection.needs_rollback:
        return ""
    count = unread_count(request.scope)
    return f"{number(MOST_COUNTED)}+" if count > MOST_COUNTED else number(count) if count else ""


def acting(request: HttpRequest, holding: Holding) -> dict[str, Any]:
    """Who acts in which role and place; with several roles, the way to the page where one is chosen."""
    place = str(holding.branch or holding.agency or holding.area)
    if holding.branch and sum(each.branch_id == holding.branch_id for each in holdings_of(request)) > 1:
        place = f"{place}, {holding.area.name}"
    others = [{"label": _("Ganti peran"), "url": reverse("roles")}] if len(holdings_of(request)) > 1 else []
    return {
        "role_label": holding.kind.label,
        "place_label": place,
        "name": holding.user.full_name,
        "others": others,
    }


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The pages that the role may open, in the order of the work."""
    scope = getattr(request, "scope", None)
    if scope is None:
        return region(request)
    places = [(name, label) for permission, name, label in NAVIGATION if scope.may(permission)]
    first = [AT_A_BRANCH] if scope.branch else [TODAY] if has_home(scope) else []
    return [
        {"name": name, "label": label, "url": reverse(name), "current": request.path.startswith(reverse(name))}
        for name, label in [*first, *places]
    ]


def region(request: HttpRequest) -> list[dict[str, Any]]:
    """The one page of a regional reader, for whom no scope is open."""
    holding: Holding | None = getattr(request, "holding", None)
    if holding is None or not holding.kind.regional:
        return []
    url = reverse("region")
    return [{"name": "region", "label": _("Kota di provinsi"), "url": url, "current": request.path == url}]


def first_page(request: HttpRequest) -> str:
    """Where the role's day begins; nothing for a role that has no page."""
    return next((page["url"] for page in navigation(request)), "")
