"""The roles of the programme. A role is a class with a written description and a list of permissions.

A person holds a role in a place, or at the insurer's branch, from a day to a day (`territory.models.Holding`).
"""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.apps.accounts.permissions import Permission


class Role:
    """A role: `code` is stored, `label` is shown, `description` is for whoever grants it."""

    code: ClassVar[str]
    label: ClassVar[str | Promise]
    description: ClassVar[str | Promise]
    permissions: ClassVar[frozenset[Permission]]
    level: ClassVar[str]  # the kind of area it is held for
    office: ClassVar[bool] = False  # an office has at most one holder on a day
    own_rows_only: ClassVar[bool] = False
    by_branch: ClassVar[bool] = False
    helps: ClassVar[str] = ""  # the office that it helps: there is no helper without a holder
    regional: ClassVar[bool] = False  # held for a province: no scope is open, each city's figures are asked for alone
    by_agency: ClassVar[bool] = False  # held at an agency; its officers share what it brought

    def __init_subclass__(cls) -> None:
        ROLES[cls.code] = cls

    @classmethod
    def needs_second_factor(cls) -> bool:
        """Roles that export or approve sign in with a second factor."""
        return bool(cls.permissions & SENSITIVE)


ROLES: dict[str, type[Role]] = {}
SENSITIVE = frozenset(
    {
        Permission.REGISTRATION_VERIFY,
        Permission.PEOPLE_MERGE,
        Permission.OUTSIDE_VERIFY,
        Permission.BATCH_CREATE,
        Permission.BATCH_EXPORT,
        Permission.ANSWER_IMPORT,
        Permission.PAYMENT_IMPORT,
        Permission.CONTRIBUTION_CONFIRM,
        Permission.EXPORT,
        Permission.IDENTITY_REVEAL,
        Permission.ACCOUNT_MANAGE,
        Permission.LOG_SEE,
    }
)


class Kepling(Role):
    code = "kepling"
    label = _("Kepala lingkungan")
    description = _("Mendaftarkan pekerja di lingkungannya dan melihat siapa yang masih terlindungi.")
    permissions = frozenset(
        {
            Permission.REGISTRATION_CREATE,
            Permission.REGISTRATION_SEE,
            Permission.CONTRIBUTION_SEE,
            Permission.CONTRIBUTION_COLLECT,
            Permission.CAMPAIGN_SEE,
            Permission.HELPER_APPOINT,
        }
    )
    level = "lingkungan"
    office = True


class Helper(Role):
    code = "helper"
    label = _("Pembantu kepala lingkungan")
    description = _("Mendaftarkan pekerja untuk satu lingkungan; hasilnya tercatat untuk kepala lingkungannya.")
    permissions = frozenset({Permission.REGISTRATION_CREATE, Permission.REGISTRATION_SEE, Permission.CAMPAIGN_SEE})
    level = "lingkungan"
    helps = Kepling.code


class Lurah(Role):
    code = "lurah"
    label = _("Lurah")
    description = _("Memeriksa pendaftaran di kelurahannya: menerima, mengembalikan, atau menolak.")
    permissions = frozenset(
        {
            Permission.REGISTRATION_CREATE,
            Permission.REGISTRATION_SEE,
            Permission.REGISTRATION_VERIFY,
            Permission.PEOPLE_MERGE,
            Permission.IDENTITY_REVEAL,
            Permission.CONTRIBUTION_SEE,
            Permission.CONTRIBUTION_CONFIRM,
            Permission.CAMPAIGN_SEE,
        }
    )
    level = "kelurahan"
    office = True


class Camat(Role):
    code = "camat"
    label = _("Camat")
    description = _("Mengikuti kemajuan kelurahan di kecamatannya.")
    permissions = frozenset({Permission.REGISTRATION_SEE, Permission.CONTRIBUTION_SEE, Permission.CAMPAIGN_SEE})
    level = "kecamatan"
    office = True


class Clerk(Role):
    code = "clerk"
    label = _("Petugas data")
    description = _("Membawa daftar nama dari dinas atau kelompok dan melihat hasilnya sendiri.")
    permissions = frozenset(
        {
            Permission.ROSTER_UPLOAD,
            Permission.ROSTER_SEE,
            Permission.ROSTER_MATCH,
            Permission.REGISTRATION_CREATE,
            Permission.REGISTRATION_SEE,
            Permission.CONTRIBUTION_SEE,
            Permission.CONTRIBUTION_COLLECT,
        }
    )
    level = "kota"
    own_rows_only = True


class AgencyOfficer(Role):
    code = "agency_officer"
    label = _("Petugas instansi")
    description = _("Membawa daftar nama dan mendaftarkan pekerja atas nama instansinya, dan melihat hasilnya bersama.")
    permissions = Clerk.permissions | {Permission.GROUP_SEE, Permission.GROUP_EDIT}
    level = "kota"
    own_rows_only = True
    by_agency = True


class Manager(Role):
    code = "manager"
    label = _("Pengelola program")
    description = _("Menjalankan program kota: daftar nama, berkas ke BPJS Ketenagakerjaan, dan kampanye.")
    permissions = frozenset(
        set(Permission)
        - {
            Permission.LOG_SEE,
            Permission.ACCOUNT_MANAGE,
            Permission.REGISTRATION_VERIFY,
            Permission.CONTRIBUTION_COLLECT,  # confirms what others collect
            Permission.SETTINGS_SEE,
            Permission.HELPER_APPOINT,
            Permission.REGION_SEE,
        }
    )
    level = "kota"


class InsurerOfficer(Role):
    code = "insurer_officer"
    label = _("Petugas BPJS Ketenagakerjaan")
    description = _("Mengambil berkas yang ditujukan ke kantor cabangnya, menjawabnya, dan mengirim data iuran.")
    permissions = frozenset(
        {
            Permission.BATCH_SEE,
            Permission.BATCH_EXPORT,
            Permission.ANSWER_IMPORT,
            Permission.PAYMENT_IMPORT,
            Permission.REGISTRATION_SEE,
        }
    )
    level = "kota"
    by_branch = True


class RegionalReader(Role):
    code = "regional_reader"
    label = _("Pembaca wilayah BPJS Ketenagakerjaan")
    description = _("Membaca angka kampanye semua kota di satu provinsi, tanpa melihat data pribadi.")
    permissions = frozenset({Permission.REGION_SEE})
    level = "provinsi"
    regional = True


class Mayor(Role):
    code = "mayor"
    label = _("Wali kota")
    description = _("Membaca angka kota tanpa melihat data pribadi.")
    permissions = frozenset({Permission.CAMPAIGN_SEE})
    level = "kota"
    office = True


class DataProtectionOfficer(Role):
    code = "data_protection_officer"
    label = _("Pejabat pelindungan data")
    description = _("Membaca catatan siapa membuka atau mengunduh data pribadi, dan untuk apa.")
    permissions = frozenset({Permission.LOG_SEE})
    level = "kota"


class Administrator(Role):
    code = "administrator"
    label = _("Administrator sistem")
    description = _("Mengurus akun dan pemegang jabatan, tanpa melihat data pribadi pekerja.")
    permissions = frozenset(
        {Permission.ACCOUNT_MANAGE, Permission.CAMPAIGN_SEE, Permission.WORK_SEE, Permission.SETTINGS_SEE}
    )
    level = "kota"
