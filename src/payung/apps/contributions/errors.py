"""Why something about a first payment is not written: one clear sentence each."""

import datetime as dt

from django.utils.translation import gettext as _


class ContributionError(Exception):
    """A step that is not taken; its text can be shown to whoever asked for it."""


class NotAccepted(ContributionError):
    """The insurer has not accepted the registration, or it lies elsewhere."""

    def __str__(self) -> str:
        return _("Pekerja ini belum diterima BPJS Ketenagakerjaan, jadi belum ada iuran yang harus dibayar.")


class PaidAlready(ContributionError):
    """The insurer's file shows a payment, or one stands here already."""

    def __str__(self) -> str:
        return _("Iuran pertama pekerja ini sudah tercatat. Tidak ada yang dicatat dua kali; lihat catatan di bawah.")


class PaidByOthers(ContributionError):
    """Somebody else pays for this worker."""

    def __str__(self) -> str:
        return _(
            "Iuran pekerja ini dibayar pihak lain. Jangan terima uang dari pekerja; tanyakan kepada pengelola program."
        )


class DueUnknown(ContributionError):
    """What is owed cannot be reckoned: income or the law's figure is missing."""

    def __str__(self) -> str:
        return _("Besar iurannya belum dapat dihitung. Mintalah pengelola program melengkapi penghasilan pekerja.")


class DayOutOfPlace(ContributionError):
    """A day ahead of today, or before the earliest possible one."""

    def __init__(self, earliest: dt.date) -> None:
        super().__init__(earliest)
        self.earliest = earliest

    def __str__(self) -> str:
        return _("Tanggalnya harus antara %(first)s dan hari ini.") % {"first": f"{self.earliest:%d-%m-%Y}"}


class ReminderOutOfPlace(ContributionError):
    """The next reminder is not after today, or so far ahead that the worker would be forgotten."""

    def __init__(self, latest: dt.date) -> None:
        super().__init__(latest)
        self.latest = latest

    def __str__(self) -> str:
        return _("Pilih hari sesudah hari ini, paling lambat %(last)s.") % {"last": f"{self.latest:%d-%m-%Y}"}


class ReasonMissing(ContributionError):
    """A step that needs a reason was asked for without one."""

    def __str__(self) -> str:
        return _("Tulis alasannya, supaya orang lain mengerti apa yang terjadi.")


class NotVoidable(ContributionError):
    """The cash has left the hands of whoever received it, or the note is void already."""

    def __str__(self) -> str:
        return _("Catatan ini tidak dapat dibatalkan lagi: uangnya sudah disetor, atau catatannya sudah batal.")


class NothingChosen(ContributionError):
    """A hand-over without receipts."""

    def __str__(self) -> str:
        return _("Centang paling sedikit satu kuitansi yang disetor.")


class StaleReceipts(ContributionError):
    """Some receipts are not in one's hands any more."""

    def __str__(self) -> str:
        return _("Ada kuitansi yang tidak lagi Anda pegang sejak halaman dibuka. Tidak ada yang dicatat; periksa lagi.")


class DifferenceUnexplained(ContributionError):
    """Two sums differ and nobody says why."""

    def __init__(self, difference: int) -> None:
        super().__init__(difference)
        self.difference = difference

    def __str__(self) -> str:
        return _("Jumlahnya berbeda dari kuitansi. Tulis sebabnya, misalnya biaya layanan kanal.")


class ReferenceUsed(ContributionError):
    """The channel's reference number stands on another hand-over."""

    def __str__(self) -> str:
        return _("Nomor bukti ini sudah dipakai pada setoran lain. Periksa nomornya.")


class OwnHandover(ContributionError):
    """Whoever handed over may not confirm."""

    def __str__(self) -> str:
        return _("Setoran harus diperiksa orang lain. Mintalah lurah atau pengelola program.")


class DecidedAlready(ContributionError):
    """Somebody else has decided on the hand-over meanwhile."""

    def __str__(self) -> str:
        return _("Setoran ini sudah diputuskan orang lain. Tidak ada yang diubah.")


class NothingToTakeOver(ContributionError):
    """There is no cash to take over, or whoever holds it is still in office."""

    def __str__(self) -> str:
        return _("Tidak ada uang yang dapat diambil alih: pemegangnya masih menjabat, atau uangnya sudah disetor.")
