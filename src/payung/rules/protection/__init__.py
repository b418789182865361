"""The protection calendar: the one place where it is computed how a self-employed worker stands.

The rule (Perdir BPJS Ketenagakerjaan 22/PERDIR.02/072022, process manual page 59; `bpu.protection.grace_months`):
protected through the end of the last paid month; then up to so many months in which the arrears can still be paid
(masa tenggang); then non-active, without a debt, until the next payment. What the sources leave open is decided so:

- **A month counts by its own payment.** A payment in advance protects its own months and no earlier one: who has paid
  for December alone is not protected by it in October.
- **A gap is judged from the last month paid before it.** Paid May, nothing for June, paid September: grace in June,
  July and August, paid in September. Paid May, nothing until October: grace June to August, non-active in September,
  paid in October.
- **Paid late is paid.** When June is paid in August, June was a paid month. Whoever needs what was known on an earlier
  day passes only the months paid by then.
- **Before the due day of a month** that is not yet paid the worker is in grace already: the month before it has ended.
- **Accepted but never paid** is a standing of its own, however long it lasts: there was no protection that could lapse.
- **Nothing counts before the start.** Protection begins with the membership (same manual): a payment for a month before
  the one in which it started protects nobody and makes no history; who has nothing else has not yet paid.
- **The day of the end** (death, old age savings claimed, became an employee in full) is still judged by payment; the
  days after it are `ended`, also those paid in advance (excess is given back, same manual). A month is judged on its
  last day.
- **Cover in grace** is not settled by any source found: pages say "perlu konfirmasi BPJS" beside it.
"""

from payung.rules.protection.grid import CellKind, MonthCell, calendar
from payung.rules.protection.standing import (
    Bounds,
    Standing,
    bounds,
    counted,
    lapse_day,
    last_paid_by,
    standing_in,
    standing_on,
)
from payung.rules.protection.windows import (
    falls_due_within,
    lapses_within,
    last_paid_lapsing_within,
    months_due_within,
)

__all__ = [
    "Bounds",
    "CellKind",
    "MonthCell",
    "Standing",
    "bounds",
    "calendar",
    "counted",
    "falls_due_within",
    "lapse_day",
    "lapses_within",
    "last_paid_by",
    "last_paid_lapsing_within",
    "months_due_within",
    "standing_in",
    "standing_on",
]
