"""The files of a matching: the first list with its result, the links, and who stands twice; for a logged purpose."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from payung.apps.accounts.permissions import Permission
from payung.apps.audit.actions import record_disclosure
from payung.apps.audit.models import Disclosure
from payung.apps.linkage.runs import exporting, queries
from payung.apps.linkage.runs.enums import Result, RunState
from payung.apps.linkage.runs.exporting import Content
from payung.apps.linkage.runs.queries import PairView, Row, RunView
from payung.shared.formulas import harmless
from payung.web.city.matching_forms import MatchDownloadForm
from payung.web.city.matching_page import no_run
from payung.web.city.matching_words import REASONS, RESULTS, rule_words
from payung.web.downloads import sent_csv, sent_xlsx
from payung.web.guards import needs
from payung.web.sent import sent
from payung.web.sheet_stream import MOST_ROWS, Cell
from payung.web.templatetags.payung_format import number

PLACES_AFTER_POINT = 4

TITLES: dict[str, Promise] = {
    Content.LIST: gettext_lazy("Unduh daftar dengan hasil"),
    Content.LINKS: gettext_lazy("Unduh pasangan"),
    Content.TWICE: gettext_lazy("Unduh yang ganda"),
}
TEXTS: dict[str, Promise] = {
    Content.LIST: gettext_lazy(
        "Daftar pertama dengan semua kolomnya, ditambah hasil, alasan, dan pasangan tiap baris."
    ),
    Content.LINKS: gettext_lazy("Semua pasangan dengan peluangnya: yang ditetapkan dan yang perlu dilihat."),
    Content.TWICE: gettext_lazy("Baris-baris daftar pertama yang orangnya ada lebih dari sekali, berkelompok."),
}
FORMULAS = gettext_lazy("Isian yang dapat dijalankan sebagai rumus mendapat tanda petik (') di depannya.")
SAFELY = gettext_lazy("Isinya data pribadi: simpan di tempat yang aman.")
PURPOSE = gettext_lazy("Menindaklanjuti hasil pencocokan dua daftar")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ROSTER_MATCH)
def match_download(request: HttpRequest, match_id: UUID, content: str) -> HttpResponseBase:
    """Ask for the purpose; then log the download and send the file while it is read."""
    view = queries.run(request.scope, match_id)
    if view is None or view.state != RunState.DONE or content not in TITLES:
        return no_run(request)
    wanted = Content(content)
    form = MatchDownloadForm(sent(request), initial={"purpose": PURPOSE})
    rows = exporting.count(wanted, view)
    if not form.is_valid() or _does_not_fit(form, rows):
        return _ask(request, view, wanted, form)
    record_disclosure(
        request.scope,
        kind=Disclosure.Kind.EXPORT,
        subject=f"pencocokan {wanted}",
        rows=rows,
        purpose=form.cleaned_data["purpose"],
        area=request.scope.area,
    )
    return FILES[form.cleaned_data["bentuk"]](
        f"{PurePath(view.left_name).stem} ({wanted})", _written(wanted, request, view)
    )


def _does_not_fit(form: MatchDownloadForm, rows: int) -> bool:
    if form.cleaned_data["bentuk"] != "xlsx" or rows <= MOST_ROWS:
        return False
    form.add_error(
        "bentuk", _("Lembar Excel memuat paling banyak %(most)s baris. Pilih CSV.") % {"most": number(MOST_ROWS)}
    )
    return True


def _ask(request: HttpRequest, view: RunView, wanted: Content, form: MatchDownloadForm) -> HttpResponse:
    context = {
        "title": TITLES[wanted],
        "text": f"{TEXTS[wanted]} {FORMULAS} {SAFELY}",
        "action": request.path,
        "confirm": _("Unduh"),
        "form": form,
        "back_url": reverse("match_run", args=[view.id]),
    }
    return render(request, "ask.html", context, status=422 if request.method == "POST" else 200)


def _titles(wanted: Content, headings: Sequence[str]) -> list[str]:
    """The first line of a file."""
    if wanted is Content.LIST:
        return [*headings, *_added()]
    if wanted is Content.TWICE:
        return [_("Orang"), _("Baris"), _("Lembar"), *headings, _("Hasil")]
    return [
        _("Id di daftar pertama"), _("Baris di daftar pertama"), _("Id di daftar kedua"), _("Baris di daftar kedua"),
        _("Peluang"), _("Keputusan"), _("Dasar"),
    ]  # fmt: skip


def _written(wanted: Content, request: HttpRequest, view: RunView) -> Iterator[Sequence[Cell]]:
    """Every line of a file. Its words are chosen now; the rows are read when the request is long over."""
    headings = queries.layout(request.vault, view.id).headings
    titles = [_safe(title) for title in _titles(wanted, headings)]
    chunks = exporting.chunks(wanted, request.scope, view.id)
    return itertools.chain([titles], _lines(wanted, chunks, len(headings), translation.get_language()))


def _lines(wanted: Content, chunks: Iterable[Sequence[Any]], width: int, language: str) -> Iterator[Sequence[Cell]]:
    line = LINES[wanted]
    for chunk in chunks:
        with translation.override(language):
            ready = [[_safe(cell) for cell in line(each, width)] for each in chunk]
        yield from ready


def _safe(cell: Cell) -> Cell:
    return harmless(cell) if isinstance(cell, str) else cell


def _list(row: Row, width: int) -> list[Cell]:
    """A row as it was brought, what is found behind it."""
    return [*_cells(row, width), *_found(row)]


def _twice(row: Row, width: int) -> list[Cell]:
    """A row of a person who stands there more than once; theirs come one below the other."""
    return [row.first, row.row, row.sheet, *_cells(row, width), str(RESULTS[row.result].label)]


def _link(pair: PairView, _width: int) -> list[Cell]:
    decided = _("ditetapkan") if pair.match else _("perlu dilihat")
    return [
        pair.left["id"], pair.left["row"], pair.right["id"], pair.right["row"] or "",
        round(pair.probability, PLACES_AFTER_POINT), decided, rule_words(pair.rule),
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


LINES: dict[Content, Callable[[Any, int], list[Cell]]] = {
    Content.LIST: _list,
    Content.LINKS: _link,
    Content.TWICE: _twice,
}
FILES = {"csv": sent_csv, "xlsx": sent_xlsx}
