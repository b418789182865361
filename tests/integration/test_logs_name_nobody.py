"""A head registers somebody, a lurah looks, searches, reveals and meets errors: no line of the log says who it was."""

import json
import logging
import uuid
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client

from payung.apps.enrolment import queries
from payung.apps.enrolment.models import Registration
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City
from payung.shared.log_lines import JsonLines, TextLines
from tests import factories
from tests.factories_registering import FORM, seen, typed

KELURAHAN = area_id("12.71.01.1001")


@pytest.fixture(params=[JsonLines, TextLines])
def log(request: pytest.FixtureRequest) -> Iterator[StringIO]:
    """Everything that any logger says from INFO on, as the service writes it."""
    written, root = StringIO(), logging.getLogger()
    handler = logging.StreamHandler(written)
    handler.setFormatter(request.param())
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.setLevel(level)
    root.removeHandler(handler)


def lurah() -> Client:
    client = factories.sign_in("lurah", KELURAHAN)
    client.raise_request_exception = False
    return client


def journey(city: City, form: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Register, search, open, reveal, ask for what is not there, and meet an error that quotes the row."""
    nik, name = form["nik"], form["name"]
    kepling = factories.sign_in("kepling", int(form["area"]))
    kepling.post("/daftar/nik/", {"nik": nik})
    answer = kepling.post(FORM, form)
    if answer.status_code == 422:
        answer = kepling.post(FORM, form | {"seen": seen(answer)})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    officer = lurah()
    officer.post("/pendaftaran/cari/", {"nama": name})
    with factories.as_system(city):
        person = Registration.objects.get().person_id
    officer.get(f"/pekerja/{person}/")
    officer.post(f"/pekerja/{person}/buka/", {"fields_wanted": ["nik", "phone"], "purpose": f"mencocokkan {name}"})
    officer.get(f"/pekerja/{name}/{nik}/?nama={name}&nik={nik}")
    officer.get("/pendaftaran/", {"nik": nik, "telepon": form["phone"]})
    clerk = factories.sign_in("clerk", city.pk)
    content = f"NIK,Nama\n{nik},{name}\n".encode()
    clerk.post("/daftar-nama/", {"file": SimpleUploadedFile(f"{name} {nik}.csv", content), "payer": "SELF"})

    def broken(*_: object, **__: object) -> None:
        raise IntegrityError(f"DETAIL: Key (nik, name)=({nik}, {name}) already exists.")

    monkeypatch.setattr(queries, "of_person", broken)
    assert officer.get(f"/pekerja/{person}/").status_code == 500


def test_no_line_of_the_log_says_who_it_was(city: City, log: StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    form = typed(factories.lingkungan(city), client_id=str(uuid.uuid4()))
    journey(city, form, monkeypatch)
    lines = log.getvalue()
    assert "person" in lines, "the journey left no line at all"
    assert "IntegrityError" in lines
    private = ("nik", "name", "mother_name", "phone", "address", "heir_name")
    told = [word for field in private for word in forms_of(str(form[field])) if word.casefold() in lines.casefold()]
    assert told == []


def forms_of(value: str) -> list[str]:
    """A value as it is typed, without its first 0, and in parts long enough to be somebody's."""
    return [value, value.lstrip("0"), *(part for part in value.split() if len(part) > 9)]


@pytest.mark.parametrize("log", [JsonLines], indirect=True)
def test_a_request_has_a_number_in_its_answer_and_in_its_lines(city: City, log: StringIO) -> None:
    client = factories.sign_in("manager", city.pk)
    answer = client.get("/berkas/", headers={"X-Request-ID": "1271990101800001"})
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    mine = [line for line in lines if line.get("request") == answer["X-Request-ID"]]
    assert [(each["view"], each["status"], each["role"]) for each in mine] == [("batches", 200, "manager")]
    assert client.get("/berkas/")["X-Request-ID"] != answer["X-Request-ID"]
    assert "1271990101800001" not in answer["X-Request-ID"]


def test_probes_leave_no_lines(cluster: None, log: StringIO) -> None:
    for _ in range(3):
        Client().get("/healthz")
    assert log.getvalue() == ""
