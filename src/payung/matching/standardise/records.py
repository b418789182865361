"""One roster as arrays of whole numbers, a row for each record, and the words that the numbers stand for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from payung.matching.columns import COLUMNS
from payung.matching.standardise import cells, days, names, numbers, places, words
from payung.matching.standardise.words import NONE, Codes, Split

NAME_WORDS = 5
STREET_WORDS = 4
JOB_WORDS = 3

_T = TypeVar("_T")


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
        """These records in this order; words of one place lie beside each other then."""
        places = rows.astype(np.intp)  # np.take asks for it, and is quicker than brackets
        taken = (getattr(self, field.name).take(places, axis=0) for field in fields(self))
        return Records(*map(np.asfortranarray, taken))


def standardise(
    base: DuckDBPyConnection, tables: Sequence[str], *, as_of: dt.date, threads: int = 1
) -> tuple[list[Records], Vocabulary]:
    """Each table as records in the order of its column `place`; a column that a table lacks says nothing.

    `as_of` is the day on which two-digit years are in the past. Columns are read side by side, each by a cursor of its
    own, the longest first.
    """
    tables = [_complete(base, table) for table in tables]
    with ThreadPoolExecutor(threads) as workers:
        column = _Columns(base, tables, workers)
        split = [column.words("name", names=True), column.words("mother", names=True)]
        streets = column.read(_streets)
        phones = column.numbers("phone", numbers.read_phone, expected=numbers.PHONE_EXPECTED)
        born = column.numbers("dob", lambda cell: days.read_day(cell, as_of), kind=np.int32)
        niks = column.numbers("nik", numbers.read_nik, expected=numbers.NIK_EXPECTED)
        villages = column.texts("kelurahan", places.place_name)
        districts = column.texts("kecamatan", places.place_name)
        beside = column.numbers("rtrw", places.beside, nothing=NONE, kind=np.int32)
        sexes = column.numbers("sex", days.read_sex)
        kpj = column.numbers("kpj", numbers.read_code, expected=numbers.CODE_EXPECTED.format(column="kpj"))
        mails = column.texts("email", lambda cell: cell.strip().lower())
        jobs = column.read(_jobs)
        (name, mother), sounds = _names([each.result() for each in split])
        kelurahan, kecamatan, place_names = _places(villages.result(), districts.result())
    found = []
    for side in range(len(tables)):
        nik = numbers.without_nobodys(niks.result()[side], name[side][:, 0])
        nik_day, nik_sex = numbers.birth_of(nik, as_of.year)
        sex = sexes.result()[side]
        found.append(
            Records(
                nik=nik, name=name[side], day=born.result()[side], nik_day=nik_day,
                sex=np.where(sex > 0, sex, nik_sex).astype(np.int8), street=streets.result()[0][side],
                house=streets.result()[1][side], rtrw=beside.result()[side],
                kelurahan=kelurahan[side], kecamatan=kecamatan[side], phone=phones.result()[side],
                mother=mother[side], kpj=kpj.result()[side], mail=mails.result()[1][side],
                job=jobs.result()[0][side],
            )
        )  # fmt: skip
    return found, Vocabulary(sounds, place_names, mails.result()[0], streets.result()[2], jobs.result()[1])


def _complete(base: DuckDBPyConnection, table: str) -> str:
    """A view with every column; those that the table lacks say nothing."""
    present = {row[0] for row in base.execute(f"DESCRIBE {table}").fetchall()}
    listed = ", ".join(column if column in present else f"NULL::VARCHAR AS {column}" for column in COLUMNS)
    base.execute(f"CREATE OR REPLACE VIEW {table}_whole AS SELECT place, {listed} FROM {table}")
    return f"{table}_whole"


class _Columns:
    """Reads columns of all tables at a time; what is to come is in the order of the tables."""

    def __init__(self, base: DuckDBPyConnection, tables: Sequence[str], workers: Executor) -> None:
        self.base, self.tables, self.workers = base, tables, workers

    def read(self, reading: Callable[[DuckDBPyConnection, Sequence[str]], _T]) -> Future[_T]:
        """Whatever `reading` makes of the tables."""

        def done() -> _T:
            with self.base.cursor() as own:  # its temporary tables end with it
                return reading(own, self.tables)

        return self.workers.submit(done)

    def words(self, column: str, *, names: bool) -> Future[Split]:
        return self.read(lambda base, tables: words.split_column(base, tables, column, names=names))

    def texts(self, column: str, read: Callable[[str], str]) -> Future[tuple[list[str], list[Codes]]]:
        return self.read(lambda base, tables: cells.codes_of_texts(base, tables, column, read))

    def numbers(self, column: str, read: Callable[[str], int], **more: Any) -> Future[list[NDArray[Any]]]:
        return self.read(lambda base, tables: cells.whole_numbers(base, tables, column, read, **more))


def _names(split: Sequence[Split]) -> tuple[list[list[Codes]], list[str]]:
    """Names and mothers' names in one list of sounds."""
    distinct = sorted({word for each in split for word in each.words})
    sounds, meant = words.dictionary(distinct, names.meaning)
    code = dict(zip(distinct, meant, strict=True))
    return [_of_names(each, code) for each in split], sounds


def _of_names(split: Split, code: dict[str, int]) -> list[Codes]:
    first = [code[word] for word in split.words]
    later = [NONE if word in names.DEGREES else code[word] for word in split.words]
    return split.recoded(first, NAME_WORDS, later=later)


def _streets(base: DuckDBPyConnection, tables: Sequence[str]) -> tuple[list[Codes], list[Codes], list[str]]:
    """Words of streets, and house numbers; what the words are."""
    split = words.split_column(base, tables, "street")
    streets = [code if places.street_word(word) else NONE for code, word in enumerate(split.words)]
    houses = split.recoded([places.house_figure(word) for word in split.words], words.FIRST)
    return split.recoded(streets, STREET_WORDS), [_last(matrix) for matrix in houses], split.words


def _jobs(base: DuckDBPyConnection, tables: Sequence[str]) -> tuple[list[Codes], list[str]]:
    """Words of occupations, and what they are."""
    split = words.split_column(base, tables, "occupation")
    meaning = [NONE if word.isdecimal() else code for code, word in enumerate(split.words)]
    return split.recoded(meaning, JOB_WORDS), split.words


def _last(matrix: Codes) -> Codes:
    """The last number of each row."""
    there = (matrix != NONE).sum(axis=1)
    return np.where(there > 0, matrix[np.arange(len(matrix)), np.maximum(there - 1, 0)], NONE).astype(np.int32)


def _places(
    villages: tuple[list[str], list[Codes]], districts: tuple[list[str], list[Codes]]
) -> tuple[list[Codes], list[Codes], list[str]]:
    """Codes of kelurahan and kecamatan in one list of names."""
    every = sorted({*villages[0], *districts[0]})
    place = {name: code for code, name in enumerate(every)}
    one, other = (
        [np.array([*(place[text] for text in texts), NONE], np.int32)[codes] for codes in sides]
        for texts, sides in (villages, districts)
    )
    return one, other, every
