"""The word, sign and tone of each state a registration or a person's protection can be in.

Tones: good (deep green), wait (amber), bad (brick red), plain (slate). A tone never stands without its word and sign.
"""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class StateWord(NamedTuple):
    """How a state is shown."""

    tone: str
    icon: str
    label: str | Promise


REGISTRATION = {
    "draft": StateWord("plain", "pencil", _("Draf")),
    "submitted": StateWord("plain", "inbox", _("Diajukan")),
    "returned": StateWord("wait", "return", _("Dikembalikan")),
    "verified": StateWord("good", "check", _("Terverifikasi")),
    "refused": StateWord("bad", "cross", _("Ditolak kelurahan")),
    "batched": StateWord("plain", "send", _("Dikirim ke BPJS")),
    "accepted": StateWord("good", "check", _("Diterima BPJS")),
    "rejected": StateWord("bad", "cross", _("Ditolak BPJS")),
}

PROTECTION = {
    "paid": StateWord("good", "umbrella-open", _("Lunas")),
    "grace": StateWord("wait", "umbrella-half", _("Masa tenggang")),
    "non_active": StateWord("bad", "umbrella-shut", _("Nonaktif")),
    "not_yet_paid": StateWord("plain", "umbrella-outline", _("Belum pernah bayar")),
    "ended": StateWord("plain", "stop", _("Berakhir")),
}

MONTH = {
    "paid": StateWord("good", "check", _("Lunas")),
    "grace": StateWord("wait", "clock", _("Tenggang")),
    "unpaid": StateWord("bad", "cross", _("Belum dibayar")),
    "ahead": StateWord("good", "forward", _("Dibayar di muka")),
    "outside": StateWord("plain", "dash", _("Belum ikut")),
    "unknown": StateWord("plain", "question", _("Belum ada kabar")),
}

UNKNOWN = StateWord("plain", "question", _("Tidak diketahui"))
