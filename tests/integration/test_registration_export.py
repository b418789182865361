"""The download of a list: for a purpose, logged first, in constant memory, without formulas and without strangers."""

import csv
import io

import pytest
from django.http import HttpResponse
from django.test import Client
from python_calamine import CalamineWorkbook

from payung.apps.audit.models import Disclosure
from payung.apps.enrolment.exporting import lines
from payung.apps.enrolment.filters import Filters
from payung.apps.territory import scope
from payung.apps.territory.models import City
from payung.web.city.registrations_export import harmless
from tests import factories
from tests.conftest import TODAY
from tests.factories_registering import errors, text

EXPORT = "/pendaftaran/unduh/"
PURPOSE = {"tujuan": "rapat evaluasi rekaan"}


@pytest.fixture
def manager(city: City) -> Client:
    return factories.sign_in("manager", city.area_id)


@pytest.fixture
def filled(city: City) -> list[str]:
    names = ["=HYPERLINK(1)", "REKAAN SATU", "REKAAN DUA"]
    with factories.as_system(city) as opened:
        for index, name in enumerate(names):
            area = factories.lingkungan(city, index)
            factories.registration(area, opened, person=factories.person(area, opened, name=name), occupation="+1+1")
    return names


def body(answer: HttpResponse) -> bytes:
    return b"".join(answer.streaming_content)


def csv_of(answer: HttpResponse) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body(answer).decode("utf-8-sig")), delimiter=";"))


def test_csv_holds_every_row_and_no_formula(city: City, manager: Client, filled: list[str]) -> None:
    heading, *rows = csv_of(manager.post(EXPORT, {**PURPOSE, "bentuk": "csv"}))
    assert heading[1] == "Nama"
    assert {row[1] for row in rows} == {"'=HYPERLINK(1)", "REKAAN SATU", "REKAAN DUA"}
    assert {row[3] for row in rows} == {"'+1+1"}
    assert {row[5] for row in rows} == {"Diajukan"}


def test_xlsx_holds_the_same(city: City, manager: Client, filled: list[str]) -> None:
    content = body(manager.post(EXPORT, {**PURPOSE, "bentuk": "xlsx"}))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert {row[1] for row in rows[1:]} == {"'=HYPERLINK(1)", "REKAAN SATU", "REKAAN DUA"}
    assert b"<f>" not in content


def test_it_is_logged_with_purpose_before_anything_leaves(city: City, manager: Client, filled: list[str]) -> None:
    manager.post(EXPORT, {**PURPOSE, "bentuk": "csv"})  # the body was never read
    with factories.as_system(city):
        logged = Disclosure.objects.get()
    assert (logged.kind, logged.rows, logged.purpose, logged.role) == ("export", 3, PURPOSE["tujuan"], "manager")


@pytest.mark.parametrize("purpose", ["", "   ", "rpt"])
def test_without_a_purpose_nothing_leaves(city: City, manager: Client, filled: list[str], purpose: str) -> None:
    answer = manager.post(EXPORT, {"tujuan": purpose, "bentuk": "csv"})
    assert "tujuan" in errors(answer)
    with factories.as_system(city):
        assert not Disclosure.objects.exists()


def test_the_filters_of_the_list_hold(city: City, manager: Client, filled: list[str]) -> None:
    place = factories.lingkungan(city, 1)
    rows = csv_of(manager.post(EXPORT, {**PURPOSE, "bentuk": "csv", "tempat": str(place)}))[1:]
    assert [row[1] for row in rows] == ["REKAAN SATU"]
    assert "1 pendaftaran" in text(manager.get(EXPORT, {"tempat": str(place)}))


def test_an_empty_list_is_not_downloaded(city: City, manager: Client) -> None:
    assert "kosong" in text(manager.post(EXPORT, {**PURPOSE, "bentuk": "csv"}, follow=True))


@pytest.mark.parametrize("role", ["kepling", "lurah", "clerk", "data_protection_officer"])
def test_only_roles_that_export_may(city: City, role: str) -> None:
    areas = {"kepling": factories.lingkungan(city), "lurah": factories.lingkungan(city) // 10_000 * 10_000}
    client = factories.sign_in(role, areas.get(role, city.area_id))
    assert client.post(EXPORT, {**PURPOSE, "bentuk": "csv"}).status_code == 403


def test_chunks_give_every_row_once_and_leave_no_scope_open(city: City, filled: list[str]) -> None:
    holding = factories.hold("manager", city.area_id)
    reading = lines(scope.of_holding(holding), Filters(today=TODAY), size=2)
    names = []
    for line in reading:
        names.append(line.row.name)
        with pytest.raises(scope.ScopeError):
            scope.current()
    assert sorted(names) == sorted(filled)


def test_a_list_of_exactly_one_chunk_ends(city: City, filled: list[str]) -> None:
    holding = factories.hold("manager", city.area_id)
    assert len(list(lines(scope.of_holding(holding), Filters(today=TODAY), size=3))) == 3


@pytest.mark.parametrize("text_", ["=1+1", "+1+1", "+A1", "+", "+62 812-1", "+1\n", "-1", "@A1", "\tx", "\rx"])
def test_what_a_spreadsheet_would_run_becomes_text(text_: str) -> None:
    assert harmless(text_) == f"'{text_}"


@pytest.mark.parametrize("text_", ["SITI", "O'REKAAN", "A=B", "+6281234567801", ""])
def test_other_text_stays(text_: str) -> None:
    assert harmless(text_) == text_
