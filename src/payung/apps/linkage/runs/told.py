"""What a list of members says of each person's protection: a column of the last paid month, or one of the status."""

import re
from collections.abc import Callable, Sequence

from payung.apps.linkage.runs.enums import Reason
from payung.apps.linkage.runs.lists import Listed
from payung.identity.folding import words
from payung.identity.months_id import month_number
from payung.rules.protection import Standing, bounds
from payung.shared.months import MONTHS_IN_YEAR, Month

UNDERSTOOD = 0.5  # of a column's filled cells, for it to be a column of this kind
LOOKED_AT = 1000  # rows, to know what a column holds

_STATUS = re.compile(r"\b(status|aktif|active|perlindungan|kepesertaan|keaktifan)\b")
_PAID = re.compile(
    r"\b(blth|last paid|paid until|paid through|(bulan|bln|iuran|bayar|lunas|masa|periode) .*(terakhir|akhir)"
    r"|terakhir .*(bayar|lunas|iuran|dibayar)|(terakhir|akhir) (bayar|lunas|iuran)|lunas (sampai|s d|hingga)"
    r"|dibayar (sampai|s d|hingga)|bulan (iuran|bayar|lunas))\b"
)
_SAID = {
    Reason.STATED_INACTIVE: (
        "nonaktif", "non aktif", "tidak aktif", "tdk aktif", "inactive", "not active", "na", "n a", "n", "tidak", "no",
        "0", "berhenti", "keluar", "nonactive", "non active", "tunggakan", "menunggak", "lapsed", "mati",
    ),
    Reason.GRACE: ("tenggang", "masa tenggang", "grace"),
    Reason.ENDED: ("berakhir", "ended", "meninggal", "meninggal dunia", "klaim", "jht cair", "tutup"),
    Reason.NOT_YET_PAID: ("belum bayar", "belum membayar", "belum lunas", "belum pernah bayar", "not yet paid"),
    Reason.STATED_ACTIVE: (
        "aktif", "active", "a", "ya", "yes", "y", "1", "lunas", "terlindungi", "peserta aktif", "covered", "paid",
    ),
}  # fmt: skip
_STATUSES = {word: reason for reason, said in _SAID.items() for word in said}
_STANDINGS = {
    Standing.PAID: Reason.PAID,
    Standing.GRACE: Reason.GRACE,
    Standing.NON_ACTIVE: Reason.NON_ACTIVE,
    Standing.NOT_YET_PAID: Reason.NOT_YET_PAID,
    Standing.ENDED: Reason.ENDED,
}
_YEAR_FIRST = re.compile(r"((?:19|20)\d{2})\W*(\d{2}|\d(?!\d))(?:\W+\d{1,2})?(?:\W.*)?")
_MONTH_FIRST = re.compile(r"(?:\d{1,2}\W+)?(\d{1,2})\W+(\d{4})")
_COMPACT = re.compile(r"(\d{2})(\d{4})")
_NAMED = re.compile(r"(?:\d{1,2}\W+)?([a-z]{3,12})\W*(\d{4}|\d{2})")


def of_standing(standing: Standing) -> Reason:
    """The reason that a standing of `payung.rules.protection` is."""
    return _STANDINGS[standing]


def told_by(listed: Listed, month: Month, *, all_covered: bool) -> tuple[list[str], str]:
    """For each person a reason, and by which kind of column: `month`, `status`, `all`, or empty where nothing tells.

    Who is protected is judged in `month`. `all_covered`: everybody on the list counts as protected where no column
    says otherwise.
    """
    paid, status = _column(listed, _PAID, read_month), _column(listed, _STATUS, read_status)
    if paid is None and status is None:
        kind, silent = ("all", Reason.ASSUMED) if all_covered else ("", Reason.NO_STATUS)
        return [silent.value] * len(listed), kind
    found = [_told(cells, paid, status, month).value for cells in listed.cells]
    return found, "month" if paid is not None else "status"


def _told(cells: Sequence[str], paid: int | None, status: int | None, month: Month) -> Reason:
    stated = read_status(_cell(cells, status))
    if stated is Reason.ENDED:
        return stated
    last = read_month(_cell(cells, paid))
    if last is not None:
        return of_standing(bounds(month).standing(last_paid=last))
    return stated or Reason.UNREAD


def _cell(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""


def _column(listed: Listed, heading: re.Pattern[str], understood: Callable[[str], object]) -> int | None:
    """The first column with such a heading whose cells are mostly understood."""
    compared = {place for places in listed.columns.values() for place in places}
    for place, name in enumerate(listed.headings):
        if place in compared or not heading.search(words(name)):
            continue
        filled = [cells[place] for cells in listed.cells[:LOOKED_AT] if _cell(cells, place)]
        if filled and sum(understood(each) is not None for each in filled) >= UNDERSTOOD * len(filled):
            return place
    return None


def read_status(text: str) -> Reason | None:
    """What a cell of a status column means; None for what is not known."""
    return _STATUSES.get(words(text))


def read_month(text: str) -> Month | None:
    """The month that a cell names: 2025-09, 09/2025, 202509, Sep-25, September 2025, or a day of it."""
    plain = text.strip().lower()
    if found := _YEAR_FIRST.fullmatch(plain):
        return _month(found[1], found[2])
    if found := _MONTH_FIRST.fullmatch(plain) or _COMPACT.fullmatch(plain):
        return _month(found[2], found[1])
    if found := _NAMED.fullmatch(plain):
        return _month(found[2] if len(found[2]) > 2 else f"20{found[2]}", str(month_number(found[1]) or 0))
    return None


def _month(year: str, month: str) -> Month | None:
    plausible = 1 <= int(month) <= MONTHS_IN_YEAR and year.startswith(("19", "20"))
    return Month(int(year), int(month)) if plausible else None
