"""The first page of each role, and the page where somebody with several roles chooses one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from payung.apps.territory import holders
from payung.web.account.may_words import words_of
from payung.web.acting import choose, holdings_of
from payung.web.context import first_page
from payung.web.guards import signed_in
from payung.web.paging import whole_number


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Straight to the first thing that the role does; without a role, or a page for it, a page that says so."""
    first = first_page(request)
    if first:
        return redirect(first)
    return render(request, "no_role.html", {"holding": getattr(request, "holding", None)})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def roles(request: HttpRequest) -> HttpResponse:
    """The roles held today and what they may do; choosing one is a POST, so that no link changes what somebody sees."""
    if request.method == "POST":
        holding, _dash, city = request.POST.get("peran", "").partition("-")
        if choose(request, whole_number(holding), city):
            return redirect("home")
        messages.error(request, _("Peran itu tidak Anda pegang hari ini. Pilih salah satu di bawah."))
    held = holdings_of(request)
    if not held:
        return redirect("home")
    heads = holders.helped(held, on=getattr(request, "today", timezone.localdate()))
    cards = [(each, heads.get(each.area_id, "") if each.kind.helps else "") for each in held]
    may = [words_of(each.kind) for each in held]
    return render(request, "roles.html", {"held": cards, "may": may, "holding": request.holding})
