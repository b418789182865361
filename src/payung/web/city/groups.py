"""Groups whose members are enrolled together: the list, one group's covered share, and what is known of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from payung.apps.accounts.permissions import Permission
from payung.apps.campaigns import counting
from payung.apps.campaigns.figures import Figures
from payung.apps.coverage.file_queries import last_ended_month
from payung.apps.enrolment import group_queries as queries
from payung.apps.enrolment import groups as actions
from payung.apps.enrolment import listing, staged
from payung.apps.enrolment.filters import Filters
from payung.apps.enrolment.group_kinds import label
from payung.apps.enrolment.groups import GroupError
from payung.apps.enrolment.models import Group
from payung.apps.territory.agencies import agencies
from payung.web.city import campaign_charts as charts
from payung.web.city import group_page as words
from payung.web.city.group_forms import GroupForm
from payung.web.city.roster_page import word_of
from payung.web.guards import needs
from payung.web.paging import numbered
from payung.web.sent import sent

A_PAGE = 25


@require_safe
@needs(Permission.GROUP_SEE)
def groups(request: HttpRequest) -> HttpResponse:
    """Which groups there are, and how many of their members are protected."""
    found, links = numbered(request, queries.groups(request.scope), size=A_PAGE)
    ended = last_ended_month(request.scope, request.today)
    asked = words.question(ended, request.today)
    figures = counting.by_group(request.scope, asked, [each.pk for each in found])
    others = queries.others(request.scope, [each.pk for each in found], today=request.today)
    may = request.scope.may(Permission.GROUP_EDIT)
    context = {
        "lines": [
            words.line(each, figures.get(each.pk, Figures()), ended, others.get(each.pk, words.NONE)) for each in found
        ],
        "ended": ended,
        "buttons": _steps() if may else [],
    }
    return render(request, "city/groups/list.html", context | links)


def _steps() -> list[dict[str, str]]:
    """A new group; and what became a member out of a list, which can be taken out again."""
    return [
        {"label": _("Tambah kelompok"), "url": reverse("group_new"), "icon": "plus"},
        {"label": _("Baru masuk kelompok"), "url": reverse("group_joins"), "icon": ""},
    ]


@require_safe
@needs(Permission.GROUP_SEE)
def group(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """One group: how many of how many are protected, and every figure's way to its rows."""
    found = _found(request, group_id)
    scope, today = request.scope, request.today
    ended = last_ended_month(scope, today)
    asked = words.question(ended, today)
    figures = counting.by_group(scope, asked, [found.pk]).get(found.pk, Figures())
    links = words.MemberLinks(scope, asked, scope.area, group=found.pk)
    seen = words.Members(figures)
    others = queries.others(scope, [found.pk], today=today).get(found.pk, words.NONE)
    counted = words.Counted(figures, others, queries.rostered(found.pk))
    context = {
        "group": found,
        "kind": label(found.kind),
        "lead": words.answer(found, words.covered(figures, others), ended),
        "coordinator": queries.coordinator(found),
        "buttons": words.buttons(scope, found),
        "tiles": words.tiles(links, found, counted, ended=ended),
        "elsewhere": words.elsewhere(others, ended),
        "seen": seen,
        "ended": ended,
        "protection": charts.protection(seen, links, ended),
        "outside": listing.count(scope, Filters(today=today, group=found.pk, outside=True)),
        "outside_url": f"{reverse('registrations')}?kelompok={found.pk}&tinggal=luar",
        "rosters": [(each, word_of(each)) for each in staged.rosters(scope, group=found.pk)],
        "places": [{"label": _("Kelompok"), "url": reverse("groups")}, {"label": found.name, "url": ""}],
    }
    return render(request, "city/groups/group.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.GROUP_EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """An agency's officer makes a group of their own agency; the programme also one of another agency, or of none."""
    mine = request.scope.own
    form = GroupForm(sent(request), agencies=None if mine else agencies(request.scope))
    if form.is_valid():
        agency = form.cleaned_data.get("agency")
        try:
            made = actions.create(by=request.scope.actor, described=form.described, agency=agency)
        except GroupError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Kelompok tersimpan. Unggah daftar namanya."))
            return redirect("group", made.pk)
    return _ask(request, form, back=reverse("groups"), title=_("Tambah kelompok"))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.GROUP_EDIT)
def edit(request: HttpRequest, group_id: UUID) -> HttpResponse:
    found = _found(request, group_id)
    form = GroupForm(sent(request), initial=_said(found))
    if form.is_valid():
        try:
            actions.edit(group_id=found.pk, described=form.described)
        except GroupError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("group", found.pk)
    title = _("Ubah %(name)s") % {"name": found.name}
    return _ask(request, form, back=reverse("group", args=[found.pk]), title=title)


def _said(found: Group) -> dict[str, Any]:
    known = queries.coordinator(found)
    open_ = {name: getattr(found, name) for name in ("name", "kind", "size", "size_source", "size_on")}
    return {**open_, "coordinator": known.name, "phone": known.phone}


def _found(request: HttpRequest, group_id: UUID) -> Group:
    found = queries.group(request.scope, group_id)
    if found is None:
        raise Http404
    return found


def _ask(request: HttpRequest, form: GroupForm, *, back: str, title: str) -> HttpResponse:
    context = {"form": form, "action": request.path, "back_url": back, "title": title, "confirm": _("Simpan")}
    return render(request, "ask.html", context, status=422 if form.errors else 200)
