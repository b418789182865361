"""Everything that the matching engine says of a pair has words on the page."""

import pytest
from django.utils.translation import override

from payung.apps.linkage.runs.enums import Reason, Result
from payung.matching.assign.rules import _SLIP
from payung.matching.block.keys import RULES
from payung.matching.compare import fields as f
from payung.matching.evidence import SHOWN
from payung.web.city import matching_words as words


@pytest.mark.parametrize("field", [field for field in SHOWN if field is not f.ADDRESS], ids=lambda field: field.name)
def test_every_level_of_a_field_has_words(field: f.Field) -> None:
    assert set(words.LEVELS[field.name]) == set(field.levels)
    assert field.name in words.FIELDS


def test_every_part_of_an_address_has_words() -> None:
    parts = [level.split("; ") for level in f.ADDRESS.levels]
    known = (words.STREET, words.BESIDE, words.PLACE)
    for place, said in enumerate(known):
        assert {part[place] for part in parts} - {"missing", "RT/RW missing"} == set(said)
    assert [word.label for word in words.level_words("address", "street; RT/RW missing; same kelurahan")] == [
        "jalan sama", "kelurahan sama",
    ]  # fmt: skip
    assert words.level_words("address", "missing; RT/RW missing; missing") == [words.MISSING]


@pytest.mark.parametrize("rule", [*RULES, *(f"{slip} + name" for slip in _SLIP.values())])
def test_every_rule_has_words(rule: str) -> None:
    assert all(part in words.KEYS for part in rule.split(" + "))
    with override("en"):
        assert "NIK" not in rule or "NIK" in words.rule_words(rule)


def test_every_result_and_reason_has_words() -> None:
    assert set(words.RESULTS) == set(Result)
    assert set(words.REASONS) == set(Reason)


@pytest.mark.parametrize(("probability", "said"), [(0.99, "Hampir pasti"), (0.5, "Mungkin"), (0.06, "Kecil")])
def test_a_probability_is_said_in_words(probability: float, said: str) -> None:
    assert words.sure(probability).startswith(said)
