"""What each kind of notice says. No notice names anybody: the page behind it does, to whoever may open it."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.apps.notify.kinds import Kind
from payung.apps.notify.models import Notice
from payung.web.templatetags.payung_format import number


class Words(NamedTuple):
    """Tone and sign, what happened (with `%(count)s` where it counts), and what to do about it."""

    tone: str
    icon: str
    title: Promise | str
    text: Promise | str


WORDS = {
    Kind.REGISTRATION_RETURNED: Words(
        "wait", "return", _("Sebuah pendaftaran dikembalikan"), _("Perbaiki isinya, lalu ajukan lagi.")
    ),
    Kind.REGISTRATION_REFUSED: Words(
        "bad", "cross", _("Sebuah pendaftaran ditolak lurah"), _("Alasannya ada di halaman pekerja itu.")
    ),
    Kind.ROSTER_CHECKED: Words(
        "plain",
        "check",
        _("Daftar nama dengan %(count)s baris selesai diperiksa"),
        _("Lihat hasilnya, lalu putuskan baris mana yang dimasukkan."),
    ),
    Kind.ROSTER_FAILED: Words(
        "bad", "warning", _("Sebuah daftar nama tidak terbaca"), _("Halamannya mengatakan sebabnya.")
    ),
    Kind.ROSTER_TAKEN_IN: Words(
        "good",
        "check",
        _("Daftar nama sudah masuk: %(count)s pekerja diajukan"),
        _("Lurah memeriksanya lebih dahulu."),
    ),
    Kind.MATCHED: Words(
        "good",
        "check",
        _("Dua daftar selesai dicocokkan: %(count)s baris"),
        _("Lihat siapa yang terlindungi dan siapa yang belum."),
    ),
    Kind.MATCH_FAILED: Words(
        "bad", "warning", _("Dua daftar tidak dapat dicocokkan"), _("Halamannya mengatakan sebabnya.")
    ),
    Kind.BATCH_SENT: Words(
        "wait",
        "send",
        _("Berkas baru dengan %(count)s pekerja menunggu jawaban Anda"),
        _("Unduh daftarnya, lalu unggah jawabannya."),
    ),
    Kind.ANSWERS_IN: Words(
        "good",
        "inbox",
        _("Jawaban BPJS sudah masuk: %(count)s baris"),
        _("Lihat siapa yang diterima dan yang ditolak."),
    ),
    Kind.PAYMENTS_IN: Words(
        "good",
        "inbox",
        _("Data iuran BPJS sudah masuk: %(count)s baris"),
        _("Lihat siapa yang membayar dan baris yang tidak cocok."),
    ),
    Kind.FILE_FAILED: Words(
        "bad", "warning", _("Berkas BPJS yang Anda unggah tidak terbaca"), _("Halamannya mengatakan sebabnya.")
    ),
    Kind.HANDOVER_WAITS: Words(
        "wait",
        "clock",
        _("Sebuah setoran iuran menunggu konfirmasi Anda"),
        _("Cocokkan dengan bukti setor, lalu konfirmasi."),
    ),
    Kind.HANDOVER_CONFIRMED: Words("good", "check", _("Setoran Anda sudah dikonfirmasi"), ""),
    Kind.HANDOVER_RETURNED: Words(
        "bad",
        "return",
        _("Setoran Anda dikembalikan"),
        _("Kuitansinya kembali kepada Anda; baca alasannya, lalu setorkan lagi."),
    ),
    Kind.LETTERS_PRINTED: Words(
        "plain",
        "key",
        _("%(count)s surat akun untuk kelurahan Anda sudah dicetak"),
        _("Bagikan surat itu kepada yang namanya tertulis."),
    ),
}


def title_of(notice: Notice) -> str:
    """What happened, with its number where it has one."""
    return str(WORDS[Kind(notice.kind)].title % {"count": number(notice.count)})
