"""What the form for one worker asks: few fields in sight, the rest behind one fold."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.apps.people.models import Person
from payung.web.neighbourhood import choices

SEX = [(Person.Sex.FEMALE.value, _("Perempuan")), (Person.Sex.MALE.value, _("Laki-laki"))]
HEIR_SLOTS = ("heir", "heir_2", "heir_3")
HEIR_PARTS = ("name", "relation", "phone", "gone")
SECTIONS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (
        _("Pekerja"),
        (
            "nik", "name", "mother_name", "birth_place", "birth_date", "sex", "marital_status", "address", "postcode",
            "area", "phone", "email",
        ),
    ),
    (
        _("Pekerjaan dan iuran"),
        ("occupation", "occupation_2", "work_place", "work_hours", "income", "programmes", "payment_months"),
    ),
    (_("Ahli waris"), tuple(f"{slot}_{part}" for slot in HEIR_SLOTS for part in HEIR_PARTS)),
    (_("Catatan"), ("note",)),
)  # fmt: skip
# asked behind the fold, unless the insurer needs it or something there must be mended
FOLDED = frozenset(
    {
        "birth_place", "birth_date", "sex", "marital_status", "address", "postcode", "email", "occupation_2",
        "payment_months", "heir_phone", "note",
        *(f"{slot}_{part}" for slot in HEIR_SLOTS[1:] for part in HEIR_PARTS),
    }
)  # fmt: skip
FIELD_OF_NEED = {"heirs": "heir_name", "lingkungan": "area"}  # the others bear the insurer's own name
TYPED_BY_OTHERS = {"autocomplete": "off", "autocorrect": "off", "spellcheck": "false", "enterkeyhint": "next"}

Sections = list[tuple[Promise, list[BoundField]]]


def typed(label: Promise, length: int, *, required: bool = False, help_text: Promise | str = "", **attrs: str) -> Any:
    """A line of text about somebody else: the device remembers and corrects nothing of it."""
    widget = forms.TextInput(attrs=TYPED_BY_OTHERS | attrs)
    return forms.CharField(label=label, max_length=length, required=required, help_text=help_text, widget=widget)


def chosen(label: Promise, **values: Any) -> Any:
    return forms.ChoiceField(label=label, **values)


def ticked(label: Promise) -> Any:
    return forms.BooleanField(label=label, required=False)


class RegistrationFields(forms.Form):
    """Every field, and where it stands. `lifted` are folded fields that stand in sight this time."""

    client_id = forms.UUIDField(label=_("Formulir"), widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    told = forms.CharField(widget=forms.HiddenInput, required=False)  # the birth date and sex that the NIK filled in
    consent_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    nik = typed(_("NIK"), 40, required=True, help_text=_("16 angka menurut KTP."), inputmode="numeric")
    name = typed(_("Nama lengkap"), 150, required=True, autocapitalize="words")
    mother_name = typed(_("Nama ibu kandung"), 150, required=True, autocapitalize="words")
    birth_place = typed(_("Tempat lahir"), 80, autocapitalize="words")
    birth_date = typed(
        _("Tanggal lahir"), 40, help_text=_("Hari-bulan-tahun, misalnya 17-08-1979."), **{"class": "input-short"}
    )
    sex = chosen(_("Jenis kelamin"), choices=SEX, widget=forms.RadioSelect, required=False)
    marital_status = chosen(_("Status perkawinan"), choices=choices.MARITAL, required=False)
    address = typed(_("Alamat menurut KTP"), 250, autocapitalize="words")
    postcode = forms.RegexField(
        r"^\d{5}$", label=_("Kode pos"), required=False, strip=True,
        error_messages={"invalid": _("Kode pos terdiri dari 5 angka.")},
        widget=forms.TextInput(attrs=TYPED_BY_OTHERS | {"inputmode": "numeric", "class": "input-short"}),
    )  # fmt: skip
    area = chosen(_("Lingkungan"))
    phone = typed(_("Nomor telepon"), 60, help_text=_("BPJS mengirim kode ke nomor ini."), inputmode="tel")
    email = forms.EmailField(
        label=_("Email"), max_length=200, required=False, widget=forms.EmailInput(attrs=TYPED_BY_OTHERS)
    )
    occupation = typed(
        _("Pekerjaan"), 100, required=True, help_text=_("Ketik kata sehari-hari, misalnya: betor, jaga warung."),
        list="pekerjaan-dikenal",
    )  # fmt: skip
    occupation_2 = typed(_("Pekerjaan kedua"), 100, list="pekerjaan-dikenal")
    work_place = typed(_("Tempat bekerja"), 150, autocapitalize="words")
    work_hours = typed(_("Jam kerja"), 50, help_text=_("Misalnya: 08.00 sampai 16.00."), list="jam-kerja")
    income = chosen(_("Penghasilan sebulan"))
    programmes = chosen(_("Program"), widget=forms.RadioSelect)
    payment_months = chosen(_("Dibayar untuk"), required=False)
    heir_name = typed(_("Nama ahli waris"), 150, autocapitalize="words")
    heir_relation = chosen(_("Hubungan dengan pekerja"), choices=choices.RELATIONS, required=False)
    heir_phone = typed(_("Telepon ahli waris"), 60, inputmode="tel")
    heir_gone = ticked(_("Hapus ahli waris ini"))  # asked where one is stored already
    heir_2_name = typed(_("Nama ahli waris kedua"), 150, autocapitalize="words")
    heir_2_relation = chosen(_("Hubungan ahli waris kedua"), choices=choices.RELATIONS, required=False)
    heir_2_phone = typed(_("Telepon ahli waris kedua"), 60, inputmode="tel")
    heir_2_gone = ticked(_("Hapus ahli waris kedua"))
    heir_3_name = typed(_("Nama ahli waris ketiga"), 150, autocapitalize="words")
    heir_3_relation = chosen(_("Hubungan ahli waris ketiga"), choices=choices.RELATIONS, required=False)
    heir_3_phone = typed(_("Telepon ahli waris ketiga"), 60, inputmode="tel")
    heir_3_gone = ticked(_("Hapus ahli waris ketiga"))
    note = forms.CharField(
        label=_("Catatan untuk yang memeriksa"), max_length=250, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    consent = forms.BooleanField(
        label=_("Pekerja setuju"),
        error_messages={"required": _("Bacakan kalimat ini kepada pekerja, lalu centang bila ia setuju.")},
    )

    lifted: set[str]

    def lift_needed(self, needed: Iterable[str]) -> None:
        """Bring in sight what the insurer needs, by the names of column maps; place of birth and address then must
        be filled, as who is registered without them is never sent."""
        names = {FIELD_OF_NEED.get(value, value) for value in needed}
        self.lifted = names & FOLDED
        for name in names & set(self.fields):
            field = self.fields[name]
            if name in {"birth_place", "address"}:
                field.required = True
            elif not field.required and not hasattr(field, "when_empty"):
                field.when_empty = _("diminta BPJS")

    def demand_note(self) -> None:
        """Bring the note in sight, no longer as something that may stay empty."""
        self.lifted.add("note")
        self.fields["note"].required = True

    @property
    def sections(self) -> Sections:
        """What stands in sight, under its headings."""
        return self._placed(folded=False)

    @property
    def folded_sections(self) -> Sections:
        """What stands behind the fold."""
        return self._placed(folded=True)

    def _placed(self, *, folded: bool) -> Sections:
        behind = FOLDED - self.lifted - set(self.errors)
        found = [
            (title, [self[each] for each in names if each in self.fields and (each in behind) is folded])
            for title, names in SECTIONS
        ]
        return [(title, fields) for title, fields in found if any(not field.is_hidden for field in fields)]
