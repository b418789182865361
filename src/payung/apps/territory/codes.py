"""Area ids: Kemendagri's code, four digits for the village and four for the lingkungan, as one number of 14 digits.

A territory is then a range of numbers, which an index and a row-level policy can use.
"""

from enum import StrEnum

DIGITS = 14
HIGHEST_SERIAL = 9999


class Level(StrEnum):
    CITY = "kota"
    KECAMATAN = "kecamatan"
    KELURAHAN = "kelurahan"
    LINGKUNGAN = "lingkungan"


WIDTH = {Level.CITY: 4, Level.KECAMATAN: 6, Level.KELURAHAN: 10, Level.LINGKUNGAN: 14}
BELOW = {
    Level.CITY: Level.KECAMATAN,
    Level.KECAMATAN: Level.KELURAHAN,
    Level.KELURAHAN: Level.LINGKUNGAN,
    Level.LINGKUNGAN: None,
}


PROVINCE = "provinsi"  # no level of a territory: a province is no city's, and no scope is opened for one
PROVINCE_SIZE = 10**12


class CodeError(ValueError):
    """A territory code that is none."""


def area_id(code: str, serial: int = 0) -> int:
    """`12.71.01.1001` is 12710110010000; with a lingkungan's serial number 3, 12710110010003."""
    digits = code.replace(".", "")
    if not digits.isdigit() or len(digits) not in {4, 6, 10} or not 0 <= serial <= HIGHEST_SERIAL:
        raise CodeError(
            f"{code!r} is no code of a city, kecamatan or kelurahan: write it as 12.71, 12.71.01 or 12.71.01.1001."
        )
    return int(digits.ljust(10, "0")) * (HIGHEST_SERIAL + 1) + serial


def area_of(written: str) -> int:
    """The id of an area as people write it: `12.71.01.1001`, or `12.71.01.1001/3` for a lingkungan by its serial."""
    code, slash, serial = written.strip().partition("/")
    if slash and not (serial.isdecimal() and 1 <= int(serial) <= HIGHEST_SERIAL and len(code.replace(".", "")) == 10):
        raise CodeError(f"{written!r} is no code of a lingkungan: write it as 12.71.01.1001/3.")
    return area_id(code, int(serial) if slash else 0)


def serial_of(area: int) -> int:
    """A lingkungan's serial number in its kelurahan; 0 for any larger area."""
    return area % (HIGHEST_SERIAL + 1)


def level_of(area: int) -> Level:
    """The level that an id's trailing zeros tell."""
    digits = str(area)
    if digits[10:] != "0000":
        return Level.LINGKUNGAN
    if digits[6:10] != "0000":
        return Level.KELURAHAN
    return Level.CITY if digits[4:6] == "00" else Level.KECAMATAN


def span(area: int) -> tuple[int, int]:
    """First and last id inside an area, itself included."""
    size = divisor(level_of(area))
    return area, area + size - 1


def divisor(level: Level) -> int:
    """How many ids an area of this level holds: `id // divisor * divisor` is the area of this level that holds `id`."""
    return int(10 ** (DIGITS - WIDTH[level]))


def ancestor(area: int, level: Level) -> int:
    return area // divisor(level) * divisor(level)


def city_of(area: int) -> int:
    return ancestor(area, Level.CITY)


def province_of(area: int) -> int:
    """The province that an area lies in: 12 followed by twelve zeros for 12.71.01."""
    return area // PROVINCE_SIZE * PROVINCE_SIZE


def kemendagri_code(area: int) -> str:
    """`12.71.01.1001` for the kelurahan and for any lingkungan in it."""
    digits = str(area)
    parts = [digits[0:2], digits[2:4], digits[4:6], digits[6:10]]
    while parts[-1].strip("0") == "":
        parts.pop()
    return ".".join(parts)


def written(area: int) -> str:
    """An id as `area_of` reads it: `12.71.01.1001`, or `12.71.01.1001/3` for a lingkungan."""
    serial = serial_of(area)
    return f"{kemendagri_code(area)}/{serial}" if serial else kemendagri_code(area)
