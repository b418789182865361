"""What the texts of an incoming file mean: numbers of members, months, rupiah, days, payers, programmes."""

import re
from datetime import date, timedelta
from functools import lru_cache

from payung.identity import dates
from payung.identity.folding import words
from payung.identity.months_id import month_number
from payung.integrations.insurer.errors import LineError, LineFault
from payung.rules.codes import SELF_EMPLOYED, Payer, Programme
from payung.shared.months import MONTHS_IN_YEAR, Month

AHEAD = timedelta(days=366)  # a slip of the year is further off than any day somebody means
EARLIEST = date(1978, 1, 1)  # the insurer's predecessor, Astek, began in that year
MOST_RUPIAH = 10**12

_MEMBER_NUMBER = re.compile(r"(?=(?:[A-Z]*\d){6})[A-Z0-9]{8,20}")  # 11 digits; fewer signs or digits on other cards
_LAST_NUMBER = re.compile(r"(\d{1,9})\D*$")
_YEAR_MONTH = re.compile(r"(?P<y>(?:19|20)\d\d)[-/. ]?(?P<m>\d{1,2})")
_MONTH_YEAR = re.compile(r"(?P<m>\d{1,2})[-/. ](?P<y>(?:19|20)\d\d)")
_DAY_MONTH_YEAR = re.compile(r"\d{1,2}[-/. ](?P<m>\d{1,2})[-/. ](?P<y>(?:19|20)\d\d)")
_YEAR_MONTH_DAY = re.compile(r"(?P<y>(?:19|20)\d\d)[-/. ](?P<m>\d{1,2})[-/. ]\d{1,2}")
_NAMED = re.compile(r"([a-z]+)\.?[-/., ']*((?:19|20)?\d\d)")
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]0{1,2})?")
_PLAIN = re.compile(r"\d+(?:[.,]0{1,2})?")
# The words of the screens, Indonesian and English, are among them.
_PAYERS: dict[Payer, str] = {
    Payer.SELF: "self|mandiri|sendiri|pekerja sendiri|the workers themselves|pribadi|peserta|"
    "swadaya|bayar sendiri|biaya sendiri|individu",
    Payer.EMPLOYER: "employer|pemberi kerja|perusahaan|majikan",
    Payer.APBD: "apbd|regional budget|pemda|pemerintah daerah",
    Payer.APBD_KOTA: "apbd kota|city budget|pemko|pemkot|pemerintah kota|kota|apbd kab|"
    "apbd kabupaten|apbd kota kabupaten",
    Payer.APBD_PROV: "apbd prov|apbd provinsi|provincial budget|pemprov|pemerintah provinsi|provinsi",
    Payer.APBN: "apbn|state budget|pemerintah pusat",
    Payer.APBDES: "apbdes|apb desa|village budget|dana desa|desa",
    Payer.CSR: "csr|csr perusahaan|company csr|tjsl",
    Payer.DONATION: "donation|donasi|donatur|sumbangan|dermawan",
    Payer.BAZNAS: "baznas|zakat",
    Payer.DBH_SAWIT: "dbh sawit|palm oil revenue share|sawit",
    Payer.DBHCHT: "dbhcht|dbh cht|dbh cukai hasil tembakau|tobacco excise revenue share|cukai",
}
_PAYER_OF = {spelling: payer for payer, spellings in _PAYERS.items() for spelling in spellings.split("|")}
_BASIC = (Programme.JKK, Programme.JKM)
_BY_COUNT = {"2": _BASIC, "3": SELF_EMPLOYED}


def member_number(seen: str) -> str:
    """A member number (KPJ): letters and digits, without the signs put between them. Old cards may hold letters.

    The same rule in answers and in payments. Raises `LineError`.
    """
    found = re.sub(r"[\s.\-/]", "", seen).upper()
    if not _MEMBER_NUMBER.fullmatch(found):
        raise LineError(LineFault.UNREADABLE_ROW)
    return found


def last_number(seen: str) -> int | None:
    """The number at the end: 7 of "7", "Berkas 7" and "12.71-0007"."""
    found = _LAST_NUMBER.search(seen)
    return int(found[1]) if found else None


@lru_cache(maxsize=4096)
def month(seen: str) -> Month:
    """The month of 2025-09, 202509, 09/2025, Sep 2025, Sep-25, or of a day in it; raises `LineError`.

    Only whether it can be read: whether it can have been paid depends on the day of the payment.
    """
    found = _year_and_month(seen.lower().strip())
    if found is None or not 1 <= found[1] <= MONTHS_IN_YEAR:
        raise LineError(LineFault.BAD_MONTH)
    return Month(*found)


def _year_and_month(plain: str) -> tuple[int, int] | None:
    for pattern in (_YEAR_MONTH, _MONTH_YEAR, _DAY_MONTH_YEAR, _YEAR_MONTH_DAY):
        if match := pattern.fullmatch(plain):
            return int(match["y"]), int(match["m"])
    match = _NAMED.fullmatch(plain)
    number = month_number(match[1]) if match else None
    if match is None or number is None:
        return None
    return (int(match[2]) if len(match[2]) == 4 else 2000 + int(match[2])), number


@lru_cache(maxsize=65_536)
def rupiah(seen: str) -> int:
    """Whole rupiah above zero out of 16800, 16.800, Rp16.800,00; raises `LineError`."""
    plain = re.sub(r"^(?:rp|idr)\.?|[.,]-$|\s", "", seen.lower().strip())
    if _GROUPED.fullmatch(plain):
        whole = re.sub(r"[.,]0{1,2}$", "", plain)
    elif _PLAIN.fullmatch(plain):
        whole = re.split(r"[.,]", plain)[0]
    else:
        raise LineError(LineFault.BAD_AMOUNT)
    amount = int(re.sub(r"[.,]", "", whole))
    if not 0 < amount < MOST_RUPIAH:
        raise LineError(LineFault.BAD_AMOUNT)
    return amount


@lru_cache(maxsize=65_536)
def day(seen: str, *, as_of: date) -> date:
    """A day, day before month where both orders are possible; raises `LineError` where it is absurdly far off."""
    found = dates.read_text(seen, as_of=as_of + AHEAD).candidates
    if not found or found[0] < EARLIEST:
        raise LineError(LineFault.BAD_DATE)
    return found[0]


@lru_cache(maxsize=1024)
def payer(seen: str) -> Payer:
    """Who paid; raises `LineError` for a word that is not known."""
    found = _PAYER_OF.get(words(seen))
    if found is None:
        raise LineError(LineFault.BAD_PAYER)
    return found


@lru_cache(maxsize=1024)
def programmes(seen: str) -> tuple[Programme, ...]:
    """The programmes in their usual order, out of "JKK+JKM", "JKM, JKK" or "3 program"; raises `LineError`."""
    named = words(seen).upper().split()
    if len(named) == 2 and named[0] in _BY_COUNT and named[1] == "PROGRAM":
        return _BY_COUNT[named[0]]
    found = {name for word in named if word not in {"DAN", "AND"} for name in _joined(word)}
    if not found or not found <= set(SELF_EMPLOYED):
        raise LineError(LineFault.BAD_PROGRAMMES)
    return tuple(programme for programme in SELF_EMPLOYED if programme in found)


def _joined(word: str) -> list[str]:
    """JKKJKM, as some write it, is JKK and JKM."""
    return [word[at : at + 3] for at in range(0, len(word), 3)]
