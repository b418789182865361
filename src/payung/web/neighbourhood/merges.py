"""One merge: whose values stand, which rows moved, and the way back."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from payung.apps.enrolment import queries as enrolment
from payung.apps.linkage import queries, undoing
from payung.apps.linkage.errors import LinkageError
from payung.apps.linkage.models import Merge
from payung.web.neighbourhood.pair_words import Words, side_by_side
from payung.web.neighbourhood.pairs import ReasonForm, merges_people

MOVED: dict[str, Promise] = {
    "enrolment_registration": gettext_lazy("Pendaftaran"),
    "enrolment_batchline": gettext_lazy("Baris di berkas ke BPJS"),
    "coverage_membership": gettext_lazy("Nomor peserta (dengan semua pembayarannya)"),
    "contributions_contribution": gettext_lazy("Iuran pertama"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@merges_people
def merge(request: HttpRequest, merge_id: UUID) -> HttpResponse:
    """What was merged, by whom and why; taken apart by a button, with a reason."""
    found = queries.merge(request.scope, merge_id)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _show(request, found, ReasonForm())
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    try:
        undoing.undo(by=request.scope.actor, merge_id=merge_id, reason=form.cleaned_data["reason"])
    except LinkageError as error:
        messages.error(request, str(error))
        return redirect("merge", merge_id)
    messages.success(request, _("Penggabungan dibatalkan. Keduanya kembali seperti semula."))
    return redirect("merge", merge_id)


def _show(request: HttpRequest, found: Merge, form: ReasonForm) -> HttpResponse:
    compared = undoing.trace(found)
    rows = side_by_side(compared, Words(compared, on=request.today))["different"]
    taken = {each.field for each in found.fields.all() if each.from_absorbed}
    names = enrolment.user_names(each for each in (found.by_id, found.undone_by_id) if each)
    context = {
        "merge": found,
        "by": names.get(found.by_id, ""),
        "undone_by": names.get(found.undone_by_id or 0, ""),
        "rows": [row | {"from_absorbed": row["field"] in taken} for row in rows],
        "moved": _moved(found),
        "obstacle": undoing.obstacle(found) if found.undone_at is None else "",
        "form": form,
    }
    return render(request, "neighbourhood/pairs/merge.html", context)


def _moved(found: Merge) -> list[dict[str, Any]]:
    counts = Counter(found.rows.values_list("table", flat=True))
    return [{"label": label, "count": counts[table]} for table, label in MOVED.items() if counts[table]]
