"""Identity numbers, telephones, member numbers: digits as whole numbers; what stands for nothing becomes 0."""

import re

import numpy as np
from numpy.typing import NDArray

from payung.identity import nik
from payung.matching.standardise.words import Codes

_NIK = "replace(replace(nik, '''', ''), ' ', '')"
_SIXTEEN = "regexp_full_match({}, '[1-9][0-9]{{15}}')"
NIK_EXPECTED = f"""CASE WHEN {_SIXTEEN.format("nik")} THEN nik::BIGINT
    WHEN {_SIXTEEN.format(_NIK)} THEN ({_NIK})::BIGINT END"""
_PHONE = "replace(replace(replace(phone, '-', ''), '.', ''), ' ', '')"
PHONE_EXPECTED = f"""CASE WHEN NOT suffix(phone, '.0') THEN
    TRY_CAST(regexp_extract({_PHONE}, '^(?:\\+62|62|0)?(8[0-9]{{7,11}})$', 1) AS BIGINT) END"""
CODE_EXPECTED = "CASE WHEN regexp_full_match({column}, '[0-9]{{5,17}}') THEN ('1' || {column})::BIGINT END"
SHARED_BY_MOST = 3  # first names on one number; of more, the number is nobody's
_ROUNDED = re.compile(r"\d[.,]\d*[eE]\+?\d+")
_COUNTED = 1234567890123456


def read_nik(cell: str) -> int:
    """The digits of an identity number of 5 to 18 digits, a 1 before those that begin with 0; 0 for no number.

    Zeros alone are no number.
    """
    digits = nik.mend(cell)
    if not (digits.isascii() and digits.isdecimal() and 5 <= len(digits) <= 18 and digits.strip("0")):
        return 0
    return int(digits if digits[0] != "0" else "1" + digits[:17])


def read_phone(cell: str) -> int:
    """The first number in the cell without its country code and leading zeros; 0 for less than six digits."""
    first = re.split(r"[/,;|&]|\batau\b|\bdan\b", _as_typed(cell), maxsplit=1)[0]
    digits = re.sub(r"\D", "", first)
    digits = re.sub(r"^(?:0*62(?=0*8)|0+)0*", "", digits)
    return int(digits[:17]) if len(digits) >= 6 else 0


def read_code(cell: str) -> int:
    """The digits of a member number behind a 1, so that leading zeros count; 0 for less than five digits."""
    digits = re.sub(r"\D", "", _as_typed(cell))
    return int("1" + digits[:17]) if len(digits) >= 5 else 0


def _as_typed(cell: str) -> str:
    """What a spreadsheet made of a number taken back (81234567890.0); '' where digits are lost (8.1234E+10)."""
    return "" if _ROUNDED.fullmatch(cell.strip()) else cell.strip().removesuffix(".0")


def without_nobodys(niks: NDArray[np.int64], first_words: NDArray[np.int32]) -> NDArray[np.int64]:
    """Identity numbers with those that are nobody's as 0: round ones, patterns, and what many first names share."""
    usual = (niks >= 10**15) & (niks < 10**16)
    nobodys = usual & ((niks % 10_000 == 0) | (niks % 1_111_111_111_111_111 == 0))
    nobodys |= niks == _COUNTED
    values, often = np.unique(niks, return_counts=True)
    several = np.flatnonzero((niks > 0) & np.isin(niks, values[often > SHARED_BY_MOST]))
    held = np.unique(np.stack([niks[several], first_words[several].astype(np.int64)]), axis=1)[0]
    values, holders = np.unique(held, return_counts=True)
    shared = values[holders > SHARED_BY_MOST]
    return np.where(nobodys | np.isin(niks, shared), 0, niks)


def birth_of(niks: NDArray[np.int64], as_of_year: int) -> tuple[Codes, NDArray[np.int8]]:
    """Birth dates (YYYYMMDD, 0 for none) and sexes (1 man, 2 woman, 0 not known) that identity numbers tell."""
    usual = (niks >= 10**15) & (niks < 10**16)
    date = niks // 10_000 % 1_000_000
    day, month, year = date // 10_000, date // 100 % 100, date % 100
    woman = day > 40
    day = np.where(woman, day - 40, day)
    real = usual & (day >= 1) & (day <= 31) & (month >= 1) & (month <= 12)
    century = np.where(year > as_of_year % 100, as_of_year // 100 - 1, as_of_year // 100)
    whole = ((century * 100 + year) * 10_000 + month * 100 + day).astype(np.int32)
    sex = np.where(woman, 2, 1).astype(np.int8)
    return np.where(real, whole, 0).astype(np.int32), np.where(real, sex, 0).astype(np.int8)
