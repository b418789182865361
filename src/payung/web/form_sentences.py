"""What Django's own fields and validators say of a wrong value, in the house's words: in one place, for every form.

A field or a form that has a truer sentence gives its own, which counts before these.
"""

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _

NO_SUCH_CHOICE = _("Pilihan ini tidak ada. Pilih salah satu dari daftar.")
NO_NUMBER = _("Ini bukan bilangan. Tulis angkanya saja.")
_FIELDS: dict[type[forms.Field], dict[str, object]] = {
    forms.ChoiceField: {"invalid_choice": NO_SUCH_CHOICE},
    forms.MultipleChoiceField: {"invalid_choice": NO_SUCH_CHOICE, "invalid_list": NO_SUCH_CHOICE},
    forms.ModelChoiceField: {"invalid_choice": NO_SUCH_CHOICE},
    forms.ModelMultipleChoiceField: dict.fromkeys(
        ("invalid_choice", "invalid_list", "invalid_pk_value"), NO_SUCH_CHOICE
    ),
    forms.IntegerField: {"invalid": NO_NUMBER},
    forms.DecimalField: {"invalid": NO_NUMBER},
    forms.FloatField: {"invalid": NO_NUMBER},
}
_VALIDATORS: dict[type[validators.BaseValidator], object] = {
    validators.MinValueValidator: _("Paling sedikit %(limit_value)s. Periksa angkanya."),
    validators.MaxValueValidator: _("Paling banyak %(limit_value)s. Periksa angkanya."),
    validators.MinLengthValidator: _("Ini terlalu pendek: %(show_value)d huruf, paling sedikit %(limit_value)d."),
    validators.MaxLengthValidator: _("Ini terlalu panjang: %(show_value)d huruf, paling banyak %(limit_value)d."),
}
_NO_ADDRESS = _("Alamat email ini tidak lengkap. Tulis seperti nama@contoh.id.")


def use() -> None:
    """Give Django's classes these sentences; once, when the application begins."""
    for field, sentences in _FIELDS.items():
        field.default_error_messages = {**field.default_error_messages, **sentences}
    for validator, sentence in _VALIDATORS.items():
        validator.message = sentence
    validators.EmailValidator.message = _NO_ADDRESS
    validators.validate_email.message = _NO_ADDRESS
