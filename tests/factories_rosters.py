"""Invented rosters: staged rows without a file, and files as people type them."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from payung.apps.enrolment import roster_rows
from payung.apps.enrolment.enums import RosterState
from payung.apps.enrolment.models import Roster, RosterRow
from payung.apps.people.details import Details
from payung.apps.territory.models import Holding
from payung.apps.territory.scope import Opened
from tests import factories

HEADER = tuple("No,NIK,Nama,Tempat Lahir,Tanggal Lahir,L/P,Nama Ibu,No HP,Pekerjaan,Kelurahan,Lingkungan".split(","))


def values_of(person: Details, **more: Any) -> dict[str, Any]:
    """A row's normalised values, as the engine gives them."""
    return {
        "nik": person.nik,
        "full_name": person.name,
        "birth_place": person.birth_place,
        "birth_date": person.birth_date.isoformat(),
        "sex": person.sex,
        "mother_name": person.mother_name,
        "phone": person.phone,
        "occupation": "Pedagang",
        **more,
    }


def staged(
    holding: Holding, opened: Opened, rows: Iterable[Mapping[str, Any]], *, state: RosterState = RosterState.TAKING_IN
) -> Roster:
    """A checked roster of `holding`'s user with these values; `status` and `decision` may stand among them."""
    place = {"city_id": opened.scope.city, "area_id": holding.area_id, "registered_by_id": holding.user_id}
    roster = Roster.objects.create(**place, state=state, name="rekaan.xlsx", digest=uuid4().hex, content=b"x")
    made = []
    for position, given in enumerate(rows, 1):
        values = dict(given)
        status, decision = values.pop("status", "ok"), values.pop("decision", "take")
        codes = values.pop("codes", [])
        sealed = roster_rows.seal(opened.vault, values)
        made.append(
            RosterRow(
                **place,
                roster=roster,
                position=position,
                sheet="Sheet1",
                row=position + 1,
                status=status,
                decision=decision,
                codes=codes,
                values=sealed,
            )
        )
    RosterRow.objects.bulk_create(made, batch_size=5000)
    roster.rows_total = len(made)
    roster.save(update_fields=["rows_total"])
    return roster


def typed(people: Iterable[Details], *, kelurahan: str = "", lingkungan: str = "") -> list[tuple[Any, ...]]:
    """Rows as a clerk types them, below HEADER."""
    return [
        (
            number,
            person.nik,
            person.name,
            person.birth_place,
            person.birth_date.strftime("%d-%m-%Y"),
            {"M": "L", "F": "P"}[person.sex],
            person.mother_name,
            "0" + person.phone.removeprefix("+62"),
            "Pedagang",
            kelurahan,
            lingkungan,
        )
        for number, person in enumerate(people, 1)
    ]


def csv_file(rows: Iterable[tuple[Any, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, *rows])
    return text.getvalue().encode()


def people(count: int) -> list[Details]:
    return [factories.details() for _ in range(count)]
