"""Why a batch is not made: one clear sentence each."""

from django.utils.translation import gettext as _


class BatchError(Exception):
    """A batch that is not made; its text can be shown to whoever asked for it."""


class NothingReady(BatchError):
    """No verified registration with everything that the insurer needs."""

    def __str__(self) -> str:
        return _(
            "Belum ada pendaftaran terverifikasi yang lengkap di pilihan ini. Pilih wilayah lain atau lengkapi dahulu."
        )


class UnknownBranch(BatchError):
    """The branch does not serve this city."""

    def __str__(self) -> str:
        return _("Kantor cabang ini tidak melayani kota ini. Pilih kantor cabang lain.")
