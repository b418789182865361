"""Why a file from the insurer is not received: one clear sentence each."""

from django.utils.translation import gettext as _


class FileError(Exception):
    """A file that is not received; its text can be shown to whoever sent it."""


class EmptyFile(FileError):
    """Nothing came."""

    def __str__(self) -> str:
        return _("Berkas ini kosong (0 byte). Simpan ulang, lalu unggah lagi.")


class FileTooLarge(FileError):
    """More bytes than `PAYUNG_UPLOAD_BYTES`."""

    def __init__(self, megabytes: int) -> None:
        super().__init__(megabytes)
        self.megabytes = megabytes

    def __str__(self) -> str:
        return _("Berkas ini lebih besar dari %(most)s MB. Bagi menjadi beberapa berkas.") % {"most": self.megabytes}


class DayAhead(FileError):
    """The day of the data lies in the future."""

    def __str__(self) -> str:
        return _("Tanggal data ada di masa depan. Isi tanggal saat data ini diambil di BPJS Ketenagakerjaan.")


class DayBeforeMembers(FileError):
    """Payments as they stood on a day before anybody was a member."""

    def __init__(self, first: str) -> None:
        super().__init__(first)
        self.first = first

    def __str__(self) -> str:
        return _(
            "Tanggal data ini mendahului peserta pertama (%(first)s). Isi tanggal saat data ini diambil di BPJS "
            "Ketenagakerjaan, atau unggah dahulu jawaban pendaftarannya."
        ) % {"first": self.first}


class MonthAhead(FileError):
    """The file cannot be about a month that had not begun on the day of its data."""

    def __str__(self) -> str:
        return _("Bulan iuran ini belum mulai pada tanggal data. Pilih bulan yang benar atau perbaiki tanggal datanya.")


class NotForBranch(FileError):
    """An insurer's officer sends files of his own branch alone."""

    def __str__(self) -> str:
        return _("Kantor cabang ini bukan kantor cabang Anda.")
