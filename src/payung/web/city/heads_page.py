"""What the pages of heads say: the answer first, then the offices that are not filled, or what a head hands over."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.apps.accounts.permissions import Permission
from payung.apps.accounts.roles import ROLES
from payung.apps.campaigns.credit import MonthCredit
from payung.apps.campaigns.handing_over import Change, GoesOver
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.filters import Soon
from payung.apps.territory.codes import Level
from payung.apps.territory.queries import Place
from payung.apps.territory.scope import Scope
from payung.apps.territory.seats import Count, Seat
from payung.web.city.campaign_page import place_title, trail
from payung.web.templatetags.payung_format import long_date, number, rupiah


def territory(
    scope: Scope, path: Sequence[Place], seats: Sequence[Seat], counts: Mapping[int, Count], below: Sequence[Place]
) -> dict[str, Any]:
    here = path[-1]
    heads = sum(each.vacant for each in counts.values())
    offices = sum(seat.vacant for seat in seats if seat.place.level is not Level.LINGKUNGAN)
    acting = sum(each.acting for each in counts.values())
    acting += sum(seat.acting for seat in seats if seat.place.level is not Level.LINGKUNGAN)
    return {
        "here": here,
        "title": _("Jabatan kosong: %(place)s") % {"place": place_title(here)},
        "lead": lead(heads + offices, acting),
        "places": trail(path, _page_of),
        "vacant": [row(seat, scope) for seat in seats if seat.vacant or seat.ending],
        "acting": [row(seat, scope) for seat in seats if seat.acting],
        "below": [_below(place, counts.get(place.id, Count(0, 0, 0))) for place in below],
        "of_lingkungan": here.level is Level.KELURAHAN,
    }


def lead(vacant: int, acting: int) -> str:
    """The answer: how many offices are not filled, and how many only for the time being."""
    first = (
        ngettext("%(count)s jabatan kosong", "%(count)s jabatan kosong", vacant) % {"count": number(vacant)}
        if vacant
        else _("Semua jabatan terisi")
    )
    if not acting:
        return f"{first}."
    second = ngettext("%(count)s dipegang pelaksana tugas", "%(count)s dipegang pelaksana tugas", acting) % {
        "count": number(acting)
    }
    return f"{first}, {second}."


def row(seat: Seat, scope: Scope) -> dict[str, Any]:
    return {
        "seat": seat,
        "office": ROLES[seat.role].label,
        "url": _address(seat, scope),
        "since": _vacant_since(seat),
        "last": _("terakhir: %(name)s") % {"name": seat.last.name} if seat.last and seat.vacant else "",
        "coming": _("mulai %(day)s: %(name)s") % {"day": long_date(seat.coming.starts), "name": seat.coming.name}
        if seat.coming
        else "",
    }


def _vacant_since(seat: Seat) -> str:
    """Of a vacancy since when, of one to come from when; of an acting head since when they act."""
    if seat.ending and seat.holder and seat.holder.ends:
        return _("mulai %(day)s") % {"day": long_date(seat.holder.ends + dt.timedelta(days=1))}
    return long_date(seat.since) if seat.since else _("belum pernah terisi")


def _address(seat: Seat, scope: Scope) -> str:
    """Where the office is filled, for who may; else the page of the place."""
    if scope.may(Permission.ACCOUNT_MANAGE):
        return reverse("office", args=[seat.place.id])
    return _page_of(seat.place)


def _below(place: Place, count: Count) -> dict[str, Any]:
    return {"name": place.name, "url": _page_of(place), "count": count}


def _page_of(place: Place) -> str:
    return reverse("heads_place", args=[place.id])


def lingkungan(path: Sequence[Place], seat: Seat, change: Change, *, today: dt.date) -> dict[str, Any]:
    here = path[-1]
    return {
        "here": here,
        "title": place_title(here),
        "lead": who(seat),
        "places": trail(path, _page_of),
        "change": changing(change, today=today),
    }


def who(seat: Seat) -> str:
    """Who heads it today, since when."""
    if seat.holder is None and seat.since is None:
        return _("Belum pernah ada kepala lingkungan di sini.")
    if seat.holder is None:
        return _("Kosong sejak %(day)s.") % {"day": long_date(seat.since)}
    text = _("%(name)s, pelaksana tugas sejak %(day)s.") if seat.acting else _("%(name)s, sejak %(day)s.")
    return text % {"name": seat.holder.name, "day": long_date(seat.since)}


def changing(change: Change, *, today: dt.date) -> str:
    """The change that is coming; empty where none is."""
    if change.day is None or change.day <= today:
        return ""
    if change.taker is None:
        return _("Mulai %(day)s jabatan ini kosong.") % {"day": long_date(change.day)}
    return _("Mulai %(day)s diganti %(name)s.") % {"day": long_date(change.day), "name": change.taker.name}


def over(counts: GoesOver, area: int, *, links: bool) -> list[dict[str, Any]]:
    """What stands in the head's hands, each with the way to its rows for who may see them."""

    def url(**narrowed: str) -> str:
        return f"{reverse('registrations')}?{urlencode({'tempat': area, **narrowed})}" if links else ""

    members = {"keadaan": State.ACCEPTED.value}
    return [
        {"label": _("Pendaftaran yang berjalan"), "value": number(counts.registrations), "url": url()},
        {"label": _("Menunggu diperiksa lurah"), "value": number(counts.waiting), "url": url(keadaan="submitted")},
        {"label": _("Perlu diperbaiki"), "value": number(counts.to_mend), "url": url(keadaan="returned")},
        {"label": _("Dalam perjalanan ke BPJS"), "value": number(counts.on_the_way), "url": ""},
        {"label": _("Peserta"), "value": number(counts.members), "url": url(**members)},
        {
            "label": _("Jatuh tempo dalam 30 hari"),
            "value": number(counts.falls_due),
            "url": url(**members, segera=Soon.DUE.value),
        },
        {
            "label": _("Akan nonaktif dalam 30 hari"),
            "value": number(counts.lapses),
            "url": url(**members, segera=Soon.LAPSE.value),
        },
        {"label": _("Uang iuran yang masih dipegang"), "value": rupiah(counts.cash_idr), "url": ""},
        *(
            {"label": _("– di tangan %(name)s") % {"name": name}, "value": rupiah(amount), "url": ""}
            for name, amount in counts.cash
        ),
    ]


def credited(lines: Sequence[MonthCredit]) -> list[dict[str, Any]]:
    return [{"line": each, "name": each.name or _("Saat jabatan kosong")} for each in lines]
