"""What the page that compares places says; all words and drawing, no counting."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.apps.campaigns.comparing import Compared, Comparison
from payung.apps.campaigns.funnel import Funnel, Judged, Verdict
from payung.apps.campaigns.heads import Heads
from payung.apps.territory.codes import Level
from payung.web.city import campaign_page
from payung.web.city.figures.asked import Asked
from payung.web.city.figures.strip import WIDTH, scale, strip
from payung.web.place_words import KINDS
from payung.web.templatetags.payung_format import month_name, number, percent, percent_of

REACH, KEPT = "diterima", "lunas"  # what places are compared by, as addresses say it


@dataclass(frozen=True, slots=True)
class Word:
    """How a verdict is written and drawn."""

    label: str | Promise
    tone: str


# in the order of the groups: what stands out comes first
WORDS = {
    Verdict.BELOW: Word(gettext_lazy("Di bawah batas"), "wait"),
    Verdict.ABOVE: Word(gettext_lazy("Di atas batas"), "good"),
    Verdict.WITHIN: Word(gettext_lazy("Di dalam batas"), "plain"),
    Verdict.ALONE: Word(gettext_lazy("Tidak dibandingkan"), "plain"),
    Verdict.SMALL: Word(gettext_lazy("Terlalu kecil untuk dibandingkan"), "plain"),
}


def too_small() -> str:
    return _("Di dalam satu kelurahan angkanya terlalu kecil untuk dibandingkan.")


def answer(seen: Comparison, measure: str) -> str:
    """The first line: how many places differ from the whole more than places of their size do of themselves."""
    found = seen.kept if measure == KEPT and seen.kept else seen.reach
    counts = Counter(each.verdict for each in found.judged)
    if not counts[Verdict.BELOW] + counts[Verdict.WITHIN] + counts[Verdict.ABOVE]:
        return _("Terlalu sedikit wilayah yang cukup besar untuk dibandingkan; angkanya saja yang tampil.")
    text = _(
        "%(kind)s: %(below)s di bawah batas, %(above)s di atas, %(within)s berbeda tidak lebih dari yang wajar "
        "untuk ukurannya."
    )
    values = {each.value: number(counts[each]) for each in Verdict}
    return text % {"kind": KINDS[seen.level], **values}


def levels(url: str, known: Iterable[Level], current: Level, measure: str) -> list[dict[str, Any]]:
    """The same measure for the places of another level."""
    return [
        {
            "label": KINDS[each],
            "url": f"{url}&tingkat={each.value}&ukuran={measure}",
            "current": each is current,
        }
        for each in known
    ]


def measures(url: str, seen: Comparison, asked: Asked, current: str) -> list[dict[str, Any]]:
    """What the places are compared by; paid only while a month is told."""
    known = {REACH: _("Diterima dari target")}
    if seen.kept is not None:
        known[KEPT] = _kept_title(asked)
    return [
        {"label": label, "url": f"{url}&tingkat={seen.level.value}&ukuran={word}", "current": word == current}
        for word, label in known.items()
    ]


def _kept_title(asked: Asked) -> str:
    return _("Lunas %(month)s dari yang diterima BPJS") % {"month": month_name(asked.question.month)}


def table(seen: Comparison, asked: Asked, measure: str) -> dict[str, Any]:
    """How many of the target were accepted, or how many members paid the last month that is told."""
    places = {each.area: each for each in seen.places}
    if measure == KEPT and seen.kept is not None and asked.ended is not None:
        return {
            "title": _kept_title(asked),
            "size": _("Diterima"),
            "counted": _("Lunas"),
            "as_of": asked.ended.as_of,
            "source": _("data iuran BPJS Ketenagakerjaan"),
            **_table(seen.kept, places, asked),
        }
    return {
        "title": _("Diterima dari target"),
        "beyond": _beyond(seen),
        "size": _("Target"),
        "counted": _("Diterima"),
        "as_of": asked.question.today,
        "source": _("catatan pendaftaran kota"),
        **_table(seen.reach, places, asked),
    }


def _table(found: Funnel, places: dict[int, Compared], asked: Asked) -> dict[str, Any]:
    ends = scale(found.judged)
    rows = {verdict: [each for each in found.judged if each.verdict is verdict] for verdict in WORDS}
    return {
        "groups": [
            {
                "label": word.label,
                "rows": [_row(each, places[each.part.key], found, asked, ends) for each in rows[verdict]],
            }
            for verdict, word in WORDS.items()
            if rows[verdict]
        ],
        "bottom": ends[0],
        "top": ends[1],
        "width": WIDTH,
        "whole": _whole(found),
    }


def _whole(found: Funnel) -> dict[str, str]:
    count = sum(each.part.count for each in found.judged)
    of = sum(each.part.of for each in found.judged)
    return {"count": number(count), "of": number(of), "share": percent_of(count, of)}


def _beyond(seen: Comparison) -> str:
    """Why the sum of the places is less than the figure on the campaign's page."""
    if not seen.unplaced:
        return ""
    text = ngettext(
        "Halaman kampanye menyebut %(all)s: %(count)s orang lagi tinggal di luar kota atau belum diketahui wilayahnya.",
        "Halaman kampanye menyebut %(all)s: %(count)s orang lagi tinggal di luar kota atau belum diketahui wilayahnya.",
        seen.unplaced,
    )
    counted = sum(each.shares.accepted for each in seen.places)
    return text % {"all": number(counted + seen.unplaced), "count": number(seen.unplaced)}


def _row(each: Judged, place: Compared, found: Funnel, asked: Asked, ends: tuple[int, int]) -> dict[str, Any]:
    word = WORDS[each.verdict]
    return {
        "name": place.name,
        "url": campaign_page.address(asked.campaign, place.area),
        "notes": [*_above(place, asked), *head_notes(place.heads)],
        "count": number(each.part.count),
        "of": number(each.part.of),
        "share": number(None) if each.verdict is Verdict.SMALL else percent_of(each.part.count, each.part.of),
        "limits": _limits(each),
        "strip": None if each.verdict is Verdict.SMALL else strip(each, centre=found.centre, ends=ends),
        "word": word.label,
        "tone": word.tone,
    }


def _above(place: Compared, asked: Asked) -> list[str]:
    """The place that it lies in, where that is not the page's own."""
    return [] if place.above == asked.place.name else [place.above]


def _limits(each: Judged) -> str:
    """The limits in whole percent: 68 % sampai 80 %."""
    if each.limits is None:
        return ""
    low, high = map(_whole_percent, each.limits)
    return _("%(low)s sampai %(high)s") % {"low": low, "high": high}


def _whole_percent(share: float) -> str:
    return percent(Fraction(max(round(share * 100), 0), 100))


def head_notes(heads: Heads) -> list[str]:
    """What the place had to work with: lingkungan, and of them vacant, acting and new heads."""
    counted = (
        (heads.vacant, ngettext("%(count)s jabatan kosong", "%(count)s jabatan kosong", heads.vacant)),
        (heads.acting, ngettext("%(count)s Plt.", "%(count)s Plt.", heads.acting)),
        (heads.new, ngettext("%(count)s kepala baru", "%(count)s kepala baru", heads.new)),
    )
    lingkungan = ngettext("%(count)s lingkungan", "%(count)s lingkungan", heads.lingkungan)
    found = [lingkungan % {"count": number(heads.lingkungan)}]
    found += [text % {"count": number(count)} for count, text in counted if count]
    return [", ".join(found)]


def notes(seen: Comparison, measure: str) -> list[str]:
    """How places were compared, and what is not known of them."""
    read = seen.reading
    found = [
        _(
            "Batas dihitung untuk ukuran tiap wilayah (grafik corong, %(confidence)s): makin kecil wilayah, makin "
            "lebar. Selisih di dalam batas tidak berarti apa-apa, karena itu urutan dalam satu kelompok menurut kode "
            "wilayah. Wilayah dengan target atau anggota di bawah %(fewest)s tidak dibandingkan."
        )
        % {"confidence": _whole_percent(read.confidence), "fewest": number(read.fewest_compared)},
        _(
            "Target adalah kuota dikali banyaknya lingkungan. Berapa pekerja yang tinggal di tiap wilayah tidak "
            "diketahui. Jabatan kosong, Plt. dan kepala baru sejak kampanye mulai hanya disebut di samping angka, "
            "tidak diperhitungkan."
        ),
    ]
    if seen.unplaced and measure == KEPT:
        text = ngettext(
            "%(count)s orang yang diterima belum diketahui wilayahnya dan tidak masuk perbandingan.",
            "%(count)s orang yang diterima belum diketahui wilayahnya dan tidak masuk perbandingan.",
            seen.unplaced,
        )
        found.append(text % {"count": number(seen.unplaced)})
    return found
