"""The plain form for one worker. It reads what people type; whatever was typed stays in it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.apps.enrolment.actions import Content
from payung.apps.enrolment.particulars import Heir, Particulars
from payung.apps.people.details import Details
from payung.apps.people.models import Person
from payung.apps.territory.queries import Place
from payung.identity import dates, names, nik, occupations, phones
from payung.identity.folding import clean
from payung.identity.nik import NikReading
from payung.rules.codes import Programme
from payung.rules.registration import AgeDecision, bpu_age
from payung.web.neighbourhood import choices
from payung.web.neighbourhood.nik_sentences import sentence, sentences

MANDATORY = (Programme.JKK, Programme.JKM)
SEX = [(Person.Sex.FEMALE.value, _("Perempuan")), (Person.Sex.MALE.value, _("Laki-laki"))]
SECTIONS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (_("Menurut KTP"), ("nik", "name", "birth_place", "birth_date", "sex", "marital_status", "mother_name")),
    (_("Alamat dan kontak"), ("area", "address", "postcode", "phone", "email")),
    (_("Pekerjaan"), ("occupation", "occupation_2", "work_place", "work_hours", "income")),
    (_("Perlindungan"), ("savings", "payment_months")),
    (_("Ahli waris"), ("heir_name", "heir_relation")),
    (_("Catatan dan persetujuan"), ("note", "consent")),
)
LETTERS_OF_A_PLACE, LETTERS_OF_AN_ADDRESS = 2, 3
FROM_NIK = ("birth_date", "sex")
KEPT_WHEN_EMPTY = ("nik", "mother_name", "phone", "email", "heir_name")


def letters(text: str) -> int:
    """How many letters a text holds."""
    return sum(each.isalpha() for each in text)


def _text(label: Promise, length: int, *, required: bool = False, help_text: Promise | str = "", **attrs: str) -> Any:
    return forms.CharField(
        label=label, max_length=length, required=required, help_text=help_text, widget=forms.TextInput(attrs=attrs)
    )


class RegistrationForm(forms.Form):
    """One worker: who, where, which work, which protection. `kept` holds what the register knows when it is mended:
    sealed particulars are never shown again, so leaving them empty keeps them."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    told = forms.CharField(widget=forms.HiddenInput, required=False)  # the birth date and sex that the NIK filled in
    nik = _text(
        _("NIK"), 40, required=True, help_text=_("16 angka. Tanggal lahir dan jenis kelamin terisi sendiri."),
        inputmode="numeric", autocomplete="off",
    )  # fmt: skip
    name = _text(_("Nama lengkap"), 150, required=True, autocomplete="off", autocapitalize="words")
    birth_place = _text(_("Tempat lahir"), 80, required=True, autocomplete="off")
    birth_date = _text(
        _("Tanggal lahir"), 40,
        help_text=_("Hari-bulan-tahun, misalnya 17-08-1979."),
        inputmode="text", autocomplete="off", **{"class": "input-short"},
    )  # fmt: skip
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=SEX, widget=forms.RadioSelect, required=False)
    marital_status = forms.ChoiceField(label=_("Status perkawinan"), choices=choices.MARITAL, required=False)
    mother_name = _text(_("Nama ibu kandung"), 150, required=True, autocomplete="off")
    area = forms.ChoiceField(label=_("Lingkungan"))
    address = _text(_("Alamat menurut KTP"), 250, required=True, autocomplete="off")
    postcode = forms.RegexField(
        r"^\d{5}$", label=_("Kode pos"), required=False, strip=True,
        error_messages={"invalid": _("Kode pos terdiri dari 5 angka.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short", "autocomplete": "off"}),
    )  # fmt: skip
    phone = _text(
        _("Nomor telepon"), 60, help_text=_("BPJS mengirim kode ke nomor ini."), inputmode="tel", autocomplete="off"
    )
    email = forms.EmailField(
        label=_("Email"), max_length=200, required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    occupation = _text(
        _("Pekerjaan"), 100, required=True, help_text=_("Misalnya: pedagang, sopir, buruh bangunan."),
        list="pekerjaan-dikenal", autocomplete="off",
    )  # fmt: skip
    occupation_2 = _text(_("Pekerjaan kedua"), 100, list="pekerjaan-dikenal", autocomplete="off")
    work_place = _text(_("Tempat bekerja"), 150, autocomplete="off")
    work_hours = _text(_("Jam kerja"), 50, help_text=_("Misalnya: 08.00 sampai 16.00."), autocomplete="off")
    income = forms.ChoiceField(label=_("Penghasilan sebulan"))
    savings = forms.BooleanField(
        label=_("Tambah Jaminan Hari Tua (tabungan)"), required=False,
        help_text=_("Jaminan Kecelakaan Kerja dan Jaminan Kematian selalu termasuk."),
    )  # fmt: skip
    payment_months = forms.ChoiceField(label=_("Dibayar untuk"), required=False)
    heir_name = _text(_("Nama ahli waris"), 150, autocomplete="off")
    heir_relation = forms.ChoiceField(label=_("Hubungan dengan pekerja"), choices=choices.RELATIONS, required=False)
    note = forms.CharField(
        label=_("Catatan untuk yang memeriksa"), max_length=250, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    consent = forms.BooleanField(
        label=_("Pekerja setuju"),
        help_text=_(
            "“Saya setuju data saya disimpan pemerintah kota dan dikirim ke BPJS Ketenagakerjaan untuk pendaftaran.”"
        ),
        error_messages={"required": _("Bacakan kalimat ini kepada pekerja, lalu centang bila ia setuju.")},
    )  # fmt: skip

    def __init__(
        self, *args: Any, places: Sequence[Place], today: dt.date, kept: Details | None = None,
        heir: Heir | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.today, self.kept, self.heir = today, kept, heir or Heir()
        self.doubts: list[str] = []
        self.fields["area"].choices = [(str(place.id), place.name) for place in places]
        self.fields["income"].choices = choices.income_choices(today)
        self.fields["payment_months"].choices = choices.period_choices(today)
        for name in FROM_NIK:
            self.fields[name].when_empty = _("terisi dari NIK")
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.error_messages["required"] = _("Belum dipilih.")
                field.error_messages["invalid_choice"] = _("Pilihan ini tidak ada. Pilih salah satu dari daftar.")
            elif not isinstance(field, forms.BooleanField):
                field.error_messages["required"] = _("Belum diisi.")
        if kept:
            self._keep(kept)

    def _keep(self, kept: Details) -> None:
        self.fields["marital_status"].choices = choices.with_present(choices.MARITAL, kept.marital_status)
        self.fields["heir_relation"].choices = choices.with_present(choices.RELATIONS, self.heir.relation)
        del self.fields["consent"]  # given when the worker was registered
        for name in KEPT_WHEN_EMPTY:
            if self.heir.name if name == "heir_name" else getattr(kept, name):
                self.fields[name].required = False
                self.fields[name].help_text = _("Sudah tersimpan. Kosongkan bila tidak berubah.")

    @property
    def sections(self) -> list[tuple[Promise, list[BoundField]]]:
        named = [(title, [self[name] for name in fields if name in self.fields]) for title, fields in SECTIONS]
        return [(title, fields) for title, fields in named if fields]

    # Each clean_… reads one field as people type it; `clean` compares them.

    def clean_nik(self) -> str:
        typed = self.cleaned_data["nik"]
        if not typed and self.kept:
            return self.kept.nik
        reading = nik.read_text(typed, as_of=self.today)
        if problems := sentences(reading):
            raise ValidationError(problems)
        return str(reading.digits)

    def clean_name(self) -> str:
        return self._name("name").upper()

    def _name(self, field: str) -> str:
        """A name of somebody; one that no name looks like asks for a note, one without a letter is none."""
        reading, label = names.read(self.cleaned_data[field]), self.fields[field].label
        found = reading.name or ""
        if letters(found) == 0:
            raise ValidationError(_("%(label)s harus memuat huruf. Tulis nama seperti di KTP.") % {"label": label})
        if reading.suspicious:
            doubt = _("%(label)s memuat angka atau tanda yang tidak lazim. Tulis nama saja, seperti di KTP.")
            self.doubts.append(doubt % {"label": label})
        elif letters(found) == 1:
            self.doubts.append(_("%(label)s hanya satu huruf. Tulis nama lengkap seperti di KTP.") % {"label": label})
        return found

    def clean_birth_place(self) -> str:
        typed = clean(self.cleaned_data["birth_place"])
        if letters(typed) < LETTERS_OF_A_PLACE:
            raise ValidationError(_("Tulis nama kota atau kabupaten tempat lahir, misalnya Medan."))
        return typed

    def clean_address(self) -> str:
        typed = clean(self.cleaned_data["address"])
        if letters(typed) < LETTERS_OF_AN_ADDRESS:
            raise ValidationError(_("Tulis alamat seperti di KTP: nama jalan atau gang, dan nomor rumah."))
        return typed

    def clean_heir_name(self) -> str:
        return self._name("heir_name") if self.cleaned_data["heir_name"] else ""

    def clean_birth_date(self) -> dt.date | None:
        reading = dates.read_text(self.cleaned_data["birth_date"], as_of=self.today)
        if reading.invalid:
            raise ValidationError(sentence("birth_date_invalid"))
        return reading.candidates[0] if reading.candidates else None

    def clean_mother_name(self) -> str:
        if not self.cleaned_data["mother_name"] and self.kept:
            return self.kept.mother_name
        return self._name("mother_name").upper()

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        reading = phones.read_text(typed)
        if typed and not reading.number:
            raise ValidationError(sentence("phone_invalid"))
        return reading.number or (self.kept.phone if self.kept else "")

    def clean_email(self) -> str:
        return self.cleaned_data["email"] or (self.kept.email if self.kept else "")

    def clean_occupation(self) -> str:
        reading = occupations.read_text(self.cleaned_data["occupation"])
        if reading.civil_servant:
            raise ValidationError(sentence("civil_servant"))
        typed = self.cleaned_data["occupation"]
        if not reading.given and (letters(typed) or not typed.strip("-– ")):
            raise ValidationError(_("Pekerjaan belum diisi. Tulis apa yang dikerjakan sehari-hari."))
        if not letters(typed):
            raise ValidationError(_("Ini bukan pekerjaan. Tulis apa yang dikerjakan sehari-hari, misalnya pedagang."))
        return self.cleaned_data["occupation"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        told = nik.read_text(data.get("nik", ""), as_of=self.today)
        if told.usable:
            self._compare(data, told)
        if not data.get("birth_date") and "birth_date" not in self.errors:
            self.add_error("birth_date", _("Tanggal lahir belum diisi. Tulis hari-bulan-tahun, misalnya 17-08-1979."))
        if not data.get("sex") and "sex" not in self.errors:
            self.add_error("sex", _("Pilih jenis kelamin."))
        if data.get("birth_date"):
            self._judge_age(data["birth_date"])
        if self.doubts and not data.get("note"):
            self.add_error("note", _("Tulis catatan: mengapa isian ini tetap benar?"))
        return data

    def _compare(self, data: dict[str, Any], told: NikReading) -> None:
        """What the NIK tells fills what was left empty; where both were given and differ, a note is asked for."""
        typed = dates.read_text(self.data.get("birth_date", ""), as_of=self.today)
        if told.birth_date in typed.candidates or not typed.given:
            data["birth_date"] = told.birth_date
        elif data.get("birth_date"):
            self.doubts.append(sentence("nik_birth_date_mismatch"))
        if not data.get("sex"):
            data["sex"] = told.sex
        elif data["sex"] != told.sex:
            self.doubts.append(sentence("nik_sex_mismatch"))

    def _judge_age(self, born: dt.date) -> None:
        decision = bpu_age(born, on=self.today)
        if decision is AgeDecision.TOO_YOUNG:
            self.add_error("birth_date", sentence("too_young"))
        elif decision is AgeDecision.TOO_OLD:
            self.add_error("birth_date", sentence("too_old"))
        elif decision is AgeDecision.REVIEW:
            self.doubts.append(sentence("age_65_review"))

    def chosen(self, name: str) -> str:
        """What stands chosen on the form so far; empty for anything that cannot be chosen."""
        value = str(self[name].value() or "")
        return value if value in dict(self.fields[name].choices) else ""

    @property
    def job(self) -> occupations.Occupation | None:
        """The occupation of the list that stands on the form so far."""
        return occupations.read_text(str(self["occupation"].value() or "")).occupation

    @property
    def transport(self) -> bool:
        """Whether the job is one of transport, whose discount the law ends on a day of its own."""
        return bool(self.job and self.job.klass == "transport")

    def content(self) -> Content:
        """What the form says, once it is valid."""
        data = self.cleaned_data
        stated = {name: data[name] for name in ("nik", "name", "birth_place", "birth_date", "sex", "marital_status")}
        reach = {name: data[name] for name in ("mother_name", "phone", "email", "address", "postcode")}
        details = Details(**stated, **reach, family_card=self.kept.family_card if self.kept else "")
        return Content(
            details=details, particulars=self._particulars(), area_id=int(data["area"]), note=data.get("note", "")
        )

    def _particulars(self) -> Particulars:
        data, job = self.cleaned_data, self.job
        programmes = [*MANDATORY, Programme.JHT] if data["savings"] else MANDATORY
        heir = Heir(data["heir_name"] or self.heir.name, data["heir_relation"])
        return Particulars(
            programmes=",".join(programmes),
            payment_months=int(data["payment_months"] or 1),
            monthly_income_idr=int(data["income"]),
            occupation=data["occupation"],
            occupation_code=job.kbji if job else "",
            occupation_2=data["occupation_2"],
            transport=self.transport,
            work_place=data["work_place"],
            work_hours=data["work_hours"],
            heir=heir.stored(),
        )
