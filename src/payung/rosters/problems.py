"""The problem codes of the contract with their severity, and a problem found in one row."""

import dataclasses
from enum import StrEnum


class Severity(StrEnum):
    """How bad: an error keeps a row from being enrolled, a warning asks a person to look."""

    ERROR = "error"
    WARNING = "warning"


ERRORS = frozenset(
    "nik_missing nik_length nik_precision_lost nik_date_invalid nik_serial_zero nik_region_unknown "
    "name_missing birth_date_invalid "
    "too_young too_old civil_servant duplicate_in_file duplicate_existing already_active".split()
)
WARNINGS = frozenset(
    "nik_district_unknown nik_birth_date_mismatch nik_sex_mismatch name_suspicious birth_date_ambiguous "
    "age_65_review phone_missing "
    "phone_invalid occupation_unknown territory_unknown possible_duplicate".split()
)

Parameter = str | int


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One problem of one row: code, field, the cell it stands in ('C12', None where there is no such column),
    figures for its message.
    """

    code: str
    field: str
    cell: str | None = None
    params: dict[str, Parameter] = dataclasses.field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """As the contract says; an unknown code is a mistake of this program."""
        if self.code in ERRORS:
            return Severity.ERROR
        if self.code in WARNINGS:
            return Severity.WARNING
        raise KeyError(self.code)
