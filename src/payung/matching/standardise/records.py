"""One roster as arrays of whole numbers, a row for each record, and the words that the numbers stand for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from payung.matching.columns import COLUMNS
from payung.matching.standardise import cells, days, names, numbers, places, words
from payung.matching.standardise.words import NONE, Codes, Split

NAME_WORDS = 5
STREET_WORDS = 4
JOB_WORDS = 3


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the codes mean: sounds of names, places, mail addresses, words of streets and of occupations; each once."""

    sounds: list[str]
    places: list[str]
    mails: list[str]
    streets: list[str]
    jobs: list[str]


@dataclass(frozen=True, slots=True)
class Records:
    """Numbers are 0, codes are -1 where a record says nothing. Days are YYYYMMDD; a sex is 1 (man) or 2 (woman).

    `nik_day` and `sex` may come from the identity number. Matrices hold one word in each column.
    """

    nik: NDArray[np.int64]
    name: Codes
    day: Codes
    nik_day: Codes
    sex: NDArray[np.int8]
    street: Codes
    house: Codes
    rtrw: Codes
    kelurahan: Codes
    kecamatan: Codes
    phone: NDArray[np.int64]
    mother: Codes
    kpj: NDArray[np.int64]
    mail: Codes
    job: Codes

    def __len__(self) -> int:
        return len(self.nik)

    def at(self, rows: NDArray[np.integer[Any]]) -> Records:
        """These records in this order."""
        return Records(*(getattr(self, field.name)[rows] for field in fields(self)))


def standardise(base: DuckDBPyConnection, tables: Sequence[str], *, as_of: dt.date) -> tuple[list[Records], Vocabulary]:
    """Each table as records in the order of its column `place`; a column that a table lacks says nothing.

    `as_of` is the day on which two-digit years are in the past.
    """
    tables = [_complete(base, table) for table in tables]
    reader = _Reader(base, tables, as_of)
    people, sounds = reader.names()
    address, street_words = reader.addresses()
    kelurahan, kecamatan, place_names = reader.places()
    mails, mail_codes = cells.codes_of_texts(base, tables, "email", lambda cell: cell.strip().lower())
    jobs = words.split_column(base, tables, "occupation")
    job_codes = jobs.recoded([NONE if word.isdecimal() else code for code, word in enumerate(jobs.words)], JOB_WORDS)
    number = partial(cells.whole_numbers, base, tables)
    niks = number("nik", numbers.read_nik, expected=numbers.NIK_EXPECTED)
    phones = number("phone", numbers.read_phone, expected=numbers.PHONE_EXPECTED)
    kpj = number("kpj", numbers.read_code, expected=numbers.CODE_EXPECTED.format(column="kpj"))
    sexes = number("sex", days.read_sex)
    born = number("dob", lambda cell: days.read_day(cell, as_of))
    beside = number("rtrw", places.beside, nothing=NONE)
    found = []
    for side in range(len(tables)):
        nik = numbers.without_nobodys(niks[side], people["name"][side][:, 0])
        nik_day, nik_sex = numbers.birth_of(nik, as_of.year)
        sex = np.where(sexes[side] > 0, sexes[side], nik_sex).astype(np.int8)
        street, house = (matrices[side] for matrices in address)
        found.append(
            Records(
                nik=nik, name=people["name"][side], day=born[side].astype(np.int32), nik_day=nik_day, sex=sex,
                street=street, house=house, rtrw=beside[side].astype(np.int32),
                kelurahan=kelurahan[side].astype(np.int32), kecamatan=kecamatan[side].astype(np.int32),
                phone=phones[side], mother=people["mother"][side], kpj=kpj[side],
                mail=mail_codes[side].astype(np.int32), job=job_codes[side],
            )
        )  # fmt: skip
    return found, Vocabulary(sounds, place_names, mails, street_words, jobs.words)


def _complete(base: DuckDBPyConnection, table: str) -> str:
    """A view with every column; those that the table lacks say nothing."""
    present = {row[0] for row in base.execute(f"DESCRIBE {table}").fetchall()}
    listed = ", ".join(column if column in present else f"NULL::VARCHAR AS {column}" for column in COLUMNS)
    base.execute(f"CREATE OR REPLACE TEMP VIEW {table}_whole AS SELECT place, {listed} FROM {table}")
    return f"{table}_whole"


class _Reader:
    def __init__(self, base: DuckDBPyConnection, tables: Sequence[str], as_of: dt.date) -> None:
        self.base, self.tables, self.as_of = base, tables, as_of

    def names(self) -> tuple[dict[str, list[Codes]], list[str]]:
        """Names and mothers' names in one list of sounds."""
        found = {
            column: words.split_column(self.base, self.tables, column, names=True) for column in ("name", "mother")
        }
        distinct = sorted({word for each in found.values() for word in each.words})
        sounds, meant = words.dictionary(distinct, names.meaning)
        code = dict(zip(distinct, meant, strict=True))
        return {column: _of_names(each, code) for column, each in found.items()}, sounds

    def addresses(self) -> tuple[tuple[list[Codes], list[Codes]], list[str]]:
        """Words of streets, and house numbers; what the words are."""
        split = words.split_column(self.base, self.tables, "street")
        streets = [code if places.street_word(word) else NONE for code, word in enumerate(split.words)]
        houses = split.recoded([places.house_figure(word) for word in split.words], words.FIRST)
        found = split.recoded(streets, STREET_WORDS), [_last(matrix) for matrix in houses]
        return found, split.words

    def places(self) -> tuple[list[NDArray[np.int64]], list[NDArray[np.int64]], list[str]]:
        """Codes of kelurahan and kecamatan in one list of names."""
        one, kelurahan = cells.codes_of_texts(self.base, self.tables, "kelurahan", places.place_name)
        other, kecamatan = cells.codes_of_texts(self.base, self.tables, "kecamatan", places.place_name)
        names_ = sorted({*one, *other})
        place = {name: code for code, name in enumerate(names_)}
        return _moved(kelurahan, one, place), _moved(kecamatan, other, place), names_


def _of_names(split: Split, code: dict[str, int]) -> list[Codes]:
    first = [code[word] for word in split.words]
    later = [NONE if word in names.DEGREES else code[word] for word in split.words]
    return split.recoded(first, NAME_WORDS, later=later)


def _last(matrix: Codes) -> Codes:
    """The last number of each row."""
    there = (matrix != NONE).sum(axis=1)
    return np.where(there > 0, matrix[np.arange(len(matrix)), np.maximum(there - 1, 0)], NONE).astype(np.int32)


def _moved(codes: Sequence[NDArray[np.int64]], texts: Sequence[str], place: dict[str, int]) -> list[NDArray[np.int64]]:
    target = np.array([*(place[text] for text in texts), NONE], np.int64)
    return [target[each] for each in codes]
