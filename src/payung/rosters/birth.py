"""Birth date and age of a row: what was given, what the NIK says, and which of the two counts."""

from dataclasses import dataclass, field
from datetime import date

from payung.identity.dates import DateReading, swapped
from payung.rules.legislation import load
from payung.rules.registration import AgeDecision, bpu_age
from payung.shared.dates import completed_years

# The code of each decision that is none to accept, and the age of the law that its message names.
_AGE_CODES = {
    AgeDecision.TOO_YOUNG: ("too_young", "minimum"),
    AgeDecision.REVIEW: ("age_65_review", "review"),
    AgeDecision.TOO_OLD: ("too_old", "refused"),
}


@dataclass(slots=True)
class Birth:
    """The birth date that counts (None where it stays open) and the codes of what is wrong,
    with figures for messages.
    """

    value: date | None = None
    codes: list[tuple[str, dict[str, str | int]]] = field(default_factory=list)
    candidates: tuple[date, ...] = ()


def settle(given: DateReading, from_nik: date | None) -> Birth:
    """Weighs the given date against the NIK's.

    The NIK settles which way round day and month are. Otherwise what was given counts, and a difference is raised.
    """
    if not given.given:
        return Birth(from_nik, candidates=(from_nik,) if from_nik else ())
    if given.invalid:
        return Birth(None, [("birth_date_invalid", {})])
    if from_nik is None:
        return _alone(given)
    if from_nik in given.candidates or any(swapped(day) == from_nik for day in given.candidates):
        return Birth(from_nik, candidates=(from_nik,))
    return _differing(given, from_nik)


def _alone(given: DateReading) -> Birth:
    if not given.ambiguous:
        return Birth(given.certain, candidates=given.candidates)
    first, second = given.candidates
    return Birth(None, [("birth_date_ambiguous", {"first": _say(first), "second": _say(second)})], given.candidates)


def _differing(given: DateReading, from_nik: date) -> Birth:
    """The NIK has another date; its day and month may still tell which way round the given ones are."""
    same = [day for day in given.candidates if (day.day, day.month) == (from_nik.day, from_nik.month)]
    day = same[0] if same else given.candidates[0]
    mismatch: tuple[str, dict[str, str | int]] = (
        "nik_birth_date_mismatch",
        {"given": _say(day), "from_nik": _say(from_nik)},
    )
    if same or not given.ambiguous:
        return Birth(day, [mismatch], (day,))
    open_order = _alone(given)
    return Birth(None, [mismatch, *open_order.codes], given.candidates)


def age_code(candidates: tuple[date, ...], as_of: date) -> tuple[str, dict[str, str | int]] | None:
    """too_young, age_65_review or too_old with its figures, where every date that it can be agrees; else None."""
    found = {bpu_age(day, on=as_of) for day in candidates}
    if len(found) != 1 or found == {AgeDecision.ACCEPT}:
        return None
    code, limit = _AGE_CODES[found.pop()]
    figure = load().integer(f"bpu.registration.age.{limit}", as_of)
    return code, {"age": completed_years(candidates[0], as_of), "limit": figure}


def _say(day: date) -> str:
    return f"{day:%d-%m-%Y}"
