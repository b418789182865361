"""What each step over everything that a list finds shares: its words, and that nothing changed since it was shown."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.apps.enrolment.whole_list import MOST, Chosen
from payung.web.city.registration_filters import Asked
from payung.web.city.registration_words import stamp
from payung.web.templatetags.payung_format import number


def unchanged(request: HttpRequest, found: Chosen, seal: str) -> bool:
    """Whether the step is about what the page showed; if not, says so."""
    if found.wanted and not found.too_many and found.seal == seal:
        return True
    messages.warning(request, _("Daftarnya berubah sejak halaman dibuka. Tidak ada yang diubah. Periksa sekali lagi."))
    return False


def shown(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """What every such page shows."""
    return {
        "asked": asked,
        "stamp": stamp(request, asked),
        "most": number(MOST),
        "back": [{"label": _("Kembali ke daftar"), "url": reverse("registrations") + asked.query()}],
    }
