"""What the pages of a matching show, put into words."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from payung.apps.linkage.runs import queries
from payung.apps.linkage.runs.enums import RESULT_OF, Result, RunState
from payung.apps.linkage.runs.queries import Cursor, PairView, Row, RunView
from payung.identity import regions
from payung.web.city.matching_forms import MatchForm, RowsForm
from payung.web.city.matching_words import (
    FIELDS,
    MISSING,
    REASONS,
    RESULTS,
    STATES,
    TOLD,
    UNREADABLE,
    counted,
    level_words,
    rule_words,
    sure,
)
from payung.web.missing import missing
from payung.web.paging import moment, newest_first, whole_number
from payung.web.templatetags.payung_format import number, percent_of

RUNS_A_PAGE = 20
HIDDEN = frozenset({"nik", "mother", "phone", "kpj", "email"})  # said to be there, never shown
SHOWN = ("name", "nik", "dob", "sex", "mother", "phone", "kpj", "address", "email", "occupation")
ADDRESS = ("street", "rtrw", "kelurahan", "kecamatan")
REGENCY_DIGITS = 4
MILLION = 1_000_000
SKIPPED_SHOWN = 20


def no_run(request: HttpRequest) -> HttpResponse:
    """A matching that is not there, not for these eyes, or not done yet."""
    return missing(
        request,
        title=_("Pencocokan ini tidak ditemukan"),
        text=_("Mungkin alamatnya keliru, sudah dihapus, atau milik pihak lain."),
        label=_("Ke pencocokan"),
        url=reverse("matching"),
    )


def list_context(request: HttpRequest, form: MatchForm) -> dict[str, Any]:
    """The form, and earlier matchings, newest first."""
    found = queries.runs(request.scope, limit=RUNS_A_PAGE + 1, before=moment(request))
    shown, links = newest_first(request, found, size=RUNS_A_PAGE, at=lambda each: each.asked_at)
    return {
        "form": form,
        "runs": [{"it": each, "word": STATES[each.state], "other": _other(each)} for each in shown],
        **links,
    }


def run_context(request: HttpRequest, view: RunView) -> dict[str, Any]:
    """A matching with its figures once it is done."""
    working = view.state == RunState.ASKED
    at_work = view.progress if working else None
    stopped = at_work is not None and at_work.state == "failed"
    return {
        "run": view,
        "word": STATES[view.state],
        "other": _other(view),
        "waiting": working and not stopped,
        "stopped": stopped,
        "progress": at_work if at_work and at_work.running else None,
        "progress_text": _(at_work.text) if at_work and at_work.text else "",
        "places": _places(),
        "error": _error(view),
        "again": bool(view.error) and not view.right_name and view.error["side"] != "left",  # the register changes
        "done": view.state == RunState.DONE,
        "lead": _lead(view),
        "has_pairs": queries.has_pairs(view.id),
        "figures": [_figure(view, result) for result in Result if view.count(result)],
        "told": TOLD.get(view.told, ""),
        "skipped": _skipped(request, view) if view.state == RunState.DONE else "",
        "doubtful": number(round(view.expected_false)),
    }


def _skipped(request: HttpRequest, view: RunView) -> str:
    """The rows of the first list that are nobody's: `14, 15, …`."""
    rows = [row for _sheet, row in queries.layout(request.vault, view.id).skipped]
    return ", ".join(map(number, rows[:SKIPPED_SHOWN])) + (", …" if len(rows) > SKIPPED_SHOWN else "")


def _places(*more: tuple[str, str]) -> list[dict[str, str]]:
    trail = [{"label": _("Pencocokan"), "url": reverse("matching")}]
    return [*trail, *({"label": label, "url": url} if url else {"label": label} for label, url in more)]


def _whole(view: RunView) -> tuple[str, str]:
    """The way back to the matching that a page is a part of."""
    return view.left_name, reverse("match_run", args=[view.id])


def _probability(probability: float | None) -> str:
    return "" if probability is None else percent_of(round(probability * MILLION), MILLION)


def _other(view: RunView) -> str:
    return view.right_name or _("Pekerja yang terdaftar")


def _lead(view: RunView) -> str:
    words = counted((result, number(view.count(result))) for result in Result if view.count(result))
    text = ngettext("%(rows)s baris: %(words)s.", "%(rows)s baris: %(words)s.", view.left_rows)
    return text % {"rows": number(view.left_rows), "words": words}


def _error(view: RunView) -> dict[str, str]:
    """Which list is to be mended, and the sentence about it."""
    if not view.error:
        return {}
    names = {"left": view.left_name, "right": _other(view)}
    said = view.error["en" if get_language() == "en" else "id"]
    return {"list": names.get(view.error["side"], ""), "text": said}


def _figure(view: RunView, result: Result) -> dict[str, Any]:
    """A word with its rows, and the reasons that any of them has."""
    count = view.count(result)
    url = reverse("match_rows", args=[view.id])
    reasons = [
        {
            "text": REASONS[reason],
            "count": rows,
            "url": f"{url}?{urlencode({'hasil': result.value, 'alasan': reason.value})}",
        }
        for reason, rows in view.reasons(result)
    ]
    return {
        "word": RESULTS[result],
        "count": count,
        "share": percent_of(count, view.left_rows),
        "url": f"{url}?{urlencode({'hasil': result.value})}",
        "reasons": reasons,
    }


def rows_context(request: HttpRequest, view: RunView) -> dict[str, Any]:
    """A page of rows of a word, or of all."""
    form = RowsForm(request.GET)
    result = form.cleaned_data["hasil"] if form.is_valid() else ""
    reason = request.GET.get("alasan", "")
    reason = reason if reason in RESULT_OF and RESULT_OF[reason] == result else ""
    after, before = (whole_number(request.GET.get(name, "")) for name in ("sesudah", "sebelum"))
    rows, cursor = queries.rows(request.vault, view.id, result=result, reason=reason, after=after, before=before)
    kept = {name: value for name, value in (("hasil", result), ("alasan", reason)) if value}
    title = RESULTS[Result(result)].label if result else _("Semua baris")
    return {
        "run": view,
        "title": title,
        "reason": REASONS.get(reason, ""),
        "places": _places(_whole(view), (str(title), "")),
        "filter_form": form,
        "rows": [_row(row, view) for row in rows],
        **_around(cursor, kept),
    }


def _row(row: Row, view: RunView) -> dict[str, Any]:
    place = ", ".join(row.said[column] for column in ("kelurahan", "kecamatan") if column in row.said)
    partner = dict(row.partner or {})
    if partner and not view.right_name:
        partner["url"] = reverse("person", args=[UUID(partner["id"])])
    return {
        "it": row,
        "name": row.said.get("name", ""),
        "place": place,
        "sheet": "" if row.sheet == PurePath(view.left_name).stem else row.sheet,
        "word": RESULTS[row.result],
        "reason": REASONS[row.reason],
        "partner": partner,
        "percent": _probability(row.probability),
        "rule": rule_words(row.rule),
    }


def pairs_context(request: HttpRequest, view: RunView) -> dict[str, Any]:
    """A page of pairs that wait to be looked at."""
    after, before = (whole_number(request.GET.get(name, "")) for name in ("sesudah", "sebelum"))
    pairs, cursor = queries.pairs(request.vault, view.id, after=after, before=before)
    return {
        "run": view,
        "other": _other(view),
        "places": _places(_whole(view), (_("Pasangan yang perlu dilihat"), "")),
        "pairs": [_pair(pair, view) for pair in pairs],
        **_around(cursor, {}),
    }


def _pair(pair: PairView, view: RunView) -> dict[str, Any]:
    left, right = pair.left["said"], pair.right["said"]
    compared = [_field(name, left, right, pair.levels.get(name, "missing")) for name in SHOWN]
    fields = [each for each in compared if each]
    told = RESULTS[RESULT_OF[pair.told]] if pair.told else None
    person = reverse("person", args=[UUID(pair.right["id"])]) if not view.right_name else ""
    return {
        "number": pair.number,
        "sure": sure(pair.probability),
        "percent": _probability(pair.probability),
        "rule": rule_words(pair.rule),
        "left_row": pair.left["row"],
        "left_name": left.get("name", ""),
        "right_name": right.get("name", ""),
        "right_row": pair.right["row"],
        "person_url": person,
        "fields": [each for each in fields if each["left"] and each["right"]],
        "alone": [_on_one_list(each) for each in fields if not (each["left"] and each["right"])],
        "told": told,
        "told_reason": REASONS[pair.told] if pair.told else "",
    }


def _field(name: str, left: Mapping[str, str], right: Mapping[str, str], level: str) -> dict[str, Any] | None:
    """A field as both lists write it, and how that compares; None where neither says anything."""
    values = [_nik(left, right), _nik(right, left)] if name == "nik" else [_value(name, said) for said in (left, right)]
    if not any(values):
        return None
    words = level_words(name, level)
    if all(values) and words == [MISSING]:
        words = [UNREADABLE]
    return {"label": FIELDS[name], "left": values[0], "right": values[1], "words": words}


def _on_one_list(field: Mapping[str, Any]) -> str:
    """A field that says nothing of the pair: `Nama ibu (daftar pertama)`."""
    text = _("%(field)s (daftar pertama)") if field["left"] else _("%(field)s (daftar kedua)")
    return text % {"field": field["label"]}


def _value(name: str, said: Mapping[str, str]) -> str:
    if name == "address":
        return ", ".join(said[part] for part in ADDRESS if part in said)
    text = said.get(name, "")
    return _("tertulis") if text and name in HIDDEN else text


def _nik(said: Mapping[str, str], other: Mapping[str, str]) -> str:
    """Where a NIK was issued: beside a birth date on either list not even that (the serial number is small)."""
    born = "dob" in said or "dob" in other
    region = "" if born else regions.names().get(said.get("nik", "")[:REGENCY_DIGITS], "")
    return _("terbitan %(region)s") % {"region": region} if region else _value("nik", said)


def _around(cursor: Cursor, kept: Mapping[str, str]) -> dict[str, str]:
    """The links to the pages before and after."""

    def url(**more: int | None) -> str:
        wanted = {name: value for name, value in more.items() if value is not None}
        return f"?{urlencode({**kept, **wanted})}" if wanted else ""

    return {"next_url": url(sesudah=cursor.after), "previous_url": url(sebelum=cursor.before)}
