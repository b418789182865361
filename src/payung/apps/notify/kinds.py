"""The closed list of what people are told. The words of each stand with the pages (`web.notices.words`)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What happened. No notice names anybody: its page does, to whoever may open it."""

    REGISTRATION_RETURNED = "registration_returned", _("Pendaftaran dikembalikan")
    REGISTRATION_REFUSED = "registration_refused", _("Pendaftaran ditolak lurah")
    ROSTER_CHECKED = "roster_checked", _("Daftar nama selesai diperiksa")
    ROSTER_FAILED = "roster_failed", _("Daftar nama tidak terbaca")
    ROSTER_TAKEN_IN = "roster_taken_in", _("Daftar nama sudah dimasukkan")
    MATCHED = "matched", _("Dua daftar selesai dicocokkan")
    MATCH_FAILED = "match_failed", _("Dua daftar tidak dapat dicocokkan")
    BATCH_SENT = "batch_sent", _("Berkas baru untuk dijawab")
    ANSWERS_IN = "answers_in", _("Jawaban BPJS sudah masuk")
    PAYMENTS_IN = "payments_in", _("Data iuran sudah masuk")
    FILE_FAILED = "file_failed", _("Berkas BPJS tidak terbaca")
    HANDOVER_WAITS = "handover_waits", _("Setoran menunggu konfirmasi")
    HANDOVER_CONFIRMED = "handover_confirmed", _("Setoran dikonfirmasi")
    HANDOVER_RETURNED = "handover_returned", _("Setoran dikembalikan")
    LETTERS_PRINTED = "letters_printed", _("Surat akun dicetak")


PAGES = {
    Kind.REGISTRATION_RETURNED: "registration_mend",
    Kind.REGISTRATION_REFUSED: "person",
    Kind.ROSTER_CHECKED: "roster",
    Kind.ROSTER_FAILED: "roster",
    Kind.ROSTER_TAKEN_IN: "roster",
    Kind.MATCHED: "match_run",
    Kind.MATCH_FAILED: "match_run",
    Kind.BATCH_SENT: "batch",
    Kind.ANSWERS_IN: "insurer_file",
    Kind.PAYMENTS_IN: "insurer_file",
    Kind.FILE_FAILED: "insurer_file",
    Kind.HANDOVER_WAITS: "handover",
    Kind.HANDOVER_CONFIRMED: "handover",
    Kind.HANDOVER_RETURNED: "handover",
    Kind.LETTERS_PRINTED: "",
}
"""The page of each kind, by the name of its address; the notice's subject is the id in it. Empty: there is none."""
