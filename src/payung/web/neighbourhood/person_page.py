"""A worker's page in words: the answer first, the next step, and the month grid."""

import datetime as dt
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.apps.coverage.queries import Calendar
from payung.apps.enrolment.enums import State
from payung.rules.protection import CellKind, MonthCell, Standing
from payung.shared.months import Month
from payung.web.templatetags.payung_format import long_date, month_name, short_date

Answer = dict[str, str]

WAITING: dict[State, tuple[str, str, Promise]] = {
    State.SUBMITTED: ("plain", "inbox", gettext_lazy("Belum terlindungi: menunggu pemeriksaan lurah")),
    State.RETURNED: ("wait", "return", gettext_lazy("Belum terlindungi: pendaftaran dikembalikan untuk diperbaiki")),
    State.VERIFIED: ("plain", "check", gettext_lazy("Belum terlindungi: menunggu dikirim ke BPJS")),
    State.BATCHED: ("plain", "send", gettext_lazy("Belum terlindungi: menunggu jawaban BPJS")),
    State.REJECTED: ("bad", "cross", gettext_lazy("Belum terlindungi: ditolak BPJS, perlu diperbaiki")),
    State.REFUSED: ("bad", "cross", gettext_lazy("Tidak didaftarkan: ditolak lurah")),
    State.MERGED: ("plain", "return", gettext_lazy("Pendaftaran ini digabung dengan yang lain")),
    State.ACCEPTED: ("plain", "question", gettext_lazy("Diterima BPJS, nomor peserta belum tercatat")),
}
OUTSIDE = ("plain", "inbox", gettext_lazy("Belum terlindungi: menunggu pemeriksaan pengelola program"))
GRACE_IS_OPEN = gettext_lazy("Apakah kecelakaan dan kematian dalam masa tenggang dijamin: perlu konfirmasi BPJS.")


def answer(calendar: Calendar, state: State | None, reason: str, *, outside: bool = False) -> Answer:
    """How the worker stands today, in one line, with a sentence of what it means."""
    if calendar.standing is None:
        if state is None:
            return _says("plain", "question", _("Belum didaftarkan"), "")
        tone, icon, title = OUTSIDE if outside and state is State.SUBMITTED else WAITING[state]
        return _says(tone, icon, str(title), _("Alasan: %(reason)s") % {"reason": reason} if reason else "")
    return STANDINGS[calendar.standing](calendar)


def _says(tone: str, icon: str, title: str, text: str) -> Answer:
    return {"tone": tone, "icon": icon, "title": title, "text": text}


def _paid(calendar: Calendar) -> Answer:
    return _says("good", "umbrella-open", _through(calendar), _lapse_sentence(calendar))


def _through(calendar: Calendar) -> str:
    last = calendar.paid_through
    return _("Terlindungi sampai %(day)s") % {"day": long_date(last.last_day if last else None)}


def _lapse_sentence(calendar: Calendar) -> str:
    return _("Bila tidak dibayar lagi, kepesertaan nonaktif mulai %(day)s.") % {"day": long_date(calendar.lapses_on)}


def _grace(calendar: Calendar) -> Answer:
    """Not paid, or only not told yet: months without a payment file say neither."""
    silent = calendar.silent_months
    owed = Month.of(calendar.today) - calendar.last_paid if calendar.last_paid else 0
    if silent and len(silent) == owed:
        months = ", ".join(month_name(month) for month in silent)
        told = _("Kabar pembayaran %(months)s belum diterima dari BPJS.") % {"months": months}
        return _says("wait", "umbrella-half", _through(calendar), f"{told} {_lapse_sentence(calendar)}")
    title = _("Masa tenggang: lunas sampai %(month)s") % {"month": month_name(calendar.last_paid)}
    return _says("wait", "umbrella-half", title, f"{_lapse_sentence(calendar)} {GRACE_IS_OPEN}")


def _non_active(calendar: Calendar) -> Answer:
    title = _("Nonaktif sejak %(day)s") % {"day": long_date(calendar.lapses_on)}
    text = _("Tidak ada tunggakan. Perlindungan mulai lagi begitu iuran dibayar dengan NIK yang sama.")
    return _says("bad", "umbrella-shut", title, text)


def _not_yet_paid(calendar: Calendar) -> Answer:
    since = _("Diterima BPJS sejak %(day)s.") % {"day": long_date(calendar.starts)}
    if calendar.paid:
        text = _("Belum membayar sampai %(month)s; sudah membayar untuk bulan sesudahnya")
        return _says("wait", "umbrella-outline", text % {"month": month_name(Month.of(calendar.today))}, since)
    text = _("Perlindungan mulai dengan iuran pertama.")
    return _says("wait", "umbrella-outline", _("Belum pernah membayar"), f"{since} {text}")


def _ended(calendar: Calendar) -> Answer:
    return _says("plain", "stop", _("Berakhir sejak %(day)s") % {"day": long_date(calendar.ended_on)}, "")


STANDINGS = {
    Standing.PAID: _paid,
    Standing.GRACE: _grace,
    Standing.NON_ACTIVE: _non_active,
    Standing.NOT_YET_PAID: _not_yet_paid,
    Standing.ENDED: _ended,
}

CELLS: dict[CellKind, dict[str, Any]] = {
    CellKind.PAID: {"state": "paid"},
    CellKind.GRACE: {"state": "grace"},
    CellKind.NON_ACTIVE: {"state": "unpaid", "label": gettext_lazy("Nonaktif")},
    CellKind.NOT_YET_PAID: {"state": "unpaid"},
    CellKind.ENDED: {"state": "outside", "label": gettext_lazy("Berakhir")},
    CellKind.AHEAD: {"state": "ahead"},
    CellKind.TO_COME: {"state": "outside", "label": gettext_lazy("Akan datang"), "icon": "clock"},
    CellKind.BEFORE_START: {"state": "outside"},
}
NOT_TOLD = {CellKind.GRACE, CellKind.NON_ACTIVE, CellKind.NOT_YET_PAID}
WITH_DUE_DAY = {CellKind.GRACE, CellKind.NOT_YET_PAID, CellKind.TO_COME}


def grid(calendar: Calendar) -> list[dict[str, Any]]:
    """The month grid as `{% month_grid %}` draws it: a word in each cell, and a due day where something can be paid.

    A day that was over before the membership began was never this person's.
    """
    return [_cell(cell, calendar.known_to, since=calendar.starts) for cell in calendar.cells]


def _cell(cell: MonthCell, known_to: Month | None, *, since: dt.date | None) -> dict[str, Any]:
    silent = cell.kind in NOT_TOLD and (known_to is None or cell.month > known_to)
    words = {"state": "unknown"} if silent else CELLS[cell.kind]
    told = cell.kind in WITH_DUE_DAY and (since is None or cell.due_day >= since)
    due = _("Jatuh tempo %(day)s") % {"day": short_date(cell.due_day)} if told else ""
    return {"month": cell.month, "note": due, **words}


def next_step(calendar: Calendar, state: State | None, *, mends: bool, decides: bool) -> str:
    """What somebody at the page does next, in one sentence; empty when nothing waits."""
    if state in {State.RETURNED, State.REJECTED} and mends:
        return _("Perbaiki isian sesuai alasannya, lalu ajukan lagi.")
    if state is State.SUBMITTED and decides:
        return _("Periksa pendaftaran ini: terima, kembalikan, atau tolak.")
    due = calendar.next_due
    if calendar.standing is Standing.NON_ACTIVE:
        return _("Ajak pekerja membayar lagi; satu bulan sudah cukup untuk kembali terlindungi.")
    if due and calendar.starts and due.due_day < calendar.starts:
        text = _("Tanyakan apakah iuran pertama (%(month)s) sudah dibayar; perlindungan mulai dengan iuran itu.")
        return text % {"month": month_name(due.month)}
    if due and due.month in calendar.silent_months:
        text = _("Tanyakan apakah iuran %(month)s sudah dibayar; jatuh temponya %(day)s.")
        return text % {"month": month_name(due.month), "day": long_date(due.due_day)}
    if due and calendar.standing in {Standing.GRACE, Standing.NOT_YET_PAID, Standing.PAID}:
        text = _("Ingatkan membayar iuran %(month)s; jatuh temponya %(day)s.")
        return text % {"month": month_name(due.month), "day": long_date(due.due_day)}
    return ""
