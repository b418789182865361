"""Why a registration or a roster is not taken: one clear sentence each."""

from django.utils.translation import gettext as _

from payung.rules.registration import AgeDecision


class IntakeError(Exception):
    """A registration or roster that is not taken in; its text can be shown to whoever sent it."""


class OutsideTerritory(IntakeError):
    """The place lies outside the territory of whoever registers."""

    def __str__(self) -> str:
        return _("Lingkungan ini di luar wilayah Anda. Pilih lingkungan di wilayah Anda.")


class AlreadyRegistered(IntakeError):
    """The NIK is known: `where` is `here`, `elsewhere` (outside one's own rows or territory) or `member`."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where

    def __str__(self) -> str:
        if self.where == "member":
            return _(
                "Orang dengan NIK ini sudah menjadi peserta BPJS Ketenagakerjaan. Tidak perlu didaftarkan lagi: "
                "bila iurannya berhenti, cukup membayar lagi."
            )
        if self.where == "here":
            return _("Orang dengan NIK ini sudah terdaftar di wilayah Anda. Cari namanya di daftar pendaftaran.")
        return _("Orang dengan NIK ini sudah didaftarkan pihak lain di kota ini. Tanyakan kepada lurah setempat.")


class AgeRefused(IntakeError):
    """Too young or too old on the day of registration."""

    def __init__(self, decision: AgeDecision) -> None:
        super().__init__(decision.value)
        self.decision = decision

    def __str__(self) -> str:
        if self.decision is AgeDecision.TOO_YOUNG:
            return _("Umurnya belum cukup untuk didaftarkan. Periksa tanggal lahirnya.")
        return _("Umurnya sudah melewati batas pendaftaran. Periksa tanggal lahirnya.")


class RosterError(IntakeError):
    """A step that a roster cannot make; the text says why."""


class MoveError(Exception):
    """A step that a registration cannot make now; its text can be shown to whoever asked for it."""


class StaleRegistration(MoveError):
    """The registration changed after the page was opened."""

    def __str__(self) -> str:
        return _(
            "Pendaftaran ini sudah berubah sejak halaman dibuka. Tidak ada yang diubah. Periksa isinya sekali lagi."
        )


class ReasonMissing(MoveError):
    """A step that needs a reason was asked for without one."""

    def __str__(self) -> str:
        return _("Tulis alasannya, supaya yang mendaftarkan tahu apa yang harus diperbaiki.")


class ReasonTooLong(MoveError):
    """A reason that is longer than what is kept of it; nothing is cut off unseen."""

    def __init__(self, length: int, most: int) -> None:
        super().__init__(length, most)
        self.length, self.most = length, most

    def __str__(self) -> str:
        return _(
            "Alasannya %(length)s huruf, padahal paling banyak %(most)s. Persingkat, lalu kirim lagi; tulisan Anda "
            "masih ada."
        ) % {"length": self.length, "most": self.most}


class NotMendable(MoveError):
    """The registration is in a state in which its content stands fixed."""

    def __str__(self) -> str:
        return _("Pendaftaran ini sudah diperiksa, jadi isinya tidak dapat diubah lagi.")


class PlaceIsFixed(MoveError):
    """Only the city's own staff may move a registration that the insurer has seen to another lingkungan."""

    def __str__(self) -> str:
        return _("Lingkungan pendaftaran ini tidak dapat Anda ubah lagi. Mintalah kepada lurah atau pengelola program.")
