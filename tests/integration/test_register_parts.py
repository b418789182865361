"""Parts of the form for one worker: heirs, what the insurer needs, the text of consent, and sending it again."""

import threading
import uuid
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client, override_settings

from payung.apps.enrolment import heirs
from payung.apps.enrolment.heirs import Heir
from payung.apps.enrolment.models import Registration
from payung.apps.people.models import Person
from payung.apps.territory.models import City
from payung.integrations.insurer import columns
from payung.web.kept_forms import GOES_TO
from tests import factories
from tests.factories_registering import FORM, errors, text, typed

BY_SCRIPT = {"X-Payung-Kept": "1"}
SECOND = {"heir_2_name": "Rekaan Kedua", "heir_2_relation": "istri", "heir_2_phone": "0812 6000 2002"}


@pytest.fixture
def here(city: City) -> int:
    return factories.lingkungan(city)


@pytest.fixture
def kepling(here: int) -> factories.SignedIn:
    return factories.sign_in("kepling", here)


def one(city: City) -> Registration:
    with factories.as_system(city):
        return Registration.objects.select_related("person").get()


def heirs_of(city: City) -> tuple[Heir, ...]:
    made = one(city)
    with factories.as_system(city) as opened:
        return heirs.read(opened.vault.open("heir", made.heir))


def test_several_heirs_are_kept_with_their_phones(city: City, here: int, kepling: factories.SignedIn) -> None:
    kepling.post(FORM, typed(here, heir_phone="0812 6000 2001", **SECOND))
    assert heirs_of(city) == (
        Heir("Rekaan Waris", "anak", "+6281260002001"),
        Heir("Rekaan Kedua", "istri", "+6281260002002"),
    )


def test_while_mending_each_heir_stays_unless_typed_anew(city: City, here: int, kepling: factories.SignedIn) -> None:
    kepling.post(FORM, typed(here, **SECOND))
    made = one(city)
    url = f"/pendaftaran/{made.pk}/perbaiki/"
    page = kepling.get(url)
    assert "Rekaan Kedua" not in page.content.decode()
    assert 'value="istri" selected' in page.content.decode()
    empty = {"nik": "", "mother_name": "", "phone": "", "heir_name": "", "heir_relation": "orang tua"}
    form = typed(here, client_id=str(made.pk), version=made.version, birth_date="17-05-1985", consent=None, **empty)
    form |= {"heir_2_name": "Rekaan Baru", "heir_2_relation": "istri"}
    assert kepling.post(url, form).status_code == 302
    assert heirs_of(city) == (
        Heir("Rekaan Waris", "orang tua"),
        Heir("Rekaan Baru", "istri", "+6281260002002"),
    )


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("heir_2_phone", "12", "Nomor telepon tidak mungkin benar"),
        ("heir_3_name", "!!", "Nama ahli waris ketiga harus memuat huruf."),
        ("programmes", "JKK", "Pilihan ini tidak ada"),
        ("programmes", "JKK,JKM,JP", "Pilihan ini tidak ada"),
        ("consent_version", "7", "Kalimat persetujuan sudah berubah"),
    ],
)
def test_each_new_field_says_what_is_wrong(
    here: int, kepling: factories.SignedIn, field: str, value: str, said: str
) -> None:
    answer = kepling.post(FORM, typed(here, **{field: value}))
    at = "consent" if field == "consent_version" else field
    assert said in " ".join(errors(answer)[at])


def sections(answer: object) -> tuple[set[str], set[str]]:
    form = answer.context["form"]
    return tuple(
        {field.name for _title, fields in found for field in fields} for found in (form.sections, form.folded_sections)
    )


def test_what_the_insurer_needs_stands_in_sight(here: int, kepling: factories.SignedIn) -> None:
    seen, folded = sections(kepling.get(FORM))
    assert {"birth_place", "address", "occupation", "consent"} <= seen | {"consent"}
    assert {"marital_status", "postcode", "email", "note", "birth_date", "sex"} <= folded


def test_another_map_of_columns_needs_other_things(here: int, kepling: factories.SignedIn, tmp_path: Path) -> None:
    own = columns.DEFAULT.read_text().replace("value: birth_place, needed: true", "value: birth_place")
    own = own.replace("value: marital_status,", "value: marital_status, needed: true,")
    (tmp_path / "12.71.yaml").write_text(own)
    with override_settings(PAYUNG_COLUMN_MAPS=tmp_path):
        page = kepling.get(FORM)
        seen, folded = sections(page)
        assert "marital_status" in seen
        assert "birth_place" in folded
        assert "Status perkawinan (diminta BPJS)" in text(page)
        assert kepling.post(FORM, typed(here, birth_place="")).status_code == 302


def test_what_must_be_mended_comes_in_sight(here: int, kepling: factories.SignedIn) -> None:
    seen, folded = sections(kepling.post(FORM, typed(here, postcode="1", email="x")))
    assert {"postcode", "email"} <= seen
    assert not {"postcode", "email"} & folded


def test_sent_by_the_script_it_is_told_where_to_go(city: City, here: int, kepling: factories.SignedIn) -> None:
    form = typed(here)
    for _again in range(2):
        answer = kepling.post(FORM, form, headers=BY_SCRIPT)
        assert (answer.status_code, answer[GOES_TO]) == (204, f"/daftar/selesai/{one(city).pk}/")


def test_another_worker_on_a_form_that_was_sent_is_another_worker(
    city: City, here: int, kepling: factories.SignedIn
) -> None:
    first, second = typed(here), typed(here)
    kepling.post(FORM, first)
    answer = kepling.post(FORM, second | {"client_id": first["client_id"]})
    assert answer.status_code == 302
    assert first["client_id"] not in answer["Location"]
    with factories.as_system(city):
        assert Registration.objects.count() == 2


def test_two_taps_at_the_same_moment_make_one_registration(city: City, here: int, kepling: factories.SignedIn) -> None:
    form, answers = typed(here), []
    start = threading.Barrier(2)

    def tap() -> None:
        client = Client()
        client.cookies = kepling.cookies
        start.wait()
        answers.append(client.post(FORM, form))
        connections.close_all()

    taps = [threading.Thread(target=tap) for _ in range(2)]
    for each in taps:
        each.start()
    for each in taps:
        each.join()
    with factories.as_system(city):
        assert (Registration.objects.count(), Person.objects.count()) == (1, 1)
    assert [answer.status_code for answer in answers] == [302, 302]


def test_the_form_is_never_taken_from_the_browser_s_store(kepling: factories.SignedIn) -> None:
    assert "no-store" in kepling.get(FORM)["Cache-Control"]


def test_the_key_of_drafts_is_the_account_s_and_its_password_s(
    city: City, here: int, kepling: factories.SignedIn
) -> None:
    def key(client: Client) -> str:
        return str(client.get(FORM).context["draft_key"])

    assert key(kepling) == key(kepling)
    user = kepling.holding.user
    assert key(kepling) != key(factories.sign_in("kepling", factories.lingkungan(city, 1)))
    before = key(kepling)
    user.set_password(f"rekaan-{uuid.uuid4()}")
    user.save()
    kepling.force_login(user)
    assert key(kepling) != before


def test_the_text_of_consent_is_a_page_to_print(kepling: factories.SignedIn) -> None:
    page = text(kepling.get("/persetujuan/1/"))
    assert "Saya setuju data saya disimpan" in page
    assert "Hak Anda" in page
    assert kepling.get("/persetujuan/99/").status_code == 404
    kepling.cookies["django_language"] = "en"
    assert "Your rights" in text(kepling.get("/persetujuan/1/"))
