"""What can be wrong with a campaign's settings, each as one sentence for whoever wrote them."""

from django.utils.translation import gettext as _


class CampaignError(Exception):
    """A campaign that cannot be kept as written. `field` names what to mend; empty where no single one does."""

    field = ""


class NameMissing(CampaignError):
    field = "name"

    def __str__(self) -> str:
        return _("Nama kampanye masih kosong. Tulis namanya, misalnya “Lindungi Pekerja 2026”.")


class NameTaken(CampaignError):
    field = "name"

    def __str__(self) -> str:
        return _("Kota ini sudah punya kampanye dengan nama itu. Pakai nama lain.")


class EndsTooEarly(CampaignError):
    field = "ends"

    def __str__(self) -> str:
        return _("Hari terakhir mendahului hari pertama. Pilih hari terakhir yang sama atau sesudahnya.")


class QuotaOutOfRange(CampaignError):
    field = "quota"

    def __str__(self) -> str:
        return _("Jumlah pekerja per kepala lingkungan harus antara 1 dan 9.999.")


class NotTheCity(CampaignError):
    def __str__(self) -> str:
        return _("Kampanye diatur untuk satu kota. Pakai peran yang Anda pegang untuk seluruh kota.")


class NoSuchCampaign(CampaignError):
    def __str__(self) -> str:
        return _("Kampanye ini tidak ada di kota Anda. Buka daftar kampanye dan pilih yang ada.")
