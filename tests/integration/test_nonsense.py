"""Whatever stands in an address or is sent to a page, the answer is a page: never an error of ours."""

from uuid import UUID

import pytest
from django.test import Client

from payung.apps.coverage.models import InsurerFile
from payung.apps.enrolment.models import Batch, Registration, Roster
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City
from tests import factories
from tests.factories_campaign import campaign
from tests.filled import fill

KELURAHAN = area_id("12.71.01.1001")
LONG, HUGE, RAISED, NUL = "9" * 4400, "9" * 25, "²", "\0"
EARLIEST, LATEST = "0001-01-01", "9999-12-31"
PLACES = {"lurah": KELURAHAN, "kepling": area_id("12.71.01.1001", 1)}

ADDRESSES = [
    ("manager", "/berkas/", "hal", (LONG, RAISED, "-1")),
    ("manager", "/berkas/baru/?limit=5&area=x", "branch", (LONG, NUL)),
    ("manager", "/berkas/BATCH/", "sesudah", (LONG, RAISED)),
    ("manager", "/berkas/BATCH/", "hasil", (LONG, NUL)),
    ("manager", "/data-bpjs/", "hal", (LONG, RAISED)),
    ("manager", "/data-bpjs/FILE/", "sesudah", (LONG, RAISED)),
    ("manager", "/daftar-nama/", "sebelum", ("2025-13-45T00:00", "2025-01-01T00:00", f"{EARLIEST}T00:00+14:00", NUL)),
    ("manager", "/daftar-nama/ROSTER/", "sesudah", (LONG, RAISED)),
    ("manager", "/daftar-nama/ROSTER/", "code", (LONG, NUL)),
    ("manager", "/kampanye/", "campaign", (LONG, RAISED, NUL)),
    ("manager", "/daftar/", "tempat", (LONG, RAISED * 14, "9" * 14)),
    ("manager", "/pendaftaran/", "tempat", (LONG, "9" * 14, NUL)),
    ("manager", "/pendaftaran/", "dari", (LONG, NUL, f"{EARLIEST}.x")),
    ("manager", "/pendaftaran/", "kepala", (LONG, HUGE)),
    ("manager", "/pendaftaran/", "bulan", (LONG, RAISED)),
    ("manager", "/pendaftaran/", "per", ("9999-12", "1000-01", "2014-01", "2025-٠٩")),
    ("manager", "/pendaftaran/", "sejak", (EARLIEST, LATEST, NUL)),
    ("manager", "/pendaftaran/?segera=due", "hingga", (EARLIEST, LATEST)),
    ("manager", "/pendaftaran/?perlindungan=grace", "per", ("9999-12", "2014-01")),
    ("lurah", "/periksa-pendaftaran/", "satu", (LONG, NUL)),
    ("kepling", "/iuran-pertama/", "dari", (LONG, NUL, f"{EARLIEST}.x", f"{EARLIEST}.{UUID(int=0)}")),
    ("kepling", "/iuran-pertama/", "tampil", (LONG, NUL)),
    ("manager", "/setoran/", "hal", (LONG, RAISED)),
    ("manager", "/setoran/belum-selesai/", "hal", (LONG, RAISED)),
    ("data_protection_officer", "/catatan/", "hari", (EARLIEST, LATEST, NUL)),
    ("data_protection_officer", "/catatan/", "sebelum", (LONG, HUGE, RAISED)),
]
IN_THE_PATH = [
    ("manager", f"/kampanye/{HUGE}/"),
    ("manager", "/kampanye/0/"),
    ("manager", f"/kampanye/atur/{HUGE}/"),
    ("administrator", f"/pejabat/{HUGE}/"),
    ("administrator", f"/pejabat/{HUGE}/tunjuk/"),
    ("administrator", f"/pejabat/masa/{HUGE}/akhiri/"),
    ("administrator", f"/pejabat/masa/{HUGE}/ganti/"),
    ("administrator", f"/pejabat/akun/{HUGE}/"),
    ("administrator", f"/pejabat/akun/{HUGE}/tutup/"),
]
SENT = [
    ("kepling", "/daftar/iuran/", {"income": ("1000000", RAISED, LONG), "payment_months": ("999999999", RAISED, LONG)}),
    ("kepling", "/daftar/nik/", {"nik": (NUL, LONG), "told": (NUL,)}),
    ("kepling", "/daftar/", {"client_id": (NUL, LONG), "name": (NUL,), "income": (RAISED,), "birth_date": (LONG,)}),
    ("kepling", "/setoran/baru/", {"client_id": (NUL, LONG), "receipts": (NUL,), "amount": (RAISED,), "on": (LATEST,)}),
    ("kepling", "/setoran/ambil-alih/", {"dari": (LONG, RAISED, NUL)}),
    ("manager", "/pendaftaran/cari/", {"nama": (NUL, f"A{NUL}", LONG, "\U0010ffff")}),
    ("manager", "/pendaftaran/unduh/", {"tujuan": (NUL,)}),
    ("manager", "/akun-saya/peran/", {"peran": (LONG, RAISED, NUL)}),
    ("manager", "/akun/sessions/", {"session": (LONG, RAISED, NUL)}),
    ("manager", "/daftar-nama/ROSTER/keputusan/", {"back": ("nowhere", "//elsewhere", NUL)}),
    ("manager", "/daftar-nama/ROSTER/keputusan/", {"action": ("take",), "rows": (LONG, RAISED, "999999999")}),
    ("manager", "/kampanye/baru/", {"starts": (EARLIEST, LATEST), "name": (NUL,), "quota": (LONG,)}),
    ("manager", "/berkas/baru/kembalikan/", {"branch": (LONG,), "limit": (HUGE,)}),
    ("administrator", "/pejabat/masa/HOLDING/ganti/", {"starts": (EARLIEST, LATEST), "username": ("a",)}),
    ("administrator", "/pejabat/masa/HOLDING/akhiri/", {"on": (EARLIEST, LATEST, NUL)}),
]


@pytest.fixture
def filled(city: City) -> dict[str, object]:
    fill(city)
    campaign(city)
    holding = factories.hold("camat", area_id("12.71.01"))
    with factories.as_system(city):
        found = {
            model.__name__: model.objects.values_list("pk", flat=True)[0] for model in (Batch, InsurerFile, Roster)
        }
    return {"BATCH": found["Batch"], "FILE": found["InsurerFile"], "ROSTER": found["Roster"], "HOLDING": holding.pk}


def somebody(city: City, role: str) -> Client:
    return factories.sign_in(role, PLACES.get(role, city.area_id))


def named(path: str, filled: dict[str, object]) -> str:
    for word, pk in filled.items():
        path = path.replace(word, str(pk))
    return path


def test_nonsense_in_an_address(city: City, filled: dict[str, object]) -> None:
    clients = {role: somebody(city, role) for role in {role for role, *_ in (*ADDRESSES, *IN_THE_PATH)}}
    for role, path, name, values in ADDRESSES:
        where, _, more = named(path, filled).partition("?")
        said = dict(pair.split("=") for pair in more.split("&") if pair)
        for value in values:
            answer = clients[role].get(where, said | {name: value})
            assert answer.status_code in (200, 404, 422), (path, name, value[:20])
    for role, path in IN_THE_PATH:
        assert clients[role].get(path).status_code == 404, path


@pytest.mark.parametrize(
    ("role", "path", "fields"), SENT, ids=[f"{path} {next(iter(fields))}" for _, path, fields in SENT]
)
def test_nonsense_in_what_is_sent(
    city: City, filled: dict[str, object], role: str, path: str, fields: dict[str, tuple[str, ...]]
) -> None:
    client = somebody(city, role)
    for name, values in fields.items():
        for value in values:
            said = {other: choices[0] for other, choices in fields.items()} | {name: value}
            answer = client.post(named(path, filled), said)
            assert answer.status_code in (200, 302, 422), (name, value[:20])


def test_nothing_at_all_is_sent(city: City, filled: dict[str, object]) -> None:
    assert somebody(city, "kepling").post("/setoran/baru/").status_code == 422


@pytest.mark.parametrize(("version", "reason"), [("1", f"alasan{NUL}uji"), (HUGE, "alasan"), ("0", "alasan")])
def test_nonsense_in_a_decision(city: City, filled: dict[str, object], version: str, reason: str) -> None:
    with factories.as_system(city):
        waiting: UUID = Registration.objects.filter(state="submitted", area_id__gt=KELURAHAN)[0].pk
    key = f"{waiting}:{version}"
    sent = {"langkah": f"kembalikan:{key}", f"alasan-{waiting}": reason}
    answer = somebody(city, "lurah").post("/periksa-pendaftaran/", sent)
    assert answer.status_code == (302 if version == "1" else 404)
