"""Which branch of the insurer is responsible for which place: what batches follow unless somebody chooses otherwise."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment.batch_queries import Share, waiting_by_branch
from payung.apps.territory import branches
from payung.apps.territory.errors import TerritoryError
from payung.apps.territory.queries import branches as branches_of
from payung.web.city.batch_forms import BranchOfPlaceForm
from payung.web.guards import needs
from payung.web.sent import sent


def shares(request: HttpRequest) -> list[Share]:
    """Where the verified registrations belong, the most first; empty where no place has a branch of its own."""
    if not branches.places(request.scope):
        return []
    return waiting_by_branch(request.scope) or [Share(each, 0) for each in branches_of(request.scope)]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.BATCH_CREATE)
def branch_places(request: HttpRequest) -> HttpResponse:
    """The places that have a branch, and the form that gives a place its branch or takes it away."""
    form = BranchOfPlaceForm(sent(request), scope=request.scope, today=request.today)
    if form.is_valid():
        try:
            branches.answers_for(**form.cleaned_data)
        except TerritoryError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("branch_places")
    context = {
        "form": form,
        "listed": branches.places(request.scope),
        "city": request.scope.city,
        "many": len(branches_of(request.scope)) > 1,
        "places": [
            {"label": _("Berkas ke BPJS"), "url": reverse("batches")},
            {"label": _("Wilayah kantor cabang")},
        ],
    }
    return render(request, "city/batches/branch_places.html", context, status=422 if form.errors else 200)
