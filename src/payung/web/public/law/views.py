"""Three pages about the law, open to everybody; the state stands in the address."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from payung.rules.changes import changes_after, overdue
from payung.rules.legislation import Legislation, load
from payung.rules.parameter import Parameter
from payung.web.guards import public
from payung.web.public.law.history import chart, entries
from payung.web.public.law.search import LONGEST_SEARCH, groups
from payung.web.public.law.upcoming import by_day
from payung.web.public.law.values import worded
from payung.web.public.law.words import CERTAINTY, GROUPS, group_of, headline, linked, rest, said
from payung.web.public.today import day_of


class SearchForm(forms.Form):
    """What is looked for, in the address: `cari`."""

    cari = forms.CharField(
        label=gettext_lazy("Cari angka"),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search"}),
    )


@require_safe
@public
def index(request: HttpRequest) -> HttpResponse:
    """Every figure of the law with today's value, in groups; with `cari` those that are meant."""
    form = SearchForm(request.GET or None)
    searched = form.cleaned_data["cari"] if form.is_bound and form.is_valid() else ""
    law, today = load(), day_of(request)
    found = groups(law, today, searched)
    context = {
        "form": form if form.is_bound else SearchForm(),
        "searched": searched,
        "groups": found,
        "count": sum(len(each.figures) for each in found),
        "today": today,
        "next_days": by_day(changes_after(law, today))[:1],
        "buttons": [{"label": _("Apa yang berubah berikutnya"), "url": reverse("law_upcoming"), "icon": "clock"}],
    }
    return render(request, "public/law/index.html", context)


@require_safe
@public
def parameter(request: HttpRequest, path: str) -> HttpResponse:
    """One figure: what it is, every dated value with its source, its history as a chart, and what becomes of it."""
    law, today = load(), day_of(request)
    found = law.parameters.get(path)
    if found is None:
        raise Http404
    return render(request, "public/law/parameter.html", _about(found, law, today))


@require_safe
@public
def upcoming(request: HttpRequest) -> HttpResponse:
    """Every change of the law that is known or due after today, and what is overdue."""
    law, today = load(), day_of(request)
    context = {
        "today": today,
        "days": by_day(changes_after(law, today)),
        "overdue": by_day(overdue(law, today)),
        "places": [_top(), {"label": _("Apa yang berubah berikutnya")}],
    }
    return render(request, "public/law/upcoming.html", context)


def _about(found: Parameter, law: Legislation, today: date) -> dict[str, Any]:
    dated = entries(found, law, today)
    title = headline(found)
    group = group_of(found)
    label = str(GROUPS.get(group, group))
    ahead = [change for change in changes_after(law, today) if change.parameter is found]
    late = [change for change in overdue(law, today) if change.parameter is found]
    return {
        "parameter": found,
        "title": title,
        "description": linked(rest(found), law),
        "unit": worded(found.unit),
        "notes": linked(said(found, "notes"), law),
        "entries": dated,
        "now": next((each for each in dated if each.holds), None),
        "in_parts": any(each.grid for each in dated),
        "chart": chart(found, today),
        "ahead": by_day(ahead),
        "overdue": by_day(late),
        "certainties": [each for name, each in CERTAINTY.items() if name in {one.confidence for one in found.values}],
        "today": today,
        "places": [_top(), {"label": label, "url": f"{reverse('law')}#{group}"}, {"label": title}],
    }


def _top() -> dict[str, str]:
    return {"label": _("Angka hukum"), "url": reverse("law")}
