"""What the insurer needs of a worker, in words: one value of a column map each."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NEEDS: dict[str, Promise] = {
    "birth_place": gettext_lazy("tempat lahir"),
    "mother_name": gettext_lazy("nama ibu kandung"),
    "marital_status": gettext_lazy("status perkawinan"),
    "address": gettext_lazy("alamat"),
    "lingkungan": gettext_lazy("lingkungan"),
    "kelurahan": gettext_lazy("kelurahan"),
    "kecamatan": gettext_lazy("kecamatan"),
    "postcode": gettext_lazy("kode pos"),
    "phone": gettext_lazy("nomor telepon"),
    "email": gettext_lazy("email"),
    "family_card": gettext_lazy("nomor KK"),
    "occupation": gettext_lazy("pekerjaan"),
    "occupation_2": gettext_lazy("pekerjaan kedua"),
    "work_place": gettext_lazy("tempat bekerja"),
    "work_hours": gettext_lazy("jam kerja"),
    "income": gettext_lazy("penghasilan"),
    "heirs": gettext_lazy("ahli waris"),
}

ANY = "every"


def need_choices(values: Iterable[str]) -> list[tuple[str, str | Promise]]:
    """Choices that narrow a list to who lacks anything, or one of these values."""
    return [
        (ANY, gettext_lazy("Semua yang belum lengkap")),
        *((value, NEEDS[value]) for value in values if value in NEEDS),
    ]


def named(values: Iterable[str]) -> str:
    """`nama ibu kandung, alamat`; empty for nothing."""
    return ", ".join(str(NEEDS[value]) for value in values)


def still_needed(values: Iterable[str]) -> str:
    """One sentence about what a registration lacks; empty where it lacks nothing."""
    found = named(values)
    return _("Belum lengkap untuk BPJS: %(values)s.") % {"values": found} if found else ""
