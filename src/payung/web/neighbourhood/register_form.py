"""The plain form for one worker. It reads what people type; whatever was typed stays in it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from payung.apps.enrolment import consent, heirs
from payung.apps.enrolment.actions import Content
from payung.apps.enrolment.heirs import Heir
from payung.apps.enrolment.particulars import Particulars
from payung.apps.people.details import Details
from payung.apps.territory.queries import Place
from payung.identity import dates, names, nik, occupations, phones
from payung.identity.folding import clean
from payung.identity.nik import NikReading
from payung.rules.registration import AgeDecision, bpu_age
from payung.web.neighbourhood import choices
from payung.web.neighbourhood.nik_sentences import sentence, sentences
from payung.web.neighbourhood.outside import HomeField, is_home
from payung.web.neighbourhood.register_fields import HEIR_SLOTS, RegistrationFields

LETTERS_OF_A_PLACE, LETTERS_OF_AN_ADDRESS = 2, 3
FROM_NIK = ("birth_date", "sex")
KEPT_WHEN_EMPTY = ("nik", "mother_name", "phone", "email")


def letters(text: str) -> int:
    """How many letters a text holds."""
    return sum(each.isalpha() for each in text)


class RegistrationForm(RegistrationFields):
    """One worker: who, where, which work, which protection, who inherits, and that they agree.

    `needed` is what the city's insurer asks for (names of column maps). `kept` and `heirs` hold what the register knows
    when it is mended: sealed particulars are never shown again, so leaving them empty keeps them.
    """

    def __init__(
        self, *args: Any, places: Sequence[Place], today: dt.date, needed: Iterable[str] = (),
        kept: Details | None = None, heirs: Sequence[Heir] = (), **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.today, self.kept, self.heirs = today, kept, heirs
        for slot in HEIR_SLOTS[len(self.heirs) :]:
            del self.fields[f"{slot}_gone"]
        self.doubts: list[str] = []
        self._offer(places)
        for name in FROM_NIK:
            self.fields[name].when_empty = _("terisi dari NIK")
        for field in self.fields.values():
            _say_plainly(field)
        self.lift_needed(needed)
        if kept:
            self._keep(kept)

    def _offer(self, places: Sequence[Place]) -> None:
        """What can be chosen; a head has one lingkungan and is not asked for it."""
        if places and is_home(places[0].id):
            self.fields["area"] = HomeField()
        self.fields["area"].choices = [(str(place.id), place.name) for place in places]
        if len(places) == 1:
            self.fields["area"].widget = forms.HiddenInput()
        self.fields["income"].choices = choices.income_choices(self.today)
        self.fields["programmes"].choices = offered = choices.programme_choices(self.today)
        self.fields["programmes"].initial = offered[0][0]
        self.fields["programmes"].help_text = choices.programme_words(offered)
        self.fields["payment_months"].choices = choices.period_choices(self.today)
        self.agreed = consent.text_on(self.today)
        self.fields["consent"].help_text = f"“{self.agreed.in_language(get_language()).said}”"
        self.fields["consent_version"].initial = self.agreed.version

    def _keep(self, kept: Details) -> None:
        self.fields["marital_status"].choices = choices.with_present(choices.MARITAL, kept.marital_status)
        del self.fields["consent"], self.fields["consent_version"]  # given when the worker was registered
        stored = [name for name in KEPT_WHEN_EMPTY if getattr(kept, name)]
        for slot, heir in zip(HEIR_SLOTS, self.heirs, strict=False):
            relation = self.fields[f"{slot}_relation"]
            relation.choices = choices.with_present(choices.RELATIONS, heir.relation)
            stored += [f"{slot}_{part}" for part in ("name", "phone") if getattr(heir, part)]
        for name in stored:
            self.fields[name].required = False
            self.fields[name].help_text = _("Sudah tersimpan. Kosongkan bila tidak berubah.")

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
        if (typed or self.fields["birth_place"].required) and letters(typed) < LETTERS_OF_A_PLACE:
            raise ValidationError(_("Tulis nama kota atau kabupaten tempat lahir, misalnya Medan."))
        return typed

    def clean_address(self) -> str:
        typed = clean(self.cleaned_data["address"])
        if (typed or self.fields["address"].required) and letters(typed) < LETTERS_OF_AN_ADDRESS:
            raise ValidationError(_("Tulis alamat seperti di KTP: nama jalan atau gang, dan nomor rumah."))
        return typed

    def clean_heir_name(self) -> str:
        return self._heir_name("heir")

    def clean_heir_2_name(self) -> str:
        return self._heir_name("heir_2")

    def clean_heir_3_name(self) -> str:
        return self._heir_name("heir_3")

    def _heir_name(self, slot: str) -> str:
        return self._name(f"{slot}_name") if self.cleaned_data[f"{slot}_name"] else ""

    def clean_heir_phone(self) -> str:
        return self._phone("heir_phone")

    def clean_heir_2_phone(self) -> str:
        return self._phone("heir_2_phone")

    def clean_heir_3_phone(self) -> str:
        return self._phone("heir_3_phone")

    def clean_consent_version(self) -> int | None:
        """The text that was read out must be the one in force; a page from before its day asks once more."""
        shown: int | None = self.cleaned_data["consent_version"]
        if shown not in (None, self.agreed.version):
            self.add_error("consent", _("Kalimat persetujuan sudah berubah. Bacakan yang baru, lalu centang lagi."))
        return shown

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
        return self._phone("phone") or (self.kept.phone if self.kept else "")

    def _phone(self, field: str) -> str:
        typed = self.cleaned_data[field]
        reading = phones.read_text(typed)
        if typed and not reading.number:
            raise ValidationError(sentence("phone_invalid"))
        return reading.number or ""

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
        if self.doubts:
            self.demand_note()
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
        return Particulars(
            programmes=data["programmes"],
            payment_months=int(data["payment_months"] or 1),
            monthly_income_idr=int(data["income"]),
            occupation=data["occupation"],
            occupation_code=job.kbji if job else "",
            occupation_2=data["occupation_2"],
            transport=self.transport,
            work_place=data["work_place"],
            work_hours=data["work_hours"],
            heir=heirs.stored(self._heirs()),
        )

    def _heirs(self) -> list[Heir]:
        """Those on the form; what is sealed and was left empty stays, unless the heir is taken out."""
        stays = [
            Heir() if self.cleaned_data.get(f"{slot}_gone") else heir
            for slot, heir in zip(HEIR_SLOTS, self.heirs, strict=False)
        ]
        before = [*stays, *(Heir() for _slot in HEIR_SLOTS)]
        return [
            Heir(
                self.cleaned_data[f"{slot}_name"] or known.name,
                self.cleaned_data[f"{slot}_relation"],
                self.cleaned_data[f"{slot}_phone"] or known.phone,
            )
            for slot, known in zip(HEIR_SLOTS, before, strict=False)
        ]


def _say_plainly(field: forms.Field) -> None:
    if isinstance(field, forms.ChoiceField):
        field.error_messages["required"] = _("Belum dipilih.")
        field.error_messages["invalid_choice"] = _("Pilihan ini tidak ada. Pilih salah satu dari daftar.")
    elif not isinstance(field, forms.BooleanField):
        field.error_messages["required"] = _("Belum diisi.")
