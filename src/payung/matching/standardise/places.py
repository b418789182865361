"""Streets, house numbers, neighbourhoods and places out of addresses, however they are abbreviated."""

import re

from payung.matching.standardise.words import NONE, split

_BESIDE = frozenset(
    "jl jln jalan gg gang no nomor lk lingk lingkungan kel kec kelurahan kecamatan desa rt rw blok komp komplek "
    "kompleks perumahan kota kab kabupaten dusun".split()
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def street_word(word: str) -> str:
    """A word that names a street; '' for figures and for what stands beside any name."""
    return "" if word.isdecimal() or word in _BESIDE else word


def beside(cell: str) -> int:
    """One number of the two figures beside a street: RT and RW, or a lingkungan's alone; `NONE` where there is none."""
    read = (house_figure(word) if word.isdecimal() else roman(word) for word in split(cell))
    figures = [figure for figure in read if figure != NONE]
    first, second = [*figures, 0, 0][:2]
    return first % 1000 * 1000 + second % 1000 if figures else NONE


def house_figure(word: str) -> int:
    """The number of a house; a Roman numeral is part of the street's name."""
    return int(word[-5:]) if word.isdecimal() else NONE


def roman(word: str) -> int:
    """The value of a Roman numeral up to 89, `NONE` where the word is none."""
    if not re.fullmatch(r"(?:l?x{0,3}|xl)(?:ix|iv|v?i{0,3})", word) or not word:
        return NONE
    values = [_ROMAN[letter] for letter in word]
    return sum(-value if value < behind else value for value, behind in zip(values, [*values[1:], 0], strict=True))


def place_name(cell: str) -> str:
    """The name of a kelurahan or kecamatan: lower case, no 'Kel.', its number in figures."""
    words = [word for word in re.findall(r"[a-z]+|[0-9]+", cell.lower()) if word not in _BESIDE]
    if len(words) > 1 and roman(words[-1]) != NONE:
        words[-1] = str(roman(words[-1]))
    return " ".join(words)
