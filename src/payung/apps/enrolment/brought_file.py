"""A file as somebody brings it: the name that is kept of it, and whether its size can be taken."""

from django.conf import settings
from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
LONGEST_NAME = 200  # characters, as long as the columns


def file_name(name: str) -> str:
    """The last part of a path, as long as the column; `daftar` where nothing is left of it."""
    return name.replace("\\", "/").rsplit("/", 1)[-1].replace("\x00", "").strip()[-LONGEST_NAME:] or "daftar"


def size_fault(size: int) -> str:
    """Why a file of so many bytes is not taken, in one sentence; '' where it is (`PAYUNG_UPLOAD_BYTES` at most)."""
    if not size:
        return _("Berkas ini kosong. Simpan ulang dari program lembar kerja, lalu unggah lagi.")
    if size <= settings.PAYUNG_UPLOAD_BYTES:
        return ""
    return _("Berkas ini lebih besar dari %(most)s MB. Bagi menjadi beberapa berkas, lalu unggah satu per satu.") % {
        "most": settings.PAYUNG_UPLOAD_BYTES // MEGABYTE
    }
