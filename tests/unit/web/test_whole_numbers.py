"""A number of people as somebody types it into a form, in Indonesian and in English."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from payung.web.city.batch_forms import ChoiceForm
from payung.web.city.campaign_forms import CampaignForm
from payung.web.city.group_forms import GroupForm
from payung.web.whole_numbers import CountField

FIELD = CountField(least=1, most=50_000)


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("id", "1.000", 1000),
        ("en", "1,000", 1000),
        ("id", "1 000", 1000),
        ("id", "1\N{NO-BREAK SPACE}000", 1000),
        ("id", " 25 ", 25),
        ("en", "12000", 12_000),
    ],
)
def test_a_count_is_read_as_the_language_writes_it(language: str, text: str, count: int) -> None:
    with translation.override(language):
        assert FIELD.clean(text) == count


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("id", "1,000", "Tulis 1000 saja"),
        ("en", "1.000", "1000"),
        ("id", "1,5", "bukan bilangan bulat"),
        ("id", "1.0", "bukan bilangan bulat"),
        ("id", "seribu", "bukan bilangan bulat"),
        ("id", "0", "Paling sedikit 1."),
        ("id", "-3", "Paling sedikit 1."),
        ("id", "50.001", "Paling banyak 50.000."),
        ("id", "", "Isi angkanya."),
    ],
)
def test_what_is_no_count_or_could_be_two_is_refused_in_a_sentence(language: str, text: str, said: str) -> None:
    with translation.override(language), pytest.raises(ValidationError, match=said) as fault:
        FIELD.clean(text)
    assert len(fault.value.messages) == 1


def test_no_form_reads_a_count_with_a_field_that_takes_a_thousand_for_one() -> None:
    """Django's own field reads 1.000 as one: every field that somebody types into is ours."""
    shown = [ChoiceForm.base_fields["limit"], CampaignForm.base_fields["quota"], GroupForm.base_fields["size"]]
    assert all(isinstance(each, CountField) for each in shown)
    assert forms.IntegerField().clean("1.000") == 1, "Django reads it so no more"
