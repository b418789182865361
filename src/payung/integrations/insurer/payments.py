"""A line of a payment file: which member, for which month and programmes, how much, when, and from whose money."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from payung.integrations.insurer import cells
from payung.integrations.insurer.errors import LineError, LineFault
from payung.integrations.insurer.lines import Cells
from payung.rules.codes import Payer
from payung.rules.legislation import load
from payung.shared.months import Month

MANDATORY = "bpu.programmes.mandatory"  # what every self-employed member has, where the file has no such column


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLine:
    """One payment as the insurer says it; the amount is kept as said, whatever it should have been."""

    member_number: str
    month: Month
    programmes: str
    amount_idr: int
    paid_on: date
    payer: Payer

    def __repr__(self) -> str:
        """Says nothing, so that no log holds a person."""
        return "PaymentLine(…)"


def read(given: Cells, *, as_of: date) -> PaymentLine:
    """Read one line; raises `LineError` for what is missing or cannot be."""
    number = cells.member_number(_given(given, "member_number", LineFault.UNREADABLE_ROW))
    month = cells.month(_given(given, "month", LineFault.BAD_MONTH), as_of=as_of)
    return PaymentLine(
        member_number=number,
        month=month,
        programmes=",".join(cells.programmes(given["programmes"]) if "programmes" in given else _mandatory(month)),
        amount_idr=cells.rupiah(_given(given, "amount", LineFault.BAD_AMOUNT)),
        paid_on=cells.day(_given(given, "paid_on", LineFault.BAD_DATE), as_of=as_of),
        payer=cells.payer(given["payer"]) if "payer" in given else Payer.SELF,
    )


@lru_cache(maxsize=1024)
def _mandatory(month: Month) -> tuple[str, ...]:
    return tuple(str(each) for each in load().table(MANDATORY, month))


def _given(given: Cells, field: str, fault: LineFault) -> str:
    if field not in given:
        raise LineError(fault)
    return given[field]
