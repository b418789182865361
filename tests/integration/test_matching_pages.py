"""Two lists are matched on the city's pages: every word, the figures, the rows, the pairs, the files, and refusals."""

import csv
import io
from collections.abc import Sequence
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from payung.apps.linkage import tasks
from payung.apps.linkage.runs.models import MatchRun
from payung.apps.territory.models import City
from tests import factories

LIST = "/pencocokan/"
LEFT = (
    ("NIK", "Nama", "Tanggal Lahir", "Kelurahan", "No HP"),
    ("1271014508790001", "Siti Rekaan Harahap", "05-08-1979", "Aur", "081234567801"),
    ("1271011203850002", "Budi Contoh Siregar", "12-03-1985", "Aur", "081234567802"),
    ("1271016104900003", "Rina Misal Lubis", "21-04-1990", "Hamdan", "081234567803"),
    ("1271010707750004", "Poltak Umpama Sitompul", "07-07-1975", "Jati", "081234567804"),
    ("1271011511800005", "Togu Andai Ginting", "15-11-1980", "Jati", "081234567805"),
    ("1271014508790001", "Siti Rekaan Harahap", "05-08-1979", "Aur", "081234567801"),
    ("", "Anonim", "", "", ""),
)
RIGHT = (
    ("KPJ", "NIK", "Nama Peserta", "Tgl Lahir", "Iuran Terakhir"),
    ("KPJ0001", "1271014508790001", "SITI REKAAN HARAHAP", "05-08-1979", "2025-09"),
    ("KPJ0002", "1271011203850002", "BUDI CONTOH SIREGAR", "12-03-1985", "2025-01"),
    ("KPJ0003", "1271016104900003", "RINA MISAL LUBIS", "21-04-1990", "2025-07"),
    ("KPJ0004", "1271010707750004", "POLTAK UMPAMA SITOMPUL", "07-07-1975", ""),
    ("KPJ0009", "1271010101700009", "LAIN ORANG SEKALI", "01-01-1970", "2025-09"),
)


def typed(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def work() -> int:
    """Run the matchings that are queued, as the worker does; answers how many."""
    done = 0
    for job in ProcrastinateJob.objects.using("owner").filter(status="todo", task_name="linkage.match").order_by("id"):
        tasks.match(**job.args)
        ProcrastinateJob.objects.using("owner").filter(pk=job.pk).update(status="succeeded")
        done += 1
    return done


def send(client: Client, left: bytes | None, right: bytes | None, **more: str):
    sent = dict(more)
    if left is not None:
        sent["left_file"] = SimpleUploadedFile("Daftar Dinas.csv", left)
    if right is not None:
        sent["right_file"] = SimpleUploadedFile("Peserta.csv", right)
    return client.post(LIST, sent)


def asked(client: Client, left: bytes | None, right: bytes | None, **more: str) -> UUID:
    answer = send(client, left, right, **more)
    assert answer.status_code == 302, answer.content.decode()
    return UUID(answer["Location"].strip("/").split("/")[-1])


def page(client: Client, run_id: UUID, more: str = "") -> str:
    answer = client.get(f"{LIST}{run_id}/{more}")
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


@pytest.fixture
def clerk(city: City) -> Client:
    return factories.sign_in("clerk", city.area_id)


def test_from_two_files_to_words(city: City, clerk: Client) -> None:
    run_id = asked(clerk, typed(LEFT), typed(RIGHT))
    assert "Kedua daftar sedang dicocokkan" in page(clerk, run_id)
    assert work() == 1
    run = MatchRun.objects.using("owner").get(pk=run_id)
    assert run.state == "done", run.error
    assert run.counts == {
        "covered": {"paid": 1}, "lapsed": {"non_active": 1, "grace": 1},
        "not_covered": {"not_found": 1}, "unknown": {"unread": 1, "too_little": 1}, "twice": {"repeated": 1},
    }  # fmt: skip
    shown = page(clerk, run_id)
    assert "7 baris: 1 terlindungi, 2 perlindungan berakhir, 1 belum terlindungi, 2 belum diketahui, 1 ganda." in shown
