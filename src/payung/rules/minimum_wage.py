"""The minimum wage of a city or province in a year; see legislation/wages/minimum/, one file per region."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.inputs import InputError, Inputs
from payung.rules.legislation import Legislation
from payung.rules.reckoning import Reckoning
from payung.shared.months import Month

_REGIONS = "wages.minimum."
_FIRST_YEAR, _LAST_YEAR = 1945, 2199  # what a calendar of this country can hold, no figure of the law


class RegionYear(Inputs):
    """A region by its name, such as medan or "Tebing Tinggi", and a year."""

    region: Annotated[str, Field(description="city or province, as its file in legislation/wages/minimum/")]
    year: Annotated[int, Field(strict=True, ge=_FIRST_YEAR, le=_LAST_YEAR)]


def minimum_wage(law: Legislation, asked: RegionYear, _on: date) -> Answer:
    """minimum_wage: rupiah per month; InputError for a region without a file, or a year before its first figure."""
    regions = sorted(path.removeprefix(_REGIONS) for path in law.parameters if path.startswith(_REGIONS))
    region = "_".join(asked.region.casefold().split())
    if region not in regions:
        raise InputError.of("region", "region_unknown", written=asked.region, known=", ".join(regions))
    path = f"{_REGIONS}{region}"
    case = Reckoning(law, Month(asked.year, 1))
    first = law.parameter(path).values[0].start
    if case.law.day < first:
        raise InputError.of("year", "year_before_first", written=asked.year, first=first.year)
    case.exactly("minimum_wage", case.law.number(path))
    return Answer.of(case)
