"""A list of a million people downloaded: seconds, first byte, and memory that does not grow with the list.

python -m tests.load.bench_export [--people 100000 1000000]
"""

import argparse
import json
import resource
import time

from tests.load import measuring

MODULE = "tests.load.bench_export"
URL = "/pendaftaran/unduh/"


def one_size(people: int, form: str) -> None:
    """Download the whole city once; the answer is a line of JSON."""
    from tests import factories
    from tests.load import campaign_rows

    city = campaign_rows.fill(people).city_id
    client = factories.sign_in("manager", city)
    client.get("/pendaftaran/")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    response = client.post(URL, {"bentuk": form, "tujuan": "pengukuran beban"})
    assert response.status_code == 200
    assert response.streaming
    parts = iter(response)
    size = len(next(parts))
    first = time.perf_counter() - start
    size += sum(len(part) for part in parts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": time.perf_counter() - start, "first": first, "size": size, "more": peak - before}))


def section(sizes: list[int]) -> str:
    """One table for all sizes and forms."""
    rows = []
    for people in sizes:
        for form in ("csv", "xlsx"):
            found = measuring.in_fresh_database(MODULE, "--one", str(people), "--form", form)
            size = f"{found['size'] / 1024**2:.0f}"
            rows.append(
                [
                    f"{people:,}, {form}",
                    f"{found['seconds']:.0f}",
                    f"{found['first']:.1f}",
                    size,
                    f"{found['more']:.0f}",
                ]
            )
    headings = ("people", "seconds", "first byte after, s", "MiB sent", "memory more than before, MiB")
    return "## Downloads\n\nThe whole list of registrations, once.\n\n" + measuring.table(headings, rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", nargs="+", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--form", default="csv", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        measuring.prepare()
        one_size(given.one, given.form)
    else:
        print(section(given.people))


if __name__ == "__main__":
    main()
