"""The list of registrations: narrowed by state, place and protection, searched by name, downloaded for a purpose."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment import listing, policies, searching
from payung.apps.enrolment.enums import COUNTED, State
from payung.apps.enrolment.listing import Row
from payung.apps.enrolment.places import labels, place_of
from payung.apps.enrolment.registration_needs import lacking_of
from payung.apps.enrolment.sorting import Cursor
from payung.apps.territory.queries import children, path
from payung.identity.names import search_key
from payung.web.city.registration_chips import chips
from payung.web.city.registration_filters import Asked, asked_by
from payung.web.city.registration_order import sorting
from payung.web.city.registration_words import stamp
from payung.web.city.registrations_saved import above
from payung.web.guards import needs
from payung.web.need_words import named
from payung.web.templatetags.payung_format import number

CURSOR = "dari"
SEARCHED = 100


@needs(Permission.REGISTRATION_SEE)
def registrations(request: HttpRequest) -> HttpResponse:
    """One page of the list."""
    asked = asked_by(request)
    cursor = Cursor.parse(request.GET.get(CURSOR, ""))
    found = listing.page(asked.scope, asked.filters, cursor, order=asked.order)
    counted = capped(found.counted)
    paging = {
        "shown": _("%(rows)s dari %(all)s pendaftaran") % {"rows": number(len(found.rows)), "all": counted},
        "previous_url": _link(asked, found.before),
        "next_url": _link(asked, found.after),
    }
    said = {"sorting": sorting(asked), "stamp": stamp(request, asked), "saved": above(request, asked)}
    return _show(request, asked, found.rows, paging=paging, all=found.counted, counted=counted, **said)


@needs(Permission.REGISTRATION_SEE)
def search(request: HttpRequest) -> HttpResponse:
    """Registrations of people in whose name words begin as typed; the name stands in no address.

    Whoever comes without a name, by switching the language or by going back, sees the list and can type it again.
    """
    asked = asked_by(request)
    if request.method != "POST":
        return redirect(reverse("registrations") + asked.query())
    name = request.POST.get("nama", "").strip()[:SEARCHED]
    found = searching.search(asked.scope, asked.filters, name)
    unsaid = not search_key(name)
    lead = _("Tulis huruf awal dari salah satu kata namanya, lalu cari.") if unsaid else _found(found, name)
    return _show(request, asked, found.rows, name=name, more=found.more, searched=True, unsaid=unsaid, lead=lead)


def _found(found: searching.Found, name: str) -> str:
    """How many bear the name; where there are more, that these are the first."""
    count = len(found.rows)
    if found.more and not count:
        return _("Terlalu banyak orang bernama “%(name)s” untuk diperiksa sekaligus.") % {"name": name}
    if found.more:
        words = ngettext(
            "%(count)s nama pertama yang cocok dengan “%(name)s”.",
            "%(count)s nama pertama yang cocok dengan “%(name)s”.",
            count,
        )
    elif count:
        words = ngettext("%(count)s nama cocok dengan “%(name)s”.", "%(count)s nama cocok dengan “%(name)s”.", count)
    else:
        words = _("Tidak ada nama yang cocok dengan “%(name)s”.")
    return words % {"count": number(count), "name": name}


def capped(count: int) -> str:
    """A count as people read it: exact up to 1.000, then "1.000+"."""
    return f"{number(listing.COUNTED_TO)}+" if count > listing.COUNTED_TO else number(count)


def _link(asked: Asked, cursor: Cursor | None) -> str:
    return reverse("registrations") + asked.query(**{CURSOR: str(cursor)}) if cursor else ""


def _show(request: HttpRequest, asked: Asked, rows: list[Row], **context: Any) -> HttpResponse:
    shown = {
        "asked": asked,
        "rows": table(request, rows),
        "month": asked.filters.month,
        "states": states(asked),
        "chips": chips(asked),
        "places": places(request, asked),
        "trail": trail(request, asked),
        "may_decide": policies.may_decide(
            asked.scope, State.SUBMITTED, State.VERIFIED, home="luar" if asked.filters.outside else ""
        ),
        "may_join": asked.scope.may(Permission.GROUP_EDIT),
        "may_export": policies.may_export(asked.scope),
        "list_url": reverse("registrations"),
        "export_query": asked.query(),
        "again": [{"label": _("Hapus saringan"), "url": reverse("registrations")}],
        "begin": _begin(request),
        "narrowed": bool(asked.ignored or set(asked.parameters) - {"tempat", "urut"}),
    }
    return render(request, "city/registrations/page.html", shown | context)


def _begin(request: HttpRequest) -> list[dict[str, str]]:
    """The first step where the list is empty, for whoever may take it."""
    if not request.scope.may(Permission.REGISTRATION_CREATE):
        return []
    return [{"label": _("Daftarkan pekerja"), "url": reverse("register")}]


def table(request: HttpRequest, rows: list[Row]) -> list[dict[str, Any]]:
    """Each row with its place, and what the insurer still needs, in words."""
    names = labels([row.area_id for row in rows], on=request.today)
    lacking = lacking_of(request.scope, [row.id for row in rows])
    return [{"row": row, "place": place_of(row, names), "needs": named(lacking.get(row.id, ()))} for row in rows]


def states(asked: Asked) -> list[dict[str, Any]]:
    """Each state with its capped count, as links that narrow the list to it."""
    counts = listing.state_counts(asked.scope)
    return [
        {
            "label": state.label,
            "count": capped(counts[state]),
            "url": reverse("registrations") + asked.place_and(keadaan=state.value),
            "current": asked.filters.state is state,
        }
        for state in COUNTED
        if counts[state] or asked.filters.state is state
    ]


def places(request: HttpRequest, asked: Asked) -> list[dict[str, str]]:
    """The places directly below, as links that narrow the list."""
    below = children(asked.scope, asked.scope.area, on=request.today)
    return [
        {"label": place.name, "url": reverse("registrations") + asked.query(tempat=str(place.id))} for place in below
    ]


def trail(request: HttpRequest, asked: Asked) -> list[dict[str, str]]:
    """The way from one's own territory down to the place of the list."""
    mine = request.scope
    if asked.scope.area == mine.area:
        return []
    steps = [step for step in path(mine, asked.scope.area, on=request.today) if step.id >= mine.area]
    base = reverse("registrations")
    links = [
        {"label": step.name, "url": base + asked.query(tempat="" if step.id == mine.area else str(step.id))}
        for step in steps
    ]
    return [*links[:-1], {"label": links[-1]["label"], "url": ""}]
