"""Possible duplicates: the list, two people side by side, and the decision that they are one or are not."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from payung.apps.accounts.permissions import Permission
from payung.apps.audit.actions import record_disclosure
from payung.apps.audit.models import Disclosure
from payung.apps.coverage import queries as coverage
from payung.apps.enrolment import queries as enrolment
from payung.apps.enrolment.enums import CLOSED, State
from payung.apps.enrolment.places import labels
from payung.apps.linkage import actions, queries
from payung.apps.linkage.actions import Preview, Wish
from payung.apps.linkage.enums import Outcome
from payung.apps.linkage.errors import LinkageError
from payung.apps.linkage.models import Pair
from payung.apps.linkage.particulars import FIELDS, differences
from payung.apps.people import queries as people
from payung.apps.people.duplicates import Likeness, weigh
from payung.apps.people.models import Person
from payung.identity.regions import describe
from payung.web.guards import needs
from payung.web.neighbourhood.pair_words import Words, compared_fields, side_by_side
from payung.web.neighbourhood.person import SEALED
from payung.web.neighbourhood.same_person import likely, reasons
from payung.web.paging import whole_number
from payung.web.templatetags.payung_format import number

merges_people = needs(Permission.PEOPLE_MERGE)
OPENED = (
    *SEALED,
    ("family_card", gettext_lazy("Nomor KK")),
    ("email", gettext_lazy("Email")),
)


class ReasonForm(forms.Form):
    """Why something is decided about two people."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=300, min_length=5, widget=forms.Textarea({"rows": 2}),
        error_messages={
            "required": gettext_lazy("Tulis alasannya."), "min_length": gettext_lazy("Tulis alasannya lebih jelas."),
        },
    )  # fmt: skip


class PurposeForm(forms.Form):
    """What sealed particulars of both are opened for."""

    purpose = forms.CharField(
        label=gettext_lazy("Untuk apa"), max_length=200, min_length=5,
        help_text=gettext_lazy("Tercatat dengan nama Anda dan dibaca pejabat pelindungan data."),
        error_messages={
            "required": gettext_lazy("Tulis untuk apa data ini dibuka."),
            "min_length": gettext_lazy("Tulis lebih jelas untuk apa data ini dibuka."),
        },
    )  # fmt: skip


@require_safe
@merges_people
def pairs(request: HttpRequest) -> HttpResponse:
    """Who may stand twice, the oldest find first; below it what was merged last."""
    scope = request.scope
    after = whole_number(request.GET.get("sesudah", ""))
    found, more = queries.open_pairs(scope, after=after)
    count = queries.count_open(scope)
    places = labels({area for each in found for area in (each.one.area_id, each.other.area_id)}, on=request.today)
    merged = queries.merges(scope)
    names = enrolment.user_names(each.by_id for each in merged)
    context = {
        "rows": [
            {
                "each": each,
                "place": places[each.one.area_id],
                "other_place": places[each.other.area_id],
                "reasons": reasons(each.other.reasons),
                "likely": likely(each.other.probability),
            }
            for each in found
        ],
        "count": count,
        "counted": number(queries.COUNTED_TO) + "+" if count > queries.COUNTED_TO else number(count),
        "merged": [{"each": each, "by": names.get(each.by_id, "")} for each in merged],
        "next_url": f"?sesudah={more}" if more else "",
        "previous_url": "?" if after else "",
    }
    return render(request, "neighbourhood/pairs/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@merges_people
@never_cache
def pair(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Two people side by side; one button decides what is done with them."""
    found = queries.pair(request.scope, pair_id)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _show(request, found)
    step = STEPS.get(request.POST.get("langkah", ""))
    if step is None:
        raise Http404
    try:
        return step(request, found)
    except LinkageError as error:
        messages.error(request, str(error))
        return redirect("pair", pair_id)


def _show(request: HttpRequest, found: Pair, **said: Any) -> HttpResponse:
    """Whoever was registered first stands on the left and is proposed to stay."""
    both = sorted((found.low, found.high), key=lambda each: (each.created_at, each.pk))
    compared = differences(*both)
    context = {
        "pair": found,
        "both": [_person(request, each) for each in both],
        "reasons": reasons(tuple(Likeness(each) for each in found.reasons)),
        **_weighed(request, found),
        **side_by_side(compared, Words(compared, on=request.today)),
        "may_reveal": request.scope.may(Permission.IDENTITY_REVEAL),
        "purpose_form": PurposeForm(),
        "reason_form": ReasonForm(auto_id="beda_%s"),
        **said,
    }
    return render(request, "neighbourhood/pairs/pair.html", context)


def _weighed(request: HttpRequest, found: Pair) -> dict[str, Any]:
    """Of a pair that is still open, how likely the two are one and which fields say so."""
    if found.outcome != Outcome.OPEN:
        return {"decided": True}
    (evidence,) = weigh(request.scope, [(found.low, found.high)])
    return {"decided": False, "likely": likely(evidence.probability), "evidence": compared_fields(evidence)}


def _person(request: HttpRequest, found: Person) -> dict[str, Any]:
    """What hangs on somebody: registrations, member numbers, paid months."""
    scope = request.scope
    registrations = enrolment.of_person(scope, found.pk)
    names = enrolment.user_names(each.registered_by_id for each in registrations)
    notes = enrolment.notes_of(each.pk for each in registrations)
    return {
        "person": found,
        "region": describe(found.nik_region),
        "registrations": [
            {"each": each, "by": names.get(each.registered_by_id, ""), "note": notes.get(each.pk, "")}
            for each in sorted(registrations, key=lambda each: State(each.state) in CLOSED)
        ],
        "memberships": coverage.memberships(scope, found.pk),
        "months": len({each.month for each in coverage.payments(scope, found.pk)}),
    }


def _reveal(request: HttpRequest, found: Pair) -> HttpResponse:
    """Open what is sealed of both, once, for a purpose that is logged before anything is shown."""
    if not request.scope.may(Permission.IDENTITY_REVEAL):
        raise Http404
    form = PurposeForm(request.POST)
    if not form.is_valid():
        return _show(request, found, purpose_form=form)
    both = (found.low, found.high)
    for each in both:
        record_disclosure(
            request.scope,
            kind=Disclosure.Kind.REVEAL,
            subject=f"person {each.pk}: {', '.join(name for name, _label in OPENED)}",
            rows=1,
            purpose=form.cleaned_data["purpose"],
            area=each.area_id,
        )
    both = tuple(sorted(both, key=lambda each: (each.created_at, each.pk)))
    opened = [people.details_of(each) for each in both]
    shown = [{"label": label, "values": [getattr(each, name) for each in opened]} for name, label in OPENED]
    return render(request, "neighbourhood/pairs/revealed.html", {"pair": found, "both": both, "shown": shown})


def _wish(request: HttpRequest, found: Pair) -> Wish:
    """Who stays, and which values of the other are taken; each button names the person whose value it is."""
    ids = {str(found.low_id): found.low_id, str(found.high_id): found.high_id}
    keep = ids.get(request.POST.get("tetap", ""))
    if keep is None:
        raise Http404
    other = next(text for text, pk in ids.items() if pk != keep)
    taken = frozenset(name for name in FIELDS if request.POST.get(f"isi-{name}") == other)
    return Wish(pair_id=found.pk, keep=keep, taken=taken)


def _preview(request: HttpRequest, found: Pair, form: ReasonForm | None = None) -> HttpResponse:
    wish = _wish(request, found)
    seen = actions.preview(wish)
    taken = [row for row in _rows(request, seen) if row["field"] in wish.taken]
    sent = {"tetap": str(wish.keep)} | {f"isi-{name}": str(seen.plan.absorbed.pk) for name in wish.taken}
    context = {
        "pair": found,
        "seen": seen,
        "kept": seen.plan.kept,
        "absorbed": seen.plan.absorbed,
        "taken": taken,
        "sent": sent,
        "form": form or ReasonForm(),
    }
    return render(request, "neighbourhood/pairs/preview.html", context)


def _rows(request: HttpRequest, seen: Preview) -> list[dict[str, Any]]:
    return side_by_side(seen.differences, Words(seen.differences, on=request.today))["different"]


def _merge(request: HttpRequest, found: Pair) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _preview(request, found, form)
    made = actions.merge(
        by=request.scope.actor,
        wish=_wish(request, found),
        reason=form.cleaned_data["reason"],
        seal=request.POST.get("seen", ""),
    )
    messages.success(request, _("%(name)s sekarang satu orang.") % {"name": made.kept.name})
    return redirect("merge", made.pk)


def _keep_apart(request: HttpRequest, found: Pair) -> HttpResponse:
    form = ReasonForm(request.POST, auto_id="beda_%s")
    if not form.is_valid():
        return _show(request, found, reason_form=form)
    actions.keep_apart(by=request.scope.actor, pair_id=found.pk, reason=form.cleaned_data["reason"])
    messages.success(request, _("Dicatat sebagai dua orang yang berbeda. Pasangan ini tidak ditanyakan lagi."))
    return redirect("pairs")


STEPS = {"buka": _reveal, "tinjau": _preview, "gabung": _merge, "beda": _keep_apart}
