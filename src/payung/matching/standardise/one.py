"""Reads one record in the words of a register, as `records.standardise` reads a table."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from payung.matching.standardise import days, names, numbers, places, words
from payung.matching.standardise.records import JOB_WORDS, NAME_WORDS, STREET_WORDS, Records, Vocabulary
from payung.matching.standardise.words import NONE, Codes

UNHEARD = np.iinfo(np.int32).max  # a word of an address or occupation that no record of the register has


@dataclass(frozen=True, slots=True)
class One:
    """A record by itself, and its sounds that the register does not know: their codes follow those it knows."""

    records: Records
    sounds: list[str]


class Reader:
    """Reads records in the words of one register; `as_of`: two-digit years lie before it."""

    def __init__(self, known: Vocabulary, as_of: dt.date) -> None:
        self.as_of = as_of
        self.heard = len(known.sounds)
        self.sounds, self.places, self.mails, self.streets, self.jobs = (
            {text: code for code, text in enumerate(texts)}
            for texts in (known.sounds, known.places, known.mails, known.streets, known.jobs)
        )

    def read(self, cells: Mapping[str, str]) -> One:
        """`cells` holds text by column of `columns.COLUMNS`."""
        new: dict[str, int] = {}
        said = defaultdict(str, {column: cell for column, cell in cells.items() if cell})
        name = self._name(said["name"], new)
        nik = numbers.without_nobodys(_number(numbers.read_nik(said["nik"])), name[:, 0])
        nik_day, nik_sex = numbers.birth_of(nik, self.as_of.year)
        street = words.split(said["street"])
        job = words.split(said["occupation"])
        houses = [figure for word in street if (figure := places.house_figure(word)) != NONE]
        records = Records(
            nik=nik,
            name=name,
            day=_code(days.read_day(said["dob"], self.as_of)),
            nik_day=nik_day,
            sex=np.array([days.read_sex(said["sex"]) or nik_sex[0]], np.int8),
            street=_row([self.streets.get(word, UNHEARD) for word in street if places.street_word(word)], STREET_WORDS),
            house=_code(houses[-1] if houses else NONE),
            rtrw=_code(places.beside(said["rtrw"])),
            kelurahan=self._place(said["kelurahan"]),
            kecamatan=self._place(said["kecamatan"]),
            phone=_number(numbers.read_phone(said["phone"])),
            mother=self._name(said["mother"], new),
            kpj=_number(numbers.read_code(said["kpj"])),
            mail=_code(self.mails.get(said["email"].strip().lower(), NONE)),
            job=_row([self.jobs.get(word, UNHEARD) for word in job if not word.isdecimal()], JOB_WORDS),
        )
        return One(records, list(new))

    def _name(self, cell: str, new: dict[str, int]) -> Codes:
        split = words.split(cell, names=True)
        sounds = [names.meaning(word) if not place else names.later_meaning(word) for place, word in enumerate(split)]
        codes = [self.sounds.get(sound, NONE) for sound in sounds if sound]
        for place, sound in enumerate(filter(None, sounds)):
            if codes[place] == NONE:
                codes[place] = new.setdefault(sound, self.heard + len(new))
        return _row(codes, NAME_WORDS)

    def _place(self, cell: str) -> Codes:
        return _code(self.places.get(places.place_name(cell), NONE))


def _row(codes: Sequence[int], width: int) -> Codes:
    return np.array([[*codes, *[NONE] * width][:width]], np.int32)


def _number(number: int) -> NDArray[np.int64]:
    return np.array([number], np.int64)


def _code(code: int) -> Codes:
    return np.array([code], np.int32)
