"""Everything that the list of registrations finds becomes members of a group: the number is shown, then it is made."""

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment import group_queries, joining
from payung.apps.enrolment.groups import GroupError
from payung.apps.enrolment.whole_list import Chosen, joinable
from payung.web.city.registration_filters import Asked, asked_by
from payung.web.city.whole_list import shown, unchanged
from payung.web.guards import needs
from payung.web.sent import sent
from payung.web.templatetags.payung_format import number


class JoinForm(forms.Form):
    """Which group, and the seal of what the page showed."""

    ke = forms.TypedChoiceField(
        label=gettext_lazy("Kelompok tujuan"),
        coerce=UUID,
        error_messages={"required": gettext_lazy("Pilih kelompoknya.")},
    )
    sidik = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, groups: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ke"].choices = [("", _("Pilih kelompok")), *((str(pk), name) for pk, name in groups)]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.REGISTRATION_SEE, Permission.GROUP_EDIT)
def join(request: HttpRequest) -> HttpResponse:
    """Show how many would become members; make them, unless they changed meanwhile."""
    asked = asked_by(request)
    form = JoinForm(sent(request), groups=group_queries.choices(request.scope))
    found = joinable(asked.scope, asked.filters)
    if not form.is_valid():
        return _ask(request, asked, form, found)
    if not unchanged(request, found, form.cleaned_data["sidik"]):
        return _ask(request, asked, form, found)
    try:
        done = joining.give(request.scope, group_id=form.cleaned_data["ke"], wanted=found.wanted)
    except GroupError as error:
        form.add_error("ke", str(error))
        return _ask(request, asked, form, found)
    words = ngettext("%(count)s pendaftaran masuk kelompok.", "%(count)s pendaftaran masuk kelompok.", done)
    messages.success(request, words % {"count": number(done)})
    return redirect("group_joins")


def _ask(request: HttpRequest, asked: Asked, form: JoinForm, found: Chosen) -> HttpResponse:
    context = shown(request, asked) | {
        "form": form,
        "found": found,
        "count": len(found.wanted),
        "no_groups": len(form.fields["ke"].choices) == 1,
        "new": [{"label": _("Tambah kelompok"), "url": reverse("group_new"), "icon": "plus"}],
    }
    return render(request, "city/registrations/join.html", context, status=422 if form.errors else 200)


@require_safe
@needs(Permission.GROUP_EDIT)
def joins(request: HttpRequest) -> HttpResponse:
    """What one gave to groups within a day, which can still be taken out."""
    context = {"found": joining.recent(request.scope), "hours": joining.HOURS}
    return render(request, "city/groups/joins.html", context)


@require_POST
@needs(Permission.GROUP_EDIT)
def take_out(request: HttpRequest) -> HttpResponse:
    """Take one step back: its registrations are in no group again."""
    group_id, at = _which(request)
    done = joining.take_out(request.scope, group_id=group_id, at=at)
    if not done:
        messages.warning(request, _("Tidak ada lagi yang dapat dikeluarkan."))
        return redirect("group_joins")
    words = ngettext("%(count)s pendaftaran keluar dari kelompok.", "%(count)s pendaftaran keluar dari kelompok.", done)
    messages.success(request, words % {"count": number(done)})
    return redirect("group_joins")


def _which(request: HttpRequest) -> tuple[UUID, dt.datetime]:
    """The group and the moment that name a step; 404 for what no page sends."""
    try:
        group_id, at = UUID(request.POST.get("kelompok", "")), dt.datetime.fromisoformat(request.POST.get("saat", ""))
    except ValueError as error:
        raise Http404 from error
    if at.tzinfo is None:
        raise Http404
    return group_id, at
