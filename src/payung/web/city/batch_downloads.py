"""A batch's files: spreadsheet, text, cover letter. Logged with a purpose before anything leaves."""

import tempfile
from typing import IO
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from payung.apps.accounts.permissions import Permission
from payung.apps.audit.actions import record_disclosure
from payung.apps.audit.models import Disclosure
from payung.apps.enrolment import batch_queries as queries
from payung.apps.enrolment.batch_letter import letter
from payung.apps.enrolment.models import Batch
from payung.integrations.insurer.batch_file import csv_lines, packed_xlsx
from payung.integrations.insurer.columns import thawed
from payung.integrations.letters.compiling import LetterError
from payung.integrations.letters.typeface import TypefaceMissing
from payung.web.city.batches import no_batch
from payung.web.downloads import XLSX, DownloadForm
from payung.web.guards import needs
from payung.web.sent import sent

PURPOSE = gettext_lazy("Mengirim pendaftaran ke BPJS Ketenagakerjaan")
IN_MEMORY = 1024 * 1024
KINDS = {
    "xlsx": (XLSX, gettext_lazy("Unduh daftar (.xlsx)")),
    "csv": ("text/csv; charset=utf-8", gettext_lazy("Unduh daftar (.csv)")),
    "pdf": ("application/pdf", gettext_lazy("Unduh surat pengantar")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.BATCH_SEE, Permission.BATCH_EXPORT)
def download(request: HttpRequest, batch_id: UUID, kind: str) -> HttpResponse:
    """Ask for the purpose, then hand out exactly what was frozen.

    The file is built inside the request's transaction, which ends, log included, before the first byte is sent.
    """
    found = queries.batch(request.scope, batch_id)
    if found is None or kind not in KINDS:
        return no_batch(request)
    form = DownloadForm(sent(request), initial={"purpose": PURPOSE})
    if not form.is_valid():
        return _ask(request, found, kind, form)
    lines = queries.tallies([found])[0].lines
    _log(request, found, kind, rows=lines, purpose=form.cleaned_data["purpose"])
    try:
        content = _content(found, kind)
    except (LetterError, TypefaceMissing):
        form.add_error(None, _("Surat belum dapat dibuat karena huruf surat belum terpasang. Hubungi administrator."))
        return _ask(request, found, kind, form, status=503)
    response = FileResponse(
        content, as_attachment=True, filename=queries.file_name(found, kind), content_type=KINDS[kind][0]
    )
    response["Cache-Control"] = "no-store"
    return response


def _ask(request: HttpRequest, found: Batch, kind: str, form: DownloadForm, status: int = 200) -> HttpResponse:
    context = {
        "title": KINDS[kind][1],
        "text": _("Berkas %(number)s. Isinya data pribadi: simpan di tempat yang aman.")
        % {"number": queries.reference(found)},
        "action": request.path,
        "confirm": _("Unduh"),
        "form": form,
        "back_url": reverse("batch", args=[found.pk]),
    }
    return render(request, "ask.html", context, status=422 if form.is_bound and status == 200 else status)


def _log(request: HttpRequest, found: Batch, kind: str, *, rows: int, purpose: str) -> None:
    record_disclosure(
        request.scope,
        kind=Disclosure.Kind.EXPORT,
        subject=f"batch {queries.reference(found)} {kind}",
        rows=rows,
        purpose=purpose,
        area=found.area_id,
    )


def _content(found: Batch, kind: str) -> IO[bytes]:
    """The file in memory while small, else on disk without a name: a process that is killed leaves nothing of it."""
    target = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    columns, rows = thawed(found.column_map), queries.frozen_rows(found.pk)
    if kind == "xlsx":
        target.writelines(packed_xlsx(columns=columns, title=queries.reference(found), rows=rows))
    elif kind == "csv":
        target.writelines(csv_lines(columns=columns, rows=rows))
    else:
        target.write(letter(found))
    target.seek(0)
    return target
