"""Tags of the page parts that are computed before they are drawn; docs/reference/components.md lists all parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from payung.web.assets import built_assets
from payung.web.state_words import MONTH, PROTECTION, REGISTRATION, UNKNOWN, StateWord

register = template.Library()

BAR_WIDTH = 1000
LEAST_SHOWN = 6  # a small part of a bar stays visible


# The first sign found counts: Edge also calls itself Chrome, and everything calls itself Mozilla.
BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@register.simple_tag
def vite_assets() -> SafeString:
    """The typeface, style sheet and script of the current build, for the head of a page."""
    assets = built_assets()
    return format_html(
        "{}{}{}",
        format_html_join(
            "",
            '<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>',
            ((static(path),) for path in assets.fonts),
        ),
        format_html_join("", '<link rel="stylesheet" href="{}">', ((static(path),) for path in assets.styles)),
        format_html('<script type="module" src="{}"></script>', static(assets.script)),
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """A sign of components/icon_sprite.html in the size and colour of its text; hidden from screen readers."""
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="#icon-{}"></use></svg>', name)


@register.simple_tag
def error_line(label: object, error: object) -> str:
    """A fault under the name of its field, unless the sentence begins with that name already (NIK kosong)."""
    name, sentence = str(label), str(error)
    begins = sentence.casefold().startswith((f"{name.casefold()} ", f"{name.casefold()}:"))
    return sentence if begins else f"{name}: {sentence}"


def _badge(words: Mapping[str, StateWord], state: object) -> dict[str, Any]:
    return words.get(str(state), UNKNOWN)._asdict()


@register.inclusion_tag("components/badge.html")
def registration_badge(state: str) -> dict[str, Any]:
    """The state of a registration as word, sign and tone."""
    return _badge(REGISTRATION, state)


@register.inclusion_tag("components/badge.html")
def protection_badge(state: str) -> dict[str, Any]:
    """The state of a person's protection as word, sign and tone."""
    return _badge(PROTECTION, state)


def _with_word(part: Mapping[str, Any]) -> dict[str, Any]:
    """A part of a bar; one that names a protection state takes its word, sign and tone."""
    known = _badge(PROTECTION, part["state"]) if "state" in part else {"tone": "plain", "icon": "dash"}
    return {**known, **part}


def _draw(parts: list[dict[str, Any]], total: int) -> list[dict[str, Any]]:
    """Each part with its place on the bar: whole units of BAR_WIDTH, so that no decimal sign is written."""
    drawn, before = [], 0
    for part in parts:
        left, right = (before * BAR_WIDTH // total, (before + part["count"]) * BAR_WIDTH // total) if total else (0, 0)
        width = max(right - left, LEAST_SHOWN) if part["count"] else 0
        drawn.append({**part, "x": min(left, BAR_WIDTH - width), "width": width, "edge": bool(left and width)})
        before += part["count"]
    return drawn


@register.inclusion_tag("components/figure_bar.html")
def figure_bar(parts: Iterable[Mapping[str, Any]], **details: Any) -> dict[str, Any]:
    """A stacked bar with its table: parts are mappings of count and either state or label, tone, icon; url optional.

    Details: title, total (the whole; the sum of the parts when absent), total_label, as_of, source.
    """
    worded = [_with_word(part) for part in parts]
    total = details.pop("total", None)
    total = sum(part["count"] for part in worded) if total is None else total
    absent = {"title": "", "total_label": "", "as_of": None, "source": ""}
    return {**absent, **details, "parts": _draw(worded, total), "total": total, "bar_width": BAR_WIDTH}


def _cell(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {**_badge(MONTH, entry["state"]), **entry}


@register.inclusion_tag("components/month_grid.html")
def month_grid(months: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The protection calendar: mappings of month (a Month), state (paid, grace, unpaid, ahead, outside, unknown),
    and optionally note (a line under the word) and url; oldest first, grouped by year."""
    by_year = groupby((_cell(entry) for entry in months), key=lambda cell: cell["month"].first_day.year)
    return {"years": [{"year": year, "cells": list(cells)} for year, cells in by_year]}


@register.filter
def browser(user_agent: str) -> str:
    """The browser and system that a user agent names, for the list of sessions: Chrome, Android."""
    found = [next((name for sign, name in names if sign in user_agent), "") for names in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found)) or gettext("Peramban lain")


@register.filter
def nth(sequence: Sequence[Any], position: int) -> Any:
    """The entry of a list at a position counted from 0; nothing when the list is shorter."""
    return sequence[position] if position < len(sequence) else None


@register.filter
def control(field: BoundField, css_class: str = "") -> SafeString:
    """A form field's input, tied to its help and its fault for screen readers; a placeholder that only repeats the
    label is left out."""
    described = [f"{field.auto_id}_help"] if field.help_text else []
    if field.errors:
        described.append(f"{field.auto_id}_error")
    attrs: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if field.errors and control_kind(field) != "choices":
        attrs["aria-invalid"] = "true"
    if css_class:
        attrs["class"] = css_class
    if "placeholder" in field.field.widget.attrs:
        attrs["placeholder"] = False
    return field.as_widget(attrs=attrs)


@register.filter
def control_kind(field: BoundField) -> str:
    """Which layout a field needs: check, choices, file or text."""
    kind = getattr(field.widget_type, "lower", str)()
    return {
        "checkbox": "check",
        "radioselect": "choices",
        "checkboxselectmultiple": "choices",
        "file": "file",
        "clearablefile": "file",
        "spreadsheet": "file",
    }.get(kind, "text")
