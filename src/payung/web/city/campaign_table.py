"""The tables of the campaign page: one line per place, or in a lingkungan one per head; the last line is their sum."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.apps.campaigns.figures import Figures
from payung.apps.campaigns.queries import Credit, Line, Overview
from payung.apps.coverage.file_queries import EndedMonth
from payung.apps.territory.codes import BELOW, Level
from payung.apps.territory.holders import Holder
from payung.web.city.campaign_page import address
from payung.web.city.campaign_rows import RowLinks
from payung.web.place_words import KINDS, unknown_below
from payung.web.templatetags.payung_format import month_name, number, percent_of, short_date

TITLES = {
    Level.KECAMATAN: gettext_lazy("Per kecamatan"),
    Level.KELURAHAN: gettext_lazy("Per kelurahan"),
    Level.LINGKUNGAN: gettext_lazy("Per lingkungan"),
}

UNKNOWN = "unknown"  # the column of the month's paid while no payment file is in


def places(seen: Overview, links: RowLinks, ended: EndedMonth | None) -> dict[str, Any]:
    """The places directly below, in order of their codes: small numbers make no ranking."""
    below = BELOW[seen.level] or Level.LINGKUNGAN
    labels = columns(ended, target=True)
    return {
        "title": TITLES[below],
        "first": KINDS[below],
        "columns": labels,
        "rows": [_place(seen, line, links, labels) for line in seen.lines],
        "total": _total(cells(labels, seen.total, links)),
        "order": _("Urutannya menurut kode wilayah."),
    }


def heads(credit: Iterable[Credit], links: RowLinks, ended: EndedMonth | None, total: Figures) -> dict[str, Any]:
    """Of one lingkungan: what was registered on whose days."""
    labels = columns(ended, target=False)
    return {
        "title": _("Per kepala lingkungan"),
        "first": _("Kepala lingkungan"),
        "columns": labels,
        "rows": [_head(each, links.of_head(each.user), labels) for each in credit],
        "total": _total(cells(labels, total, links)),
        "order": "",
    }


def columns(ended: EndedMonth | None, *, target: bool) -> list[dict[str, str]]:
    """Key and label of each column; the month that is asked stands in its label."""
    paid = _("Lunas %(month)s") % {"month": month_name(ended.month)} if ended else _("Lunas")
    found = [
        ("target", _("Target")),
        ("submitted", _("Diajukan")),
        ("verified", _("Terverifikasi")),
        ("accepted", _("Diterima BPJS")),
        ("share", _("Bagian dari target")),
        ("paid" if ended else UNKNOWN, paid),
        ("falls_due", _("Jatuh tempo 30 hari")),
        ("lapses", _("Akan nonaktif 30 hari")),
    ]
    left_out = set() if target else {"target", "share"}
    return [{"key": key, "label": label} for key, label in found if key not in left_out]


def _place(seen: Overview, line: Line, links: RowLinks, labels: list[dict[str, str]]) -> dict[str, Any]:
    here = line.place.id == seen.place.id
    name = str(_unplaced(seen, line)) if line.whole else line.place.name
    return {
        "name": name,
        "url": None if here else address(seen.campaign, line.place.id),
        "note": head_note(line.head) if seen.level is Level.KELURAHAN and not line.whole else "",
        "cells": cells(labels, line.figures, links.at(line.place.id, exact=line.whole, outside=line.outside)),
    }


def _unplaced(seen: Overview, line: Line) -> Promise | str:
    return _("Tinggal di luar kota") if line.outside else unknown_below(seen.level)


def _total(cells: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": _("Jumlah"), "url": None, "note": "", "cells": cells}


def head_note(head: Holder | None) -> str:
    """Who heads a lingkungan on the day: by name, as acting, or nobody."""
    if head is None:
        return _("Jabatan kosong")
    return _("Plt. %(name)s") % {"name": head.name} if head.acting else head.name


def _head(credit: Credit, links: RowLinks, labels: list[dict[str, str]]) -> dict[str, Any]:
    vacant = not credit.spells
    return {
        "name": _("Saat jabatan kosong") if vacant else credit.name,
        "url": None,
        "note": "; ".join(_spell(spell) for spell in credit.spells),
        "cells": cells(labels, credit.figures, links),
    }


def _spell(spell: Holder) -> str:
    days = _("%(starts)s sampai %(ends)s") if spell.ends else _("sejak %(starts)s")
    text = days % {"starts": short_date(spell.starts), "ends": short_date(spell.ends)}
    return _("Plt., %(days)s") % {"days": text} if spell.acting else text


def cells(labels: list[dict[str, str]], figures: Figures, links: RowLinks) -> list[dict[str, Any]]:
    """One cell for each column, as text and with the way to its rows."""
    return [{"label": each["label"], **_cell(each["key"], figures, links)} for each in labels]


def _cell(key: str, figures: Figures, links: RowLinks) -> dict[str, Any]:
    if key == "share":
        return {"text": percent_of(figures.accepted, figures.target), "url": None}
    if key == "target":
        return {"text": number(figures.target or None), "url": None}
    if key == UNKNOWN:
        return {"text": number(None), "url": None}
    count = getattr(figures, key)
    return {"text": number(count), "url": getattr(links, key) if count else None}
