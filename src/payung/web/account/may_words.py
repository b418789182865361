"""What a role may do, in sentences for whoever holds it and for whoever gives it."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.apps.accounts.permissions import Permission
from payung.apps.accounts.roles import Role

MAY: dict[Permission, Promise] = {
    Permission.REGISTRATION_CREATE: _("Mendaftarkan pekerja dan memperbaiki isian yang dikembalikan."),
    Permission.REGISTRATION_SEE: _("Melihat daftar pekerja, keadaan pendaftaran, dan perlindungannya."),
    Permission.REGISTRATION_VERIFY: _("Memeriksa pendaftaran: menerima, mengembalikan, atau menolak."),
    Permission.OUTSIDE_VERIFY: _("Memeriksa pendaftaran pekerja yang tinggal di luar kota."),
    Permission.PEOPLE_MERGE: _("Memutuskan apakah dua orang adalah satu orang."),
    Permission.IDENTITY_REVEAL: _("Membuka NIK, nama ibu, dan telepon, dengan tujuan yang dicatat."),
    Permission.HELPER_APPOINT: _("Menunjuk pembantu di lingkungannya, untuk waktu tertentu."),
    Permission.CONTRIBUTION_SEE: _("Melihat siapa yang belum membayar iuran pertama, kuitansi, dan setoran."),
    Permission.CONTRIBUTION_COLLECT: _("Mengingatkan pekerja, menerima iuran pertama, dan menyetorkannya."),
    Permission.CONTRIBUTION_CONFIRM: _("Memeriksa setoran orang lain."),
    Permission.ROSTER_UPLOAD: _("Membawa berkas daftar nama dan memasukkan isinya."),
    Permission.ROSTER_SEE: _("Melihat daftar nama yang dibawa dan hasil pemeriksaannya."),
    Permission.ROSTER_MATCH: _("Mencocokkan dua daftar dan melihat siapa yang ada di keduanya."),
    Permission.GROUP_SEE: _("Melihat kelompok pekerja dan bagian anggotanya yang terlindungi."),
    Permission.GROUP_EDIT: _("Membuat kelompok, menunjuk koordinatornya, dan mencatat besarnya."),
    Permission.BATCH_SEE: _("Melihat berkas ke BPJS Ketenagakerjaan."),
    Permission.BATCH_CREATE: _("Membuat dan mengirim berkas ke BPJS Ketenagakerjaan."),
    Permission.BATCH_EXPORT: _("Mengunduh isi berkas ke BPJS Ketenagakerjaan."),
    Permission.ANSWER_IMPORT: _("Memasukkan jawaban BPJS Ketenagakerjaan."),
    Permission.PAYMENT_IMPORT: _("Memasukkan data iuran dari BPJS Ketenagakerjaan."),
    Permission.CAMPAIGN_SEE: _("Melihat angka kampanye dan jabatan yang kosong."),
    Permission.REGION_SEE: _("Melihat angka kampanye tiap kota di satu provinsi, berdampingan."),
    Permission.CAMPAIGN_EDIT: _("Mengatur nama, masa, dan target kampanye."),
    Permission.EXPORT: _("Mengunduh daftar pekerja, dengan tujuan yang dicatat."),
    Permission.WORK_SEE: _("Melihat pekerjaan yang sedang diproses."),
    Permission.SETTINGS_SEE: _("Melihat setelan yang berlaku."),
    Permission.LOG_SEE: _("Membaca catatan siapa membuka atau mengunduh data pribadi."),
    Permission.ACCOUNT_MANAGE: _("Membuat akun, menunjuk pemegang jabatan, dan mencetak surat akun."),
}
NO_NAMES = frozenset({Permission.REGISTRATION_SEE, Permission.ROSTER_SEE, Permission.BATCH_SEE})


class May(NamedTuple):
    """`may` and `limits` are sentences; a limit says what the role does not reach."""

    may: list[Promise]
    limits: list[Promise]


def words_of(kind: type[Role]) -> May:
    """In the order of the work, as `MAY` lists it."""
    limits = []
    if kind.own_rows_only:
        limits.append(_("Hanya melihat yang dibawa sendiri atau oleh instansinya."))
    if kind.by_branch:
        limits.append(_("Hanya melihat yang dikirim ke kantor cabangnya."))
    if not kind.permissions & NO_NAMES:
        limits.append(_("Tidak melihat nama dan data pribadi pekerja."))
    if kind.needs_second_factor():
        limits.append(_("Masuk dengan kode dari ponsel."))
    return May([MAY[permission] for permission in MAY if permission in kind.permissions], limits)
