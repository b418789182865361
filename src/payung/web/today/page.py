"""The first page: each role's own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from payung.apps.accounts import roles
from payung.apps.territory.scope import Scope
from payung.web.guards import signed_in
from payung.web.today import bringers, camat, head, lurah, manager, mayor, officers
from payung.web.today.frame import Home

HOMES: dict[str, Callable[[HttpRequest], Home]] = {
    roles.Kepling.code: head.home,
    roles.Helper.code: head.home,
    roles.Lurah.code: lurah.home,
    roles.Camat.code: camat.home,
    roles.Clerk.code: bringers.home,
    roles.AgencyOfficer.code: bringers.home,
    roles.Manager.code: manager.home,
    roles.DataProtectionOfficer.code: officers.protection_officer,
    roles.Administrator.code: officers.administrator,
}


def has_home(scope: Scope) -> bool:
    """Whether the role has a page of its own to begin with."""
    return scope.role in HOMES or scope.role == roles.Mayor.code


@require_safe
@signed_in
def today(request: HttpRequest) -> HttpResponse:
    """What to do today first, then the figures. The insurer's officer has a page at their branch instead."""
    scope = getattr(request, "scope", None)
    if scope is not None and scope.role == roles.Mayor.code:
        return render(request, "today/mayor.html", mayor.context(request))
    build = HOMES.get(scope.role) if scope is not None else None
    if build is None:
        return redirect("home")
    return render(request, "today/page.html", {"home": build(request), "today": request.today})
