"""As which kind of member a worker is treated; see legislation/segments/."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, cast

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.inputs import InputError, Inputs
from payung.rules.legislation import Legislation
from payung.rules.reckoning import Reckoning
from payung.rules.term import Citation

_BY_STATUS = "segments.treated_as"
_WITHOUT_HONORARIUM = "segments.without_honorarium"
_OTHER_SIGNS = re.compile(r"[^A-Z]+")


class Status(Inputs):
    """What a worker is: PNS, NON_ASN, KEPLING, BPU and so on, in any spelling of letters, spaces and dashes."""

    status: str
    honorarium: Annotated[
        bool | None, Field(description="whether a government pays an honorarium (kepling, kader…)")
    ] = None


def segment(law: Legislation, asked: Status, on: date) -> Answer:
    """PU, BPU, JAKON, PMI or excluded; InputError names the known statuses."""
    case = Reckoning(law, on)
    status = _OTHER_SIGNS.sub("_", asked.status.upper()).strip("_")
    by_status, without = case.law.cite(_BY_STATUS), case.law.cite(_WITHOUT_HONORARIUM)
    if status not in _table(by_status):
        raise InputError.of("status", "status_unknown", written=asked.status, known=", ".join(_table(by_status)))
    depends = status in _table(without)
    if asked.honorarium is not None and not depends:
        raise InputError.of("honorarium", "honorarium_asks_nothing", known=", ".join(_table(without)))
    chosen = without if asked.honorarium is False else by_status
    case.note("treated_as", _table(chosen)[status], f'{chosen.path}["{status}"]', (chosen,))
    if depends and asked.honorarium is None:
        case.law.warn("honorarium_assumed", status=status, otherwise=_table(without)[status])
    if status in case.law.members("segments.unsettled"):
        case.law.warn("segment_open", status=status)
    return Answer.of(case)


def _table(cited: Citation) -> Mapping[str, str]:
    return cast("Mapping[str, str]", cited.dated.value)
