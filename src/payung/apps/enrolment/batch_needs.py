"""What a registration lacks for a batch: values of a column map as conditions over its row `r` and its person `p`.

A roster's row is asked the same before it becomes a registration (`row_lacks`).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from payung.apps.territory.codes import Level, divisor, level_of
from payung.integrations.insurer.columns import ColumnMap

KELURAHAN, KECAMATAN = divisor(Level.KELURAHAN), divisor(Level.KECAMATAN)  # the digits of what is unknown are 0
AT_HOME = "p.home_regency = ''"  # who lives outside the city has no place of it to name
MISSING = {
    "birth_place": "p.birth_place = ''",
    "mother_name": "p.mother_name IS NULL",
    "marital_status": "p.marital_status = ''",
    "address": "p.address = ''",
    "lingkungan": f"(p.area_id %% {KELURAHAN} = 0 AND {AT_HOME})",
    "kelurahan": f"(p.area_id / {KELURAHAN} %% 10000 = 0 AND {AT_HOME})",
    "kecamatan": f"(p.area_id / {KECAMATAN} %% 100 = 0 AND {AT_HOME})",
    "postcode": "p.postcode = ''",
    "phone": "p.phone IS NULL",
    "email": "p.email IS NULL",
    "family_card": "p.family_card IS NULL",
    "occupation": "r.occupation = ''",
    "occupation_2": "r.occupation_2 = ''",
    "work_place": "r.work_place = ''",
    "work_hours": "r.work_hours = ''",
    "income": "r.monthly_income_idr IS NULL",
    "heirs": "r.heir IS NULL",
}
# a roster's row: how narrow the place must be that it names, and the names under which it holds everything else
LEVELS = {
    "lingkungan": frozenset({Level.LINGKUNGAN}),
    "kelurahan": frozenset({Level.LINGKUNGAN, Level.KELURAHAN}),
    "kecamatan": frozenset({Level.LINGKUNGAN, Level.KELURAHAN, Level.KECAMATAN}),
}
OF_ROW = {
    **{name: (name,) for name in MISSING},
    "work_place": ("work_place", "employer"),
    "income": ("monthly_income",),
    "heirs": ("heir",),
}


def can_miss(columns: ColumnMap) -> list[str]:
    """The needed values that a registration may be without; the others (NIK, name, branch, …) it always has."""
    return [value for value in columns.needed if value in MISSING]


def incomplete_sql(values: Sequence[str]) -> str:
    """Whether a registration lacks any of the values."""
    return "(" + " OR ".join(MISSING[value] for value in values) + ")" if values else "false"


def missing_sql(values: Sequence[str]) -> str:
    """The values that a registration lacks, as an array of their names."""
    parts = ", ".join(f"CASE WHEN {MISSING[value]} THEN '{value}' END" for value in values)
    return f"array_remove(ARRAY[{parts}]::text[], NULL)"


def row_lacks(values: Mapping[str, Any], area: int, needed: Sequence[str]) -> list[str]:
    """Which of the needed values a registration made of a roster's row would lack, registered in `area`."""
    return [each for each in needed if _row_lacks(values, area, each)]


def _row_lacks(values: Mapping[str, Any], area: int, value: str) -> bool:
    if value in LEVELS:
        return not values.get("home_regency") and level_of(area) not in LEVELS[value]
    return not any(str(values.get(name) or "").strip() for name in OF_ROW[value])
