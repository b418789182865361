"""What the law's pages call groups of figures and degrees of certainty, and how they link the texts of the files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from payung.rules.legislation import Legislation
from payung.rules.parameter import Dated, Parameter
from payung.web.public.law.values import language, opening

# in this order; a group that a city adds of its own follows after them
GROUPS: dict[str, str | Promise] = {
    "bpu": _("Pekerja mandiri (BPU)"),
    "pu": _("Penerima upah (PU)"),
    "non_asn": _("Pegawai non-ASN"),
    "jakon": _("Jasa konstruksi (Jakon)"),
    "pmi": _("Pekerja migran (PMI)"),
    "jp": _("Jaminan Pensiun (JP)"),
    "jkp": _("Jaminan Kehilangan Pekerjaan (JKP)"),
    "benefits": _("Manfaat"),
    "programmes": _("Program"),
    "segments": _("Segmen kepesertaan"),
    "business": _("Skala usaha"),
    "wages": _("Upah minimum"),
    "deadlines": _("Batas waktu"),
    "working_week": _("Hari kerja"),
    "holidays": _("Hari libur"),
    "compliance": _("Kepatuhan pemberi kerja"),
    "sponsored": _("Pekerja rentan yang dibiayai"),
    "perisai": _("Agen Perisai"),
    "plans": _("Anggaran"),
    "ucj": _("Cakupan semesta (UCJ)"),
    "identifiers": _("Nomor identitas"),
    "rounding": _("Pembulatan"),
}


class Certainty(NamedTuple):
    """A degree of confidence: a short word with its tone and sign, and what it means."""

    label: str | Promise
    tone: str
    icon: str
    meaning: str | Promise


CERTAINTY = {
    "official": Certainty(
        _("Resmi"),
        "good",
        "check",
        _("Dibaca dalam peraturannya pasal demi pasal, atau di halaman BPJS."),
    ),
    "page": Certainty(_("Halaman lain"), "plain", "info", _("Dibaca di halaman berita, perusahaan, atau pelatihan.")),
    "code": Certainty(_("Kode program"), "wait", "question", _("Hanya terbaca dalam kode program pihak lain.")),
    "derived": Certainty(
        _("Turunan"), "wait", "question", _("Dihitung dari aturan yang terbaca; cocok dengan angka di sekitarnya.")
    ),
    "inference": Certainty(
        _("Tafsiran"), "wait", "question", _("Tafsiran kami; tidak tertulis di sumber yang dibaca.")
    ),
    "memory": Certainty(_("Ingatan"), "bad", "warning", _("Dari ingatan; jangan dipakai untuk pembayaran.")),
    "design": Certainty(_("Pilihan kami"), "plain", "info", _("Pilihan kami sendiri, bukan hukum.")),
}

_ADDRESS = r"https?://[^\s;)]+[^\s;).,]"
_CLAUSE = re.compile(r"[.;] (?=\S)")


def group_of(parameter: Parameter) -> str:
    """The first part of a parameter's path."""
    return parameter.path.partition(".")[0]


def said(entry: Parameter | Dated, name: str) -> str:
    """`description` or `notes` in the active language; the English where a file has no Indonesian."""
    indonesian = getattr(entry, f"{name}_id") if language() == "id" else ""
    return str(indonesian or getattr(entry, name))


def headline(parameter: Parameter) -> str:
    """What a parameter is, as a heading: its description up to the first pause."""
    return _CLAUSE.split(said(parameter, "description"), maxsplit=1)[0].rstrip(".")


def rest(parameter: Parameter) -> str:
    """What a description says after its first pause."""
    return opening(said(parameter, "description")[len(headline(parameter)) :].lstrip(".;: "))


def linked(text: str, law: Legislation) -> SafeString:
    """A text whose addresses and names of parameters can be followed."""
    return format_html_join("", "{}", ((part,) for part in _parts(text, law)))


def _parts(text: str, law: Legislation) -> Iterator[str | SafeString]:
    for part in re.split(rf"({_ADDRESS}|\b[a-z_]+(?:\.[a-z0-9_]+)+\b)", text):
        if part.startswith("http"):
            yield format_html('<a href="{0}" rel="noopener noreferrer external">{0}</a>', part)
        elif part in law.parameters:
            address = reverse("law_parameter", args=[part])
            yield format_html('<a href="{}"><code>{}</code></a>', address, part)
        else:
            yield part
