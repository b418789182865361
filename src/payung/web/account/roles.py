"""Somebody who holds several roles chooses in which of them to act."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from payung.web.acting import SESSION_KEY
from payung.web.guards import signed_in


@signed_in
@require_http_methods(["GET", "POST"])
def choose_role(request: HttpRequest) -> HttpResponse:
    """The roles held today; a POST with one of them (`role`, a holding's id) acts in it from now on."""
    held = request.holdings  # type: ignore[attr-defined]
    if request.method == "POST":
        chosen = next((each for each in held if str(each.pk) == request.POST.get("role")), None)
        if chosen is None:
            messages.error(request, _("Anda tidak memegang peran itu hari ini. Pilih salah satu di bawah."))
            return redirect("roles")
        request.session[SESSION_KEY] = chosen.pk
        return redirect("home")
    return render(request, "account/roles.html", {"roles": held, "holding": request.holding})  # type: ignore[attr-defined]
