"""What a registration says beyond the person: programmes, payer, work."""

from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from payung.rules.codes import Payer
from payung.shared.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """The columns of a registration that somebody fills in. `heir` holds all heirs (`heirs.stored`), in the
    open here and sealed when stored."""

    programmes: str = "JKK,JKM"
    payer: str = Payer.SELF.value
    payment_months: int = 1
    monthly_income_idr: int | None = None
    occupation: str = ""
    occupation_code: str = ""
    occupation_2: str = ""
    transport: bool = False
    work_place: str = ""
    work_hours: str = ""
    heir: str = ""
    group_id: UUID | None = None  # the group with which the worker is enrolled

    def __repr__(self) -> str:
        """Says nothing, so that no log holds a person."""
        return "Particulars(…)"

    def columns(self, vault: Vault) -> dict[str, Any]:
        """The values of `Registration`'s columns."""
        stated = {field.name: getattr(self, field.name) for field in fields(self)}
        return stated | {"heir": vault.seal("heir", self.heir) if self.heir else None}
