"""A list of a million people downloaded: seconds, first byte, and memory that does not grow with the list."""

import json
import resource
import sys
import time

from tests.load import measuring

URL = "/pendaftaran/unduh/"
DIGITS = (0, 1, 0, 0)


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
            found = measuring.in_fresh_database(__name__, str(people), form)
            cells = (found["seconds"], found["first"], found["size"] / 1024**2, found["more"])
            rows.append([f"{people:,}, {form}", *(f"{cell:.{d}f}" for cell, d in zip(cells, DIGITS, strict=True))])
    headings = ("people", "seconds", "first byte after, s", "MiB sent", "memory more than before, MiB")
    return "## Downloads\n\nThe whole list of registrations, once.\n\n" + measuring.table(headings, rows)


if __name__ == "__main__":
    measuring.prepare()
    one_size(int(sys.argv[1]), sys.argv[2])
