"""Forms of the administrator's pages: who takes an office, from which day, and when a term ends."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.apps.accounts import actions, queries
from payung.apps.accounts.errors import AccountError
from payung.apps.accounts.roles import ROLES
from payung.apps.territory.models import Branch
from payung.web.days import DayField

SUCCESSOR, ACTING, NOBODY = "tetap", "sementara", "kosong"


class WhoForm(forms.Form):
    """An account by its user name; a name beside it makes a new one."""

    username = forms.CharField(
        label=_("Nama pengguna"),
        max_length=60,
        help_text=_("Misalnya siti.aminah. Huruf kecil, tanpa spasi."),
        error_messages={"required": _("Isi nama penggunanya.")},
    )
    full_name = forms.CharField(
        label=_("Nama lengkap"), max_length=150, required=False, help_text=_("Isi hanya untuk akun baru.")
    )
    starts = DayField(label=_("Mulai tanggal"))
    acting = forms.BooleanField(
        label=_("Pelaksana tugas"), required=False, help_text=_("Sementara, selama jabatan belum terisi tetap.")
    )
    ends = DayField(
        label=_("Hari terakhir pelaksana tugas"),
        required=False,
        help_text=_("Boleh kosong: berakhir sendiri sehari sebelum pemegang berikutnya mulai."),
    )

    def clean(self) -> dict[str, Any]:
        """A last day is asked of somebody acting alone."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("ends") and not self.is_acting(given):
            self.add_error("ends", str(_("Isi hari terakhir hanya untuk pelaksana tugas.")))
        return given

    def is_acting(self, given: dict[str, Any]) -> bool:
        """Whether the office is given for the time being."""
        return bool(given.get("acting"))

    def account(self, *, by: int) -> tuple[int, actions.OneTimePassword | None]:
        """The account's id, and its one-time password where it was made just now; raises `AccountError`."""
        name = self.cleaned_data["full_name"]
        try:
            return queries.account(self.cleaned_data["username"]).pk, None
        except AccountError:
            if not name:
                raise AccountError(
                    str(_("Belum ada akun dengan nama pengguna ini. Isi nama lengkap untuk membuat akun baru."))
                ) from None
        made = actions.create_account(by=by, username=self.cleaned_data["username"], full_name=name)
        return made.user.pk, made


class AppointForm(WhoForm):
    """The same, with the role and, for the insurer's officers, the branch."""

    role = forms.ChoiceField(label=_("Peran"))
    branch = forms.TypedChoiceField(label=_("Kantor cabang BPJS"), required=False, coerce=int, empty_value=None)
    field_order = ("role", "username", "full_name", "branch", "starts", "acting", "ends")

    def __init__(self, *args: Any, level: str, branches: Sequence[Branch], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(code, role.label) for code, role in ROLES.items() if role.level == level and not role.by_agency]
        self.fields["role"].choices = roles
        self.fields["branch"].choices = [("", "–"), *((each.pk, each.name) for each in branches)]
        self.fields["branch"].help_text = _("Hanya untuk petugas BPJS Ketenagakerjaan.")
        if not any(ROLES[code].by_branch for code, _label in roles):
            del self.fields["branch"]


class HandOverForm(WhoForm):
    """Who comes after somebody in office, if anybody does, and from which day; the day may lie ahead."""

    then = forms.ChoiceField(
        label=_("Siapa yang melanjutkan"),
        choices=(
            (SUCCESSOR, _("Pengganti tetap")),
            (ACTING, _("Pelaksana tugas")),
            (NOBODY, _("Belum ada: jabatan kosong")),
        ),
        widget=forms.RadioSelect,
        initial=SUCCESSOR,
        error_messages={"required": _("Pilih siapa yang melanjutkan.")},
    )
    field_order = ("then", "username", "full_name", "starts", "ends")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["acting"]
        self.fields["username"].required = False
        self.fields["username"].help_text = _("Misalnya siti.aminah. Kosongkan bila belum ada penggantinya.")
        self.fields["starts"].help_text = _("Hari pertama sesudah pergantian; boleh hari yang akan datang.")

    def is_acting(self, given: dict[str, Any]) -> bool:
        return given.get("then") == ACTING

    def clean(self) -> dict[str, Any]:
        """Somebody is named, unless nobody comes."""
        given = super().clean()
        if given.get("then") in {SUCCESSOR, ACTING} and not given.get("username") and "username" not in self.errors:
            self.add_error("username", str(_("Isi nama penggunanya.")))
        return given


class EndForm(forms.Form):
    """The last day of a term."""

    on = DayField(label=_("Hari terakhir"))

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": today}, **kwargs)
