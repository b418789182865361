"""What the page of the pace says; all words and drawing, no counting."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.apps.campaigns.heads import Heads
from payung.apps.campaigns.models import Campaign
from payung.apps.campaigns.pace import Pace, straight
from payung.apps.campaigns.progress import DAY, WEEK, Step
from payung.web.charts import Chart, Column, Point
from payung.web.templatetags.payung_format import long_date, number, percent_of, short_date

TENTH = Decimal("0.1")


def a_day(pace: Fraction) -> str:
    """People a day with one decimal: 205,8; a pace above nothing never reads 0."""
    shown = (Decimal(pace.numerator) / pace.denominator).quantize(TENTH, rounding=ROUND_HALF_UP)
    if pace and not shown:
        return _("kurang dari %(number)s") % {"number": number(TENTH)}
    return number(shown)


def window(pace: Pace) -> str:
    """The days over which the present pace was taken: 28 hari terakhir (2 Okt 2025 sampai 29 Okt 2025)."""
    text = ngettext(
        "%(count)s hari terakhir (%(first)s sampai %(last)s)",
        "%(count)s hari terakhir (%(first)s sampai %(last)s)",
        pace.window_days,
    )
    days = {"first": short_date(pace.window_from), "last": short_date(pace.today)}
    return text % {"count": number(pace.window_days), **days}


def answer(pace: Pace, campaign: Campaign) -> str:
    """The first line: whether the present pace is enough."""
    if pace.today < campaign.starts:
        return _("Kampanye belum dimulai.")
    if not pace.target:
        return _("%(count)s diterima sehari. Targetnya belum diketahui.") % {"count": a_day(pace.present)}
    if not pace.remaining:
        return _("Target sudah tercapai: %(accepted)s dari %(target)s diterima.") % _counts(pace)
    if pace.ends is None:
        text = _("%(count)s diterima sehari. Hari terakhir kampanye belum ditentukan.")
        return text % {"count": a_day(pace.present)}
    if pace.needed is None:
        text = _("Hari terakhir kampanye sudah tiba: %(accepted)s dari %(target)s diterima.")
        return text % _counts(pace)
    return _enough(pace, pace.needed)


def _enough(pace: Pace, needed: Fraction) -> str:
    if pace.is_enough:
        text = _("Laju sekarang cukup: %(present)s diterima sehari; yang perlu %(needed)s sehari sampai %(day)s.")
    else:
        text = _("Laju sekarang belum cukup: %(present)s diterima sehari; yang perlu %(needed)s sehari sampai %(day)s.")
    return text % {"present": a_day(pace.present), "needed": a_day(needed), "day": long_date(pace.ends)}


def _counts(pace: Pace) -> dict[str, str]:
    return {"accepted": number(pace.accepted), "target": number(pace.target)}


def tiles(pace: Pace, heads: Heads) -> list[dict[str, Any]]:
    """What is missing, what is needed a day and a head, the present pace with its window, and what it leads to."""
    found = [_missing(pace)]
    if pace.needed is not None and pace.remaining:
        found += [_needed(pace, pace.needed), _per_head(pace, heads)]
    present = {"label": _("Laju sekarang, sehari"), "value": a_day(pace.present), "detail": _present_detail(pace)}
    return [*found, present, *([] if pace.needed is None else [_leads_to(pace)])]


def _present_detail(pace: Pace) -> str:
    return _("%(count)s diterima dalam %(window)s") % {"count": number(pace.recent), "window": window(pace)}


def _missing(pace: Pace) -> dict[str, Any]:
    text = _("%(accepted)s dari %(target)s sudah diterima")
    return {
        "label": _("Masih kurang"),
        "value": number(pace.remaining) if pace.target else None,
        "unknown": _("Target belum diketahui"),
        "detail": text % _counts(pace) if pace.target else "",
    }


def _needed(pace: Pace, needed: Fraction) -> dict[str, Any]:
    days = pace.days_left or 0
    text = ngettext("%(count)s hari lagi sampai %(day)s", "%(count)s hari lagi sampai %(day)s", days)
    return {
        "label": _("Yang perlu, sehari"),
        "value": a_day(needed),
        "detail": text % {"count": number(days), "day": long_date(pace.ends)},
    }


def per_head(pace: Pace) -> str | None:
    """What each head would have to bring: `1 tiap 9 hari` (rounded down, so that it suffices) or `2,4 sehari`."""
    share = pace.needed_per_head
    if share is None:
        return None
    if share >= 1:
        return _("%(count)s sehari") % {"count": a_day(share)}
    return _("1 tiap %(days)s hari") % {"days": number(int(1 / share))}


def _per_head(pace: Pace, heads: Heads) -> dict[str, Any]:
    text = ngettext("%(count)s kepala lingkungan menjabat", "%(count)s kepala lingkungan menjabat", heads.holding)
    detail = text % {"count": number(heads.holding)}
    if heads.vacant:
        vacant = ngettext("%(count)s jabatan kosong", "%(count)s jabatan kosong", heads.vacant)
        detail = f"{detail}; {vacant % {'count': number(heads.vacant)}}"
    return {
        "label": _("Untuk tiap kepala lingkungan"),
        "value": per_head(pace),
        "unknown": _("Tidak ada yang menjabat"),
        "detail": detail,
    }


def _leads_to(pace: Pace) -> dict[str, Any]:
    expected = pace.expected(pace.ends or pace.today)
    share = percent_of(expected, pace.target)
    text = _("%(share)s dari target pada %(day)s") if pace.target else _("pada %(day)s")
    return {
        "label": _("Bila laju sekarang berlanjut"),
        "value": number(expected),
        "detail": text % {"share": share, "day": long_date(pace.ends)},
    }


def notes(pace: Pace, heads: Heads) -> list[str]:
    """How the figures were taken, and what they do not say."""
    found = [
        _(
            "Laju diambil dari %(window)s, karena BPJS Ketenagakerjaan menjawab per berkas: angka satu hari melonjak. "
            "Ini bukan ramalan, hanya akibatnya bila laju itu tidak berubah."
        )
        % {"window": window(pace)}
    ]
    if pace.in_process:
        text = ngettext(
            "%(count)s pendaftaran masih diproses dan belum dihitung diterima.",
            "%(count)s pendaftaran masih diproses dan belum dihitung diterima.",
            pace.in_process,
        )
        found.append(text % {"count": number(pace.in_process)})
    reached = reaches(pace)
    return [*found, reached] if reached else found


def reaches(pace: Pace) -> str:
    """When the present pace would meet the target; nothing where there is no target or it is met."""
    if not pace.target or not pace.remaining:
        return ""
    if pace.reached_on is None:
        return _("Dengan laju sekarang target tidak tercapai dalam lima tahun.")
    return _("Dengan laju sekarang target tercapai sekitar %(day)s.") % {"day": long_date(pace.reached_on)}


def lengths(url: str, length: int) -> list[dict[str, Any]]:
    """The same drawing by day or by week."""
    known = ((_("Per hari"), "hari", DAY), (_("Per minggu"), "minggu", WEEK))
    return [{"label": label, "url": f"{url}&per={word}", "current": days == length} for label, word, days in known]


def chart(pace: Pace, campaign: Campaign, steps: list[Step], length: int) -> Chart:
    """Submitted and accepted so far, the straight path to the target, and where the present pace would lead."""
    weekly = length == WEEK
    columns = (
        Column(_("Diterima BPJS")),
        Column(_("Jalan lurus ke target")),
        Column(_("Diajukan")),
        Column(_("Bila laju sekarang berlanjut")),
        Column(_("Diterima minggu itu") if weekly else _("Diterima hari itu"), drawn=False),
    )
    return Chart(
        id="laju",
        title=_("Diterima dari waktu ke waktu"),
        head=_("Sampai hari") if weekly else _("Hari"),
        columns=columns,
        points=tuple(_point(each, pace, campaign) for each in steps),
        kind="line",
        unit="number",
        says=said(pace),
    )


def said(pace: Pace) -> str:
    """What the drawing shows, in one sentence."""
    text = _("Sampai %(day)s diterima %(accepted)s dari target %(target)s.")
    return text % {
        "day": long_date(pace.today),
        "accepted": number(pace.accepted),
        "target": number(pace.target or None),
    }


def _point(step: Step, pace: Pace, campaign: Campaign) -> Point:
    path = _path(campaign, pace.target, step.last)
    ahead = pace.expected(step.last) if step.last >= pace.today and campaign.ends else None
    return Point(short_date(step.last), (step.accepted_so_far, path, step.submitted_so_far, ahead, step.accepted))


def _path(campaign: Campaign, target: int, day: dt.date) -> int | None:
    if campaign.ends is None or not target:
        return None
    return straight(target, starts=campaign.starts, ends=campaign.ends, day=day)
