"""Numbers persons carry: NIK (region, birth, serial), telephone, and the insurer's card number (KPJ)."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Texts = NDArray[np.object_]
PREFIXES = np.array(
    "0811 0812 0813 0821 0822 0823 0851 0852 0853 0857 0858 0877 0878 0895 0896 0831 0838 0881".split(), dtype=object
)
NIK_OF_ANOTHER_DAY = 0.012  # persons whose NIK was made with another birth day than the one they use
NIK_OF_OTHER_SEX = 0.004


def texts(numbers: Ints, width: int) -> Texts:
    """Whole numbers as text of so many digits."""
    if not numbers.size:  # NumPy cannot tell the width of nothing
        return np.empty(0, dtype=object)
    return np.strings.zfill(numbers.astype(f"U{width}"), width).astype(object)


def _birth_part(rng: np.random.Generator, birth: Ints, sex: Ints) -> Ints:
    other = rng.random(birth.size) < NIK_OF_ANOTHER_DAY
    days = np.where(other, birth + rng.integers(-500, 500, birth.size), birth).astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    day = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    month = months.astype(np.int64) % 12 + 1
    year = (months.astype("datetime64[Y]").astype(np.int64) + 1970) % 100
    woman = np.where(rng.random(birth.size) < NIK_OF_OTHER_SEX, 1 - sex, sex)
    return np.asarray((day + 40 * woman) * 10_000 + month * 100 + year, dtype=np.int64)


def niks(rng: np.random.Generator, region: Ints, birth: Ints, sex: Ints) -> Texts:
    """NIK of 16 digits, no two alike: `region` is the six-digit code of the kecamatan it was made in.

    The serial counts those of one region and day, so that twins and neighbours differ in its last digit alone.
    """
    prefix = region * 1_000_000 + _birth_part(rng, birth, sex)
    order = np.argsort(prefix, kind="stable")
    ranked = prefix[order]
    first = np.r_[True, ranked[1:] != ranked[:-1]]
    begins = np.maximum.accumulate(np.where(first, np.arange(ranked.size), 0))
    base = np.where(rng.random(ranked.size) < 0.12, rng.integers(1, 9000, ranked.size), 0)[begins]
    serial = np.empty(ranked.size, dtype=np.int64)
    serial[order] = np.arange(ranked.size) - begins + 1 + base
    return texts(prefix * 10_000 + serial, 16)


def family_cards(household: Ints, nik: Texts) -> Texts:
    """Numbers of the family cards (KK), alike within a household: sixteen digits like a NIK, of the day of issue."""
    region = np.array([text[:4] for text in nik], dtype=object)
    day = texts((household % 28 + 1) * 10_000 + (household % 12 + 1) * 100 + household % 14 + 6, 6)
    return np.asarray(region + texts(household % 21 + 1, 2) + day + texts(household * 7 % 9000 + 1, 4), dtype=object)


def phones(rng: np.random.Generator, count: int) -> Texts:
    """Mobile numbers of eleven to twelve digits; one in forty is a landline of the city."""
    rest = texts(rng.integers(10_000_000, 99_999_999, count), 8)
    short = rng.random(count) < 0.2
    rest[short] = [one[:7] for one in rest[short]]
    mobile = PREFIXES[rng.integers(0, PREFIXES.size, count)] + rest
    landline = "0617" + texts(rng.integers(100_000, 999_999, count), 6)
    return np.asarray(np.where(rng.random(count) < 0.025, landline, mobile), dtype=object)


def kpjs(rng: np.random.Generator, count: int) -> Texts:
    """Card numbers of eleven digits, no two alike, in the order of a shuffled pack with gaps."""
    gaps = rng.integers(1, max(2, 8_000_000_000 // max(count, 1)), count)
    numbers = 1_000_000_000 + np.cumsum(gaps)
    rng.shuffle(numbers)
    return texts(numbers, 11)
