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
            return _("Orang dengan NIK ini sudah menjadi peserta BPJS Ketenagakerjaan. Tidak perlu didaftarkan lagi.")
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
