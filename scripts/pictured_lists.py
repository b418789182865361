"""The two invented lists of the pictures of matching: drivers of an agency, and members of BPJS Ketenagakerjaan.

Three of four drivers are members; some of these pay no more, and some are written otherwise on the second list.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

from payung.cli.demo.invented import Numbers, birth_date, person_name

PEOPLE, SEED, TODAY = 48, 12, dt.date(2025, 10, 29)
LAST_PAID = ("2025-09", "2025-09", "2025-09", "2025-07", "2025-02")
PLACES = ("Aur", "Hamdan", "Jati", "Sukaraja", "Sei Mati")
TWICE = 3  # of the drivers, at the end of the list once more


@dataclass(frozen=True)
class Invented:
    """Somebody who does not exist."""

    nik: str
    name: str
    born: dt.date
    place: str
    phone: str


def drivers() -> bytes:
    """The list that is asked about."""
    found = _people()
    rows = [(at, *_written(each), each.place, each.phone) for at, each in enumerate([*found, *found[:TWICE]], 1)]
    return _typed(("No", "NIK", "Nama", "Tanggal Lahir", "Kelurahan", "No HP"), rows)


def members() -> bytes:
    """The list with which it is matched."""
    found = [_otherwise(at, each) for at, each in enumerate(_people()) if at % 4]
    rows = [
        (f"25{at:09d}", *_written(each), each.place, LAST_PAID[at % len(LAST_PAID)]) for at, each in enumerate(found, 1)
    ]
    return _typed(("KPJ", "NIK", "Nama Peserta", "Tgl Lahir", "Kelurahan", "Iuran Terakhir"), rows)


def _people() -> list[Invented]:
    random = Random(SEED)  # noqa: S311 - invented people, not secrets
    numbers = Numbers(random)
    return [_person(random, numbers, at) for at in range(PEOPLE)]


def _person(random: Random, numbers: Numbers, at: int) -> Invented:
    sex, born = "MMF"[at % 3], birth_date(random, on=TODAY)
    name, nik = person_name(random, sex), numbers.nik(born, sex)
    return Invented(nik, name, born, PLACES[at % len(PLACES)], "0" + numbers.phone().removeprefix("+62"))


def _otherwise(at: int, person: Invented) -> Invented:
    """The same person as somebody else typed them; every seventh has no NIK and another year of birth."""
    if at % 7 == 1:
        first, *rest = person.name.split()
        shorter = " ".join([f"{first[0]}.", *rest])
        return replace(person, nik="", name=shorter, born=person.born.replace(day=1, month=1))
    if at % 7 == 2:
        return replace(person, nik=person.nik[:-1] + str((int(person.nik[-1]) + 3) % 10))
    return person if at % 2 else replace(person, name=person.name.upper())


def _written(person: Invented) -> tuple[str, str, str]:
    return person.nik, person.name, f"{person.born:%d-%m-%Y}"


def _typed(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([heading, *rows])
    return text.getvalue().encode()
