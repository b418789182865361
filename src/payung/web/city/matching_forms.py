"""Forms of the pages that match two lists."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.apps.linkage.runs.asking import Brought, Source
from payung.apps.linkage.runs.enums import Result
from payung.web.city.matching_words import RESULTS
from payung.web.downloads import DownloadForm
from payung.web.uploads import MEGABYTE, TOO_LARGE, SpreadsheetField, largest

REGISTER = "terdaftar"
KINDS = _("Excel (.xlsx, .xls), OpenDocument (.ods), atau CSV, dalam susunan apa pun.")
EMPTY = _("Berkas ini kosong. Simpan ulang dari program lembar kerja, lalu unggah lagi.")


class MatchForm(forms.Form):
    """Who is asked about, and with whom they are matched. On either side a file comes before what is chosen."""

    left_file = SpreadsheetField(label=_("Berkas daftar pertama"), help_text=KINDS, required=False)
    left_roster = forms.ChoiceField(
        label=_("Atau daftar yang pernah dibawa"), required=False,
        help_text=_("Dipakai bila tidak ada berkas yang dipilih."),
    )  # fmt: skip
    right_known = forms.ChoiceField(label=_("Cocokkan dengan"), initial=REGISTER)
    right_file = SpreadsheetField(
        label=_("Atau berkas daftar kedua"), required=False,
        help_text=_("Misalnya daftar peserta dari BPJS Ketenagakerjaan. Bila ada berkas di sini, ini yang dipakai."),
    )  # fmt: skip
    all_covered = forms.BooleanField(
        label=_("Semua orang di daftar kedua sedang terlindungi"), required=False,
        help_text=_(
            "Centang hanya bila berkasnya berisi peserta aktif saja. Kolom status atau bulan iuran terakhir, "
            "bila ada, tetap didahulukan."
        ),
    )  # fmt: skip

    def __init__(
        self, *args: Any, rosters: Sequence[tuple[UUID, str]] = (), too_large: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(pk), name) for pk, name in rosters]
        self.fields["left_roster"].choices = [("", _("Tidak ada; saya mengunggah berkas")), *known]
        self.fields["right_known"].choices = [(REGISTER, _("Pekerja yang terdaftar di sini")), *known]
        if not known:
            del self.fields["left_roster"]
        self.fields["left_file"].required = not known and not too_large
        self.too_large = too_large

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("left_file", "right_file"):
            if said.get(name) and not said[name].size:
                self.add_error(name, EMPTY)
        nothing = not said.get("left_file") and not said.get("left_roster")
        if self.too_large:
            self.add_error("left_file" if nothing else "right_file", TOO_LARGE % {"most": largest() // MEGABYTE})
        elif nothing and "left_file" not in self.errors:
            self.add_error("left_file", _("Pilih berkasnya, atau daftar yang pernah dibawa."))
        return said

    def left(self) -> Source:
        return _brought(self.cleaned_data["left_file"]) or UUID(self.cleaned_data["left_roster"])

    def right(self) -> Source:
        known = self.cleaned_data["right_known"] or REGISTER
        return _brought(self.cleaned_data["right_file"]) or (None if known == REGISTER else UUID(known))


def _brought(file: Any) -> Brought | None:
    return Brought(file.name, file.read()) if file else None


class RowsForm(forms.Form):
    """Which rows of a result to show."""

    hasil = forms.ChoiceField(
        label=_("Hasil"), required=False,
        choices=[("", _("Semua")), *((result.value, RESULTS[result].label) for result in Result)],
    )  # fmt: skip


class MatchDownloadForm(DownloadForm):
    """What for, and as which kind of file."""

    bentuk = forms.ChoiceField(
        label=_("Bentuk"), widget=forms.RadioSelect, initial="xlsx",
        choices=[("xlsx", "Excel (.xlsx)"), ("csv", "CSV (.csv)")],
    )  # fmt: skip
