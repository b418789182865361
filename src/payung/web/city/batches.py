"""Batches to the insurer: what was sent and what came back; a new batch, looked at before it is made."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from payung.apps.accounts.permissions import Permission
from payung.apps.coverage import branch_shares
from payung.apps.enrolment import batch_queries as queries
from payung.apps.enrolment import batches as actions
from payung.apps.enrolment.batch_errors import BatchError
from payung.apps.enrolment.places import labels, place_of
from payung.integrations.insurer.errors import ColumnMapError
from payung.web.city import branch_places
from payung.web.city.batch_forms import ChoiceForm
from payung.web.city.batch_page import batch_context
from payung.web.guards import needs
from payung.web.missing import missing
from payung.web.paging import numbered, whole_number

BATCHES_A_PAGE = 15


@require_GET
@needs(Permission.BATCH_SEE)
def batches(request: HttpRequest) -> HttpResponse:
    """Every batch: those that wait for answers first, with how long they have waited."""
    shown, links = numbered(request, queries.batches(request.scope), size=BATCHES_A_PAGE)
    context = {
        "tallies": [(each, queries.reference(each.batch)) for each in queries.tallies(shown)],
        "waiting": queries.waiting(request.scope),
        "shared": branch_shares.undecided(request.scope),
        "may_create": request.scope.may(Permission.BATCH_CREATE),
        "may_answer": request.scope.may(Permission.ANSWER_IMPORT),
        **links,
    }
    return render(request, "city/batches/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.BATCH_CREATE)
def new(request: HttpRequest) -> HttpResponse:
    """Choose, see what the batch would hold and what stays behind, then make it."""
    chosen = request.POST or (request.GET if "branch" in request.GET else None)
    shares = branch_places.shares(request)
    form = _form(request, chosen, shares)
    context: dict[str, Any] = {"form": form, "shares": shares, "places": _places(_("Berkas baru"))}
    if not form.is_bound:
        return render(request, "city/batches/new.html", context)
    if not form.is_valid():
        return render(request, "city/batches/new.html", context, status=422)
    try:
        if request.method == "POST":
            return _make(request, form)
        context |= _preview(request, form)
    except (BatchError, ColumnMapError) as error:
        form.add_error(None, str(error))
        return render(request, "city/batches/new.html", context, status=422)
    return render(request, "city/batches/new.html", context)


def _form(request: HttpRequest, chosen: Any, shares: list[queries.Share]) -> ChoiceForm:
    """The choice, beginning with the branch in whose places most people wait."""
    most = next((each.branch.pk for each in shares if each.branch), None)
    return ChoiceForm(chosen, scope=request.scope, today=request.today, divided=bool(shares), most=most)


def _preview(request: HttpRequest, form: ChoiceForm) -> dict[str, Any]:
    """What the batch would hold: how many, and page by page who, for whoever may see people."""
    preview = queries.preview(request.scope, form.choice)
    if not preview.ready or not request.scope.may(Permission.REGISTRATION_SEE):
        return {"preview": preview}
    after = whole_number(request.GET.get("sesudah", ""))
    rows = queries.ready(request.scope, form.choice, after=after)
    places = labels({row.area_id for row in rows}, on=request.today)
    last = rows[-1].line if rows else preview.sent
    return {
        "preview": preview,
        "first": after + 1,
        "last": last,
        "rows": [(row, place_of(row, places)) for row in rows],
        "previous_url": _page(request, max(after - queries.SHOWN, 0)) if after else "",
        "next_url": _page(request, last) if last < preview.sent else "",
    }


def _page(request: HttpRequest, after: int) -> str:
    query = request.GET.copy()
    query["sesudah"] = str(after)
    return f"?{query.urlencode()}#isi-berkas"


def _make(request: HttpRequest, form: ChoiceForm) -> HttpResponse:
    made = actions.make(by=request.scope.actor, choice=form.choice)
    messages.success(
        request,
        ngettext(
            "Berkas nomor %(number)s berisi %(count)s pekerja. Unduh, lalu kirim ke BPJS Ketenagakerjaan.",
            "Berkas nomor %(number)s berisi %(count)s pekerja. Unduh, lalu kirim ke BPJS Ketenagakerjaan.",
            made.lines,
        )
        % {"number": made.number, "count": made.lines},
    )
    return redirect("batch", batch_id=made.batch_id)


@require_POST
@needs(Permission.BATCH_CREATE)
def send_back(request: HttpRequest) -> HttpResponse:
    """Return the verified registrations that lack something to whoever registered them, each with what to fill in."""
    form = _form(request, request.POST, branch_places.shares(request))
    if form.is_valid():
        count = actions.return_incomplete(by=request.scope.actor, choice=form.choice)
        messages.success(
            request,
            ngettext(
                "%(count)s pendaftaran dikembalikan untuk dilengkapi.",
                "%(count)s pendaftaran dikembalikan untuk dilengkapi.",
                count,
            )
            % {"count": count},
        )
    return redirect("batch_new")


@require_GET
@needs(Permission.BATCH_SEE)
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """One batch: its lines by outcome, those not answered first, in the order of registration."""
    found = queries.batch(request.scope, batch_id)
    if found is None:
        return no_batch(request)
    return render(request, "city/batches/batch.html", batch_context(request, found))


def no_batch(request: HttpRequest) -> HttpResponse:
    """A batch that is not there, or not for these eyes."""
    return missing(
        request,
        title=_("Berkas ini tidak ditemukan"),
        text=_("Mungkin alamatnya keliru, atau berkas ini untuk kantor cabang lain."),
        label=_("Ke daftar berkas"),
        url=reverse("batches"),
    )


def _places(here: str) -> list[dict[str, str]]:
    return [{"label": _("Berkas ke BPJS"), "url": reverse("batches")}, {"label": here}]
