"""Whether the links are the same whatever the order of rows, the side a roster stands on, and the number of cores."""

from collections.abc import Callable
from pathlib import Path

import duckdb

from tests.load import measuring
from tests.load.matching.engines import payung
from tests.load.matching.roster_sets import RosterSet

Links = set[tuple[str, str, str, str]]


def differing(at: RosterSet, place: Path) -> dict[str, int | None]:
    """Links (with probability and decision) in one of the two and not in the other; None: it did not run."""
    base = _links(at.raw, place / "plain.parquet")
    found: dict[str, int | None] = {}
    tried: dict[str, Callable[[], Links | None]] = {
        "the same again": lambda: _links(at.raw, place / "again.parquet"),
        "rows in another order": lambda: _links(_shuffled(at, place), place / "shuffled.parquet"),
        "sides swapped": lambda: _swapped(_links(at.raw[::-1], place / "swapped.parquet")),
        "one core instead of all": lambda: _links(at.raw, place / "one.parquet", cores=1),
    }
    for name, attempt in tried.items():
        links = attempt()
        found[name] = None if base is None or links is None else len(base ^ links)
    return found


def table(found: dict[str, int | None]) -> str:
    rows = [[name, "failed" if count is None else f"{count:,}"] for name, count in found.items()]
    return measuring.table(("changed", "links that differ"), rows)


def _links(files: tuple[Path, ...], links: Path, *, cores: int | None = None) -> Links | None:
    run = payung(files, links, cores=cores)
    if not run.links:
        return None
    read = f"SELECT left_id, right_id, probability, decision FROM read_csv('{links.with_suffix('.csv')}', all_varchar = true)"
    return set(duckdb.sql(read).fetchall())


def _swapped(links: Links | None) -> Links | None:
    return links and {(right, left, probability, decision) for left, right, probability, decision in links}


def _shuffled(at: RosterSet, place: Path) -> tuple[Path, ...]:
    made = []
    for path in at.raw:
        made.append(place / f"shuffled_{path.name}")
        duckdb.sql(f"COPY (FROM '{path}' ORDER BY md5(rec_id || 'another order')) TO '{made[-1]}' (FORMAT parquet)")
    return tuple(made)
