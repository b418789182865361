"""The files that are brought while something is killed: a roster, answers to its batch, payments; all invented."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace

from payung.identity.territory import load_city
from tests import factories_insurer
from tests.factories_rosters import HEADER, people, typed

REJECTED_EVERY, UNKNOWN_EVERY, MENDED_EVERY = 10, 50, 40
BATCH = 2  # the first is there before
LISTED_EVERY, MISTYPED_EVERY = 2, 8
STRANGER = "1271994508790001"  # the NIK of nobody but one person of the second list


def roster(count: int) -> bytes:
    """So many workers of one lingkungan, complete enough for the insurer; a few rows that must be mended."""
    village = next(iter(load_city("12.71").villages))
    known = [replace(each, nik=f"127101{each.nik[6:]}") for each in people(count)]
    rows = [(*row, "Jalan Rekaan 1") for row in typed(known, kelurahan=village.name, lingkungan="2")]
    for index in range(0, count, MENDED_EVERY):
        rows[index] = (*rows[index][:1], rows[index][1][:15], *rows[index][2:])
    text = io.StringIO()
    csv.writer(text).writerows([(*HEADER, "Alamat"), *rows])
    return text.getvalue().encode()


def answers(lines: int) -> bytes:
    """An answer to every line of the batch: most accepted, some rejected; and some to a batch that nobody knows."""
    rows = [_answer(line) for line in range(1, lines + 1)]
    unknown = [factories_insurer.accepted(99, line, f"9{line:010d}") for line in range(1, lines // UNKNOWN_EVERY)]
    return factories_insurer.answers_csv([*rows, *unknown])


def _answer(line: int) -> factories_insurer.Row:
    if line % REJECTED_EVERY == 0:
        return factories_insurer.rejected(BATCH, line)
    return factories_insurer.accepted(BATCH, line, member_number(line), "01-08-2025")


def payments(lines: int) -> bytes:
    """Two months of every member, and one of numbers that nobody holds."""
    members = [line for line in range(1, lines + 1) if line % REJECTED_EVERY]
    paid = [factories_insurer.paid(member_number(line), f"2025-{month:02d}") for line in members for month in (8, 9)]
    unknown = [factories_insurer.paid(f"7{line:010d}") for line in range(1, lines // UNKNOWN_EVERY)]
    return factories_insurer.payments_csv([*paid, *unknown])


def members(content: bytes) -> bytes:
    """A list of members: every second worker of a roster, some with a slip in the NIK, and one stranger."""
    heading, *rows = csv.reader(io.StringIO(content.decode()))
    nik, name, born = (heading.index(each) for each in ("NIK", "Nama", "Tanggal Lahir"))
    found = [_member(at, row[nik], row[name], row[born]) for at, row in enumerate(rows) if at % LISTED_EVERY == 0]
    text = io.StringIO()
    csv.writer(text).writerows(
        [
            ("KPJ", "NIK", "Nama Peserta", "Tgl Lahir", "Iuran Terakhir"),
            *found,
            (member_number(0), STRANGER, "ORANG LAIN SEKALI", "05-08-1979", "2025-09"),
        ]
    )
    return text.getvalue().encode()


def _member(at: int, nik: str, name: str, born: str) -> Sequence[str]:
    slip = "" if at % MISTYPED_EVERY else nik[:-1] + str((int(nik[-1]) + 1) % 10)
    return member_number(at + 1), slip or nik, name, born, ("2025-09", "2025-07", "2025-01")[at % 3]


def member_number(line: int) -> str:
    return f"8{line:010d}"
