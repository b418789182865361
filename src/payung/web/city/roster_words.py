"""What each roster problem means, and what to do about it, in words that a clerk uses."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from payung.rosters import leaves_people_out, note_sentence
from payung.web.state_words import StateWord


class ProblemWord(NamedTuple):
    """A problem's name, and the next step of whoever mends the file."""

    meaning: str | Promise
    mend: str | Promise


_ASK_CARD = _("Salin NIK dari KTP atau KK, angka demi angka.")
_ASK_BIRTH = _("Cocokkan NIK dan tanggal lahir dengan KTP, lalu perbaiki yang salah.")

PROBLEMS = {
    "nik_missing": ProblemWord(_("NIK kosong"), _ASK_CARD),
    "nik_length": ProblemWord(_("NIK tidak 16 angka"), _ASK_CARD),
    "nik_precision_lost": ProblemWord(
        _("NIK tersimpan sebagai bilangan"),
        _("Jadikan kolom NIK teks, lalu ketik ulang NIK ini. Lembar kerja hanya menyimpan 15 angka."),
    ),
    "nik_date_invalid": ProblemWord(_("Tanggal lahir di dalam NIK tidak ada"), _ASK_CARD),
    "nik_serial_zero": ProblemWord(_("NIK berakhiran 0000"), _ASK_CARD),
    "nik_region_unknown": ProblemWord(_("Awal NIK bukan kode provinsi"), _ASK_CARD),
    "nik_district_unknown": ProblemWord(
        _("Kode kecamatan di NIK tidak dikenal"),
        _("Boleh dibiarkan bila sama dengan KTP: kode wilayah pernah berubah."),
    ),
    "nik_birth_date_mismatch": ProblemWord(_("Tanggal lahir berbeda dengan NIK"), _ASK_BIRTH),
    "nik_sex_mismatch": ProblemWord(
        _("Jenis kelamin berbeda dengan NIK"), _("Cocokkan NIK dan jenis kelamin dengan KTP, lalu perbaiki yang salah.")
    ),
    "name_missing": ProblemWord(_("Nama kosong"), _("Isi nama seperti di KTP.")),
    "name_suspicious": ProblemWord(
        _("Nama memuat angka atau tanda yang tidak lazim"), _("Tulis nama saja, seperti di KTP.")
    ),
    "birth_date_invalid": ProblemWord(
        _("Tanggal lahir bukan tanggal, atau belum terjadi"), _("Tulis seperti 17-08-1979.")
    ),
    "birth_date_ambiguous": ProblemWord(
        _("Tanggal dan bulan lahir dapat tertukar"), _("Tulis bulannya dengan huruf, seperti 3 April 1980.")
    ),
    "too_young": ProblemWord(
        _("Umur belum cukup"), _("Periksa tanggal lahirnya. Bila benar, orang ini belum dapat didaftarkan.")
    ),
    "age_65_review": ProblemWord(
        _("Umur 65 tahun"), _("Aturannya belum sepakat. Tanyakan ke BPJS Ketenagakerjaan sebelum memasukkan.")
    ),
    "too_old": ProblemWord(
        _("Umur melewati batas"), _("Periksa tanggal lahirnya. Bila benar, orang ini tidak dapat didaftarkan.")
    ),
    "civil_servant": ProblemWord(
        _("Pegawai negeri, TNI, atau Polri"), _("Sudah dijamin di tempat lain. Perbaiki pekerjaannya bila keliru.")
    ),
    "phone_missing": ProblemWord(
        _("Nomor telepon kosong"), _("Boleh dibiarkan, tetapi pengingat iuran tidak akan sampai.")
    ),
    "phone_invalid": ProblemWord(
        _("Nomor telepon tidak mungkin benar"), _("Periksa nomornya, misalnya 0812-3456-7890.")
    ),
    "occupation_unknown": ProblemWord(
        _("Pekerjaan tidak dikenal"), _("Tulis pekerjaan yang lazim, misalnya pedagang atau pengemudi ojek.")
    ),
    "territory_unknown": ProblemWord(
        _("Kecamatan, kelurahan, atau lingkungan tidak ada di kota ini"),
        _("Periksa ejaannya dan pasangan kelurahan–kecamatan."),
    ),
    "duplicate_in_file": ProblemWord(
        _("NIK ini sudah ada di baris sebelumnya"), _("Hapus baris yang ganda, atau perbaiki NIK yang salah salin.")
    ),
    "possible_duplicate": ProblemWord(
        _("Mungkin orang yang sama dengan baris lain"),
        _("Bandingkan kedua baris. Tinggalkan salah satu bila orangnya sama."),
    ),
    "duplicate_existing": ProblemWord(_("Sudah terdaftar di kota ini"), _("Tidak perlu dimasukkan lagi.")),
    "already_active": ProblemWord(_("Sudah menjadi peserta BPJS Ketenagakerjaan"), _("Tidak perlu dimasukkan lagi.")),
}
UNKNOWN_PROBLEM = ProblemWord(_("Ada yang perlu diperiksa"), _("Bandingkan baris ini dengan KTP."))

STATUS = {
    "ok": StateWord("good", "check", _("Siap")),
    "warning": StateWord("wait", "warning", _("Perlu dilihat")),
    "error": StateWord("bad", "cross", _("Harus diperbaiki")),
}
INCOMPLETE = StateWord("wait", "pencil", _("Belum lengkap"))  # an otherwise good row

FATE = {
    "take": StateWord("plain", "inbox", _("Akan dimasukkan")),
    "leave": StateWord("plain", "dash", _("Ditinggalkan")),
    "taken": StateWord("good", "check", _("Sudah masuk")),
    "identical": StateWord("plain", "person", _("Sudah terdaftar")),
    "left": StateWord("plain", "dash", _("Ditinggalkan")),
}

KNOWN = frozenset({"duplicate_existing", "already_active"})
ALREADY_THERE = StateWord("plain", "person", _("Sudah terdaftar"))  # a row that needs neither mending nor a decision

ROSTER = {
    "uploaded": StateWord("plain", "clock", _("Sedang diperiksa")),
    "checked": StateWord("wait", "pencil", _("Menunggu keputusan Anda")),
    "taking_in": StateWord("plain", "clock", _("Sedang dimasukkan")),
    "taken_in": StateWord("good", "check", _("Sudah dimasukkan")),
    "refused": StateWord("plain", "stop", _("Tidak dipakai")),
    "failed": StateWord("bad", "warning", _("Tidak terbaca")),
}

_NOTHING_NEW = StateWord("plain", "check", _("Tidak ada yang baru"))
_TO_MEND = StateWord("bad", "warning", _("Harus diperbaiki"))


def roster_word(state: str, *, usable: int, to_mend: int) -> StateWord:
    """A roster's state; one of which nothing can be taken in waits for no decision."""
    if state != "checked" or usable:
        return ROSTER[state]
    return _TO_MEND if to_mend else _NOTHING_NEW


PAYERS = {
    "SELF": _("Pekerja sendiri"),
    "APBD": _("APBD"),
    "APBD_KOTA": _("APBD kota"),
    "APBD_PROV": _("APBD provinsi"),
    "APBN": _("APBN"),
    "APBDES": _("APB Desa"),
    "CSR": _("CSR perusahaan"),
    "DONATION": _("Donasi"),
    "BAZNAS": _("Baznas"),
    "DBH_SAWIT": _("DBH sawit"),
    "DBHCHT": _("DBH cukai hasil tembakau"),
    "EMPLOYER": _("Pemberi kerja"),
}


class NoteWord(NamedTuple):
    """What the engine notes about a sheet, in words; where people were left out it has to be seen."""

    text: str
    leaves_out: bool


def note_words(notes: Iterable[str]) -> list[NoteWord]:
    """The notes in the reader's language, each once, those that leave people out first."""
    language = "en" if get_language() == "en" else "id"
    found = [NoteWord(note_sentence(note, language=language), leaves_people_out(note)) for note in dict.fromkeys(notes)]
    return sorted(found, key=lambda note: not note.leaves_out)
