"""A decision about registrations: what each step that a form sends does, and what is said of it afterwards."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy, ngettext

from payung.apps.enrolment import actions
from payung.apps.enrolment.actions import Moved
from payung.web.templatetags.payung_format import number

ACCEPT, RETURN, REFUSE = "terima", "kembalikan", "tolak"
STEPS: dict[str, Callable[[int, dict[UUID, int], str], Moved]] = {
    ACCEPT: lambda by, wanted, _reason: actions.verify(by=by, wanted=wanted),
    RETURN: lambda by, wanted, reason: actions.return_(by=by, wanted=wanted, reason=reason),
    REFUSE: lambda by, wanted, reason: actions.refuse(by=by, wanted=wanted, reason=reason),
}
OWN = gettext_lazy("Ini pendaftaran Anda sendiri: orang lain yang memeriksanya, jadi dibiarkan.")
ONE = {
    ACCEPT: gettext_lazy("Pendaftaran %(name)s diterima."),
    RETURN: gettext_lazy("Pendaftaran %(name)s dikembalikan."),
    REFUSE: gettext_lazy("Pendaftaran %(name)s ditolak."),
}


def report(request: HttpRequest, step: str, moved: Moved, *, name: str = "") -> None:
    """What was done, by name where it was one; and what was left alone, because it is one's own or has changed."""
    if moved.done:
        messages.success(request, ONE[step] % {"name": name} if name else _done(step, moved.done))
    if moved.own:
        messages.warning(request, OWN)
    if moved.stale:
        count = len(moved.stale)
        text = ngettext(
            "%(count)s pendaftaran sudah berubah sejak halaman dibuka, jadi dibiarkan. Periksa isinya sekali lagi.",
            "%(count)s pendaftaran sudah berubah sejak halaman dibuka, jadi dibiarkan. Periksa isinya sekali lagi.",
            count,
        )
        messages.warning(request, text % {"count": number(count)})


def _done(step: str, count: int) -> str:
    words = {
        ACCEPT: ngettext("%(count)s pendaftaran diterima.", "%(count)s pendaftaran diterima.", count),
        RETURN: ngettext("%(count)s pendaftaran dikembalikan.", "%(count)s pendaftaran dikembalikan.", count),
        REFUSE: ngettext("%(count)s pendaftaran ditolak.", "%(count)s pendaftaran ditolak.", count),
    }
    return words[step] % {"count": number(count)}
