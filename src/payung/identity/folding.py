"""Making typed text comparable: what the eye does not see is removed, what it does not tell apart becomes one."""

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACES = re.compile(r"\s+")
_NOT_ALNUM = re.compile(r"[^a-z0-9]+")
_SPACED = re.compile(r"(?:(?<=\s)|^)((?:[a-z] ){2,}[a-z])(?=\s|$)")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u201b\u02b9\u02bb\u02bc\u00b4\u2032\uff07`", "'"))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"))


def clean(text: str) -> str:
    """The text as it is seen: one form of each letter, plain apostrophes and dashes, single spaces,
    none at the ends.
    """
    if text.isascii() and text.isprintable():
        return text if "  " not in text and text[:1] != " " and text[-1:] != " " and "`" not in text else _tidy(text)
    # Apostrophes first: the normal form of an acute accent typed as one is a space and a mark.
    text = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).translate(_DASHES)
    return _tidy(_CONTROL.sub("", _INVISIBLE.sub("", text)))


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text.translate(_APOSTROPHES)).strip()


def ascii_lower(text: str) -> str:
    """Lower case without accents: 'É' and 'e' are the same letter to whoever searches."""
    text = text.casefold()
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def words(text: str) -> str:
    """Lower-case letters and digits with single spaces between; letters typed apart ('N I K', 'T.T.L') are joined."""
    plain = _NOT_ALNUM.sub(" ", ascii_lower(clean(text))).strip()
    return _SPACED.sub(lambda m: m.group(1).replace(" ", ""), plain)


def is_placeholder(text: str) -> bool:
    """Whether the text only says that there is nothing: '-', 'tidak ada', 'belum punya', 'n/a',
    a spreadsheet's #N/A.
    """
    if not text:
        return True
    if len(text) > 40:
        return False
    first = text[0]
    if first in BEGIN_NOTHING:
        return bool(_NOTHING.fullmatch(words(text)))
    if first.isalnum():
        return False
    if first == "#" and text.upper() in _SPREADSHEET_ERRORS:
        return True
    plain = words(text)
    return bool(_NOTHING.fullmatch(plain)) if plain else not any(c.isalnum() for c in text)


_SPREADSHEET_ERRORS = {"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#N/A!"}
BEGIN_NOTHING = frozenset("tbngkTBNGK")  # the letters with which the words below begin
_NOTHING = re.compile(
    r"(?:(?:t(?:i)?dak|tdk|tak|ga|gak|nggak|ngga|belum|blm|blom|tanpa)(?: (?:ada|punya|memiliki|py|tersedia|"
    r"diisi|terisi|"
    r"mempunyai|tahu|diketahui|hp|no hp|nomor|nomor hp|no|nik|ktp|telp|telepon|wa|data|pernah|dapat|e|memakai|pakai))*"
    r"|n a|na|none|nil|nihil|kosong|null|nan|not available|no data)"
)
