"""Which records an error befalls: at the rate of the profile, more often where the clerk is careless.

Every record has a carelessness, drawn once, and every office one of its own; errors therefore stand together.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from tests.matching.invented.profiles import Profile
from tests.matching.invented.randomness import integers, stream

Ints = NDArray[np.int64]
Texts = NDArray[np.object_]
Mask = NDArray[np.bool_]
Kind = Callable[[str, int], str]
MOST = 0.97  # no error is certain, however careless the clerk
WORST = 8.0  # times as careless as the mean, no more


def carelessness(rng: np.random.Generator, office: Ints, *, records: float, offices: float) -> NDArray[np.float64]:
    """A factor a record with mean one: its own times its office's; both are spreads of a lognormal."""
    of_office = np.exp(offices * rng.standard_normal(int(office.max()) + 1))
    factor = np.exp(records * rng.standard_normal(office.size)) * of_office[office]
    factor = np.minimum(factor / factor.mean(), WORST)
    return np.asarray(factor / factor.mean(), dtype=np.float64)


def scaled(rate: float, factor: NDArray[np.float64]) -> NDArray[np.float64]:
    """Chances in proportion to `factor` whose mean is `rate`, none above MOST."""
    chances: NDArray[np.float64] = np.minimum(rate * factor / factor.mean(), MOST)
    for _ in range(12):
        mean = float(chances.mean())
        if mean > 0.999 * rate:
            break
        chances = np.minimum(chances * (rate / mean), MOST)
    return chances


class Spoiler:
    """Spoils the columns of one roster and remembers what befell which row."""

    def __init__(self, profile: Profile, *, seed: int, roster: str, office: Ints) -> None:
        self.profile = profile
        self.seed = seed
        self.roster = roster
        self.rows = office.size
        self.befell: dict[tuple[str, str], Ints] = {}
        rng = stream(seed, roster, "carelessness")
        self.factor = carelessness(rng, office, records=profile.records_differ, offices=profile.offices_differ)

    def stream(self, column: str, kind: str) -> np.random.Generator:
        """The random numbers of one kind of error in this roster."""
        return stream(self.seed, self.roster, column, kind)

    def hit(self, column: str, kind: str, *, among: Ints | None = None, evenly: bool = False) -> Ints:
        """The rows that this kind befalls, at its rate among the rows it can befall (all where not told).

        `evenly` is for what no clerk can help: it befalls the careless no more often than the careful.
        """
        rate = self.profile.rate(column, kind)
        among = np.arange(self.rows) if among is None else among
        if rate <= 0 or not among.size:
            return np.empty(0, dtype=np.int64)
        chances = np.full(among.size, rate) if evenly else scaled(rate, self.factor[among])
        rows = among[self.stream(column, kind).random(among.size) < chances]
        self.befell[column, kind] = rows
        return rows

    def spoil(self, texts: Texts, column: str, kind: str, how: Kind, *, among: Ints | None = None) -> None:
        """One kind of error on a column, in place; rows without a text are left alone."""
        rows = self.hit(column, kind, among=among)
        choices = integers(self.stream(column, f"{kind}: how"), rows.size)
        changed = []
        for row, r in zip(rows.tolist(), choices, strict=True):
            old = texts[row]
            if old and (new := how(old, r)) != old:
                texts[row] = new
                changed.append(row)
        self.befell[column, kind] = np.array(changed, dtype=np.int64)

    def blank(self, texts: Texts, column: str, *, with_it: Texts | None = None) -> None:
        """Take the value away, at the rate of the roster; `with_it` is a column that goes along."""
        rows = self.hit(column, f"missing_{self.roster}")
        texts[rows] = None
        if with_it is not None:
            with_it[rows] = None
