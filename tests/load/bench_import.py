"""How long a roster takes from upload to register, and how much memory: generated people, a throw-away database.

Each run starts a process of its own, so that its peak memory is that of one worker doing one roster.
"""

import io
import json
import resource
import sys
import time
from typing import Any

from tests.load import measuring

STEPS = ("upload", "check and stage", "file to hand back", "take in", "take in again")
FIRST_NAMES = (
    "ANDI BUDI CITRA DEWI EKA FAJAR GITA HADI INDAH JOKO KARTIKA LESTARI MAYA NANDA OKTA PUTRI RINA SARI".split()
)
LAST_NAMES = "SIREGAR NASUTION HARAHAP SINAGA GINTING TARIGAN PURBA SARAGIH LUBIS SITORUS MANURUNG HUTAPEA".split()
WORKS = "Pedagang,Tukang becak,Nelayan,Petani,Buruh bangunan,Pengemudi ojek,Penjahit,Juru parkir".split(",")


def generated(count: int) -> bytes:
    """An xlsx of invented people, one row in twenty with something to mend."""
    import xlsxwriter

    from payung.identity.territory import load_city

    villages = [village.name for village in load_city("12.71").villages]
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    sheet = book.add_worksheet("Data")
    heads = "No,NIK,Nama Lengkap,Tempat Lahir,Tanggal Lahir,L/P,Nama Ibu,No HP,Pekerjaan,Kelurahan,Lingkungan"
    sheet.write_row(0, 0, heads.split(","))
    for number in range(1, count + 1):
        sheet.write_row(number, 0, _row(number, villages))
    book.close()
    return file.getvalue()


def _row(number: int, villages: list[str]) -> list[Any]:
    day, month, year = number % 28 + 1, number // 28 % 12 + 1, 1965 + number // 336 % 38
    female = number % 2 == 0
    nik = f"127101{day + 40 * female:02d}{month:02d}{year % 100:02d}{number // 12768 + 1:04d}"
    letters = "".join(chr(65 + int(digit)) for digit in str(number))
    name = f"{FIRST_NAMES[number % 18]} {letters} {LAST_NAMES[number % 12]}"
    phone = "" if number % 20 == 0 else f"0812{number + 10_000_000:08d}"
    mother = f"IBU {letters} {LAST_NAMES[number % 11]}"
    born = f"{day:02d}-{month:02d}-{year}"
    where = [villages[number % len(villages)], f"Lingkungan {number % 12 + 1}"]
    return [number, nik, name, "Medan", born, "P" if female else "L", mother, phone, WORKS[number % 8], *where]


def one_run(count: int) -> None:
    """Everything once in this process; the answer is a line of JSON."""
    from django.db import connections

    from payung.apps.enrolment import staging, taking_in
    from payung.apps.enrolment.checking import check
    from payung.apps.territory import scope
    from payung.apps.territory.opening import open_city
    from tests import factories

    city = open_city(code="12.71").city
    holding = factories.hold("clerk", city.area_id)
    mine = scope.of_holding(holding)
    content = generated(count)
    took: dict[str, float] = {}

    def upload() -> staging.Uploaded:
        with scope.opened(mine, reason="bench"):
            return staging.upload(
                by=holding.user_id, holding=holding.pk, name="r.xlsx", content=content, payer="SELF", consent=True
            )

    def ask() -> None:
        with scope.opened(mine, reason="bench"):
            staging.ask_intake(roster_id=roster, holding=holding.pk)

    def again() -> None:
        with scope.opened(mine, reason="bench"):
            staging.Roster.objects.filter(pk=roster).update(state="taking_in")
            staging.RosterRow.objects.filter(roster_id=roster).update(outcome="", person_id=None)
        repeated = taking_in.take_in(roster, mine)
        assert repeated is not None
        assert (repeated.taken, repeated.identical) == (0, done.taken), repeated

    def timed(step: str, work: Any) -> Any:
        start = time.perf_counter()
        result = work()
        took[step] = time.perf_counter() - start
        return result

    roster = timed(STEPS[0], upload).roster_id
    _timed_check(roster, mine, took, check)
    ask()
    done = timed(STEPS[3], lambda: taking_in.take_in(roster, mine))
    assert done.taken > 0.9 * count, done
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    timed(STEPS[4], again)
    connections.close_all()
    print(json.dumps({"took": took, "peak_mib": peak / 1024}))


def _timed_check(roster: Any, mine: Any, took: dict[str, float], check: Any) -> None:
    """`check` does two things; the first ends when the file to hand back begins."""
    from payung.apps.enrolment import returning

    original, marks = returning.annotated, []

    def annotated(report: Any) -> bytes:
        marks.append(time.perf_counter())
        return original(report)

    returning.annotated = annotated
    start = time.perf_counter()
    check(roster, mine)
    end = time.perf_counter()
    returning.annotated = original
    took[STEPS[1]], took[STEPS[2]] = marks[0] - start, end - marks[0]


def section(counts: list[int], runs: int) -> str:
    """Median and spread of each step, as a table."""
    rows = []
    for count in counts:
        found = [measuring.in_fresh_database(__name__, str(count)) for _ in range(runs)]
        took = [measuring.middle([run["took"][step] for run in found]) for step in STEPS]
        rows.append([f"{count:,}", *took, measuring.middle([run["peak_mib"] for run in found], 0)])
    about = f"Seconds from an uploaded xlsx to the register, {runs} runs; one row in twenty has something to mend.\n\n"
    return "## Rosters\n\n" + about + measuring.table(("rows", *STEPS, "peak memory, MiB"), rows)


if __name__ == "__main__":
    measuring.prepare()
    one_run(int(sys.argv[1]))
