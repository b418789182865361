"""What two records of one person may share: each kind of key survives other errors than the rest.

A kind is named in the words that a link gives as its rule; the earlier a kind stands, the more it says.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from payung.matching.block.hashing import Keys, mixed
from payung.matching.standardise.records import Records
from payung.matching.standardise.words import NONE, Codes

Rows = NDArray[np.int32]
_LAST = np.iinfo(np.int32).max
_BEGINNING = 4  # letters of a word that a key takes


def beginnings(words: Sequence[str]) -> Codes:
    """The first letters of each word as one number, whatever the other words are."""
    found = np.zeros(len(words), np.int32)
    for place in range(_BEGINNING):
        letters = (ord(word[place]) - ord("a") + 1 if len(word) > place else 0 for word in words)
        found = found * 27 + np.fromiter(letters, np.int32, len(words))
    return found


@dataclass(frozen=True, slots=True)
class Seen:
    """Records with what several kinds of key are made of. `heads` are beginnings of the words of names.

    `nik_dated`: the identity number tells a birth date that is not the one written.
    """

    records: Records
    heads: Codes
    mother_head: Codes
    whole_name: Keys
    whole_mother: Keys
    address: Keys
    named: NDArray[np.bool_]
    mothered: NDArray[np.bool_]
    housed: NDArray[np.bool_]
    dated: NDArray[np.bool_]
    nik_dated: NDArray[np.bool_]
    usual_nik: NDArray[np.bool_]

    @classmethod
    def of(cls, records: Records, beginnings: Codes) -> "Seen":
        """`beginnings` gives for each sound the code of its first letters."""
        behind = np.append(beginnings, np.int32(NONE))
        street = np.where(records.street[:, :2] == NONE, _LAST, records.street[:, :2])
        return cls(
            records=records,
            heads=behind[records.name],
            mother_head=behind[records.mother[:, 0]],
            whole_name=_whole(records.name),
            whole_mother=_whole(records.mother),
            address=mixed(*street.T, records.house),
            named=records.name[:, 0] != NONE,
            mothered=records.mother[:, 0] != NONE,
            housed=(records.house != NONE) & (records.street[:, 0] != NONE),
            dated=records.day > 0,
            nik_dated=(records.nik_day > 0) & (records.nik_day != records.day),
            usual_nik=records.nik >= 10**15,
        )


def _whole(words: Codes) -> Keys:
    """A key of all words of a name in any order."""
    ordered = np.sort(np.where(words == NONE, _LAST, words), axis=1)
    return mixed(*ordered.T)


Parts = Iterator[tuple[Rows, Keys]]


def _where(there: NDArray[np.bool_], *columns: NDArray[np.generic]) -> tuple[Rows, Keys]:
    rows = np.flatnonzero(there).astype(np.int32)
    return rows, mixed(*(column[rows] for column in columns))


def _of_words(words: Codes, there: NDArray[np.bool_], *columns: NDArray[np.generic]) -> Parts:
    """A key for each word, with the other columns."""
    for word in words.T:
        yield _where((word != NONE) & there, word, *columns)


def _nik(s: Seen) -> Parts:
    yield _where(s.records.nik > 0, s.records.nik)


def _member_number(s: Seen) -> Parts:
    yield _where(s.records.kpj > 0, s.records.kpj)


def _mail(s: Seen) -> Parts:
    yield _where(s.records.mail != NONE, s.records.mail)


def _phone(s: Seen) -> Parts:
    yield _where(s.records.phone > 0, s.records.phone)


def _name_and_date(s: Seen) -> Parts:
    yield _where(s.named & s.dated, s.whole_name, s.records.day)


def _name_and_year(s: Seen) -> Parts:
    yield _where(s.named & s.dated, s.whole_name, s.records.day // 10_000)


def _name_and_birthday(s: Seen) -> Parts:
    yield _where(s.named & s.dated, s.whole_name, s.records.day % 10_000)


def _name_and_place(s: Seen) -> Parts:
    yield _where(s.named & (s.records.kelurahan != NONE), s.whole_name, s.records.kelurahan)


def _word_and_date(s: Seen) -> Parts:
    yield from _of_words(s.heads, s.dated, s.records.day)
    yield from _of_words(s.heads, s.nik_dated, s.records.nik_day)


def _word_and_address(s: Seen) -> Parts:
    return _of_words(s.heads, s.housed, s.address)


def _word_and_mother(s: Seen) -> Parts:
    return _of_words(s.heads, s.mothered & s.dated, s.whole_mother, s.records.day // 10_000)


def _date_and_house(s: Seen) -> Parts:
    yield _where(s.housed & s.dated, s.records.day, s.records.house)
    yield _where(s.housed & s.nik_dated, s.records.nik_day, s.records.house)


def _date_and_mother(s: Seen) -> Parts:
    yield _where(s.mothered & s.dated, s.records.day, s.mother_head)
    yield _where(s.mothered & s.nik_dated, s.records.nik_day, s.mother_head)


def _mother_and_year(s: Seen) -> Parts:
    yield _where((s.records.mother[:, 1] != NONE) & s.dated, s.whole_mother, s.records.day // 10_000)


def _nik_place_and_birth(s: Seen) -> Parts:
    yield _where(s.usual_nik & s.named, s.records.nik // 10_000, s.heads[:, 0])


def _nik_birth_and_serial(s: Seen) -> Parts:
    return _of_words(s.heads, s.usual_nik, s.records.nik % 10_000_000_000)


def _nik_place_and_serial(s: Seen) -> Parts:
    nik = s.records.nik
    yield _where(s.usual_nik & s.named, nik // 10_000_000_000, nik % 10_000, s.whole_name)


def _name(s: Seen) -> Parts:
    yield _where(s.named, s.whole_name)


def _date(s: Seen) -> Parts:
    yield _where(s.dated, s.records.day)
    yield _where(s.nik_dated, s.records.nik_day)


def _word_and_neighbourhood(s: Seen) -> Parts:
    return _of_words(s.heads, s.records.rtrw != NONE, s.records.rtrw, s.records.kelurahan)


def _word_and_place(s: Seen) -> Parts:
    return _of_words(s.heads, s.records.kelurahan != NONE, s.records.kelurahan)


def _word_and_year(s: Seen) -> Parts:
    return _of_words(s.records.name, s.dated, s.records.day // 10_000)


def _word_and_birthday(s: Seen) -> Parts:
    return _of_words(s.records.name, s.dated, s.records.day % 10_000)


def _address(s: Seen) -> Parts:
    yield _where(s.housed, s.address)


def _word_and_house(s: Seen) -> Parts:
    return _of_words(s.records.name, s.records.house != NONE, s.records.house)


KINDS: dict[str, Callable[[Seen], Parts]] = {
    "same NIK": _nik,
    "same member number": _member_number,
    "same e-mail": _mail,
    "name + birth date": _name_and_date,
    "name + birth year": _name_and_year,
    "name + birthday": _name_and_birthday,
    "NIK without its serial + name": _nik_place_and_birth,
    "NIK without its place + word of the name": _nik_birth_and_serial,
    "NIK without its date + name": _nik_place_and_serial,
    "word of the name + birth date": _word_and_date,
    "same phone": _phone,
    "name + place": _name_and_place,
    "word of the name + address": _word_and_address,
    "word of the name + mother + birth year": _word_and_mother,
    "mother + birth year": _mother_and_year,
    "birth date + house number": _date_and_house,
    "birth date + mother": _date_and_mother,
    "name": _name,
    "birth date": _date,
    "address": _address,
    "word of the name + house number": _word_and_house,
    "word of the name + birthday": _word_and_birthday,
    "word of the name + neighbourhood": _word_and_neighbourhood,
    "word of the name + place": _word_and_place,
    "word of the name + birth year": _word_and_year,
}
RULES = tuple(KINDS)
# Kinds that say little by themselves: worth their pairs in a small roster, too many in a large one.
BROAD = frozenset(RULES[RULES.index("name") :])
# Kinds that draw up whole families: only where nobody is two do the right pairs win.
BETWEEN = frozenset({"word of the name + house number"})
