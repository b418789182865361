"""The fields of a comparison and the levels of each; together they make one whole number, the pair's pattern."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Levels = NDArray[np.int8]
Patterns = NDArray[np.int64]
MOST_BITS = 40


@dataclass(frozen=True, slots=True)
class Field:
    """A field; `levels` are named in words, level 0 is that one record says nothing."""

    name: str
    levels: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many levels there are, 0 included."""
        return len(self.levels)


NIK = Field(
    "nik",
    (
        "missing", "same", "one slip", "two slips", "same place and birth", "same birth", "different",
        "same but for a digit of the serial",
    ),
)  # fmt: skip
DAY = Field(
    "dob",
    (
        "missing", "same", "same 1 January", "day and month swapped", "same year, one is 1 January",
        "same year and day or month", "same day and month, year off by 1 or 10", "same day and month", "same year",
        "different",
    ),
)  # fmt: skip
SEX = Field("sex", ("missing", "same", "different"))
NAME = Field(
    "name",
    (
        "missing", "same words", "same words, one misspelt", "two words or more, others left out",
        "a word, others left out", "words misspelt or shortened, others left out", "initials alone",
        "two words or more, others differ", "a word, others differ", "different", "same words, some as initials",
    ),
)  # fmt: skip
MOTHER = Field("mother", ("missing", "same words", "words left out", "misspelt or shortened", "a word", "different"))
PHONE = Field("phone", ("missing", "same", "one digit off", "different"))
KPJ = Field("kpj", ("missing", "same", "one digit off", "different"))
STREET = ("missing", "street and number", "number and a word", "street", "a word of it", "different")
NEIGHBOURHOOD = ("missing", "same", "different")
PLACE = (
    "missing",
    "same kelurahan",
    "kelurahan misspelt",
    "different kelurahan",
    "same kecamatan",
    "different kecamatan",
)
ADDRESS = Field(
    "address",
    tuple(f"{street}; RT/RW {beside}; {place}" for street in STREET for beside in NEIGHBOURHOOD for place in PLACE),
)
MAIL = Field("email", ("missing", "same", "same name before the @", "misspelt", "different"))
JOB = Field("occupation", ("missing", "same words", "a word", "different"))
# Bits: how rare the words are that agree.
NAME_BITS = Field("name bits", tuple(str(bits) for bits in range(MOST_BITS + 1)))
MOTHER_BITS = Field("mother bits", tuple(str(bits) for bits in range(MOST_BITS + 1)))

FIELDS = (NIK, DAY, SEX, NAME, MOTHER, PHONE, KPJ, ADDRESS, MAIL, JOB, NAME_BITS, MOTHER_BITS)


def packed(levels: Mapping[str, Levels]) -> Patterns:
    """The levels of all fields as one number for each pair."""
    pattern = np.zeros(len(levels[NIK.name]), np.int64)
    for field in FIELDS:
        pattern *= field.size
        pattern += levels[field.name]
    return pattern


def unpacked(patterns: Patterns) -> dict[str, NDArray[np.int64]]:
    """The levels of each field again."""
    levels, left = {}, patterns
    for field in reversed(FIELDS):
        levels[field.name] = left % field.size
        left = left // field.size
    return levels
