"""What a form says of a wrong value, where neither the field nor the form has a sentence of its own."""

from collections.abc import Callable

import pytest
from django import forms
from django.utils import translation

from payung.web import form_sentences

CHOICES = [("a", "A")]
NO_CHOICE = "Pilihan ini tidak ada. Pilih salah satu dari daftar."
FIELDS: list[tuple[Callable[[], forms.Field], object, str]] = [
    (lambda: forms.ChoiceField(choices=CHOICES), "999", NO_CHOICE),
    (lambda: forms.TypedChoiceField(choices=CHOICES, coerce=str), "999", NO_CHOICE),
    (lambda: forms.MultipleChoiceField(choices=CHOICES), ["999"], NO_CHOICE),
    (lambda: forms.MultipleChoiceField(choices=CHOICES), "a", NO_CHOICE),
    (lambda: forms.IntegerField(min_value=1), "0", "Paling sedikit 1. Periksa angkanya."),
    (lambda: forms.IntegerField(max_value=9), "10", "Paling banyak 9. Periksa angkanya."),
    (lambda: forms.IntegerField(), "x", "Ini bukan bilangan. Tulis angkanya saja."),
    (lambda: forms.CharField(min_length=3), "x", "Ini terlalu pendek: 1 huruf, paling sedikit 3."),
    (lambda: forms.CharField(max_length=3), "xxxx", "Ini terlalu panjang: 4 huruf, paling banyak 3."),
    (lambda: forms.EmailField(), "x", "Alamat email ini tidak lengkap. Tulis seperti nama@contoh.id."),
    (
        lambda: forms.ChoiceField(choices=CHOICES, error_messages={"invalid_choice": "Pilih harinya."}),
        "999",
        "Pilih harinya.",
    ),
]


@pytest.mark.parametrize(("field", "typed", "sentence"), FIELDS)
def test_a_wrong_value_gets_the_houses_sentence(field: Callable[[], forms.Field], typed: object, sentence: str) -> None:
    form_sentences.use()
    with translation.override("id"), pytest.raises(forms.ValidationError) as told:
        field().clean(typed)
    assert told.value.messages == [sentence]
