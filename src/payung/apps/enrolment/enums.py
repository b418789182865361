"""States of rosters, registrations and batch lines, and the named groups of states that pages count."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """A registration's state."""

    SUBMITTED = "submitted", _("Diajukan")
    RETURNED = "returned", _("Dikembalikan")
    VERIFIED = "verified", _("Terverifikasi")
    REFUSED = "refused", _("Ditolak lurah")
    BATCHED = "batched", _("Dikirim ke BPJS")
    ACCEPTED = "accepted", _("Diterima BPJS")
    REJECTED = "rejected", _("Ditolak BPJS")
    MERGED = "merged", _("Digabung")


CLOSED = frozenset({State.REFUSED, State.MERGED})  # a new registration of the same person may begin
COUNTED = tuple(state for state in State if state is not State.MERGED)  # a merged one is counted as another
EVER_VERIFIED = frozenset({State.VERIFIED, State.BATCHED, State.ACCEPTED, State.REJECTED})
EDITABLE = frozenset({State.SUBMITTED, State.RETURNED, State.REJECTED})


class Source(TextChoices):
    FILE = "file", _("Daftar nama")
    FORM = "form", _("Formulir")


class RosterState(TextChoices):
    UPLOADED = "uploaded", _("Menunggu diperiksa")
    CHECKED = "checked", _("Sudah diperiksa")
    TAKING_IN = "taking_in", _("Sedang dimasukkan")
    TAKEN_IN = "taken_in", _("Sudah dimasukkan")
    REFUSED = "refused", _("Tidak dipakai")
    FAILED = "failed", _("Tidak terbaca")


class Decision(TextChoices):
    """What the reviewer decided about a staged row."""

    TAKE = "take", _("Masukkan")
    LEAVE = "leave", _("Tinggalkan")


class Outcome(TextChoices):
    """What became of a staged row when its roster was taken in."""

    TAKEN = "taken", _("Masuk")
    IDENTICAL = "identical", _("Sudah ada")
    LEFT = "left", _("Ditinggalkan")


class BatchState(TextChoices):
    SENT = "sent", _("Menunggu jawaban")
    ANSWERED = "answered", _("Sudah dijawab semua")


class LineOutcome(TextChoices):
    OPEN = "open", _("Belum dijawab")
    ACCEPTED = "accepted", _("Diterima")
    REJECTED = "rejected", _("Ditolak")
