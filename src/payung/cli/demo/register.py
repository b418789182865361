"""Writes the demonstration's workers: persons, registrations and every move that they made."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import fields

from payung.apps.enrolment.consent import given
from payung.apps.enrolment.enums import Source, State
from payung.apps.enrolment.models import Registration, StateChange
from payung.apps.enrolment.particulars import Particulars
from payung.apps.people.models import Person
from payung.cli.demo.copying import copy, noon
from payung.cli.demo.workers import Worker
from payung.shared.vault import Vault

SHARED = ("city_id", "area_id", "branch_id", "registered_by_id")
PERSON = (
    "nik", "nik_region", "family_card", "name", "name_key", "birth_place", "birth_date", "sex", "mother_name", "phone",
    "email", "address", "postcode", "marital_status", "home_regency",
)  # fmt: skip
COURSE = ("state", "source", "registered_on", "accepted_on", "version")
CONSENT = ("consent_version", "consent_on", "consent_by_id")
REGISTRATION = tuple(field.name for field in fields(Particulars))
REASONS = {
    State.RETURNED: ("Foto KTP tidak terbaca", "Nama ibu kandung belum diisi", "Alamat tidak cocok dengan lingkungan"),
    State.REFUSED: ("Sudah bekerja tetap dan didaftarkan perusahaan", "Bukan warga lingkungan ini"),
    State.REJECTED: ("NIK tidak ditemukan di Dukcapil", "Tanggal lahir tidak sesuai Dukcapil", "Nama tidak sesuai"),
}


class Register:
    """Loads workers of one city; `branches` are the insurer's branch ids, `lurah` who verifies in a kelurahan."""

    def __init__(self, city: int, vault: Vault, branches: Sequence[int], lurah: dict[int, int], officer: int) -> None:
        self.city, self.vault, self.branches, self.lurah, self.officer = city, vault, branches, lurah, officer

    def load(self, workers: Sequence[Worker]) -> None:
        copy(Person, ("id", *SHARED, *PERSON, "created_at"), map(self._person, workers))
        copy(
            Registration,
            ("id", "person_id", *SHARED, *COURSE, *REGISTRATION, *CONSENT),
            map(self._registration, workers),
        )
        changes = (row for worker in workers for row in self._changes(worker))
        copy(StateChange, ("registration_id", *SHARED, "state", "on", "at", "by_id", "reason"), changes)

    def shared(self, worker: Worker) -> tuple[int, int, int | None, int]:
        """City, area, branch and who registered: the same on every row about a worker."""
        branch = self.branches[worker.course.branch] if worker.course.sent else None
        return self.city, worker.area_id, branch, worker.owner_id or worker.by_id

    def _person(self, worker: Worker) -> tuple[object, ...]:
        columns = worker.details.columns(self.vault)
        values = (columns[name] for name in PERSON)
        return (worker.person_id, *self.shared(worker), *values, noon(worker.course.registered))

    def _registration(self, worker: Worker) -> tuple[object, ...]:
        course, columns = worker.course, worker.particulars.columns(self.vault)
        accepted = course.answered if course.state is State.ACCEPTED else None
        values = (columns[name] for name in REGISTRATION)
        head = (worker.registration_id, worker.person_id, *self.shared(worker))
        agreed = given(on=course.registered, by=worker.by_id).columns().values()
        return (*head, course.state.value, Source.FORM.value, course.registered, accepted, 1, *values, *agreed)

    def _changes(self, worker: Worker) -> Iterator[tuple[object, ...]]:
        for state, day, by in self._moves(worker):
            reasons = REASONS.get(state, ("",))
            reason = reasons[worker.area_id % len(reasons)]
            yield (worker.registration_id, *self.shared(worker), state.value, day, noon(day), by, reason)

    def _moves(self, worker: Worker) -> Iterator[tuple[State, dt.date, int]]:
        course = worker.course
        yield State.SUBMITTED, course.registered, worker.by_id
        lurah = self.lurah.get(worker.area_id // 10_000 * 10_000, self.officer)  # outside the city there is none
        if course.state in {State.RETURNED, State.REFUSED} and course.verified:
            yield course.state, course.verified, lurah
        elif course.verified:
            yield State.VERIFIED, course.verified, lurah
        if course.sent:
            yield State.BATCHED, course.sent, self.officer
        if course.answered:
            yield course.state, course.answered, self.officer
