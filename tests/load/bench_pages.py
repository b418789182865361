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
}


def one_size(people: int, runs: int) -> None:
    """Fill a database and ask for every page; the answer is a line of JSON."""
    from payung.apps.people.models import Person
    from payung.apps.territory.models import City
    from tests import factories
    from tests.load import campaign_rows

    city = campaign_rows.fill(people).city_id
    group = _grouped(City.objects.get(pk=city))
    roles = {role for role, _ in PAGES.values()}
    clients = {role: factories.sign_in(role, PLACES.get(role, city)) for role in roles}
    person = Person._base_manager.using("owner").values_list("pk", flat=True)[0]
    asked = {
        name: _asked(clients[role], url.format(person=person, group=group), runs) for name, (role, url) in PAGES.items()
    }
    print(json.dumps(asked))


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


def _asked(client: Any, url: str, runs: int) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(3):
        assert client.get(url).status_code == 200, url
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
        asked = len(queries)
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        client.get(url)
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
