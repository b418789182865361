"""Draws the demonstration's workers, where they were registered and what they do."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from uuid import UUID

from payung.apps.enrolment.enums import State
from payung.apps.enrolment.particulars import Particulars
from payung.apps.people.details import Details
from payung.apps.territory.codes import Level, ancestor, kemendagri_code
from payung.cli.demo import invented
from payung.cli.demo.places import Head
from payung.cli.demo.plan import Plan
from payung.cli.demo.timeline import Course, Timeline
from payung.identity import occupations

JOBS = (
    "Pedagang",
    "Pengemudi Becak Bermotor",
    "Pengemudi Ojek",
    "Buruh Harian Lepas",
    "Tukang Batu",
    "Tukang Jahit",
    "Nelayan/Perikanan",
    "Pemulung",
    "Pembantu Rumah Tangga",
    "Juru Parkir",
    "Penjaga Warung",
    "Guru Mengaji",
    "Marbot Masjid",
    "Tukang Kayu",
    "Sopir",
)
INCOMES = (900_000, 1_000_000, 1_050_000, 1_250_000, 1_500_000, 1_800_000, 2_400_000)
INCOME_WEIGHTS = (30, 30, 20, 8, 6, 4, 2)
PAYERS, PAYER_WEIGHTS = ("SELF", "APBD_KOTA", "CSR"), (90, 6, 4)
OLD_AGE_SHARE = 0.08
SHOWN = 8  # members who have not paid, where the head who shows the demonstration finds them
HOURS = ("06.00–14.00", "07.00–17.00", "08.00–16.00", "16.00–23.00")
RELATIONS = ("istri", "suami", "anak", "orang tua", "saudara")
MARRIED = ("menikah", "menikah", "menikah", "belum menikah", "cerai")


@dataclass(frozen=True, slots=True)
class Worker:
    """One person of the demonstration with their registration and its course."""

    person_id: UUID
    registration_id: UUID
    area_id: int
    by_id: int
    details: Details
    particulars: Particulars
    course: Course
    owner_id: int | None = None  # the agency that enrolled them, where it was not a head


class Workers:
    """An endless, repeatable source of people; ids come from the seed too."""

    def __init__(self, plan: Plan, random: Random, heads: Mapping[int, Sequence[Head]]) -> None:
        self.plan, self.random, self.heads = plan, random, heads
        self.timeline = Timeline(plan, random)
        self.numbers = invented.Numbers(random)
        self.mothers = invented.mother_names(random)
        self.areas = sorted(heads)
        self.weights = [
            plan.effort_of(kemendagri_code(ancestor(area, Level.KECAMATAN))) * random.uniform(0.35, 1.3)
            for area in self.areas
        ]
        self.jobs = [(job, occupations.read_text(job).occupation) for job in JOBS]

    def all(self) -> Iterator[Worker]:
        """Everybody that the plan asks for."""
        for count, people in self.plan.months_paid.items():
            shown = 0 if count else SHOWN
            yield from (self._worker(self.timeline.member(count), shown=number < shown) for number in range(people))
        for state, people in self.plan.waiting.items():
            yield from (self._worker(self.timeline.waiting(State(state))) for _ in range(people))

    def _worker(self, course: Course, *, shown: bool = False) -> Worker:
        area, head = self._place(course.registered)
        if shown:
            area, head = self._shown_place()
        ids = [UUID(int=self.random.getrandbits(128), version=4) for _ in range(2)]
        return Worker(ids[0], ids[1], area, head, self._details(), self._particulars(), course)

    def _place(self, day: dt.date) -> tuple[int, int]:
        """A lingkungan that had a head on the day, and that head."""
        while True:
            area = self.random.choices(self.areas, self.weights)[0]
            for head in self.heads[area]:
                if head.starts <= day and (head.ends is None or day <= head.ends):
                    return area, head.user_id

    def _shown_place(self) -> tuple[int, int]:
        """The lingkungan whose head is the demonstration's own sign-in (`accounts`)."""
        lasting = (area for area in self.areas if len(self.heads[area]) == 1 and self.heads[area][0].ends is None)
        area = next(lasting)
        return area, self.heads[area][0].user_id

    def _details(self) -> Details:
        random = self.random
        sex = random.choice("MF")
        born = invented.birth_date(random, on=self.plan.starts)
        return Details(
            nik=self.numbers.nik(born, sex),
            name=invented.person_name(random, sex),
            birth_date=born,
            sex=sex,
            birth_place=random.choice(("Medan", "Medan", "Medan", "Binjai", "Deli Serdang", "Tebing Tinggi")),
            mother_name=next(self.mothers),
            phone=self.numbers.phone() if random.random() < 0.94 else "",
            address=invented.address(random),
            postcode="20211",
            marital_status=random.choice(MARRIED),
        )

    def _particulars(self) -> Particulars:
        random = self.random
        job, occupation = random.choice(self.jobs)
        old_age = random.random() < OLD_AGE_SHARE
        heir = {"name": invented.person_name(random, random.choice("MF")), "relation": random.choice(RELATIONS)}
        return Particulars(
            programmes="JKK,JKM,JHT" if old_age else "JKK,JKM",
            payer=random.choices(PAYERS, PAYER_WEIGHTS)[0],
            monthly_income_idr=random.choices(INCOMES, INCOME_WEIGHTS)[0],
            occupation=job,
            occupation_code=occupation.kbji if occupation else "",
            transport=bool(occupation and occupation.klass == "transport"),
            work_place="Medan",
            work_hours=random.choice(HOURS),
            heir=json.dumps(heir),
        )
