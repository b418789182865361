"""A city's kecamatan and kelurahan by Kemendagri code,
with the other names people give them and BPS codes where known.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from payung.identity import regions

_DATA = Path(__file__).parent / "data"


class UnknownCity(ValueError):
    """No city or regency of the country has this code; a sentence in each language says how a code looks."""

    def __init__(self, code: str) -> None:
        self.indonesian = f"Tidak ada kota/kabupaten berkode '{code}'; tulis seperti 12.71 (Medan)."
        self.english = f"No city or regency has the code '{code}': write it as 12.71 (Medan)."
        super().__init__(self.english)


@dataclass(frozen=True, slots=True)
class Area:
    """A kecamatan or kelurahan: dotted Kemendagri code, official name, other spellings, and the BPS code."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    bps_code: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The official name first, then the others."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Village(Area):
    """A kelurahan (or desa)."""

    @property
    def district_code(self) -> str:
        """The kecamatan it lies in."""
        return self.code[:8]


@dataclass(frozen=True, slots=True)
class District(Area):
    """A kecamatan with its kelurahan."""

    villages: tuple[Village, ...] = ()


@dataclass(frozen=True, slots=True)
class City:
    """A city or regency with its kecamatan; `short_name` leaves out the word before it ('Kota Medan' is 'Medan')."""

    code: str
    name: str
    districts: tuple[District, ...]
    bps_code: str | None = None

    @property
    def short_name(self) -> str:
        """The name without 'Kota' or 'Kabupaten'."""
        return self.name.removeprefix("Kota ").removeprefix("Kabupaten ")

    @property
    def villages(self) -> Iterator[Village]:
        """All kelurahan in the order of their codes."""
        return (village for district in self.districts for village in district.villages)


@lru_cache(maxsize=32)
def load_city(code: str) -> City:
    """The city of a dotted code ('12.71'); raises UnknownCity, or CountryDataMissing before `make install`."""
    code = code.strip()
    plain = code.replace(".", "")
    if len(plain) != 4 or plain not in regions.names():
        raise UnknownCity(code)
    code = f"{plain[:2]}.{plain[2:]}"
    villages = _villages_by_district(code)
    districts = [
        District(*_area(dotted, name), villages=tuple(villages.get(dotted, ())))
        for number, name in regions.names().items()
        if len(number) == 6 and number.startswith(plain) and (dotted := f"{code}.{number[4:]}")
    ]
    return City(code, regions.names()[plain], tuple(districts), _bps_codes().get(code))


def _villages_by_district(city: str) -> dict[str, list[Village]]:
    found: dict[str, list[Village]] = {}
    for line in _city_lines(city):
        dotted, name = line.split("\t", 1)
        found.setdefault(dotted[:8], []).append(Village(*_area(dotted, name)))
    return found


def _city_lines(city: str) -> list[str]:
    for line in regions.read_built("villages.idx").splitlines():
        code, at, size = line.split("\t")
        if code == city:
            with (regions.BUILT / "villages.tsv").open("rb") as body:
                body.seek(int(at))
                return body.read(int(size)).decode().splitlines()
    return []


def _area(code: str, name: str) -> tuple[str, str, tuple[str, ...], str | None]:
    return code, name, _aliases().get(code, ()), _bps_codes().get(code)


@lru_cache(maxsize=1)
def _aliases() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for file in ("aliases.csv", "aliases_local.csv"):
        for row in _table(file):
            found[row["code"]] = (*found.get(row["code"], ()), row["alias"])
    return found


@lru_cache(maxsize=1)
def _bps_codes() -> dict[str, str]:
    return {row["code"]: row["bps_code"] for row in _table("bps_codes.csv") if row["bps_code"]}


def _table(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
