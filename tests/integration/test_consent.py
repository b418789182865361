"""What a worker agreed to: a version, a day and who recorded it, by form and by roster."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from payung.apps.enrolment import consent, taking_in
from payung.apps.enrolment.models import Registration, Roster
from payung.apps.territory import scope
from payung.apps.territory.models import City
from tests import factories
from tests.conftest import TODAY
from tests.factories_registering import FORM, text, typed
from tests.factories_rosters import people, values_of
from tests.factories_rosters import staged as stage


@pytest.fixture
def here(city: City) -> int:
    return factories.lingkungan(city)


@pytest.fixture
def kepling(here: int) -> factories.SignedIn:
    return factories.sign_in("kepling", here)


def test_the_form_keeps_version_day_and_recorder(city: City, here: int, kepling: factories.SignedIn) -> None:
    assert kepling.post(FORM, typed(here)).status_code == 302
    with factories.as_system(city):
        made = Registration.objects.get()
    recorder = kepling.holding.user_id
    assert (made.consent_version, made.consent_on, made.consent_by_id) == (1, TODAY, recorder)


def test_without_consent_nobody_is_registered(city: City, here: int, kepling: factories.SignedIn) -> None:
    assert kepling.post(FORM, typed(here, consent=None)).status_code == 200
    with factories.as_system(city):
        assert not Registration.objects.exists()


def test_a_roster_hands_its_bringer_s_declaration_on(city: City) -> None:
    clerk = factories.hold("clerk", city.pk)
    with scope.opened(scope.of_holding(clerk), reason="test") as opened:
        roster = stage(clerk, opened, [values_of(each) for each in people(2)])
        Roster.objects.filter(pk=roster.pk).update(**consent.given(on=TODAY, by=clerk.user_id).columns())
    taking_in.take_in(roster.pk, scope.of_holding(clerk))
    with factories.as_system(city):
        made = list(Registration.objects.values_list("consent_version", "consent_on", "consent_by_id"))
    assert made == [(1, TODAY, clerk.user_id)] * 2


def test_an_uploaded_roster_keeps_what_was_declared(city: City) -> None:
    clerk = factories.sign_in("clerk", city.pk)
    file = SimpleUploadedFile("daftar.csv", b"NIK;Nama\n1271015705850003;REKAAN\n")
    assert clerk.post("/daftar-nama/", {"file": file, "payer": "SELF", "consent": "on"}).status_code == 302
    with factories.as_system(city):
        kept = Roster.objects.get()
    by = clerk.holding.user_id
    assert (kept.consent_declared, kept.consent_version, kept.consent_on, kept.consent_by_id) == (True, 1, TODAY, by)


def test_the_worker_s_page_says_what_was_agreed_to(city: City, here: int, kepling: factories.SignedIn) -> None:
    kepling.post(FORM, typed(here))
    with factories.as_system(city):
        made = Registration.objects.get()
    name = kepling.holding.user.full_name
    assert f"teks ke-1, 29 Oktober 2025, dicatat oleh {name}" in text(kepling.get(f"/pekerja/{made.person_id}/"))


def test_half_a_consent_is_none(city: City, here: int) -> None:
    with factories.as_system(city) as opened, pytest.raises(IntegrityError):
        factories.registration(here, opened, consent_version=1)


@pytest.mark.parametrize(
    ("day", "version"), [(dt.date(2015, 7, 1), 1), (dt.date(2022, 10, 17), 1), (dt.date(2026, 11, 22), 1)]
)
def test_the_text_of_a_day(day: dt.date, version: int) -> None:
    assert consent.text_on(day).version == version


def test_each_text_is_said_in_both_languages() -> None:
    for each in consent.texts():
        for language in ("id", "en"):
            wording = each.wordings[language]
            assert wording.said.endswith(".")
            assert len(wording.points) == len(each.wordings["id"].points) >= 5
    assert consent.text_of(1) == consent.texts()[0]
    assert consent.text_of(99) is None
    assert consent.texts()[0].in_language("fr") == consent.texts()[0].wordings["id"]


def test_a_file_that_skips_a_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "consent.yaml"
    file.write_text(consent.FILE.read_text().replace("- version: 1", "- version: 2"))
    monkeypatch.setattr(consent, "FILE", file)
    consent.texts.cache_clear()
    with pytest.raises(ValueError, match=r"consent\.yaml: versions are"):
        consent.texts()
    monkeypatch.undo()
    consent.texts.cache_clear()
