"""Links against the truth: precision, recall, F1 by bound, recall at a precision, and whether the probabilities hold.

Pairs of equal score stand or fall together: no bound lies between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

PRECISE = 0.998
# Between these stated probabilities the observed precision is compared with the mean of what was stated.
BANDS = (0.0, 0.06, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 0.995, 1.0)


@dataclass(frozen=True)
class Band:
    """Pairs whose stated probability lies in one band: how many, the mean stated, the share that was true."""

    low: float
    high: float
    pairs: int
    stated: float
    observed: float


@dataclass(frozen=True)
class Judged:
    """`probability` and `right` of each link, from the most to the least probable; `true` pairs exist."""

    probability: Any
    weight: Any
    right: Any
    true: int

    def figures(self, bounds: Sequence[float] = (0.5, 0.98)) -> dict[str, float]:
        """Best F1 with its precision, recall and bound; F1, precision and recall at each bound; recall at .998."""
        ends = _ends(self.weight)
        hits, kept = np.cumsum(self.right)[ends], ends + 1
        precision, recall = hits / kept, hits / self.true
        f1 = 2 * hits / (kept + self.true)
        if not len(ends):
            return {"f1": 0.0, "precision": 0.0, "recall": 0.0, "bound": 1.0, "recall_at_998": 0.0, "pairs": 0}
        best = int(np.argmax(f1))
        precise = recall[precision >= PRECISE]
        found = {
            "f1": f1[best],
            "precision": precision[best],
            "recall": recall[best],
            "bound": self.probability[ends[best]],
            "recall_at_998": precise.max() if len(precise) else 0.0,
            "errors": kept[best] - hits[best] + self.true - hits[best],
        }
        for bound in bounds:
            count = int(np.sum(self.probability >= bound))
            hit = int(np.sum(self.right[:count]))
            found |= {f"f1_at_{bound}": 2 * hit / (count + self.true), f"precision_at_{bound}": hit / max(count, 1)}
            found[f"recall_at_{bound}"] = hit / self.true
        return {name: float(value) for name, value in found.items()}

    def bands(self) -> list[Band]:
        """Each band that has pairs."""
        found = []
        for low, high in pairwise(BANDS):
            within = (self.probability >= low) & ((self.probability < high) | (high == 1.0))
            if within.any():
                stated, observed = self.probability[within].mean(), self.right[within].mean()
                found.append(Band(low, high, int(within.sum()), float(stated), float(observed)))
        return found


def pooled(runs: Sequence[Sequence[Band]]) -> list[Band]:
    """The bands of several runs read as one, each pair counting once."""
    found: dict[tuple[float, float], list[Band]] = {}
    for band in (band for bands in runs for band in bands):
        found.setdefault((band.low, band.high), []).append(band)
    return [_pooled(low, high, bands) for (low, high), bands in sorted(found.items())]


def _pooled(low: float, high: float, bands: Sequence[Band]) -> Band:
    pairs = sum(band.pairs for band in bands)
    stated, observed = (
        sum(band.pairs * getattr(band, name) for band in bands) / pairs for name in ("stated", "observed")
    )
    return Band(low, high, pairs, stated, observed)


def linked(links: Path, truth: Path) -> Judged:
    """Links between rosters A and B; `truth` has roster, rec_id and person_id."""
    return _judged(
        links, f"SELECT rec_id, person_id AS who, roster FROM '{truth}' WHERE roster IN ('A', 'B')", "A", "B"
    )


def within(links: Path, truth: Path) -> Judged:
    """Pairs within one file, or between two, by the truth's rec_id and cluster; `side` is there when there are two."""
    return _judged(links, f"SELECT rec_id, cluster AS who, side AS roster FROM '{truth}'", *_sides(truth))


def _sides(truth: Path) -> tuple[str, str]:
    sides = [row[0] for row in duckdb.sql(f"SELECT DISTINCT side FROM '{truth}' ORDER BY side").fetchall()]
    return sides[0], sides[-1]


def _judged(links: Path, known: str, left: str, right: str) -> Judged:
    """Pairs that are in no truth at all are wrong, not left out. Within one file each pair counts once."""
    with duckdb.connect() as base:
        base.execute(f"CREATE TABLE known AS {known}")
        base.execute(f"CREATE VIEW one AS SELECT rec_id, who FROM known WHERE roster = '{left}'")
        base.execute(f"CREATE VIEW other AS SELECT rec_id, who FROM known WHERE roster = '{right}'")
        once = "AND one.rec_id < other.rec_id" if left == right else ""
        true = base.execute(f"SELECT count(*) FROM one JOIN other ON one.who = other.who {once}").fetchone()
        columns = base.execute(
            f"""SELECT probability, weight, coalesce(one.who = other.who, false) AS "right"
            FROM '{links}' AS links LEFT JOIN one ON one.rec_id = left_id LEFT JOIN other ON other.rec_id = right_id
            ORDER BY weight DESC, left_id, right_id"""
        ).fetchnumpy()
    return Judged(columns["probability"], columns["weight"], columns["right"].astype(bool), true[0] if true else 0)


def _ends(weight: Any) -> Any:
    """The last place of each run of equal weights in a column that falls."""
    if not len(weight):
        return np.asarray([], dtype=int)
    return np.append(np.flatnonzero(np.diff(weight)), len(weight) - 1)


def closed(links: Path, truth: Path) -> dict[str, float]:
    """The best pairwise F1 when what is linked is taken as one person, whoever linked it (connected components)."""
    with duckdb.connect() as base:
        who = dict(base.execute(f"SELECT rec_id, cluster FROM '{truth}'").fetchall())
        pairs = base.execute(f"SELECT left_id, right_id, probability FROM '{links}' ORDER BY weight DESC").fetchall()
    sizes = np.unique(list(who.values()), return_counts=True)[1]
    true = int(np.sum(sizes * (sizes - 1) // 2))
    return _best_closure(who, pairs, true)


def _best_closure(who: dict[str, str], pairs: Sequence[tuple[str, str, float]], true: int) -> dict[str, float]:
    """Pairs are added from the heaviest; how many pairs and true pairs stand together is kept by group."""
    above: dict[str, str] = {}
    groups = {record: {person: 1} for record, person in who.items()}
    best = {"closed_f1": 0.0, "closed_bound": 1.0, "closed_errors": float(true)}
    kept = hits = 0
    for one, other, probability in pairs:
        a, b = _root(above, one), _root(above, other)
        if a == b:
            continue
        if sum(groups[a].values()) < sum(groups[b].values()):
            a, b = b, a
        kept += sum(groups[a].values()) * sum(groups[b].values())
        hits += sum(count * groups[a].get(person, 0) for person, count in groups[b].items())
        above[b] = a
        for person, count in groups.pop(b).items():
            groups[a][person] = groups[a].get(person, 0) + count
        f1 = 2 * hits / (kept + true)
        if f1 > best["closed_f1"]:
            best = {"closed_f1": f1, "closed_bound": probability, "closed_errors": float(kept + true - 2 * hits)}
    return best


def _root(above: dict[str, str], record: str) -> str:
    while record in above:
        above[record] = record = above.get(above[record], above[record])
    return record
