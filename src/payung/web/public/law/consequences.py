"""What a change of the law means for somebody's bill, computed for the month before and the month of the change."""

from __future__ import annotations

from django.utils.translation import gettext as _

from payung.rules.changes import Change, What
from payung.rules.codes import Payer, Programme
from payung.rules.contributions.bpu import bpu_due
from payung.rules.legislation import load
from payung.shared.months import Month
from payung.web.templatetags.payung_format import month_name, rupiah

_SELF_EMPLOYED = "bpu.contribution."
_LOWEST_INCOME = 0


def consequence(change: Change) -> str:
    """A sentence about the smallest contribution of the self-employed; empty where a change does not touch it."""
    if change.what is not What.NEW_VALUE or change.old is None or not change.parameter.path.startswith(_SELF_EMPLOYED):
        return ""
    month = Month.of(change.day)
    transport = change.parameter.path.endswith(".transport")
    before, after = (_smallest(each, transport=transport) for each in (month - 1, month))
    if before == after:
        return ""
    sentence = _(
        "Contoh: pekerja dengan penghasilan terendah yang membayar sendiri membayar %(before)s untuk %(earlier)s dan "
        "%(after)s untuk %(later)s (JKK dan JKM)."
    )
    return sentence % {
        "before": rupiah(before),
        "earlier": month_name(month - 1),
        "after": rupiah(after),
        "later": month_name(month),
    }


def _smallest(month: Month, *, transport: bool) -> int:
    mandatory = [Programme(str(each)) for each in load().table("bpu.programmes.mandatory", month)]
    return bpu_due(month, income=_LOWEST_INCOME, programmes=mandatory, payer=Payer.SELF, transport=transport).total
