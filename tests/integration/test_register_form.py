"""The form for one worker: what it takes, what it sends back with everything typed still in it, and what it says."""

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client

from payung.apps.audit.models import Disclosure
from payung.apps.enrolment.models import Registration, StateChange
from payung.apps.people.models import Person
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import Area, City
from tests import factories
from tests.factories_registering import FORM, errors, seen, text, typed

AGES = {"child": dt.date(2009, 1, 1), "old": dt.date(1959, 10, 1), "sixty_five": dt.date(1960, 5, 17)}


@pytest.fixture
def here(city: City) -> int:
    return factories.lingkungan(city)


@pytest.fixture
def kepling(here: int) -> Client:
    return factories.sign_in("kepling", here)


def one(city: City) -> tuple[Registration, Person]:
    with factories.as_system(city):
        registration = Registration.objects.select_related("person").get()
    return registration, registration.person


def test_a_worker_is_registered_with_everything_the_insurer_asks_for(city: City, here: int, kepling: Client) -> None:
    form = typed(
        here, email="rekaan@contoh.id", programmes="JKK,JKM,JHT", payment_months="3", occupation_2="tukang jahit"
    )
    answer = kepling.post(FORM, form)
    registration, person = one(city)
    assert (answer.status_code, answer["Location"]) == (302, f"/daftar/selesai/{registration.pk}/")
    assert (registration.state, str(registration.pk), registration.area_id) == ("submitted", form["client_id"], here)
    assert (registration.programmes, registration.payment_months) == ("JKK,JKM,JHT", 3)
    assert (registration.monthly_income_idr, registration.transport) == (1_000_000, True)
    assert (registration.occupation, registration.occupation_2) == ("ojek online", "tukang jahit")
    assert (person.name, person.sex, person.birth_date) == (form["name"].upper(), "F", dt.date(1985, 5, 17))
    with factories.as_system(city) as opened:
        stored = json.loads(opened.vault.open("heir", registration.heir))
        sealed = {
            name: opened.vault.open(name, getattr(person, name)) for name in ("nik", "mother_name", "phone", "email")
        }
    assert stored == [{"name": "Rekaan Waris", "relation": "anak", "phone": ""}]
    said = {name: form[name] for name in ("nik", "mother_name", "email")}
    assert sealed == said | {"phone": f"+62{form['phone'][1:]}"}
    assert form["name"].upper() in text(kepling.get(answer["Location"]))


def test_sent_twice_it_is_registered_once_and_answered_alike(city: City, here: int, kepling: Client) -> None:
    form = typed(here)
    assert kepling.post(FORM, form)["Location"] == kepling.post(FORM, form)["Location"]
    with factories.as_system(city):
        assert (Registration.objects.count(), StateChange.objects.count()) == (1, 1)


def test_what_the_nik_tells_is_shown_while_typing(city: City, kepling: Client) -> None:
    answer = kepling.post("/daftar/nik/", {"nik": "12.7101.570585.0003"}, headers={"HX-Request": "true"})
    assert "17-05-1985" in answer.content.decode()
    assert 'value="F" id="id_sex_0" checked' in " ".join(answer.content.decode().split()).replace(" required", "")
    assert "Medan Kota, Kota Medan" in text(answer)
    wrong = kepling.post("/daftar/nik/", {"nik": "127101570585000"}, headers={"HX-Request": "true"})
    assert "NIK tidak 16 angka" in text(wrong)
    assert "15 angka" in text(wrong)


@pytest.mark.parametrize(
    ("typed_nik", "said"),
    [
        ("127101570585000", "tidak 16 angka"),
        ("1271015705850000", "0000"),
        ("9971015705850003", "bukan kode provinsi"),
        ("1271019905850003", "Tanggal lahir di dalam NIK"),
        ("1,27101E+15", "NIK tersimpan sebagai bilangan"),
        ("", "Belum diisi"),
    ],
)
def test_a_wrong_nik_is_named_at_its_field_and_nothing_typed_is_lost(
    city: City, here: int, kepling: Client, typed_nik: str, said: str
) -> None:
    answer = kepling.post(FORM, typed(here, nik=typed_nik, address="Gang Rekaan Buntu 7", birth_date="17-05-1985"))
    assert said in " ".join(errors(answer)["nik"])
    assert "Gang Rekaan Buntu 7" in answer.content.decode()
    assert answer.content.decode().count(said) >= 2  # in the summary and at the field
    with factories.as_system(city):
        assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("phone", "12", "Nomor telepon tidak mungkin benar"),
        ("birth_date", "31-02-1980", "bukan tanggal"),
        ("birth_date", "01-01-2030", "belum terjadi"),
        ("occupation", "PNS", "Pegawai negeri"),
        ("occupation", "-", "Pekerjaan belum diisi"),
        ("postcode", "20 21", "5 angka"),
        ("name", "", "Belum diisi"),
        ("mother_name", "", "Belum diisi"),
        ("income", "", "Belum dipilih"),
        ("area", "12710210010001", "Pilihan ini tidak ada"),
        ("consent", None, "Bacakan kalimat ini"),
        ("email", "bukan surel", "email"),
    ],
)
def test_each_field_says_what_is_wrong(
    city: City, here: int, kepling: Client, field: str, value: Any, said: str
) -> None:
    answer = kepling.post(FORM, typed(here, **{field: value}))
    assert said in " ".join(errors(answer)[field])


@pytest.mark.parametrize(("age", "said"), [("child", "Umur belum cukup"), ("old", "Umur melewati batas")])
def test_who_is_too_young_or_too_old_is_refused(city: City, here: int, kepling: Client, age: str, said: str) -> None:
    answer = kepling.post(FORM, typed(here, born=AGES[age], note="tetap saja"))
    assert said in errors(answer)["birth_date"][0]


def test_who_is_65_needs_a_note_for_the_lurah(city: City, here: int, kepling: Client) -> None:
    form = typed(here, born=AGES["sixty_five"])
    assert "note" in errors(kepling.post(FORM, form))
    assert kepling.post(FORM, form | {"note": "Masih berdagang tiap hari."}).status_code == 302
    with factories.as_system(city):
        assert StateChange.objects.order_by("-id").first().reason == "Masih berdagang tiap hari."


def test_a_date_that_differs_from_the_nik_needs_a_note(city: City, here: int, kepling: Client) -> None:
    answer = kepling.post(FORM, typed(here, birth_date="18-05-1985"))
    assert "Tanggal lahir berbeda dengan NIK" in text(answer)
    assert "note" in errors(answer)


def test_day_and_month_that_could_be_either_way_follow_the_nik(city: City, here: int, kepling: Client) -> None:
    kepling.post(FORM, typed(here, born=dt.date(1985, 4, 3), birth_date="04-03-1985"))
    assert one(city)[1].birth_date == dt.date(1985, 4, 3)


def test_a_possible_duplicate_here_is_named_and_a_note_goes_on(city: City, here: int, kepling: Client) -> None:
    with factories.as_system(city) as opened:
        alike = factories.person(here, opened, name="SITTI REKAAN", birth_date=dt.date(1985, 5, 17), sex="F")
    form = typed(here, name="Siti Rekaan")
    first = kepling.post(FORM, form)
    assert f"/pekerja/{alike.pk}/" in first.content.decode()
    assert "nama dan tanggal lahir sama" in text(first)
    assert "Catatan untuk yang memeriksa (boleh kosong)" not in text(first)
    without = kepling.post(FORM, form | {"seen": seen(first)})
    assert "orang yang berbeda" in errors(without)["note"][0]
    unseen = kepling.post(FORM, form | {"note": "sepupunya"})
    assert "alike" in unseen.context
    assert kepling.post(FORM, form | {"seen": seen(first), "note": "sepupunya"}).status_code == 302


def test_a_possible_duplicate_elsewhere_names_nobody_and_is_logged(city: City, here: int, kepling: Client) -> None:
    form = typed(here)
    with factories.as_system(city) as opened:
        other = factories.person(
            factories.lingkungan(city, 4), opened, name="REKAAN TERSEMBUNYI", mother_name=form["mother_name"],
            phone=f"+62{form['phone'][1:]}",
        )  # fmt: skip
    answer = kepling.post(FORM, form)
    assert "Mungkin terdaftar di tempat lain (nomor telepon dan nama ibu sama)" in text(answer)
    assert "TERSEMBUNYI" not in answer.content.decode()
    assert str(other.pk) not in answer.content.decode()
    with factories.as_system(city):
        logged = Disclosure.objects.get()
    assert (logged.kind, logged.role, logged.area_id) == ("lookup", "kepling", here)


def test_a_known_nik_leads_to_its_person_here_and_to_nobody_elsewhere(city: City, here: int, kepling: Client) -> None:
    form, hidden = typed(here), typed(here)
    with factories.as_system(city) as opened:
        known = factories.registration(here, opened, person=factories.person(here, opened, nik=form["nik"])).person
        away = factories.lingkungan(city, 4)
        factories.registration(away, opened, person=factories.person(away, opened, nik=hidden["nik"]))
    here_too, elsewhere = kepling.post(FORM, form), kepling.post(FORM, hidden)
    assert f"/pekerja/{known.pk}/" in here_too.content.decode()
    assert "pihak lain" in errors(elsewhere)["nik"][0]
    assert elsewhere.context["known"] is None


def test_a_member_is_not_registered_again(city: City, here: int, kepling: Client) -> None:
    form = typed(here)
    with factories.as_system(city) as opened:
        factories.member(here, opened, person=factories.person(here, opened, nik=form["nik"]))
    assert "sudah menjadi peserta" in errors(kepling.post(FORM, form))["nik"][0]


def test_dues_are_shown_for_the_chosen_band(city: City, kepling: Client) -> None:
    asked = {"income": "1200000", "occupation": "pedagang", "payment_months": "3", "programmes": "JKK,JKM,JHT"}
    said = text(kepling.post("/daftar/iuran/", asked))
    assert "Iuran Rp42.800 sebulan" in said
    assert "Untuk 3 bulan: Rp128.400" in said
    assert "Pilih penghasilan" in text(kepling.post("/daftar/iuran/", {"income": "seribu"}))


def test_the_city_chooses_kecamatan_and_kelurahan_first(city: City) -> None:
    client = factories.sign_in("manager", city.area_id)
    assert f"?tempat={area_id('12.71.01')}" in client.get(FORM).content.decode()
    assert f"?tempat={area_id('12.71.01.1001')}" in client.get(f"{FORM}?tempat={area_id('12.71.01')}").content.decode()
    form = client.get(f"{FORM}?tempat={area_id('12.71.01.1001')}").content.decode()
    assert 'name="nik"' in form
    assert str(area_id("12.71.01.1001", 2)) in form


def test_kecamatan_are_chosen_by_name_and_not_by_code(city: City) -> None:
    Area.objects.using("owner").filter(pk=area_id("12.71.02")).update(name="Aur")
    page = factories.sign_in("manager", city.area_id).get(FORM).content.decode()
    assert page.index(">Aur<") < page.index(">Medan 01<")


@pytest.mark.parametrize("place", ["12710210010000", "12760100000000", "abc", "1271", "99999999999999"])
def test_a_place_outside_the_territory_is_not_found(city: City, kepling: Client, place: str) -> None:
    assert kepling.get(FORM, {"tempat": place}).status_code == 404


def test_who_may_not_register_is_turned_away(city: City) -> None:
    assert factories.sign_in("camat", area_id("12.71.01")).get(FORM).status_code == 403


@pytest.mark.parametrize(
    ("field", "typed_in", "said"),
    [
        ("mother_name", "999", "Nama ibu kandung harus memuat huruf."),
        ("birth_place", "999", "Tulis nama kota atau kabupaten tempat lahir"),
        ("address", "x", "Tulis alamat seperti di KTP"),
        ("heir_name", "!!", "Nama ahli waris harus memuat huruf."),
        ("name", "123", "Nama lengkap harus memuat huruf."),
        ("occupation", "!!!", "Ini bukan pekerjaan."),
        ("occupation", "123", "Ini bukan pekerjaan."),
    ],
)
def test_nonsense_is_sent_back(here: int, kepling: Client, field: str, typed_in: str, said: str) -> None:
    answer = kepling.post(FORM, typed(here, **{field: typed_in}))
    assert list(errors(answer)) == [field]
    assert errors(answer)[field][0].startswith(said)


@pytest.mark.parametrize(
    ("field", "typed_in", "said"),
    [
        ("mother_name", "4m1", "Nama ibu kandung memuat angka atau tanda yang tidak lazim."),
        ("heir_name", "B0di", "Nama ahli waris memuat angka atau tanda yang tidak lazim."),
        ("mother_name", "x", "Nama ibu kandung hanya satu huruf."),
    ],
)
def test_an_unusual_name_needs_a_note(
    city: City, here: int, kepling: Client, field: str, typed_in: str, said: str
) -> None:
    form = typed(here, **{field: typed_in})
    answer = kepling.post(FORM, form)
    assert list(errors(answer)) == ["note"]
    assert said in text(answer)
    assert kepling.post(FORM, form | {"note": "Begitu tertulis di KK."}).status_code == 302


def test_what_the_nik_fills_in_is_not_called_optional(here: int, kepling: Client) -> None:
    said = text(kepling.get(FORM))
    assert "Tanggal lahir (terisi dari NIK)" in said
    assert "Jenis kelamin (terisi dari NIK)" in said


def test_a_note_that_is_asked_for_is_not_called_optional(city: City, kepling: Client) -> None:
    assert "Catatan untuk yang memeriksa (boleh kosong)" in text(kepling.get("/daftar/"))
