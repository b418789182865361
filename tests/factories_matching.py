"""Matchings: one that is done, two lists as they are uploaded, and the job as the worker does it; all invented."""

import csv
import hashlib
import io
import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from payung.apps.linkage import tasks
from payung.apps.linkage.models import MatchFile, MatchPair, MatchRow, MatchRun
from payung.apps.linkage.runs.enums import Reason, Result, RunState
from payung.apps.linkage.runs.keeping import LAYOUT, PAIR, ROW
from payung.apps.territory.scope import Opened

WHERE = {"sheet": "", "row": 2}


def done(area: int, opened: Opened, by: int) -> MatchRun:
    """Two files of one row each, matched: nobody can be sure whether it is one person."""
    place = {"city_id": opened.scope.city, "area_id": area, "registered_by_id": by}
    files = [_file(name, opened, place) for name in ("kiri.csv", "kanan.csv")]
    layout = {"headings": ["Nama"], "columns": {"name": [0]}}
    run = MatchRun.objects.create(
        **place, asked_by_id=max(by, 0), state=RunState.DONE, left_file=files[0], right_file=files[1], left_rows=1,
        right_rows=1, waiting=1, told="status", counts={Result.UNKNOWN.value: {Reason.REVIEW.value: 1}},
        month=opened.today.replace(day=1), layout=sealed(opened, LAYOUT, layout),
    )  # fmt: skip
    values = {"cells": ["Rekaan"], "partner": {"id": "1", **WHERE}}
    MatchRow.objects.create(
        **place, run=run, position=1, sheet="", row=2, first=1, result=Result.UNKNOWN, reason=Reason.REVIEW,
        probability=500_000, rule="name", values=sealed(opened, ROW, values),
    )  # fmt: skip
    record = {"id": "1", "said": {"name": "Rekaan"}, **WHERE}
    pair = {"left": record, "right": record, "levels": {"name": "same words"}, "told": Reason.STATED_ACTIVE.value}
    MatchPair.objects.create(
        **place, run=run, number=1, waiting=True, match=False, probability=500_000, rule="name",
        values=sealed(opened, PAIR, pair),
    )  # fmt: skip
    return run


def _file(name: str, opened: Opened, place: dict[str, Any]) -> MatchFile:
    digest = hashlib.sha256(f"{name}{place}".encode()).hexdigest()
    content = opened.vault.seal_bytes(MatchFile.SEALED["content"], b"Nama\nRekaan\n")
    return MatchFile.objects.create(**place, name=name, digest=digest, content=content)


def sealed(opened: Opened, field: str, values: object) -> bytes:
    return opened.vault.seal_bytes(field, json.dumps(values).encode())


PAGE = "/pencocokan/"
LEFT = (
    ("NIK", "Nama", "Tanggal Lahir", "Kelurahan", "No HP", "Catatan"),
    ("1271014508790001", "Siti Rekaan Harahap", "05-08-1979", "Aur", "081234567801", "=1+1"),
    ("1271011203850002", "Budi Contoh Siregar", "12-03-1985", "Aur", "081234567802", ""),
    ("1271016104900003", "Rina Misal Lubis", "21-04-1990", "Hamdan", "081234567803", ""),
    ("1271010707750004", "Poltak Umpama Sitompul", "07-07-1975", "Jati", "081234567804", ""),
    ("1271011511800005", "Togu Andai Ginting", "15-11-1980", "Jati", "081234567805", ""),
    ("1271014508790001", "Siti Rekaan Harahap", "05-08-1979", "Aur", "081234567801", "lagi"),
    ("", "Anonim", "", "", "", ""),
)
RIGHT = (
    ("KPJ", "NIK", "Nama Peserta", "Tgl Lahir", "Iuran Terakhir"),
    ("KPJ0001", "1271014508790001", "SITI REKAAN HARAHAP", "05-08-1979", "2025-09"),
    ("KPJ0002", "1271011203850002", "BUDI CONTOH SIREGAR", "12-03-1985", "2025-01"),
    ("KPJ0003", "1271016104900003", "RINA MISAL LUBIS", "21-04-1990", "2025-07"),
    ("KPJ0004", "1271010707750004", "POLTAK UMPAMA SITOMPUL", "07-07-1975", ""),
    ("KPJ0009", "1271010101700009", "LAIN ORANG SEKALI", "01-01-1970", "2025-09"),
)
ADDED_UP = {
    "covered": {"paid": 1}, "lapsed": {"non_active": 1, "grace": 1}, "not_covered": {"not_found": 1},
    "unknown": {"unread": 1, "too_little": 1}, "twice": {"repeated": 1},
}  # fmt: skip


def typed(rows: Sequence[Sequence[str]]) -> bytes:
    """A list as a csv file."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def without(rows: Sequence[Sequence[str]], heading: str) -> list[Sequence[str]]:
    """A list without one of its columns."""
    place = list(rows[0]).index(heading)
    return [[*row[:place], *row[place + 1 :]] for row in rows]


def send(
    client: Client, left: bytes | None, right: bytes | None, *, name: str = "Daftar Dinas.csv", **more: str
) -> HttpResponse:
    """Ask for a matching as the form does."""
    sent: dict[str, Any] = ({"right_known": "terdaftar"} if right is None else {}) | more
    if left is not None:
        sent["left_file"] = SimpleUploadedFile(name, left)
    if right is not None:
        sent["right_file"] = SimpleUploadedFile("Peserta.csv", right)
    return client.post(PAGE, sent)


def asked(client: Client, left: bytes | None, right: bytes | None, **more: str) -> UUID:
    answer = send(client, left, right, **more)
    assert answer.status_code == 302, answer.content.decode()
    return UUID(answer["Location"].strip("/").split("/")[-1])


def matched(client: Client, left: bytes | None, right: bytes | None, **more: str) -> MatchRun:
    """A matching whose job is over."""
    run_id = asked(client, left, right, **more)
    assert work() == 1
    return MatchRun.objects.using("owner").get(pk=run_id)


def work() -> int:
    """Run the matchings that are queued, as the worker does; answers how many there were."""
    done = 0
    for job in ProcrastinateJob.objects.using("owner").filter(status="todo", task_name="linkage.match").order_by("id"):
        tasks.match(**job.args)
        ProcrastinateJob.objects.using("owner").filter(pk=job.pk).update(status="succeeded")
        done += 1
    return done


def page(client: Client, run_id: UUID, more: str = "") -> str:
    answer = client.get(f"{PAGE}{run_id}/{more}")
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())
