"""Names of kecamatan, kelurahan and lingkungan brought to a form in which all their spellings are one."""

import re
from functools import lru_cache

from payung.identity.folding import words

_KINDS = re.compile(r"^(?:(?:kelurahan|kel|desa|ds|kecamatan|kec|kcmtn|klrhn)\s+)+")
_SHORT = {
    "sei": "sungai sungei",
    "tanjung": "tg tj tjg tanj tjung",
    "pulo": "pulau pl",
    "kampung": "kp kamp kampong kpg",
    "simpang": "sp simp",
    "pasar": "psr ps",
    "gang": "gg",
    "gedung": "gdg",
    "padang": "pd pdg",
    "medan": "mdn",
    "bandar": "bdr",
    "barat": "brt",
    "timur": "tmr tim tmur",
    "tengah": "tgh",
    "utara": "utr",
    "selatan": "slt sel",
    "hilir": "hlr",
    "tebingtinggi": "ttinggi",
}
_WORDS = {short: full for full, shorts in _SHORT.items() for short in shorts.split()}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iiii": 4, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_ROMAN |= {"x" + tail: 10 + number for tail, number in list(_ROMAN.items())} | {"xx": 20}
_ROMAN |= {"xx" + tail: 20 + number for tail, number in list(_ROMAN.items()) if number < 10} | {"xxx": 30}
_LINGKUNGAN = re.compile(
    r"^(?:lingkungan|lingkung|lingk|lingkg|lingkgn|ling|link|lkngn|lkgn|lkg|lk|kepling|dusun|dsn|no|nomor)(?=[\s\d]|$)\s*"
)


@lru_cache(maxsize=16_384)
def key(name: str) -> str:
    """One key for all spellings of an area's name: 'Kel. S U K A R A J A' and 'Suka Raja',
    'Sudirejo 1' and 'Sudi Rejo I'.
    """
    found = [_WORDS.get(word, word) for word in _KINDS.sub("", words(name)).split()]
    if len(found) > 1:
        found[0] = {"s": "sei", "p": "pulo", "t": "tanjung", "m": "medan"}.get(found[0], found[0])
    numbers = [str(_ROMAN.get(word, word)) for word in found if word in _ROMAN or word.isdecimal()]
    rest = "".join(word for word in found if word not in _ROMAN and not word.isdecimal())
    rest = (
        rest.replace("y", "i")
        .replace("berayan", "braian")
        .replace("kuala", "kwala")
        .replace("gelugur", "glugur")
        .replace("oe", "u")
    )
    return " ".join([re.sub(r"(.)\1+", r"\1", rest), *[number.lstrip("0") or "0" for number in numbers]]).strip()


@lru_cache(maxsize=4096)
def lingkungan_key(name: str) -> str:
    """One key for a lingkungan's number or name: 'Lk. IV', '04', 'LINGKUNGAN 4' are all '4'; 'IV-A' is '4 a'."""
    plain = words(name)
    while True:
        shorter = _LINGKUNGAN.sub("", plain)
        if shorter == plain or not shorter:
            break
        plain = shorter
    return " ".join(
        str(_ROMAN[w]) if w in _ROMAN else (w.lstrip("0") or "0") if w.isdecimal() else w for w in plain.split()
    )
