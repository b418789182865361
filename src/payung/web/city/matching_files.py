"""The files of a matching: the first list with its result, the links, and who stands twice; for a logged purpose."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from uuid import UUID

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from payung.apps.accounts.permissions import Permission
from payung.apps.audit.actions import record_disclosure
from payung.apps.audit.models import Disclosure
from payung.apps.enrolment.returning import disposition
from payung.apps.linkage.runs import queries
from payung.apps.linkage.runs.enums import Result, RunState
from payung.apps.linkage.runs.queries import Row, RunView
from payung.shared.formulas import harmless
from payung.shared.vault import Vault
from payung.web.city.matching_forms import MatchDownloadForm
from payung.web.city.matching_page import no_run
from payung.web.city.matching_words import REASONS, RESULTS, rule_words
from payung.web.downloads import workbook
from payung.web.guards import needs
from payung.web.sent import sent

Cell = str | int | float
Lines = Iterator[Sequence[Cell]]
PLACES_AFTER_POINT = 4

LIST, LINKS, TWICE = "daftar", "pasangan", "ganda"
TITLES: dict[str, Promise] = {
    LIST: gettext_lazy("Unduh daftar dengan hasil"),
    LINKS: gettext_lazy("Unduh pasangan"),
    TWICE: gettext_lazy("Unduh yang ganda"),
}
TEXTS: dict[str, Promise] = {
    LIST: gettext_lazy("Daftar pertama dengan semua kolomnya, ditambah hasil, alasan, dan pasangan tiap baris."),
    LINKS: gettext_lazy("Semua pasangan dengan peluangnya: yang ditetapkan dan yang perlu dilihat."),
    TWICE: gettext_lazy("Baris-baris daftar pertama yang orangnya ada lebih dari sekali, berkelompok."),
}
PURPOSE = gettext_lazy("Menindaklanjuti hasil pencocokan dua daftar")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ROSTER_MATCH)
def match_download(request: HttpRequest, match_id: UUID, content: str) -> HttpResponse:
    """Ask for the purpose; then log the download and send the file."""
    view = queries.run(request.scope, match_id)
    if view is None or view.state != RunState.DONE or content not in TITLES:
        return no_run(request)
    form = MatchDownloadForm(sent(request), initial={"purpose": PURPOSE})
    if not form.is_valid():
        context = {
            "title": TITLES[content],
            "text": TEXTS[content],
            "action": request.path,
            "confirm": _("Unduh"),
            "form": form,
            "back_url": reverse("match_run", args=[match_id]),
        }
        return render(request, "ask.html", context, status=422 if request.method == "POST" else 200)
    lines = [[_safe(cell) for cell in line] for line in CONTENTS[content](view, request.vault)]
    record_disclosure(
        request.scope,
        kind=Disclosure.Kind.EXPORT,
        subject=f"pencocokan {content}",
        rows=len(lines) - 1,
        purpose=form.cleaned_data["purpose"],
        area=request.scope.area,
    )
    return FILES[form.cleaned_data["bentuk"]](f"{PurePath(view.left_name).stem} ({content})", lines)


def _safe(cell: Cell) -> Cell:
    return harmless(cell) if isinstance(cell, str) else cell


def _list(view: RunView, vault: Vault) -> Lines:
    """Every row as it was brought, what is found behind it."""
    headings = queries.layout(vault, view.id).headings
    yield [*headings, *_added()]
    for row in queries.every_row(vault, view.id):
        yield [*_cells(row, len(headings)), *_found(row)]


def _twice(view: RunView, vault: Vault) -> Lines:
    """The rows of each person who stands there more than once, one below the other."""
    headings = queries.layout(vault, view.id).headings
    yield [_("Orang"), _("Baris"), _("Lembar"), *headings, _("Hasil")]
    for row in queries.every_row(vault, view.id, twice=True):
        word = str(RESULTS[row.result].label)
        yield [row.first, row.row, row.sheet, *_cells(row, len(headings)), word]


def _links(view: RunView, vault: Vault) -> Lines:
    yield [
        _("Id di daftar pertama"), _("Baris di daftar pertama"), _("Id di daftar kedua"), _("Baris di daftar kedua"),
        _("Peluang"), _("Keputusan"), _("Dasar"),
    ]  # fmt: skip
    decided = {True: _("ditetapkan"), False: _("perlu dilihat")}
    for pair in queries.every_pair(vault, view.id):
        yield [
            pair.left["id"], pair.left["row"], pair.right["id"], pair.right["row"] or "",
            round(pair.probability, PLACES_AFTER_POINT), decided[pair.match], rule_words(pair.rule),
        ]  # fmt: skip


def _added() -> list[str]:
    return [
        _("Hasil"), _("Alasan"), _("Id di daftar kedua"), _("Baris di daftar kedua"), _("Peluang"), _("Dasar"),
    ]  # fmt: skip


def _cells(row: Row, width: int) -> list[str]:
    return [*row.cells, *[""] * (width - len(row.cells))]


def _found(row: Row) -> list[Cell]:
    partner = row.partner or {}
    reason = str(REASONS[row.reason])
    if row.result is Result.TWICE:
        reason = _("orang yang sama dengan urutan ke-%(first)s") % {"first": row.first}
    probability = "" if row.probability is None else round(row.probability, PLACES_AFTER_POINT)
    return [
        str(RESULTS[row.result].label), reason, partner.get("id", ""), partner.get("row") or "", probability,
        rule_words(row.rule),
    ]  # fmt: skip


def _csv(name: str, lines: Iterable[Sequence[Cell]]) -> HttpResponse:
    """Semicolons, as spreadsheets set to Indonesian expect, and the mark by which they know UTF-8."""
    text = io.StringIO()
    text.write("\N{BYTE ORDER MARK}")
    csv.writer(text, delimiter=";").writerows(lines)
    headers = {"Content-Disposition": disposition(f"{name}.csv"), "Cache-Control": "no-store"}
    return HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _xlsx(name: str, lines: Iterable[Sequence[Cell]]) -> HttpResponse:
    """In memory; no text becomes a formula, a number or a link."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    for at, line in enumerate(lines):
        sheet.write_row(at, 0, line, None if at else bold)
    book.close()
    return workbook(f"{name}.xlsx", content.getvalue())


CONTENTS = {LIST: _list, LINKS: _links, TWICE: _twice}
FILES = {"csv": _csv, "xlsx": _xlsx}
