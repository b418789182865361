"""What the page of offices shows of one area: who holds what there, who heads the areas below, what is vacant."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.apps.accounts.roles import ROLES
from payung.apps.territory import holders, queries
from payung.apps.territory.codes import Level, ancestor, kemendagri_code
from payung.apps.territory.holders import Holder
from payung.apps.territory.queries import Place
from payung.apps.territory.scope import Scope
from payung.apps.territory.seats import Count, counted


def page(scope: Scope, area: int, *, today: dt.date) -> dict[str, Any]:
    """The whole context of the page; raises `TerritoryError` outside the territory."""
    path = [place for place in queries.path(scope, area, on=today) if place.id >= scope.lo]
    here = path[-1]
    held = holders.roles_at(scope, area, on=today)
    below = children(scope, here, today=today)
    return {
        "here": here,
        "places": trail(path),
        "lead": lead(here, held, below, today=today),
        "held": [term(each, today=today) for each in held],
        "guests": holders.of_branches(scope, on=today) if here.level is Level.CITY else [],
        "below": below,
        "buttons": buttons(here),
    }


def buttons(here: Place) -> list[dict[str, str]]:
    """Appointing somebody here, the letters of everybody in office, and from the city's page its agencies."""
    found = [{"label": _("Tunjuk pemegang peran"), "url": reverse("office_appoint", args=[here.id]), "icon": "person"}]
    if here.level is not Level.LINGKUNGAN:
        found.append({"label": _("Surat akun"), "url": reverse("office_letters", args=[here.id])})
        found.append({"label": _("Jabatan yang kosong"), "url": reverse("heads_place", args=[here.id])})
    if here.level is Level.CITY:
        found.append({"label": _("Impor kepala lingkungan"), "url": reverse("head_list")})
        found.append({"label": _("Instansi"), "url": reverse("agencies")})
    return found


def trail(path: list[Place]) -> list[dict[str, str]]:
    """The way down to the page, its last step without an address."""
    steps = [{"label": place.name, "url": reverse("office", args=[place.id])} for place in path[:-1]]
    return [*steps, {"label": path[-1].name, "url": ""}]


def lead(here: Place, held: list[Holder], below: list[dict[str, Any]], *, today: dt.date) -> str:
    """The answer in one line: is the office filled, and how many heads are missing below."""
    office = holders.office_of(here.level)
    if here.level is Level.LINGKUNGAN or not below:
        taken = any(each.role == office and each.on(today) for each in held)
        return _("Jabatan ini terisi.") if taken else _("Jabatan ini kosong.")
    if here.level is not Level.KELURAHAN and not any(each["seats"] for each in below):
        return _(
            "Belum ada lingkungan di sini, jadi belum ada kepala lingkungan. "
            "Daftar lingkungan dimasukkan pengelola server dengan perintah: %(command)s"
        ) % {"command": import_command(here.id)}
    vacant = sum(each["vacant"] for each in below)
    if not vacant:
        return _("Semua lingkungan mempunyai kepala.")
    return ngettext(
        "%(count)d lingkungan tidak mempunyai kepala.", "%(count)d lingkungan tidak mempunyai kepala.", vacant
    ) % {"count": vacant}


def import_command(area: int) -> str:
    """What brings a city's lingkungan in: there is no page for it."""
    return f"payung city lingkungan import {kemendagri_code(ancestor(area, Level.CITY))} lingkungan.csv"


def term(each: Holder, *, today: dt.date) -> dict[str, Any]:
    """One row of who holds what: begun or still to come."""
    return {
        "holder": each,
        "label": ROLES[each.role].label,
        "begun": each.starts <= today,
        "account_url": reverse("office_account", args=[each.user]),
        "end_url": reverse("office_end", args=[each.holding]),
        "hand_over_url": reverse("office_hand_over", args=[each.holding]),
    }


def children(scope: Scope, here: Place, *, today: dt.date) -> list[dict[str, Any]]:
    """The areas below with the holder of each office, and how many heads of lingkungan are missing in each."""
    below = queries.children(scope, here.id, on=today)
    office = holders.office_of(below[0].level) if below else None
    if office is None:
        return []
    heads = holders.holders(scope, office, on=today, areas=[place.id for place in below])
    counts = counted(scope, here.id, below[0].level, on=today)
    return [
        {
            "name": place.name,
            "url": reverse("office", args=[place.id]),
            "office": ROLES[office].label,
            "holder": heads.get(place.id),
            "vacant": counts.get(place.id, Count(0, 0, 0)).vacant,
            "seats": counts.get(place.id, Count(0, 0, 0)).seats,
        }
        for place in below
    ]
