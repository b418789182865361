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
FILES = {"left": _("Berkas daftar pertama"), "right": _("Berkas daftar kedua")}
UPLOADED = ("", _("Tidak ada; saya mengunggah berkas"))
SIDES = {"left": ("left_file", "left_roster"), "right": ("right_file", "right_known")}


class MatchForm(forms.Form):
    """Who is asked about, and with whom they are matched. On either side a file comes before what is chosen."""

    left_file = SpreadsheetField(label=FILES["left"], help_text=KINDS, required=False)
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
        self, *args: Any, rosters: Sequence[tuple[UUID, str]] = (), register: bool = True, too_large: bool = False,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        """`register`: whether there is anybody registered to be matched with."""
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        known = [(str(pk), name) for pk, name in rosters]
        self._offer("left", [UPLOADED, *known])
        self._offer("right", [(REGISTER, _("Pekerja yang terdaftar di sini")) if register else UPLOADED, *known])

    def _offer(self, side: str, offered: list[tuple[Any, Any]]) -> None:
        """What can be chosen instead of a file; where that is nothing, there has to be a file."""
        file, chosen = (self.fields[name] for name in SIDES[side])
        chosen.choices, chosen.required = offered, offered[0] is not UPLOADED
        if offered == [UPLOADED]:
            del self.fields[SIDES[side][1]]
            file.label, file.required = FILES[side], not self.too_large

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        lacking = [side for side in ("left", "right") if not any(map(said.get, SIDES[side]))]
        if self.too_large:
            self.add_error(f"{(lacking or ['right'])[0]}_file", TOO_LARGE % {"most": largest() // MEGABYTE})
            return said
        for side in lacking:
            if not set(self.errors) & set(SIDES[side]):
                self.add_error(f"{side}_file", _("Pilih berkasnya, atau daftar yang pernah dibawa."))
        return said

    def left(self) -> Source:
        return self._source("left")

    def right(self) -> Source:
        return self._source("right")

    def _source(self, side: str) -> Source:
        """What `linkage.runs.asking.ask` takes; None is the register."""
        file, known = map(self.cleaned_data.get, SIDES[side])
        if file:
            return Brought(file.name, file.read())
        return None if known == REGISTER else UUID(known)


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
