"""How long the campaign's pages take on the server, with how many queries: invented people, a throw-away database.

    python -m tests.load.bench_campaign [--people 37058 100000 1000000] [--runs 40]

Each size has a database of its own. The pages are asked once more in the owner's name, to whom row-level security does
not apply: the difference is its price.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

KELURAHAN = 12_710_110_010_000
PAGES = {
    "city (mayor)": ("mayor", "/kampanye/"),
    "kecamatan (mayor)": ("mayor", "/kampanye/12710100000000/"),
    "kelurahan (mayor)": ("mayor", f"/kampanye/{KELURAHAN}/"),
    "lingkungan (mayor)": ("mayor", f"/kampanye/{KELURAHAN + 3}/"),
    "own kelurahan (lurah)": ("lurah", "/kampanye/"),
}


def _prepare() -> None:
    """The schema as the owner makes it; then the role in whose name the pages are asked."""
    import django

    django.setup()
    from django.db import connections

    from payung.config.environment import database
    from payung.shared import vault
    from tests import testing_database

    vault.use_folder(Path(os.environ["PAYUNG_KEYS"]))
    testing_database.prepare(os.environ["BENCH_APP"], os.environ["BENCH_OWNER"])
    connections.settings["default"].update(database(os.environ["BENCH_ASKED_BY"]))


def one_size(people: int, runs: int) -> None:
    """Fill a database and ask for every page; the answer is a line of JSON."""
    from django.conf import settings

    from tests import factories
    from tests.load import campaign_rows

    settings.ALLOWED_HOSTS = ["*"]
    start = time.perf_counter()
    city = campaign_rows.fill(people).city_id
    filled = time.perf_counter() - start
    clients = {"mayor": factories.sign_in("mayor", city), "lurah": factories.sign_in("lurah", KELURAHAN)}
    found = {name: _asked(clients[role], url, runs) for name, (role, url) in PAGES.items()}
    print(json.dumps({"filled": filled, "pages": found}))


def _asked(client: Any, url: str, runs: int) -> dict[str, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(3):
        assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
        asked = len(queries)
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        client.get(url)
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    p95 = times[max(round(len(times) * 0.95) - 1, 0)]
    return {"median": statistics.median(times), "p95": p95, "most": times[-1], "queries": asked}


def in_fresh_database(people: int, runs: int, *, owner: bool) -> dict[str, Any]:
    """One size in a process and a database of its own."""
    from payung.cli.service.embedded import temporary_cluster

    with TemporaryDirectory() as keys, temporary_cluster() as addresses:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "payung.config.settings",
            "PAYUNG_KEYS": keys,
            "BENCH_APP": addresses.app,
            "BENCH_OWNER": addresses.owner,
            "BENCH_ASKED_BY": addresses.owner if owner else addresses.app,
        }
        command = [sys.executable, "-m", "tests.load.bench_campaign", "--one", str(people), "--runs", str(runs)]
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode:
        sys.exit(ended.stderr)
    return dict(json.loads(ended.stdout.strip().splitlines()[-1]))


def report(people: int, guarded: dict[str, Any], unguarded: dict[str, Any]) -> None:
    print(f"\n{people} people (filled in {guarded['filled']:.0f} s)")
    for name, page in guarded["pages"].items():
        free = unguarded["pages"][name]["median"]
        print(
            f"  {name:24} median {page['median']:6.0f} ms  p95 {page['p95']:6.0f} ms  most {page['most']:6.0f} ms"
            f"  {page['queries']} queries   without row-level security {free:6.0f} ms"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", nargs="+", type=int, default=[37_058, 100_000, 1_000_000])
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        _prepare()
        one_size(given.one, given.runs)
        return
    for people in given.people:
        measured = [in_fresh_database(people, given.runs, owner=owner) for owner in (False, True)]
        report(people, *measured)


if __name__ == "__main__":
    main()
