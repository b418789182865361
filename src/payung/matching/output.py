"""Links, reviews and clusters as CSV files, in order of their ids."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from payung.matching.block.keys import Rows
from payung.matching.run import Found

LARGEST_WRITTEN = 1_000  # records of one person of whom all pairs are written
THROUGH = "through others of the cluster"
_DECISION = "CASE WHEN p.match THEN 'match' ELSE 'review' END AS decision"
_PROBABILITY = "round(p.probability, 6) AS probability"


def digest(base: DuckDBPyConnection, table: str) -> tuple[int, int, int]:
    """What a table holds, in whatever order: rows, and sums that hardly two tables share.

    The first sum leaves the ids out, which may be row numbers.
    """
    rows, content, every = base.execute(
        "SELECT count(*), bit_xor(said), bit_xor(hash(said, rec_id)) "
        f"FROM (SELECT hash(*columns(* EXCLUDE (rec_id))) AS said, rec_id FROM {table})"
    ).fetchall()[0]
    return int(rows), int(content or 0), int(every or 0)


def write_links(base: DuckDBPyConnection, tables: Sequence[str], found: Found, path: Path, *, swapped: bool) -> None:
    """left_id, right_id, probability, decision, rule; `swapped`: the first table is the right side."""
    _register_pairs(base, found)
    one, other = ("b", "a") if swapped else ("a", "b")
    _copy(
        base,
        f"SELECT {one}.rec_id AS left_id, {other}.rec_id AS right_id, {_PROBABILITY}, {_DECISION}, p.rule "
        f"FROM pairs_found AS p JOIN {tables[0]} AS a ON a.place = p.one JOIN {tables[1]} AS b ON b.place = p.other "
        "ORDER BY left_id, right_id",
        path,
    )
    base.unregister("pairs_found")


def write_within(base: DuckDBPyConnection, table: str, found: Found, path: Path) -> None:
    """The same of one roster, the smaller id on the left, with the cluster: its smallest id, empty for reviews.

    All pairs of a cluster are written, those too that only others of it hold together.
    """
    left, right, least = _closed(found)
    base.register("closed", {"one": left, "other": right, "least": least})
    _register_pairs(base, found)
    _register_persons(base, "first_of", found.persons[0])
    _copy(
        base,
        "WITH listed AS (SELECT coalesce(p.one, c.one) AS one, coalesce(p.other, c.other) AS other, "
        "greatest(coalesce(p.probability, 0), coalesce(c.least, 0)) AS probability, c.one IS NOT NULL AS match, "
        f"CASE WHEN p.match THEN p.rule WHEN c.one IS NOT NULL THEN '{THROUGH}' ELSE p.rule END AS rule "
        "FROM pairs_found AS p FULL JOIN closed AS c ON c.one = p.one AND c.other = p.other), "
        f"least_id AS (SELECT f.first, min(t.rec_id) AS cluster FROM first_of AS f JOIN {table} AS t USING (place) "
        "GROUP BY f.first) "
        "SELECT least(a.rec_id, b.rec_id) AS left_id, greatest(a.rec_id, b.rec_id) AS right_id, "
        f"{_PROBABILITY}, {_DECISION}, p.rule, CASE WHEN p.match THEN l.cluster END AS cluster "
        f"FROM listed AS p JOIN {table} AS a ON a.place = p.one JOIN {table} AS b ON b.place = p.other "
        "JOIN first_of AS f ON f.place = p.one JOIN least_id AS l ON l.first = f.first ORDER BY left_id, right_id",
        path,
    )
    for name in ("closed", "pairs_found", "first_of"):
        base.unregister(name)


def write_clusters(base: DuckDBPyConnection, sides: Sequence[tuple[str, str]], found: Found, path: Path) -> None:
    """side, id, cluster of every record of whom there is another in its roster; the cluster is the smallest id."""
    queries = []
    for place, (side, table) in enumerate(sides):
        _register_persons(base, f"first_{place}", found.persons[place])
        queries.append(
            f"SELECT '{side}' AS side, t.rec_id AS id, "
            "min(t.rec_id) OVER (PARTITION BY f.first) AS cluster, count(*) OVER (PARTITION BY f.first) AS size "
            f"FROM {table} AS t JOIN first_{place} AS f USING (place)"
        )
    every = " UNION ALL ".join(f"({query})" for query in queries)
    _copy(base, f"SELECT side, id, cluster FROM ({every}) WHERE size > 1 ORDER BY side, cluster, id", path)
    for place in range(len(sides)):
        base.unregister(f"first_{place}")


def _closed(found: Found) -> tuple[Rows, Rows, NDArray[np.float64]]:
    """All pairs of each cluster, and the least probability of the links that hold it together."""
    first = found.persons[0]
    left, right = found.left[found.match], found.right[found.match]
    least = np.ones(len(first))
    np.minimum.at(least, first[left], found.probability[found.match])
    sizes = np.bincount(first, minlength=len(first))
    order = np.argsort(first, kind="stable").astype(np.int32)
    ones, others = [left[:0]], [right[:0]]
    starts = np.cumsum(sizes) - sizes
    for size in np.unique(sizes[(sizes > 1) & (sizes <= LARGEST_WRITTEN)]):
        begin = starts[sizes == size]
        i, j = np.triu_indices(size, 1)
        ones.append(order[(begin[:, None] + i).ravel()])
        others.append(order[(begin[:, None] + j).ravel()])
    one, other = np.concatenate(ones), np.concatenate(others)
    return one, other, least[first[one]]


def _register_pairs(base: DuckDBPyConnection, found: Found) -> None:
    columns = {"one": found.left, "other": found.right, "probability": found.probability}
    base.register("pairs_found", {**columns, "match": found.match, "rule": found.rule})


def _register_persons(base: DuckDBPyConnection, name: str, first: Rows) -> None:
    base.register(name, {"place": np.arange(len(first), dtype=np.int64), "first": first})


def _copy(base: DuckDBPyConnection, query: str, path: Path) -> None:
    target = str(path).replace("'", "''")
    base.execute(f"COPY ({query}) TO '{target}' (FORMAT csv, HEADER)")
