"""Server time and number of queries of each page, and what row-level security costs: invented people.

Each size has a database of its own. The pages are asked once more in the owner's name, to whom row-level security does
not apply: the ratio is its price.
"""

import json
import statistics
import sys
import time
from typing import Any

from tests.load import measuring

KELURAHAN = 12_710_110_010_000
# the head takes an office that the invented city leaves vacant
PLACES = {"kepling": 12_710_110_070_007, "lurah": KELURAHAN, "camat": 12_710_100_000_000}
PAGES = {
    "home, head": ("kepling", "/beranda/"),
    "home, lurah": ("lurah", "/beranda/"),
    "home, camat": ("camat", "/beranda/"),
    "home, manager": ("manager", "/beranda/"),
    "home, agency": ("clerk", "/beranda/"),
    "home, mayor": ("mayor", "/beranda/"),
    "home, administrator": ("administrator", "/beranda/"),
    "notices": ("manager", "/pemberitahuan/"),
    "campaign, city": ("manager", "/kampanye/"),
    "campaign, kecamatan": ("mayor", "/kampanye/12710100000000/"),
    "campaign, kelurahan": ("lurah", "/kampanye/"),
    "campaign, lingkungan": ("mayor", f"/kampanye/{KELURAHAN + 3}/"),
    "pace, city": ("mayor", "/kampanye/12710000000000/laju/"),
    "who stays, city": ("mayor", "/kampanye/12710000000000/bertahan/"),
    "kecamatan compared": ("mayor", "/kampanye/12710000000000/banding/"),
    "kelurahan compared": ("mayor", "/kampanye/12710000000000/banding/?tingkat=kelurahan"),
    "who stays, kelurahan": ("lurah", f"/kampanye/{KELURAHAN}/bertahan/"),
    "one-page report, city": ("mayor", "/kampanye/12710000000000/laporan/"),
    "registrations, city": ("manager", "/pendaftaran/"),
    "registrations, one state": ("manager", "/pendaftaran/?keadaan=returned"),
    "registrations, grace": ("manager", "/pendaftaran/?perlindungan=grace&per=2025-09"),
    "registrations, kelurahan": ("lurah", "/pendaftaran/"),
    "registrations by name, city": ("manager", "/pendaftaran/?urut=nama"),
    "registrations by place, city": ("manager", "/pendaftaran/?urut=tempat"),
    "registrations by name, one state": ("manager", "/pendaftaran/?urut=nama&keadaan=returned"),
    "registrations by name, kelurahan": ("lurah", "/pendaftaran/?urut=nama"),
    "give a list to a group, city": ("manager", "/pendaftaran/kelompokkan/?keadaan=returned"),
    "given to groups lately": ("manager", "/kelompok/baru-masuk/"),
    "saved filters": ("manager", "/pendaftaran/saringan/"),
    "decide on a list, kelurahan": ("lurah", "/pendaftaran/putuskan/?keadaan=submitted"),
    "own decisions": ("lurah", "/periksa-pendaftaran/keputusan/"),
    "verification": ("lurah", "/periksa-pendaftaran/"),
    "possible duplicates, city": ("manager", "/kemungkinan-ganda/"),
    "possible duplicates, kelurahan": ("lurah", "/kemungkinan-ganda/"),
    "a worker": ("manager", "/pekerja/{person}/"),
    "first payments, city": ("manager", "/iuran-pertama/"),
    "first payments, kelurahan": ("lurah", "/iuran-pertama/"),
    "outstanding": ("manager", "/setoran/belum-selesai/"),
    "form": ("lurah", "/daftar/"),
    "rosters": ("manager", "/daftar-nama/"),
    "batches": ("manager", "/berkas/"),
    "the insurer's files": ("manager", "/data-bpjs/"),
    "groups": ("manager", "/kelompok/"),
    "a group": ("manager", "/kelompok/{group}/"),
    "members of a group": ("manager", "/pendaftaran/?kelompok={group}"),
    "offices": ("administrator", "/pejabat/"),
    "account letters, city": ("administrator", f"/pejabat/{KELURAHAN // 10**10 * 10**10}/surat/"),
    "account letters, kecamatan": ("administrator", f"/pejabat/{KELURAHAN // 10**8 * 10**8}/surat/"),
    "vacant offices, city": ("mayor", "/kepala-lingkungan/"),
    "a lingkungan and its heads": ("lurah", f"/kepala-lingkungan/{KELURAHAN + 3}/"),
    "log of disclosures": ("data_protection_officer", "/catatan/"),
    "home, insurer": ("insurer_officer", "/bpjs/"),
    "registrations, insurer": ("insurer_officer", "/pendaftaran/"),
    "registrations by name, insurer": ("insurer_officer", "/pendaftaran/?urut=nama"),
    "registrations, camat": ("camat", "/pendaftaran/"),
    "registrations, head": ("kepling", "/pendaftaran/"),
    "next batch": ("manager", "/berkas/baru/"),
    "places of branches": ("manager", "/berkas/wilayah-cabang/"),
    "people under two branches": ("manager", "/data-bpjs/dua-cabang/"),
    "people under two branches, insurer": ("insurer_officer", "/data-bpjs/dua-cabang/"),
    "cities of the province": ("regional_reader", "/provinsi/"),
    "hand-overs": ("manager", "/setoran/"),
    "agencies": ("administrator", "/pejabat/instansi/"),
    "helpers": ("kepling", "/pembantu/"),
    "jobs": ("administrator", "/proses/"),
    "search by name, city (posted)": ("manager", "/pendaftaran/cari/"),
    "search by name, kelurahan (posted)": ("lurah", "/pendaftaran/cari/"),
    "question about an unknown NIK (posted)": ("lurah", "/daftar/nik/"),
    "question about a NIK of the city (posted)": ("lurah", "/daftar/nik/"),
    "duplicates while typing (posted)": ("lurah", "/daftar/serupa/"),
    "contribution while typing (posted)": ("lurah", "/daftar/iuran/"),
}
KNOWN_NIK, UNKNOWN_NIK = "1271011705850003", "1271011705850004"
ALIKE = {"name": "Rekaan Samosir", "birth_date": "17-05-1985", "phone": "081266660000", "mother_name": "Rekaan Manalu"}
# what is sent where a page is asked by POST
SENT: dict[str, dict[str, str]] = {
    "search by name, city (posted)": {"nama": "siti lubis"},
    "search by name, kelurahan (posted)": {"nama": "siti lubis"},
    "question about an unknown NIK (posted)": {"nik": UNKNOWN_NIK},
    "question about a NIK of the city (posted)": {"nik": KNOWN_NIK},
    "duplicates while typing (posted)": ALIKE,
    "contribution while typing (posted)": {"income": "1200000", "occupation": "pedagang", "payment_months": "3"},
}


def one_size(people: int, runs: int) -> None:
    """Fill a database and ask for every page; the answer is a line of JSON."""
    from payung.apps.people.models import Person
    from payung.apps.territory.models import City
    from tests.load import campaign_rows

    city = campaign_rows.fill(people).city_id
    group = _grouped(City.objects.get(pk=city))
    _known(City.objects.get(pk=city))
    roles = {role for role, _ in PAGES.values()}
    clients = {role: _signed_in(role, city) for role in roles}
    person = Person._base_manager.using("owner").values_list("pk", flat=True)[0]
    asked = {
        name: _asked(clients[role], url.format(person=person, group=group), runs, SENT.get(name))
        for name, (role, url) in PAGES.items()
    }
    print(json.dumps(asked))


def _signed_in(role: str, city: int) -> Any:
    """The insurer's officer sees what belongs to a branch: here all that the insurer was sent."""
    from payung.apps.territory.models import Branch
    from tests import factories

    branch = Branch.objects.get(city_id=city) if role == "insurer_officer" else None
    return factories.sign_in(role, PLACES.get(role, city), branch=branch)


def _known(city: Any) -> None:
    """Somebody in another kelurahan whose NIK is asked for."""
    from tests import factories

    with factories.as_system(city) as opened:
        place = KELURAHAN + 20_000 + 1
        factories.registration(place, opened, person=factories.person(place, opened, nik=KNOWN_NIK))


def _grouped(city: Any) -> Any:
    """Every hundredth registration is of the first of ten groups, the next hundredth of the second; the first one's id."""
    from payung.apps.enrolment.models import Group, Registration
    from tests import factories
    from tests.load import campaign_rows

    with factories.as_system(city):
        place = {"city": city, "area_id": city.pk, "registered_by_id": 0, "kind": "drivers"}
        groups = [Group.objects.create(name=f"Kelompok {number}", **place) for number in range(10)]
        ids = list(Registration.objects.order_by("id").values_list("pk", flat=True))
        for number, group in enumerate(groups):
            Registration.objects.filter(pk__in=ids[number::100]).update(group=group)
    campaign_rows.vacuum()
    return groups[0].pk


def _asked(client: Any, url: str, runs: int, sent: dict[str, str] | None) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def ask() -> int:
        answer = client.get(url) if sent is None else client.post(url, sent, headers={"HX-Request": "true"})
        return int(answer.status_code)

    for _ in range(3):
        assert ask() == 200, url
    with CaptureQueriesContext(connection) as queries:
        ask()
        asked = len(queries)
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        ask()
        times.append((time.perf_counter() - start) * 1000)
    return {"times": times, "queries": asked}


def section(sizes: list[int], runs: int) -> str:
    """The tables of all sizes."""
    text = ["## Pages\n", f"Milliseconds on the server, {runs} requests each, signed in as who uses the page.\n"]
    for people in sizes:
        words = (str(people), str(runs))
        guarded, free = (measuring.in_fresh_database(__name__, *words, owner=owner) for owner in (False, True))
        text.append(f"### {people:,} people\n")
        text.append(measuring.table(HEADINGS, [_row(*entry, free) for entry in guarded.items()]))
    return "\n".join(text)


HEADINGS = ("page", "median (least–most)", "p95", "queries", "against no row-level security")


def _row(name: str, page: dict[str, Any], free: dict[str, Any]) -> list[str]:
    times = page["times"]
    ratio = statistics.median(times) / statistics.median(free[name]["times"])
    return [name, measuring.middle(times, 0), f"{measuring.p95(times):.0f}", str(page["queries"]), f"× {ratio:.2f}"]


if __name__ == "__main__":
    measuring.prepare()
    one_size(*map(int, sys.argv[1:]))
