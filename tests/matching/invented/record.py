"""One roster's rows: what a clerk wrote of the persons, column by column."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.matching.invented import donors
from tests.matching.invented.errors import addresses, dates, letters, names, nik
from tests.matching.invented.errors.spoiling import Kind, Spoiler
from tests.matching.invented.people import People
from tests.matching.invented.places import villages
from tests.matching.invented.randomness import integers

Ints = NDArray[np.int64]
Texts = NDArray[np.object_]
MODULES = (names, letters, nik, dates, addresses)
CASES = {"A": (0.45, 0.45, 0.10), "B": (0.75, 0.22, 0.03)}  # capitals, as it should be, small letters


@dataclass(frozen=True)
class Sheet:
    """What every column needs: the persons, who stands in which row, and the spoiler of the roster."""

    people: People
    person: Ints
    spoiler: Spoiler


def function_of(column: str, kind: str) -> Kind | None:
    """The text function behind a kind of error; None for those that need another person (see donors)."""
    first = {"nik": nik, "dob": dates}.get(column)
    for module in (first, *MODULES) if first else MODULES:
        if kind in vars(module):
            return vars(module)[kind]  # type: ignore[no-any-return]
    return None


def _spoilt(sheet: Sheet, column: str, texts: Texts, *, among: dict[str, Ints] | None = None) -> Texts:
    """The kinds of rates.csv that are functions of a text, in its order."""
    for kind in sheet.spoiler.profile.kinds(column):
        how = function_of(column, kind)
        if how is not None:
            sheet.spoiler.spoil(texts, column, kind, how, among=(among or {}).get(kind))
    return texts


def _cased(sheet: Sheet, column: str, texts: Texts) -> Texts:
    draws = sheet.spoiler.stream("case", column).choice(3, texts.size, p=CASES[sheet.spoiler.roster])
    shown = [
        t.upper() if t and c == 0 else t.lower() if t and c == 2 else t
        for t, c in zip(texts, draws.tolist(), strict=True)
    ]
    return np.array(shown, dtype=object)


def _name(sheet: Sheet) -> Texts:
    layout, person = sheet.people.layout, sheet.person
    texts = donors.with_husbands_clan(sheet.people, person, sheet.spoiler)
    among = {
        "boru": np.flatnonzero(np.isin(layout.group[person], donors.batak()) & (layout.sex[person] == 1)),
        "father_behind": np.flatnonzero(np.isin(layout.group[person], donors.muslim())),
    }
    return _cased(sheet, "name", _spoilt(sheet, "name", texts, among=among))


def _dob(sheet: Sheet, office: Ints) -> Texts:
    texts = donors.births(sheet.people, sheet.person, sheet.spoiler)
    spoiler = sheet.spoiler
    for kind in spoiler.profile.kinds("dob"):
        how = function_of("dob", kind)
        if how is not None and not kind.startswith("as_"):
            spoiler.spoil(texts, "dob", kind, how)
    # A day takes its final form once: the office's, or the clerk's own.
    plain = np.ones(texts.size, dtype=bool)
    for kind, rows in donors.office_formats(spoiler, office):
        texts[rows] = [vars(dates)[kind](text, 1) for text in texts[rows]]
        plain[rows] = False
    for kind in [kind for kind in spoiler.profile.kinds("dob") if kind.startswith("as_")]:
        spoiler.spoil(texts, "dob", kind, vars(dates)[kind], among=np.flatnonzero(plain))
        plain[spoiler.befell.get(("dob", kind), [])] = False
    return texts


def _street(sheet: Sheet, home: Ints) -> tuple[Texts, Texts]:
    at, spoiler = sheet.people.addresses, sheet.spoiler
    parts = zip(at.street[home], at.lane[home], at.number[home].tolist(), strict=True)
    ways = integers(spoiler.stream("street", "way"), home.size)
    street = np.array([addresses.street(one, r) for one, r in zip(parts, ways, strict=True)], dtype=object)
    number = at.lingkungan[home]
    wrong = spoiler.hit("rtrw", "wrong")
    number[wrong] = spoiler.stream("rtrw", "which").integers(1, 21, wrong.size)
    ways = integers(spoiler.stream("rtrw", "way"), home.size)
    around = np.array([addresses.surroundings(n, r) for n, r in zip(number.tolist(), ways, strict=True)], dtype=object)
    return _cased(sheet, "street", _spoilt(sheet, "street", street)), around


def columns(sheet: Sheet, office: Ints) -> dict[str, Texts]:
    """The columns of a roster but `rec_id` and `kpj`; None where nothing stands."""
    people, person, spoiler = sheet.people, sheet.person, sheet.spoiler
    home = donors.homes(people, person, spoiler)
    village = donors.villages(people, home, spoiler)
    street, rtrw = _street(sheet, home)
    made = {
        "nik": _spoilt(sheet, "nik", donors.niks(people, person, spoiler)),
        "name": _name(sheet),
        "dob": _dob(sheet, office),
        "sex": donors.sexes(people, person, spoiler),
        "street": street,
        "rtrw": rtrw,
        "kelurahan": _cased(sheet, "village", _spoilt(sheet, "kelurahan", villages()[0][village])),
        "kecamatan": _cased(sheet, "village", _spoilt(sheet, "kecamatan", villages()[1][village])),
        "phone": _spoilt(sheet, "phone", donors.phones(people, person, spoiler)),
        "mother": _cased(sheet, "mother", _spoilt(sheet, "mother", donors.mothers(people, person, spoiler))),
    }
    spoiler.blank(made["street"], "street", with_it=made["rtrw"])
    for column in ("nik", "dob", "sex", "kelurahan", "kecamatan", "phone", "mother"):
        spoiler.blank(made[column], column)
    donors.exchange(made, spoiler)
    return made
