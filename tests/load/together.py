"""Fifty heads register workers through the page at once: `python -m tests.load --only together` writes the section.

The server is that of `payung run`, the database holds invented people. Each head opens the form, asks for the NIK, sends
the registration and sees the page after it, over and over, and thinks for five seconds: before each thing it does, as a
person who types, and in a harder run only before each worker. Every tenth form is sent twice at the same moment, as a
broken line makes a phone do. One process on asyncio plays them all.
"""

import asyncio
import datetime as dt
import json
import os
import random
import re
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from tests.load import measuring
from tests.load.line import LONGEST, Answer, Line
from tests.load.serving import WORKERS, busy_seconds, serving

HIDDEN = re.compile(r'<input type="hidden" name="(csrfmiddlewaretoken|client_id)" value="([^"]+)"')
SYLLABLES = ("sa", "ri", "mo", "tu", "ne", "ka", "li", "du", "pa", "ge", "so", "mi", "ra", "bu", "te", "yo")
EACH_SENT_TWICE = 10
THINK_S = 5.0
PACES = {
    "steps": "Five seconds to think before the form, before the NIK is asked, and before the registration is sent",
    "workers": "Harder: five seconds before each worker, and no time to type",
}
ACCEPTED_MS = 500
STEPS = ("form", "NIK question", "registration", "page after it")
FIRST_BORN, DAYS = dt.date(1970, 1, 1), 12_000


@dataclass
class Load:
    """What is asked for, and what came of it; times are in milliseconds, `wrong` counts answers by what was wrong."""

    port: int
    pace: str
    ends: float
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    made: set[str] = field(default_factory=set)
    twice: int = 0
    workers: int = 0

    def fault(self, step: str, said: object) -> None:
        self.wrong[f"{step}: {said}"] += 1


@dataclass
class Head:
    """One head of a lingkungan at the page."""

    load: Load
    line: Line
    place: int

    async def works(self, begin: float) -> None:
        await asyncio.sleep(begin)
        while time.monotonic() < self.load.ends:
            try:
                await self.registers()
            except (OSError, EOFError, TimeoutError) as error:
                self.load.fault("line", type(error).__name__)
            await asyncio.sleep(THINK_S)
        self.line.close()

    async def types(self) -> None:
        """Five seconds for what a person types, where the pace leaves them."""
        if self.load.pace == "steps":
            await asyncio.sleep(THINK_S)

    async def registers(self) -> None:
        """One worker, from the empty form to the page that says that it is done."""
        self.load.workers += 1
        number = self.load.workers
        page = await self._timed("form", 200, self.line.get("/daftar/"))
        hidden = dict(HIDDEN.findall(page.body))
        if "client_id" not in hidden:
            self.load.fault("form", "no form")
            return
        typed = invented(number, self.place) | hidden
        await self.types()
        told = await self._timed("NIK question", 200, self.line.post("/daftar/nik/", typed, **{"hx-request": "true"}))
        if "Belum terdaftar" not in told.body:
            self.load.fault("NIK question", "not answered as unknown")
        await self.types()
        done = await self._sent(typed, twice=number % EACH_SENT_TWICE == 0)
        if done.status == 302:
            self.load.made.add(hidden["client_id"])
            seen = await self._timed("page after it", 200, self.line.get(done.headers["location"]))
            if typed["name"].upper() not in seen.body:
                self.load.fault("page after it", "another worker")

    async def _sent(self, typed: dict[str, str], *, twice: bool) -> Answer:
        """The form sent, once or at the same moment on a second line too; both answers must lead to the same page."""
        if not twice:
            return await self._timed("registration", 302, self.line.post("/daftar/", typed))
        self.load.twice += 1
        other = Line(self.load.port, dict(self.line.cookies))
        both = [self._timed("registration", 302, each.post("/daftar/", typed)) for each in (self.line, other)]
        first, second = await asyncio.gather(*both)
        other.close()
        if first.headers.get("location") != second.headers.get("location"):
            self.load.fault("registration", "sent twice, answered in two ways")
        return first

    async def _timed(self, step: str, wanted: int, asking: Any) -> Answer:
        start = time.perf_counter()
        answer: Answer = await asking
        self.load.times[step].append((time.perf_counter() - start) * 1000)
        if answer.status != wanted:
            self.load.fault(step, answer.status)
        return answer


def invented(number: int, place: int) -> dict[str, str]:
    """A whole form for a worker whom nobody has registered; names are drawn, and the same with each run."""
    drawn = random.Random(number)  # noqa: S311 - names, not secrets
    born = FIRST_BORN + dt.timedelta(days=number * 7919 % DAYS)
    return {
        "nik": f"127101{born.day:02d}{born:%m%y}{number % 9999 + 1:04d}", "birth_date": f"{born:%d-%m-%Y}", "sex": "M",
        "name": _name(drawn), "birth_place": "Medan", "mother_name": _name(drawn), "area": str(place),
        "address": f"Jalan Rekaan {number}", "phone": f"0813{number + 20_000_000}", "occupation": "ojek online",
        "income": "1000000", "payment_months": "1", "programmes": "JKK,JKM", "heir_name": _name(drawn),
        "heir_relation": "anak", "consent": "on",
    }  # fmt: skip


def _name(drawn: random.Random) -> str:
    return " ".join("".join(drawn.choices(SYLLABLES, k=4)).title() for _ in range(2))


def measure(people: int, heads: int, seconds: int, pace: str) -> None:
    """In the process of its own: fill the city, serve it, load it; the answer is a line of JSON."""
    from tests.load import campaign_rows

    campaign_rows.fill(people)
    signed_in = _signed_in(heads)
    with serving() as port:
        for cookies, _ in signed_in[: WORKERS * 2]:  # what a process does once, it does before
            asyncio.run(_opened(port, cookies))
        load = Load(port, pace, time.monotonic() + seconds)
        before, busy, clock = time.process_time(), busy_seconds(), time.monotonic()
        asyncio.run(_all(load, signed_in))
        lasted = time.monotonic() - clock
        mine, all_of_them = time.process_time() - before, busy_seconds() - busy
    answer = {
        "times": load.times, "wrong": load.wrong, "twice": load.twice, "made": len(load.made), "seconds": lasted,
        "mine": mine, "busy": all_of_them, "cores": os.cpu_count(), **_found(load.made),
    }  # fmt: skip
    print(json.dumps(answer))


async def _opened(port: int, cookies: dict[str, str]) -> None:
    line = Line(port, dict(cookies))
    await line.get("/daftar/")
    line.close()


async def _all(load: Load, signed_in: list[tuple[dict[str, str], int]]) -> None:
    """They begin within the first seconds, not in the same instant: nobody presses at the stroke of the clock."""
    heads = [Head(load, Line(load.port, dict(cookies)), place) for cookies, place in signed_in]
    await asyncio.gather(*(head.works(THINK_S * n / len(heads)) for n, head in enumerate(heads)))


def _signed_in(heads: int) -> list[tuple[dict[str, str], int]]:
    """The cookies of so many heads, each in a lingkungan of their own, spread over the city."""
    from payung.apps.territory.models import Holding
    from tests import factories

    every = list(Holding.objects.filter(role="kepling").order_by("area_id"))
    chosen = every[:: max(len(every) // heads, 1)][:heads]
    for holding in chosen:
        holding.user = factories.user()
        holding.save()
    clients = [(factories.client_of(holding), holding.area_id) for holding in chosen]
    return [({"sessionid": client.cookies["sessionid"].value}, place) for client, place in clients]


FOUND = """
SELECT (SELECT count(*) FROM enrolment_registration WHERE id::text = ANY(%(made)s)),
       (SELECT count(*) FROM enrolment_registration WHERE source = 'form'),
       (SELECT count(*) FROM (SELECT nik FROM people_person GROUP BY nik HAVING count(*) > 1) AS again)
     + (SELECT count(*) FROM (SELECT person_id FROM enrolment_registration GROUP BY person_id HAVING count(*) > 1) AS x)
"""


def _found(made: set[str]) -> dict[str, int]:
    """What stands in the register afterwards, as its owner sees it."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(FOUND, {"made": sorted(made)})
        return dict(zip(("kept", "all", "duplicates"), cursor.fetchone(), strict=True))


def section(people: int, heads: int, seconds: int) -> str:
    """A table for each pace."""
    told = TOLD.format(heads=heads, people=people, workers=WORKERS, longest=LONGEST, seconds=seconds)
    text = [f"## Together\n\n{told}"]
    for pace, words in PACES.items():
        found = measuring.in_fresh_database("tests.load.together", str(people), str(heads), str(seconds), pace)
        text.append(f"### {words}\n")
        rows = [[step, *_row(found["times"][step])] for step in STEPS if found["times"].get(step)]
        rows.append(["**all**", *_row([each for times in found["times"].values() for each in times])])
        text += [measuring.table(HEADINGS, rows), judged(found)]
    return "\n".join(text)


TOLD = """\
{heads} heads of lingkungan register workers through the page at once for {seconds} seconds, in a city of {people:,} people. Every
tenth form is sent twice at the same moment. The server is that of `payung run` ({workers} processes); PostgreSQL and those who
ask share the machine. Milliseconds from the question to the end of the answer; none may fail, be wrong, or take more than
{longest} s.
"""
HEADINGS = ("", "asked", "median (least–most)", "p95")


def _row(times: list[float]) -> list[str]:
    return [f"{len(times):,}", measuring.middle(times, 0), f"{measuring.p95(times):.0f}"]


def judged(found: dict[str, Any]) -> str:
    """What came of it in words: errors, duplicates, whether it was quick enough, and what the load itself cost."""
    wrong = "; ".join(f"{said} ({count})" for said, count in found["wrong"].items())
    times = [each for step in found["times"].values() for each in step]
    lost = found["made"] - found["kept"] + abs(found["all"] - found["made"])
    quick = "within" if measuring.p95(times) <= ACCEPTED_MS else "**beyond**"
    room = found["seconds"] * found["cores"]
    return (
        f"Registered: {found['made']:,}, of them {found['twice']} sent twice. Errors: {wrong or 0}. "
        f"Duplicates: {found['duplicates']}. Lost or too many: {lost}. The 95th percentile is {quick} {ACCEPTED_MS} ms. "
        f"Who asks took {found['mine'] / room:.0%} of the machine's processors, everything together "
        f"{found['busy'] / room:.0%}.\n"
    )


if __name__ == "__main__":
    measuring.prepare()
    measure(*map(int, sys.argv[1:4]), sys.argv[4])
