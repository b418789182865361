"""Forms of first payments and hand-overs. Each carries an id made for it, so that sending it twice writes once."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.apps.contributions.actions import NOTE_LENGTH, REASON_LENGTH, Reminder
from payung.apps.contributions.channels import channels
from payung.apps.contributions.enums import Reach, Reply
from payung.apps.contributions.errors import DayOutOfPlace
from payung.apps.contributions.handovers import Slip
from payung.apps.contributions.models import Contribution
from payung.shared.months import Month
from payung.web.days import DayField
from payung.web.public.calculator.fields import RupiahField
from payung.web.templatetags.payung_format import month_name, rupiah


class SentOnce(forms.Form):
    """A form with an id of its own."""

    client_id = forms.UUIDField(label=_("Formulir"), widget=forms.HiddenInput, initial=uuid4)


class PaidForm(SentOnce):
    """From which month on somebody pays, and on which day the money changed hands."""

    first = forms.ChoiceField(label=_("Untuk bulan"), widget=forms.RadioSelect)
    on = DayField(label=_("Tanggal"))

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = Month.of(today)
        self.fields["first"].choices = [(str(month), month_name(month)) for month in (this, this + 1)]
        self.fields["first"].initial = str(this)
        self.fields["on"].initial = today

    @property
    def month(self) -> Month:
        return Month.parse(self.cleaned_data["first"])


class CashForm(PaidForm):
    """Cash was received."""

    on = DayField(label=_("Uang diterima tanggal"))


class SelfPaidForm(PaidForm):
    """The worker says that they paid."""

    on = DayField(label=_("Menurut pekerja, dibayar tanggal"))


class ReminderForm(SentOnce):
    """Somebody was reminded."""

    reach = forms.ChoiceField(label=_("Bagaimana diingatkan"), choices=Reach.choices)
    reply = forms.ChoiceField(label=_("Hasilnya"), choices=Reply.choices)
    next_on = DayField(
        label=_("Ingatkan lagi tanggal"), required=False, help_text=_("Kosongkan bila tidak ada janji tertentu.")
    )
    note = forms.CharField(label=_("Catatan"), max_length=NOTE_LENGTH, required=False)

    @property
    def reminder(self) -> Reminder:
        given = self.cleaned_data
        return Reminder(
            reach=Reach(given["reach"]), reply=Reply(given["reply"]), note=given["note"], next_on=given["next_on"]
        )


class ReasonForm(forms.Form):
    """Why something does not stand."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=REASON_LENGTH, error_messages={"required": _("Tulis alasannya.")}
    )


class HandoverForm(SentOnce):
    """Receipts whose cash was paid into a channel, and what the channel's slip says."""

    receipts = forms.MultipleChoiceField(
        label=_("Kuitansi"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Centang paling sedikit satu kuitansi yang disetor."),
            "invalid_choice": _("Ada kuitansi yang tidak lagi Anda pegang. Periksa lagi."),
        },
    )
    channel = forms.ChoiceField(label=_("Disetor lewat"))
    reference = forms.CharField(
        label=_("Nomor bukti dari kanal"),
        max_length=60,
        help_text=_("Tertulis di struk atau layar sesudah membayar."),
        error_messages={"required": _("Salin nomor bukti dari struk.")},
    )
    amount = RupiahField(label=_("Jumlah yang disetor (Rp)"))
    on = DayField(label=_("Tanggal setor"))
    note = forms.CharField(
        label=_("Sebab selisih, bila ada"),
        max_length=300,
        required=False,
        help_text=_("Misalnya biaya layanan kanal."),
    )

    def __init__(self, *args: Any, held: Sequence[Contribution], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = {str(each.pk): each for each in held}
        self.today = today
        self.fields["receipts"].choices = [(pk, pk) for pk in self.held]
        self.fields["receipts"].initial = list(self.held)
        self.fields["channel"].choices = [("", _("Pilih")), *((each.code, each.name) for each in channels())]
        self.fields["on"].initial = today

    def clean(self) -> dict[str, Any]:
        """The day and the sum are looked at with everything else, so that all that is wrong is said at once."""
        given = super().clean() or {}
        chosen = [self.held[pk] for pk in given.get("receipts", ())]
        if chosen and (day := given.get("on")):
            earliest = max(each.received_on for each in chosen)
            if not earliest <= day <= self.today:
                self.add_error("on", str(DayOutOfPlace(earliest)))
        if chosen and "amount" in given and not given.get("note", "").strip():
            difference = given["amount"] - sum(each.amount_idr for each in chosen)
            if difference:
                self.explain(difference)
        return given

    @property
    def slip(self) -> Slip:
        given = self.cleaned_data
        return Slip(
            channel=given["channel"],
            reference=given["reference"],
            amount_idr=given["amount"],
            on=given["on"],
            note=given["note"],
        )

    @property
    def ticked(self) -> list[str]:
        """Which receipts are ticked as the form stands."""
        return [str(each) for each in self["receipts"].value() or ()]

    def explain(self, difference: int) -> None:
        """Say both sums where they differ without a reason."""
        total = sum(each.amount_idr for pk, each in self.held.items() if pk in self.ticked)
        text = _("Kuitansi yang dicentang %(receipts)s, disetor %(paid)s: selisih %(difference)s. Tulis sebabnya.")
        said = {
            "receipts": rupiah(total),
            "paid": rupiah(total + difference),
            "difference": rupiah(abs(difference)),
        }
        self.add_error("note", text % said)


class ConfirmForm(forms.Form):
    """What the second pair of eyes reads on the slip."""

    counted = RupiahField(
        label=_("Jumlah di bukti setor (Rp)"), help_text=_("Baca dari struk atau rekening, bukan dari halaman ini.")
    )
    note = forms.CharField(
        label=_("Sebab selisih, bila ada"),
        max_length=300,
        required=False,
        help_text=_("Misalnya biaya layanan kanal."),
    )
