"""Why two people are not merged or taken apart: one clear sentence each."""

from django.utils.translation import gettext as _


class LinkageError(Exception):
    """A step that is not taken; its text can be shown to whoever asked for it."""


class PairGone(LinkageError):
    """The two are no longer alike, or somebody has decided about them."""

    def __str__(self) -> str:
        return _("Pasangan ini sudah diputuskan atau datanya sudah berubah. Kembali ke daftar kemungkinan ganda.")


class ReasonMissing(LinkageError):
    """Nothing about two people is decided without saying why."""

    def __str__(self) -> str:
        return _("Tulis alasannya dengan jelas.")


class RegisteredBoth(LinkageError):
    """Whoever registered both would be the only one who ever looked at them."""

    def __str__(self) -> str:
        return _("Keduanya Anda daftarkan sendiri. Mintalah pengelola program menggabungkan, supaya dua orang melihat.")


class AboutOneself(LinkageError):
    """Nobody decides about their own rows."""

    def __str__(self) -> str:
        return _("Salah satunya data Anda sendiri. Mintalah pejabat lain memutuskan.")


class NotAllowed(LinkageError):
    """The role does not merge people."""

    def __str__(self) -> str:
        return _("Peran Anda tidak boleh menggabungkan data pekerja.")


class Stale(LinkageError):
    """What was looked at is not what stands now."""

    def __str__(self) -> str:
        return _("Data salah satu orang berubah sejak halaman ini dibuka. Periksa sekali lagi.")


class Busy(LinkageError):
    """A file of the insurer or a batch is being worked on; the text is that of `territory.locks`."""


class AlreadyUndone(LinkageError):
    """A merge is taken back once."""

    def __str__(self) -> str:
        return _("Penggabungan ini sudah dibatalkan.")


class LaterMerge(LinkageError):
    """Another merge stands on top of this one."""

    def __str__(self) -> str:
        return _("Orang ini sudah digabung lagi sesudahnya. Batalkan dahulu penggabungan yang lebih baru.")


class ChangedSince(LinkageError):
    """Something happened to what was merged; whose it would be cannot be said any more."""

    def __init__(self, what: str) -> None:
        self.what = what

    def __str__(self) -> str:
        return _("Tidak dapat dipisahkan lagi: sesudah digabung, %(what)s sudah berubah.") % {"what": self.what}
