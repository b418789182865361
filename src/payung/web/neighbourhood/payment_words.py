"""First payments and hand-overs in words: sign and tone of each state, months, and the text that a worker is sent."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.apps.contributions.channels import KINDS, channels
from payung.apps.contributions.dues import FirstDue
from payung.apps.contributions.enums import HandoverState, State
from payung.apps.contributions.worklist import Group
from payung.shared.months import Month
from payung.web.state_words import StateWord
from payung.web.templatetags.payung_format import month_name, number, rupiah

STATES = {
    State.NOTED: StateWord("wait", "clock", State.NOTED.label),
    State.HELD: StateWord("wait", "person", gettext_lazy("Uang belum disetor")),
    State.HANDED: StateWord("wait", "send", State.HANDED.label),
    State.CONFIRMED: StateWord("wait", "check", State.CONFIRMED.label),
    State.VOID: StateWord("bad", "cross", State.VOID.label),
}
ARRIVED = StateWord("good", "umbrella-open", gettext_lazy("Tercatat di BPJS"))
HANDOVERS = {
    HandoverState.HANDED: StateWord("wait", "clock", HandoverState.HANDED.label),
    HandoverState.CONFIRMED: StateWord("good", "check", HandoverState.CONFIRMED.label),
    HandoverState.RETURNED: StateWord("bad", "return", HandoverState.RETURNED.label),
}
GROUPS = {
    Group.DUE: StateWord("bad", "warning", gettext_lazy("Perlu diingatkan")),
    Group.LATER: StateWord("plain", "clock", gettext_lazy("Diingatkan nanti")),
    Group.ON_ITS_WAY: StateWord("wait", "send", gettext_lazy("Menunggu berkas BPJS")),
    Group.OTHERS: StateWord("plain", "info", gettext_lazy("Dibayar pihak lain")),
}
PLACES = {
    "counter": gettext_lazy("Di loket dan toko"),
    "bank": gettext_lazy("Di agen bank"),
    "phone": gettext_lazy("Lewat ponsel"),
}


def months_words(first: Month, last: Month) -> str:
    """One month by its name, several from the first to the last."""
    if first == last:
        return month_name(first)
    return _("%(first)s sampai %(last)s") % {"first": month_name(first), "last": month_name(last)}


def days_words(days: int) -> str:
    """How long ago."""
    if days == 0:
        return _("hari ini")
    return ngettext("%(count)s hari", "%(count)s hari", days) % {"count": number(days)}


def ago_words(days: int) -> str:
    """How long ago, as a sentence needs it."""
    return (
        ngettext("%(count)s hari lalu", "%(count)s hari lalu", days) % {"count": number(days)}
        if days
        else _("hari ini")
    )


def channels_by_place() -> list[tuple[str, str]]:
    """Where to pay: the kind of place and the names of the channels there."""
    found = channels()
    return [(str(PLACES[kind]), ", ".join(each.name for each in found if each.kind == kind)) for kind in KINDS]


def how_to_pay(due: FirstDue, member_number: str) -> str:
    """What the worker is sent: no name and no NIK, so that a message gone astray names nobody."""
    where = "\n".join(f"- {place}: {names}" for place, names in channels_by_place())
    lines = [
        _("Iuran pertama BPJS Ketenagakerjaan Anda: %(amount)s untuk %(months)s.")
        % {"amount": rupiah(due.total), "months": months_words(due.first, due.last)},
        _("Sebutkan NIK di KTP Anda, atau kode iuran yang dikirim BPJS."),
        _("Nomor peserta: %(number)s.") % {"number": member_number} if member_number else "",
        f"{_('Tempat membayar:')}\n{where}",
        _("Simpan bukti bayarnya. Perlindungan mulai setelah iuran diterima BPJS."),
    ]
    return "\n".join(line for line in lines if line)
