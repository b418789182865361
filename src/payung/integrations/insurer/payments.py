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
PERIODS = "bpu.payment.periods"  # how many months can be paid at once
AT_ONCE = 2  # the longest of them, and as long again: paid while the first still runs, or credited by a discount


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
    """Read one line; raises `LineError` for what is missing or cannot be.

    `as_of` is the day of the file's data: nothing in it was paid later. Months to come can be paid, as far as periods
    reach (`bpu.payment.periods`).
    """
    number = cells.member_number(_given(given, "member_number", LineFault.UNREADABLE_ROW))
    month = month_of(given)
    paid_on = cells.day(_given(given, "paid_on", LineFault.BAD_DATE), as_of=as_of)
    if paid_on > as_of:
        raise LineError(LineFault.PAID_AFTER_DATA)
    if not _earliest() <= month <= _furthest(Month.of(paid_on)):
        raise LineError(LineFault.IMPLAUSIBLE_MONTH)
    return PaymentLine(
        member_number=number,
        month=month,
        programmes=",".join(cells.programmes(given["programmes"]) if "programmes" in given else _mandatory(month)),
        amount_idr=cells.rupiah(_given(given, "amount", LineFault.BAD_AMOUNT)),
        paid_on=paid_on,
        payer=cells.payer(given["payer"]) if "payer" in given else Payer.SELF,
    )


def month_of(given: Cells) -> Month:
    """The month that a line names, whatever else is wrong with it; raises `LineError`."""
    return cells.month(_given(given, "month", LineFault.BAD_MONTH))


@lru_cache(maxsize=1)
def _earliest() -> Month:
    """The first month of which the law of the self-employed is held."""
    return Month.of(load().parameter(PERIODS).values[0].start)


@lru_cache(maxsize=1024)
def _furthest(paid_in: Month) -> Month:
    """The last month for which somebody can have paid in this one."""
    return paid_in + AT_ONCE * max(int(str(each)) for each in load().table(PERIODS, max(paid_in, _earliest())))


@lru_cache(maxsize=1024)
def _mandatory(month: Month) -> tuple[str, ...]:
    return tuple(str(each) for each in load().table(MANDATORY, month))


def _given(given: Cells, field: str, fault: LineFault) -> str:
    if field not in given:
        raise LineError(fault)
    return given[field]
