"""What a registration lacks for a batch: values of a column map as conditions over its row `r` and its person `p`."""

from collections.abc import Sequence

from payung.apps.territory.codes import Level, divisor
from payung.integrations.insurer.columns import ColumnMap

KELURAHAN, KECAMATAN = divisor(Level.KELURAHAN), divisor(Level.KECAMATAN)  # the digits of what is unknown are 0
MISSING = {
    "birth_place": "p.birth_place = ''",
    "mother_name": "p.mother_name IS NULL",
    "marital_status": "p.marital_status = ''",
    "address": "p.address = ''",
    "lingkungan": f"p.area_id %% {KELURAHAN} = 0",
    "kelurahan": f"p.area_id / {KELURAHAN} %% 10000 = 0",
    "kecamatan": f"p.area_id / {KECAMATAN} %% 100 = 0",
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
