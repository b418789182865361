"""Sentences about the insurer's files: what is wrong, in which line, and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.integrations.insurer.errors import FileProblem, InsurerFileError, LineFault
from payung.rosters.sheets import UnreadableFile

HALF = 149  # of the 300 signs that are kept of a sentence in two languages
FIELDS: dict[str, str | Promise] = {
    "batch": gettext_lazy("nomor berkas"),
    "line": gettext_lazy("nomor baris"),
    "nik": gettext_lazy("NIK atau nomor baris"),
    "result": gettext_lazy("hasil (diterima atau ditolak)"),
    "member_number": gettext_lazy("nomor peserta (KPJ)"),
    "month": gettext_lazy("bulan iuran"),
    "amount": gettext_lazy("jumlah iuran"),
    "paid_on": gettext_lazy("tanggal bayar"),
}
_FAULTS: dict[LineFault, str | Promise] = {
    LineFault.UNREADABLE_ROW: gettext_lazy(
        "nomor pesertanya kosong atau bukan nomor peserta (KPJ): 11 angka, pada kartu lama juga huruf. Perbaiki, lalu "
        "kirim ulang baris ini."
    ),
    LineFault.UNKNOWN_RESULT: gettext_lazy(
        "hasilnya tidak dikenal. Tulis “diterima” atau “ditolak”, lalu kirim ulang."
    ),
    LineFault.NO_NUMBER: gettext_lazy(
        "diterima, tetapi tanpa nomor peserta. Isi nomor peserta (KPJ), lalu kirim ulang."
    ),
    LineFault.NO_REASON: gettext_lazy("ditolak, tetapi tanpa alasan. Tulis alasannya, lalu kirim ulang."),
    LineFault.BAD_DATE: gettext_lazy(
        "tanggalnya tidak ada atau tidak masuk akal. Tulis seperti 29-10-2025, lalu kirim ulang."
    ),
    LineFault.BAD_MONTH: gettext_lazy("bulan iurannya tidak terbaca. Tulis seperti 2025-09, lalu kirim ulang."),
    LineFault.IMPLAUSIBLE_MONTH: gettext_lazy(
        "bulan iurannya terlalu jauh dari tanggal bayarnya. Periksa tahun dan bulannya, lalu kirim ulang."
    ),
    LineFault.PAID_AFTER_DATA: gettext_lazy(
        "tanggal bayarnya sesudah tanggal data berkas ini. Periksa keduanya, lalu kirim ulang."
    ),
    LineFault.BAD_AMOUNT: gettext_lazy(
        "jumlahnya bukan rupiah bulat di atas nol. Tulis seperti 25000, lalu kirim ulang."
    ),
    LineFault.BAD_PROGRAMMES: gettext_lazy("programnya tidak dikenal. Tulis seperti JKK,JKM, lalu kirim ulang."),
    LineFault.BAD_PAYER: gettext_lazy(
        "pembayarnya tidak dikenal. Tulis mandiri, APBD kota, CSR, atau BAZNAS, lalu kirim ulang."
    ),
    LineFault.UNKNOWN_BATCH: gettext_lazy(
        "nomor berkasnya kosong atau tidak dikenal. Periksa nomor berkas; baris ini dicoba lagi saat berkas lain masuk."
    ),
    LineFault.BATCH_OF_ANOTHER_BRANCH: gettext_lazy(
        "berkasnya dikirim ke kantor cabang lain. Pengelola program memutuskan cabangnya; lalu baris ini dicoba lagi."
    ),
    LineFault.UNKNOWN_LINE: gettext_lazy(
        "NIK atau nomor barisnya tidak ada di berkas itu. Periksa keduanya, lalu kirim ulang baris ini."
    ),
    LineFault.LINE_OF_ANOTHER: gettext_lazy(
        "NIK dan nomor barisnya milik dua orang yang berbeda. Perbaiki salah satunya, lalu kirim ulang."
    ),
    LineFault.UNKNOWN_MEMBER: gettext_lazy(
        "nomor pesertanya belum dikenal. Kirim jawaban pendaftarannya; baris ini dipasangkan sendiri begitu dikenal."
    ),
    LineFault.MEMBER_OF_ANOTHER_BRANCH: gettext_lazy(
        "nomor peserta ini tercatat di kantor cabang lain. Pengelola program memutuskan cabangnya; lalu baris ini "
        "dicoba lagi."
    ),
    LineFault.BEFORE_START: gettext_lazy(
        "bulan iurannya sebelum kepesertaannya mulai. Periksa bulannya, atau kirim jawaban pendaftaran dengan tanggal "
        "mulai yang benar; baris ini lalu dicoba lagi."
    ),
    LineFault.CONTRADICTED: gettext_lazy(
        "ditolak, padahal data hari yang sama juga menerimanya. Penerimaannya yang dicatat; tanyakan ke BPJS "
        "Ketenagakerjaan mana yang benar."
    ),
    LineFault.NUMBER_OF_ANOTHER: gettext_lazy(
        "nomor peserta ini milik orang lain yang mulai lebih dahulu. Periksa nomornya, lalu kirim jawaban yang benar."
    ),
}


def about_line(line: int, code: str) -> str:
    """One sentence about a line that fits nothing: its number, what is wrong, what to do."""
    return _("Baris %(line)s: %(what)s") % {"line": line, "what": _FAULTS[LineFault(code)]}


def kept(error: InsurerFileError | UnreadableFile) -> str:
    """What is kept with a file that cannot be taken in: a code with its columns, or a sentence in two languages."""
    if isinstance(error, UnreadableFile):
        return f"{error.indonesian[:HALF]}\n{error.english[:HALF]}"
    return " ".join((error.problem.value, *error.columns))


def about_file(said: str, language: str | None) -> str:
    """The sentence about a file that could not be taken in, out of what was kept with it."""
    indonesian, is_sentence, english = said.partition("\n")
    if is_sentence:
        return english if (language or "").startswith("en") else indonesian
    code, *columns = said.split()
    return _problem(FileProblem(code), columns)


def _problem(problem: FileProblem, columns: list[str]) -> str:
    if problem is FileProblem.NO_LINES:
        return _("Di bawah judul kolom tidak ada satu baris pun. Periksa isi berkas, lalu unggah lagi.")
    if problem is FileProblem.MONTH_ABSENT:
        return _("Tidak ada satu baris pun untuk bulan yang Anda pilih. Periksa bulannya, lalu unggah lagi.")
    if problem is FileProblem.MONTH_UNUSABLE:
        fault = _FAULTS[LineFault(columns[0])]
        return _("Tidak ada satu baris pun dari bulan itu yang dapat dicatat. Baris pertamanya: %(fault)s") % {
            "fault": fault
        }
    missing = ", ".join(str(FIELDS[column]) for column in columns)
    return _("Kolom yang diperlukan tidak ditemukan: %(missing)s. Tambahkan judul kolomnya, lalu unggah lagi.") % {
        "missing": missing
    }
