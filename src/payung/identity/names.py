"""Personal names: what is missing, what no name has, and what stays the same when a name is spelled another way."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from payung.identity.folding import ascii_lower, clean, is_placeholder

_SIGNS_OF_NAMES = re.compile(r"[^\W\d_]|[ .,'\-]")
_TAMIL_PARENT = re.compile(r"\b([AaSsDd])/([LlPpOo])\b")  # KUMAR A/L RAJU: son of, daughter of
_NUMBERING = re.compile(r"^\d{1,5}\s*[.)]\s*(?=\D)")


@dataclass(frozen=True, slots=True)
class NameReading:
    """What a cell says as a name: `name` as written with single spaces, or None;
    `suspicious` where it has what no name has.
    """

    name: str | None
    suspicious: bool = False


MISSING = NameReading(None)


def read(value: object) -> NameReading:
    """A name out of a cell; a number or a date in the place of a name is given back as text and suspicious."""
    if value is None or isinstance(value, bool):
        return MISSING
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = clean(str(value)).strip("'\"").strip()
    if is_placeholder(text) or not any(c.isalnum() for c in text):
        return MISSING
    return NameReading(text, is_suspicious(text))


def is_suspicious(text: str) -> bool:
    """Digits or signs that no name has. Titles, degrees, apostrophes, hyphens, initials and a single word are fine."""
    if text.isascii() and text.replace(" ", "").isalpha():
        return False
    return not text[0].isalpha() or not all(_SIGNS_OF_NAMES.match(c) for c in _TAMIL_PARENT.sub(r"\1\2", text))


def without_numbering(text: str) -> str:
    """The name without a list number before it ('12. BUDI')."""
    return _NUMBERING.sub("", text)


TITLES = set(
    "h hj haji hajjah drs dra dr drg ir prof kh ki nyai ustadz ustad ust ustazah ustadzah tgk teungku pdt "
    "pastor romo sdr sdri bpk "
    "bapak ibu tn ny nn alm almh almarhum almarhumah raden rr sutan kpt serda letkol capt mr mrs ms".split()
)
LINKS = set("bin binti br boru beru al bt alias".split())
_DEGREE = re.compile(
    r"(?i)(?:,\s*[a-z][a-z. ]*$|(?:,|\s)\s*(?:(?:s|m|a|b|d|sp|ph)\.[a-z]{1,4}(?:\.[a-z]{1,4})*|"
    r"SE|SH|MH|MM|ST|MT|SKM|SPd|MPd|SAg|SSos|SKom|AMd|MSi|SPdI)(?![a-z])\.?)"
)
_MUHAMMAD = re.compile(
    r"^(?:m[uo]h?a?m+[ae]d|mu?hd|moh?d?|mhd|muh|mohd|muchamm?ad|mochamm?ad|moham+ad|muham+ad|moch|much|mhmd|mohamat|muhamat)$"
)
_SAME = dict.fromkeys(("abd", "abdl"), "abdul") | dict.fromkeys(("st", "sitti"), "siti")
_SAME |= dict.fromkeys(("achmad", "akhmad", "acmad", "akhmat"), "ahmad")
# Spelling before and after the reforms, and sounds that are written in several ways; in this order.
_SPELLINGS = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        *(("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("nj", "ny"), ("kh|ch", "h"), ("ph|v", "f")),
        *(("q", "k"), ("x", "ks"), ("dz|dh", "z"), ("ie|ee", "i"), ("oo", "u"), ("y", "i"), ("ii+", "i")),
        *((r"(.)\1+", r"\1"), ("th", "t"), ("iah$", "ia"), ("h$", "")),
    )
]


def parts(name: str) -> tuple[str, ...]:
    """The words that make the name, in lower case: without titles, degrees, 'bin', 'br';
    single letters stay as initials.
    """
    plain = ascii_lower(_DEGREE.sub("", _TAMIL_PARENT.sub(" ", name)))
    found = re.findall(r"[a-z]+", plain.replace("'", ""))
    kept = [word for word in found if word not in TITLES and word not in LINKS]
    return tuple(kept or found)


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """One spelling for all spellings of a word: Soebagio and Subagyo, Muhammad and Moh., Achmad and Ahmad."""
    if _MUHAMMAD.match(word):
        return "muhamad"
    word = _SAME.get(word, word)
    for pattern, plain in _SPELLINGS:
        word = pattern.sub(plain, word)
    return word


@lru_cache(maxsize=65_536)
def search_key(name: str) -> str:
    """The name for searching and comparing: its words in one spelling, single spaces between ('MOH. SOEBAGYO,
    S.Pd' and others).
    """
    return " ".join(sound(word) for word in parts(name))


def agreement(one: str, other: str) -> float:
    """How surely two names are one person's, 0 to 1: 1 the same but for spelling, 0.9 an initial or a slip, 0 two
    people.

    Every word of the shorter name must have its like in the longer, and the first words must agree, for brothers and
    twins share the rest.
    """
    return agreement_of_keys(search_key(one), search_key(other))


def agreement_of_keys(one: str, other: str) -> float:
    """The same for names of which the search keys are known; the database has it too (`people.agreement_sql`)."""
    a, b = one.split(), other.split()
    if not a or not b:
        return 0.0
    if a == b or "".join(a) == "".join(b):
        return 1.0
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if sorted(a) == sorted(b):
        return 0.95
    return _aligned(short, long)


def _aligned(short: list[str], long: list[str]) -> float:
    first = _alike(short[0], long[0])
    if not first:
        return 0.0
    score, left = first, list(long[1:])
    for word in short[1:]:
        best = max(left, key=lambda other: _alike(word, other), default="")
        likeness = _alike(word, best) if best else 0.0
        if not likeness:
            return 0.0
        left.remove(best)
        score = min(score, likeness)
    missing = len([word for word in left if len(word) > 1])
    if len(short) == 1 and missing:
        return 0.0  # one word of two or three is too little: 'Siti' is not 'Siti Aminah'
    return score - 0.08 * missing


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if {one, other} == {"m", "muhamad"}:
        return 0.97  # its common short form, more than an initial
    if len(one) == 1 or len(other) == 1:
        return 0.9 if one[0] == other[0] else 0.0
    longest = max(len(one), len(other))
    distance = OSA.distance(one, other, score_cutoff=2)
    if distance == 1 and longest >= 5:
        return 0.85
    return 0.8 if distance == 2 and longest >= 9 else 0.0
