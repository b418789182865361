"""Who stands under two branches of the insurer: listed for the city and for both branches, decided by the manager."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from payung.apps.accounts.permissions import Permission
from payung.apps.coverage import branch_shares
from payung.apps.coverage.models import BranchShare
from payung.apps.enrolment import two_branches as actions
from payung.apps.enrolment.queries import user_names
from payung.shared.months import Month, months
from payung.web.guards import needs
from payung.web.paging import numbered
from payung.web.sent import sent
from payung.web.templatetags.payung_format import month_name

SHOWN = 30
MONTHS_BACK = 24
WHY = gettext_lazy("Tulis alasannya, paling sedikit lima huruf.")


class DecideForm(forms.Form):
    """Which branch answers for the person, from which month on, and why."""

    branch = forms.TypedChoiceField(
        label=gettext_lazy("Kantor cabang yang menangani"), coerce=int, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih kantor cabangnya.")},
    )  # fmt: skip
    since = forms.TypedChoiceField(label=gettext_lazy("Mulai bulan"), coerce=Month.parse)
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=actions.REASON_LENGTH, min_length=actions.SHORTEST,
        error_messages={"required": WHY, "min_length": WHY},
        help_text=gettext_lazy("Misalnya: pindah kerja ke Tanjung Morawa, dikonfirmasi kedua cabang."),
    )  # fmt: skip

    def __init__(self, *args: Any, found: list[BranchShare], today: Month, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {branch.pk: branch.name for each in found for branch in (each.branch, each.other)}
        self.fields["branch"].choices = sorted(names.items(), key=lambda pair: pair[1])
        back = reversed(list(months(today - MONTHS_BACK, today)))
        self.fields["since"].choices = [(str(each), month_name(each)) for each in back]


@require_GET
@needs(Permission.PAYMENT_IMPORT)
def two_branches(request: HttpRequest) -> HttpResponse:
    """Those of whom nobody has decided first, then the latest."""
    shown, links = numbered(request, branch_shares.shares(request.scope), size=SHOWN)
    context = {
        "shared": branch_shares.with_names(shown),
        "waiting": branch_shares.undecided(request.scope),
        "may_decide": request.scope.may(Permission.BATCH_CREATE),
        "places": [_up(), {"label": _("Dua kantor cabang")}],
        **links,
    }
    return render(request, "insurer/two_branches.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.BATCH_CREATE)
def decide(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Decide which branch answers for somebody; what was decided before stands beside it."""
    found = branch_shares.of_person(request.scope, person_id)
    if not found:
        raise Http404
    form = DecideForm(sent(request), found=found, today=Month.of(request.today))
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.decide(
                by=request.scope.actor,
                person_id=person_id,
                branch_id=given["branch"],
                since=given["since"],
                reason=given["reason"],
            )
        except actions.TwoBranchesError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Tersimpan. Baris yang tertahan dari kedua cabang dicoba lagi."))
            return redirect("two_branches")
    who = branch_shares.with_names(found)[0]
    decided = next((each for each in found if each.decided_by_id), None)
    context = {
        "form": form,
        "who": who,
        "found": found,
        "decided": decided,
        "decided_by": user_names([decided.decided_by_id]).get(decided.decided_by_id, "") if decided else "",
        "places": [_up(), {"label": _("Dua kantor cabang"), "url": reverse("two_branches")}, {"label": who.name}],
    }
    return render(request, "insurer/decide_branch.html", context, status=422 if form.errors else 200)


def _up() -> dict[str, str]:
    return {"label": _("Data dari BPJS"), "url": reverse("insurer_files")}
