"""The word, sign and tone of each state a registration or a person's protection can be in.

Tones: good (deep green), wait (amber), bad (brick red), plain (slate). A tone never stands without its word and sign.
"""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.apps.enrolment.enums import State


class StateWord(NamedTuple):
    """How a state is shown."""

    tone: str
    icon: str
    label: str | Promise


REGISTRATION = {
    State.SUBMITTED.value: StateWord("plain", "inbox", State.SUBMITTED.label),
    State.RETURNED.value: StateWord("wait", "return", State.RETURNED.label),
    State.VERIFIED.value: StateWord("good", "check", State.VERIFIED.label),
    State.REFUSED.value: StateWord("bad", "cross", State.REFUSED.label),
    State.BATCHED.value: StateWord("plain", "send", State.BATCHED.label),
    State.ACCEPTED.value: StateWord("good", "check", State.ACCEPTED.label),
    State.REJECTED.value: StateWord("bad", "cross", State.REJECTED.label),
    State.MERGED.value: StateWord("plain", "return", State.MERGED.label),
}

PROTECTION = {
    "paid": StateWord("good", "umbrella-open", _("Lunas")),
    "grace": StateWord("wait", "umbrella-half", _("Masa tenggang")),
    "non_active": StateWord("bad", "umbrella-shut", _("Nonaktif")),
    "not_yet_paid": StateWord("plain", "umbrella-outline", _("Belum membayar")),
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
