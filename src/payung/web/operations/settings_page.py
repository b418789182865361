"""The settings in effect, for the administrator: read only, for they are changed on the server."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from payung.apps.accounts.permissions import Permission
from payung.web.guards import needs
from payung.web.operations.in_effect import is_changed, value_of
from payung.web.operations.setting_texts import LANGUAGES, Setting, sections

LINK, CODE = re.compile(r" ?\(?\[([^\]]+)\]\([^)]+\)\)?"), re.compile(r"`([^`]+)`")


@require_GET
@needs(Permission.SETTINGS_SEE)
def settings_in_effect(request: HttpRequest) -> HttpResponse:
    """Every setting with its value, what it means, and what it does."""
    language = get_language()
    spoken = language if language in LANGUAGES else LANGUAGES[0]
    found = [(each.title[spoken], [_row(setting, spoken) for setting in each.settings]) for each in sections()]
    return render(request, "operations/settings.html", {"sections": found})


def _row(setting: Setting, language: str) -> dict[str, Any]:
    meaning = plain(setting.meaning[language])
    return {
        "name": setting.name,
        "value": value_of(setting),
        "changed": is_changed(setting),
        "meaning": meaning[0].upper() + meaning[1:].rstrip(".") + ".",
        "effect": plain(setting.effect[language]),
        "default": plain(setting.default[language]),
    }


def plain(text: str) -> str:
    """The text without the marks of the documents; a link leads to those, and is left out in parentheses."""
    return CODE.sub(r"\1", LINK.sub(lambda found: "" if "(" in found.group()[:2] else f" {found.group(1)}", text))
