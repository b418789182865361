"""Invented people in tables of any columns, and what the roster check says of them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from payung.rosters import CheckedRow, RosterReport
from tests.unit.rosters.making_files import Cell, checked, xlsx

FIRST = "Ahmad Berlian Candra Delima Eko Fatimah Gunawan Halimah Irwan Juliana Kurnia Lestari".split()
LAST = "Siregar Nasution Lubis Harahap Tarigan Sitepu Pane Rangkuti Daulay Situmorang Purba Damanik".split()
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()


@dataclass(frozen=True, slots=True)
class Person:
    """Number `index` of the invented people; every second one is a woman. Days are beyond 12, so no order is open."""

    index: int

    @property
    def born(self) -> dt.date:
        return dt.date(1970 + self.index % 30, 1 + self.index % 12, 13 + self.index % 15)

    @property
    def female(self) -> bool:
        return self.index % 2 == 1

    @property
    def nik(self) -> str:
        return f"127102{self.born.day + 40 * self.female:02}{self.born:%m%y}{self.index + 1:04}"

    @property
    def name(self) -> str:
        return f"{FIRST[self.index % 12]} {FIRST[self.index // 12 % 12]} {LAST[self.index * 5 % 12]}"

    @property
    def phone(self) -> str:
        return f"0812{self.index:04}3344"


def cells(person: Person) -> dict[str, Cell]:
    """Every value a column may ask for, as it is mostly typed."""
    born = person.born
    words = f"{born.day} {MONTHS[born.month - 1]} {born.year}"
    return {
        "no": float(person.index + 1), "name": person.name, "nik": person.nik, "place": "Medan", "born": f"{born:%d-%m-%Y}",
        "cell": born, "words": words, "ttl": f"Medan, {words}", "sex": "LP"[person.female], "phone": person.phone,
        "job": "Nelayan", "address": f"Jl. Melati No. {person.index + 1}", "kel": "Aur", "kec": "Medan Maimun", "ling": "III",
        "mother": f"Zubaidah {LAST[person.index % 12]}", "kk": f"1271021212{person.index + 1:06}", "pay": "Rp 2.500.000",
        "kpj": f"2001{person.index:07}", "male": None if person.female else "v", "mark": "v" if person.female else None,
        "": None,
    }  # fmt: skip


def people(columns: Sequence[str], count: int = 6, start: int = 0) -> list[list[Cell]]:
    """Rows of invented people; a column that is no known value stands for its own text."""
    rows = []
    for index in range(start, start + count):
        known = cells(Person(index))
        rows.append([known.get(column, column) for column in columns])
    return rows


def judged(
    head: Sequence[str], columns: Sequence[str], *, above: Sequence[Sequence[Cell]] = (), count: int = 6
) -> RosterReport:
    """The report on people under a header, with rows above it."""
    return checked(xlsx([*above, list(head), *people(columns, count)]))


def said(report: RosterReport) -> dict[int, tuple[str, ...]]:
    """Codes by row number, in order of the alphabet."""
    return {row.row: tuple(sorted({problem.code for problem in row.problems})) for _, row in report.rows}


def all_are_these_people(report: RosterReport, fields: Mapping[str, str]) -> None:
    """Every row is the invented person of its place in the list, without a problem."""
    rows: list[CheckedRow] = [row for _, row in report.rows]
    assert rows
    for index, row in enumerate(rows):
        person = Person(index)
        expected = {
            "nik": person.nik,
            "full_name": person.name,
            "birth_date": f"{person.born}",
            "phone": f"+62{person.phone[1:]}",
        }
        assert {field: row.values.get(field) for field in expected if field in fields} == {
            field: value for field, value in expected.items() if field in fields
        }
        assert [problem.code for problem in row.problems] == []
