"""Runs every benchmark and writes docs/reference/benchmarks.md: `make bench`, or `python -m tests.load [--quick]`.

`--only rules` measures that section alone and leaves the others as they stand.
"""

import argparse
import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

from tests.load import bench_export, bench_import, bench_pages, bench_rules, measuring, slow_line, together
from tests.load.matching import public_section, rosters_section

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `make bench` (about two and a half hours) on {day}. Machine: {machine}.

Everybody is invented; each size has a throw-away PostgreSQL of its own. Figures are the median, with the least and the
most in brackets.

"""
SECTIONS = ("rosters", "pages", "together", "line", "downloads", "rules", "matching", "matching-public")
ALONE = "Measured alone on {day}; {machine}.\n\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, printed only: to see that it works")
    parser.add_argument("--only", choices=SECTIONS, help="this section alone")
    parser.add_argument("--people", nargs="+", type=int, default=[37_058, 100_000, 1_000_000])
    parser.add_argument("--downloads", nargs="+", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--rows", nargs="+", type=int, default=[1_000, 10_000, 50_000])
    parser.add_argument("--months", nargs="+", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--matched", nargs="+", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--seeds", nargs="+", type=int, default=[5, 3, 2], help="of each size that is matched")
    given = parser.parse_args()
    told = {"day": dt.date.today().isoformat(), "machine": measuring.machine()}  # noqa: DTZ011 - the reader's day
    sections = _sections(given)
    chosen = [given.only] if given.only else list(sections)
    found = {name: sections[name]() for name in chosen}
    if given.quick:
        print(HEAD.format(**told), *found.values())
    elif given.only:
        PAGE.write_text(with_section(PAGE.read_text(), found[given.only], ALONE.format(**told)))
    else:
        PAGE.write_text(HEAD.format(**told) + "\n".join(found.values()))


def _sections(given: argparse.Namespace) -> dict[str, Callable[[], str]]:
    if given.quick:
        return {
            "rosters": lambda: bench_import.section([1_000], 1),
            "pages": lambda: bench_pages.section([2_000], 5),
            "together": lambda: together.section(2_000, 5, 12),
            "line": lambda: slow_line.section(2_000, 1),
            "downloads": lambda: bench_export.section([2_000]),
            "rules": lambda: bench_rules.section([1_000, 10_000], 1, checked=1_000),
            "matching": lambda: rosters_section.section({2_000: 1, 5_000: 2}),
            "matching-public": public_section.section,
        }
    return {
        "rosters": lambda: bench_import.section(given.rows, 3),
        "pages": lambda: bench_pages.section(given.people, 40),
        "together": lambda: together.section(100_000, 50, 120),
        "line": lambda: slow_line.section(100_000, 3),
        "downloads": lambda: bench_export.section(given.downloads),
        "rules": lambda: bench_rules.section(given.months, 5, checked=given.months[-1]),
        "matching": lambda: rosters_section.section(dict(zip(given.matched, given.seeds, strict=False))),
        "matching-public": public_section.section,
    }


def with_section(page: str, section: str, told: str) -> str:
    """The page with one section in the place of its older self, or at the end; `told` says when it was measured."""
    title, _, rest = section.partition("\n\n")
    fresh = f"{title}\n\n{told}{rest}"
    older = re.compile(rf"^{re.escape(title)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    if not older.search(page):
        return f"{page.rstrip()}\n\n{fresh}"
    return older.sub(lambda _: f"{fresh.rstrip()}\n\n", page).rstrip() + "\n"


if __name__ == "__main__":
    main()
