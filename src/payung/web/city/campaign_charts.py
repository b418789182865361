"""The two bars of the campaign page: who stays protected in a month, and for how many months people have paid."""

from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.apps.campaigns.figures import Figures
from payung.apps.campaigns.queries import Overview
from payung.apps.coverage.file_queries import EndedMonth
from payung.rules.protection import Standing
from payung.shared.months import Month
from payung.web.city.campaign_rows import RowLinks
from payung.web.templatetags.payung_format import month_name, number, percent_of


class Totalled(Protocol):
    """What is counted of a place or a group."""

    @property
    def total(self) -> Figures: ...


SHOWN_STANDINGS = (Standing.PAID, Standing.GRACE, Standing.NON_ACTIVE, Standing.NOT_YET_PAID)


def protection(seen: Totalled, links: RowLinks, ended: EndedMonth | None) -> dict[str, Any] | None:
    """Who stays protected in the last ended month whose payment file is in; None without a file or without a member."""
    if ended is None or not seen.total.members:
        return None
    counts = seen.total.standing
    parts = [{"state": s.value, "count": counts[s], "url": links.standing(s)} for s in SHOWN_STANDINGS]
    parts[-1]["label"] = unpaid_to(ended.month)  # some of them paid for a later month
    if counts[Standing.ENDED]:
        ends = {"state": Standing.ENDED.value, "count": counts[Standing.ENDED], "url": links.standing(Standing.ENDED)}
        parts.append(ends)
    later = seen.total.paid_later
    return {
        "title": _("Masih terlindungi pada %(month)s?") % {"month": month_name(ended.month)},
        "parts": parts,
        "later": later_sentence(later, ended) if later else "",
        "later_url": links.paid_later,
        "ended": ended,
    }


def unpaid_to(month: Month | None) -> str:
    """Of whom no month up to this one is paid, whatever they paid afterwards."""
    return _("Belum membayar sampai %(month)s") % {"month": month_name(month)}


def later_sentence(later: int, ended: EndedMonth) -> str:
    text = ngettext(
        "Di antara yang belum membayar sampai %(month)s, %(count)s orang membayar untuk bulan sesudahnya.",
        "Di antara yang belum membayar sampai %(month)s, %(count)s orang membayar untuk bulan sesudahnya.",
        later,
    )
    return text % {"month": month_name(ended.month), "count": number(later)}


def months_paid(seen: Overview, links: RowLinks) -> dict[str, Any] | None:
    """How many months the accepted have paid in all; those who paid once are the risk that the page names."""
    counts = seen.total.months_paid
    if not any(counts[months] for months in counts if months):
        return None
    parts = [
        {
            "label": months_label(months),
            "count": counts[months],
            "url": links.months_paid(months),
            "tone": {0: "plain", 1: "wait"}.get(months, "good"),
            "icon": {0: "umbrella-outline", 1: "warning"}.get(months, "check"),
        }
        for months in range(max(counts) + 1)
    ]
    once = _("%(count)s orang (%(share)s) baru membayar satu bulan: merekalah yang paling mungkin berhenti.")
    values = {"count": number(counts[1]), "share": percent_of(counts[1], seen.total.members)}
    return {"parts": parts, "once": once % values if counts[1] else "", "once_url": links.months_paid(1)}


def months_label(months: int) -> str:
    if not months:
        return _("Belum pernah bayar")
    return ngettext("%(count)s bulan", "%(count)s bulan", months) % {"count": number(months)}
