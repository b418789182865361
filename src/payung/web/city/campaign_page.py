"""What the campaign page says: the answer, the next step, the tiles; all words and links, no counting."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.apps.accounts.permissions import Permission
from payung.apps.campaigns.models import Campaign
from payung.apps.campaigns.queries import Overview
from payung.apps.coverage.file_queries import EndedMonth
from payung.apps.enrolment.enums import State
from payung.apps.territory.codes import Level
from payung.apps.territory.queries import Place
from payung.apps.territory.scope import Scope
from payung.web.city.campaign_rows import RowLinks
from payung.web.city.registrations import capped
from payung.web.place_words import KINDS
from payung.web.templatetags.payung_format import long_date, month_name, number, percent_of


def header(scope: Scope, seen: Overview, links: RowLinks) -> dict[str, Any]:
    """Title, the answer as the page's first line, the way up, and the next step as the first button."""
    return {
        "title": seen.campaign.name if seen.level is Level.CITY else place_title(seen.place),
        "lead": answer(seen),
        "beside": beside(seen),
        "period": period(seen.campaign),
        "places": trail(seen.path, lambda place: _page_of(seen, place)),
        "buttons": buttons(scope, seen, links),
    }


def answer(seen: Overview) -> str:
    """The first line: how many of how many are members."""
    accepted, target = seen.total.accepted, seen.total.target
    if not target:
        text = _("%(accepted)s pekerja sudah diterima BPJS Ketenagakerjaan; targetnya belum diketahui.")
        return text % {"accepted": number(accepted)}
    text = _("%(accepted)s dari %(target)s pekerja sudah diterima BPJS Ketenagakerjaan: %(share)s")
    share = percent_of(accepted, target)
    return text % {"accepted": number(accepted), "target": number(target), "share": share}


def beside(seen: Overview) -> str:
    submitted, target = seen.total.submitted, seen.total.target
    text = (
        _("Sudah diajukan: %(submitted)s (%(share)s dari target).") if target else _("Sudah diajukan: %(submitted)s.")
    )
    return text % {"submitted": number(submitted), "share": percent_of(submitted, target)}


def period(campaign: Campaign) -> str:
    if campaign.ends is None:
        return _("sejak %(starts)s") % {"starts": long_date(campaign.starts)}
    return _("%(starts)s sampai %(ends)s") % {"starts": long_date(campaign.starts), "ends": long_date(campaign.ends)}


def place_title(place: Place) -> str:
    """The place's name with its kind before it, unless the name says it already."""
    kind = str(KINDS.get(place.level, ""))
    return place.name if place.name.startswith(kind) else f"{kind} {place.name}"


def trail(path: Sequence[Place], url_of: Callable[[Place], str]) -> list[dict[str, str]]:
    """The way from one's own territory down to the place, with the page of each before it; nothing at its top."""
    if len(path) == 1:
        return []
    return [*({"label": place.name, "url": url_of(place)} for place in path[:-1]), {"label": path[-1].name, "url": ""}]


def _page_of(seen: Overview, place: Place) -> str:
    return address(seen.campaign, None if place == seen.path[0] else place.id)


def address(campaign: Campaign, area: int | None) -> str:
    """The page of a place; the whole territory of the reader where none is named."""
    page = reverse("campaign_place", args=[area]) if area else reverse("campaign")
    return f"{page}?campaign={campaign.pk}"


def buttons(scope: Scope, seen: Overview, links: RowLinks) -> list[dict[str, str]]:
    """The reader's next step: what waits for them, else registering one more, else the campaign's settings."""
    found = []
    if scope.may(Permission.REGISTRATION_VERIFY) and seen.total.states[State.SUBMITTED]:
        found.append({"label": _("Periksa pendaftaran"), "url": reverse("verification"), "icon": "check"})
    if scope.may(Permission.REGISTRATION_CREATE):
        found.append({"label": _("Daftarkan pekerja"), "url": reverse("register")})
    if links.falls_due and seen.total.falls_due:
        label = _("Lihat %(count)s yang jatuh tempo") % {"count": number(seen.total.falls_due)}
        found.append({"label": label, "url": links.falls_due})
    if scope.may(Permission.CAMPAIGN_EDIT):
        found.append({"label": _("Atur kampanye"), "url": reverse("campaign_edit", args=[seen.campaign.pk])})
    found.append({"label": _("Kepala lingkungan"), "url": reverse("heads_place", args=[seen.place.id])})
    return found


def unplaced(count: int, area: int) -> dict[str, str] | None:
    """What waits without a kelurahan, and the way to it; None where nothing does."""
    if not count:
        return None
    query = urlencode({"tempat": area, "keadaan": State.SUBMITTED.value, "tanpa": "kelurahan"})
    title = ngettext(
        "%(count)s pendaftaran menunggu tanpa kelurahan", "%(count)s pendaftaran menunggu tanpa kelurahan", count
    )
    return {"title": title % {"count": capped(count)}, "url": f"{reverse('registrations')}?{query}"}


def from_outside(count: int) -> dict[str, str] | None:
    """What waits for the programme's own verification, and the way to it; None where nothing does."""
    if not count:
        return None
    title = ngettext(
        "%(count)s pekerja dari luar kota menunggu Anda periksa",
        "%(count)s pekerja dari luar kota menunggu Anda periksa",
        count,
    )
    return {"title": title % {"count": capped(count)}, "url": reverse("verification")}


def create_button(scope: Scope) -> list[dict[str, str]]:
    """For who may: how a city without a campaign gets one."""
    if not scope.may(Permission.CAMPAIGN_EDIT):
        return []
    return [{"label": _("Buat kampanye"), "url": reverse("campaign_new"), "icon": "plus"}]


def tiles(seen: Overview, links: RowLinks, ended: EndedMonth | None) -> list[dict[str, Any]]:
    """Each figure with what it is a part of, its source and its day."""
    whole, today, register = seen.total, seen.question.today, _("catatan pendaftaran kota")
    of_target = _("%(share)s dari target")
    rows = (
        (_("Diajukan"), whole.submitted, links.submitted, "plain"),
        (_("Terverifikasi"), whole.verified, links.verified, "plain"),
        (_("Diterima BPJS"), whole.accepted, links.accepted, "good"),
    )
    counted = [
        {
            "label": label,
            "value": number(count),
            "detail": of_target % {"share": percent_of(count, whole.target)} if whole.target else "",
            "url": url,
            "tone": tone,
            "as_of": today,
            "source": register,
        }
        for label, count, url, tone in rows
    ]
    return [target_tile(seen), *counted, paid_tile(seen, links, ended)]


def target_tile(seen: Overview) -> dict[str, Any]:
    detail = ngettext(
        "%(quota)s orang untuk tiap lingkungan (%(count)s lingkungan)",
        "%(quota)s orang untuk tiap lingkungan (%(count)s lingkungan)",
        seen.lingkungan,
    ) % {"quota": number(seen.campaign.quota), "count": number(seen.lingkungan)}
    return {
        "label": _("Target"),
        "value": number(seen.total.target) if seen.total.target else None,
        "unknown": _("Belum diketahui"),
        "detail": detail if seen.lingkungan else _("Belum ada lingkungan yang tercatat."),
        "source": _("pengaturan kampanye"),
    }


def paid_tile(seen: Overview, links: RowLinks, ended: EndedMonth | None) -> dict[str, Any]:
    if ended is None:
        return {"label": _("Lunas"), "value": None, "unknown": _("Belum ada data iuran")}
    share = percent_of(seen.total.paid, seen.total.accepted)
    return {
        "label": _("Lunas %(month)s") % {"month": month_name(ended.month)},
        "value": number(seen.total.paid),
        "detail": _("%(share)s dari yang diterima BPJS") % {"share": share} if seen.total.accepted else "",
        "url": links.paid,
        "tone": "good",
        "as_of": ended.as_of,
        "source": _("data iuran BPJS"),
    }


def others(known: list[Campaign], shown: Campaign, *, area: int | None) -> list[dict[str, str]]:
    """The city's other campaigns, for the same place."""
    return [{"label": each.name, "url": address(each, area)} for each in known if each != shown]


def begins(campaign: Campaign, today: dt.date) -> str:
    """A sentence while the campaign has not begun, or once it is over; else nothing."""
    if today < campaign.starts:
        return _("Kampanye ini mulai %(day)s. Sampai saat itu belum ada yang dihitung.") % {
            "day": long_date(campaign.starts)
        }
    if campaign.ends and today > campaign.ends:
        return _("Kampanye ini berakhir %(day)s. Pendaftaran sesudahnya tidak dihitung di sini.") % {
            "day": long_date(campaign.ends)
        }
    return ""
