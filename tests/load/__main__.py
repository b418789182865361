"""Runs every benchmark and writes docs/reference/benchmarks.md: `make bench`, or `python -m tests.load [--quick]`."""

import argparse
import datetime as dt
from pathlib import Path

from tests.load import bench_export, bench_import, bench_pages, measuring

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `make bench` (about half an hour) on {day}. Machine: {machine}.

Everybody is invented; each size has a throw-away PostgreSQL of its own. Figures are the median, with the least and the
most in brackets.

"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, printed only: to see that it works")
    parser.add_argument("--people", nargs="+", type=int, default=[37_058, 100_000, 1_000_000])
    parser.add_argument("--downloads", nargs="+", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--rows", nargs="+", type=int, default=[1_000, 10_000, 50_000])
    given = parser.parse_args()
    head = HEAD.format(day=dt.date.today().isoformat(), machine=measuring.machine())  # noqa: DTZ011 - the reader's day
    if given.quick:
        print(head, bench_import.section([1_000], 1), bench_pages.section([2_000], 5), bench_export.section([2_000]))
        return
    sections = [
        bench_import.section(given.rows, 3),
        bench_pages.section(given.people, 40),
        bench_export.section(given.downloads),
    ]
    PAGE.write_text(head + "\n".join(sections))


if __name__ == "__main__":
    main()
