"""The insurer's data: answers to batches and monthly payments; brought, taken in by a job, and what fits nothing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from payung.apps.accounts.permissions import Permission
from payung.apps.coverage import file_queries
from payung.apps.coverage.errors import FileError
from payung.apps.coverage.models import InsurerFile
from payung.apps.enrolment import answers
from payung.web.guards import needs
from payung.web.insurer.file_forms import AnswersForm, FileForm, PaymentsForm
from payung.web.insurer.file_page import file_context, list_context
from payung.web.missing import missing
from payung.web.watched import watched

Kind = InsurerFile.Kind


@require_GET
@needs(Permission.PAYMENT_IMPORT)
def insurer_files(request: HttpRequest) -> HttpResponse:
    """Up to which month payments are known, and every file that came."""
    return render(request, "insurer/files.html", list_context(request))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ANSWER_IMPORT)
def bring_answers(request: HttpRequest) -> HttpResponse:
    """Bring answers to batches."""
    return _bring(request, Kind.ANSWERS, AnswersForm, "insurer/bring_answers.html")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PAYMENT_IMPORT)
def bring_payments(request: HttpRequest) -> HttpResponse:
    """Bring a payment file."""
    return _bring(request, Kind.PAYMENTS, PaymentsForm, "insurer/bring_payments.html")


def _bring(request: HttpRequest, kind: Kind, form_of: type[FileForm], template: str) -> HttpResponse:
    place = {"scope": request.scope, "today": request.today}
    if request.method != "POST":
        return render(request, template, {"form": form_of(**place), "places": _places()})
    given, files = request.POST, request.FILES  # read first: reading is what notices a file that is too large
    too_large = getattr(request, "upload_too_large", False)
    if too_large:
        given = form_of(**place).defaults() | given.dict()
    form = form_of(given, files, **place, too_large=too_large)
    if form.is_valid():
        try:
            received = answers.receive(by=request.scope.actor, upload=form.upload(kind))
        except FileError as error:
            form.add_error(None, str(error))
        else:
            if received.repeated:
                messages.info(request, _("Berkas ini sudah pernah diterima. Tidak ada baris yang tercatat dua kali."))
            return redirect("insurer_file", file_id=received.file_id)
    return render(request, template, {"form": form, "places": _places()}, status=422)


@require_GET
@needs(Permission.PAYMENT_IMPORT)
def insurer_file(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """One file, with what came of it once its job is over."""
    found = file_queries.file(request.scope, file_id)
    if found is None:
        return _no_file(request)
    context = file_context(request, found)
    return watched(request, context, page="insurer/file.html", progress="insurer/_progress.html")


@require_POST
@needs(Permission.ANSWER_IMPORT, Permission.PAYMENT_IMPORT)
def try_again(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Have a file taken in whose job has stopped; what is in already stays as it is."""
    found = file_queries.file(request.scope, file_id)
    if found is None:
        return _no_file(request)
    if found.state == InsurerFile.State.RECEIVED:
        answers.defer(by=request.scope.actor, file_id=found.pk, branch=found.branch_id or 0)
    return redirect("insurer_file", file_id=found.pk)


def _no_file(request: HttpRequest) -> HttpResponse:
    return missing(
        request,
        title=_("Berkas ini tidak ditemukan"),
        text=_("Mungkin alamatnya keliru, atau berkas ini milik kantor cabang lain."),
        label=_("Ke data dari BPJS"),
        url=reverse("insurer_files"),
    )


def _places() -> list[dict[str, str]]:
    return [{"label": _("Data dari BPJS"), "url": reverse("insurer_files")}, {"label": _("Unggah")}]
