"""The first page: each role's own."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from payung.apps.accounts import roles
from payung.apps.territory.scope import Scope
from payung.web.guards import signed_in
from payung.web.today import bringers, camat, head, lurah, manager, mayor, officers
from payung.web.today.frame import Home

Page = tuple[str, Callable[[HttpRequest], dict[str, Any]]]


def _framed(build: Callable[[HttpRequest], Home]) -> Page:
    """A page made of the parts that most roles share."""
    return "today/page.html", lambda request: {"home": build(request), "today": request.today}


PAGES: dict[str, Page] = {
    roles.Kepling.code: _framed(head.home),
    roles.Helper.code: _framed(head.home),
    roles.Lurah.code: _framed(lurah.home),
    roles.Camat.code: _framed(camat.home),
    roles.Clerk.code: _framed(bringers.home),
    roles.AgencyOfficer.code: _framed(bringers.home),
    roles.Manager.code: _framed(manager.home),
    roles.Mayor.code: ("today/mayor.html", mayor.context),
    roles.DataProtectionOfficer.code: _framed(officers.protection_officer),
    roles.Administrator.code: _framed(officers.administrator),
}


def has_home(scope: Scope) -> bool:
    """Whether the role has a page of its own to begin with."""
    return scope.role in PAGES


@require_safe
@signed_in
def today(request: HttpRequest) -> HttpResponse:
    """What to do today first, then the figures. The insurer's officer has a page at their branch instead."""
    scope = getattr(request, "scope", None)
    if scope is None or not has_home(scope):
        return redirect("home")
    template, parts = PAGES[scope.role]
    return render(request, template, parts(request))
