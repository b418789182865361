"""Where the estimating begins: how often pairs of one person, and pairs of one household, agree in which way.

They count as a few pairs beside those of the rosters at hand, and keep levels from dying out that no pair has yet.
"""

import numpy as np
from numpy.typing import NDArray

from payung.matching.compare import fields as f

Shares = NDArray[np.float64]

_STREET = {"same": (0.45, 0.10, 0.10, 0.10, 0.25), "relative": (0.70, 0.05, 0.05, 0.05, 0.15)}
_BESIDE = {"same": (0.70, 0.30), "relative": (0.80, 0.20)}
_PLACE = {"same": (0.60, 0.10, 0.30, 0.70, 0.30), "relative": (0.80, 0.05, 0.15, 0.85, 0.15)}

SAME = {
    f.NIK.name: (0, 0.80, 0.07, 0.02, 0.02, 0.03, 0.05, 0.01),
    f.DAY.name: (0, 0.78, 0.02, 0.03, 0.04, 0.06, 0.02, 0.02, 0.02, 0.01),
    f.SEX.name: (0, 0.97, 0.03),
    f.NAME.name: (0, 0.50, 0.15, 0.04, 0.08, 0.08, 0.01, 0.02, 0.04, 0.02, 0.06),
    f.MOTHER.name: (0, 0.55, 0.20, 0.10, 0.08, 0.07),
    f.PHONE.name: (0, 0.60, 0.05, 0.35),
    f.KPJ.name: (0, 0.85, 0.05, 0.10),
    f.MAIL.name: (0, 0.75, 0.05, 0.10, 0.10),
    f.JOB.name: (0, 0.60, 0.20, 0.20),
}
RELATIVE = {
    f.NIK.name: (0, 0.02, 0.01, 0.01, 0.03, 0.01, 0.90, 0.02),
    f.DAY.name: (0, 0.015, 0.005, 0.01, 0.02, 0.10, 0.01, 0.02, 0.12, 0.70),
    f.SEX.name: (0, 0.50, 0.50),
    f.NAME.name: (0, 0.02, 0.01, 0.005, 0.005, 0.01, 0.02, 0.02, 0.30, 0.59, 0.02),
    f.MOTHER.name: (0, 0.40, 0.05, 0.05, 0.05, 0.45),
    f.PHONE.name: (0, 0.50, 0.02, 0.48),
    f.KPJ.name: (0, 0.01, 0.01, 0.98),
    f.MAIL.name: (0, 0.20, 0.05, 0.05, 0.70),
    f.JOB.name: (0, 0.30, 0.20, 0.50),
}
# Of twins: the same birth date, and numbers given out one after the other.
RELATIVE_NIK_OF_ONE_DAY = (0, 0.02, 0.02, 0.02, 0.40, 0.02, 0.12, 0.40)


def address(kind: str) -> Shares:
    """Shares of the levels of an address, its three parts taken as independent of each other."""
    parts = [np.array([1.0, *shares[kind]]) for shares in (_STREET, _BESIDE, _PLACE)]
    found: Shares = np.multiply.outer(np.multiply.outer(parts[0], parts[1]), parts[2]).ravel()
    return found
