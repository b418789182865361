"""What can be chosen on the registration form: bands of income, months paid at once, and words of the identity card."""

import datetime as dt
from collections.abc import Mapping
from itertools import combinations
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.identity import occupations
from payung.rules.legislation import load
from payung.web.templatetags.payung_format import number, rupiah

Choices = list[tuple[str, str]]

NOT_OFFERED = {"office", "vague"}
MARITAL = (
    ("", gettext_lazy("Tidak diisi")),
    ("belum kawin", gettext_lazy("Belum kawin")),
    ("kawin", gettext_lazy("Kawin")),
    ("cerai hidup", gettext_lazy("Cerai hidup")),
    ("cerai mati", gettext_lazy("Cerai mati")),
)
RELATIONS = (
    ("", gettext_lazy("Tidak diisi")),
    ("suami", gettext_lazy("Suami")),
    ("istri", gettext_lazy("Istri")),
    ("anak", gettext_lazy("Anak")),
    ("orang tua", gettext_lazy("Orang tua")),
    ("saudara", gettext_lazy("Saudara kandung")),
    ("lainnya", gettext_lazy("Lainnya")),
)


def bands(on: dt.date) -> list[Mapping[str, int]]:
    """The bands of monthly income in force (`bpu.contribution.income_bands`), the lowest first; rupiah."""
    return list(cast("tuple[Mapping[str, int], ...]", load().table("bpu.contribution.income_bands", on)))


def income_choices(on: dt.date) -> Choices:
    """One choice for each band; its value is the base from which dues are computed, which lies in the band."""
    found = bands(on)
    ends = [band["from"] - 1 for band in found[1:]]
    choices = [("", _("Pilih"))]
    for band, end in zip(found, ends, strict=False):
        choices.append((str(band["base"]), f"{rupiah(band['from'])}–{number(end)}"))
    top = found[-1]
    return [*choices, (str(top["base"]), _("%(low)s atau lebih") % {"low": rupiah(top["from"])})]


def band_of(income: int | None, *, on: dt.date) -> str:
    """The choice that an income stands under; empty when none is known."""
    if income is None:
        return ""
    return str(max((band for band in bands(on) if band["from"] <= income), key=lambda band: band["from"])["base"])


def period_choices(on: dt.date) -> Choices:
    """How many months can be paid at once (`bpu.payment.periods`)."""
    periods = cast("tuple[int, ...]", load().table("bpu.payment.periods", on))
    return [(str(n), ngettext("%(count)s bulan", "%(count)s bulan", n) % {"count": number(n)}) for n in periods]


COVERS = {
    "JKK": gettext_lazy("kecelakaan kerja"),
    "JKM": gettext_lazy("kematian"),
    "JHT": gettext_lazy("tabungan hari tua"),
}


def programme_choices(on: dt.date) -> Choices:
    """Every set of programmes that the law lets a self-employed person have, the smallest first (`bpu.programmes.*`).

    The value is what a registration keeps: `JKK,JKM`.
    """
    law = load()
    must, may = (cast("tuple[str, ...]", law.table(f"bpu.programmes.{kind}", on)) for kind in ("mandatory", "optional"))
    sets = [(*must, *more) for count in range(len(may) + 1) for more in combinations(may, count)]
    return [(",".join(each), " + ".join(each)) for each in sets]


def programme_words(programmes: Choices) -> str:
    """What each of the codes stands for: `JKK: kecelakaan kerja. …`."""
    codes = dict.fromkeys(code for value, _label in programmes for code in value.split(","))
    return " ".join(f"{code}: {COVERS[code]}." for code in codes)


def occupation_names() -> list[str]:
    """Jobs that can be offered for choosing: all but those insured elsewhere, without work, or that say too little."""
    known = set(occupations.table().values())
    return sorted(job.name for job in known if job.klass in {"transport", "other"} and job.check not in NOT_OFFERED)


def with_present(choices: tuple[tuple[str, object], ...], present: str) -> list[tuple[str, object]]:
    """The choices, and what the register holds already where it is none of them (a roster's own word)."""
    known = {value for value, _label in choices}
    return [*choices] if present in known else [*choices, (present, present.capitalize())]
