"""Why a pair was drawn up, in words."""

import numpy as np
from numpy.typing import NDArray

from payung.matching.block.keys import RULES
from payung.matching.block.pairs import Pairs
from payung.matching.compare import fields as f
from payung.matching.score.told import Told

_SLIP = {2: "NIK one digit off", 3: "NIK two digits off", 7: "NIK one digit off"}


def rules(told: Told, pairs: Pairs, shown: NDArray[np.int64]) -> NDArray[np.object_]:
    """The rule of each pair shown: the key that drew it up, before it how far its identity numbers are off."""
    nik = told.levels[f.NIK.name][told.of_pair[shown]]
    words = np.array(RULES, object)[pairs.rule[shown]]
    for level, said in _SLIP.items():
        near = nik == level
        words[near] = [f"{said} + {rule}" if "NIK" not in rule else rule for rule in words[near]]
    return words
