"""The country's provinces, cities and sub-districts by their Kemendagri codes, as compiled by `python -m
payung.identity.build`.

Codes are written with dots (12.71.01); a NIK's first six digits are the same code without them.
"""

from functools import lru_cache
from pathlib import Path

BUILT = Path(__file__).parent / "built"


class CountryDataMissing(RuntimeError):
    """The compiled country data is not there; a sentence in each language says which command makes it."""

    def __init__(self) -> None:
        self.indonesian = "Data wilayah negara belum disusun; jalankan `make install`."
        self.english = "The country's area data is missing: run `make install`."
        super().__init__(self.english)


def read_built(name: str) -> str:
    """The text of one compiled file; raises CountryDataMissing where it was never built."""
    try:
        return (BUILT / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CountryDataMissing from None


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """Name by undotted code: 2 digits for provinces, 4 for cities and regencies, 6 for sub-districts."""
    lines = read_built("regions.tsv").splitlines()
    return dict(line.split("\t", 1) for line in lines)


def has_province(prefix: str) -> bool:
    """Whether the first two digits are a province."""
    return prefix[:2] in names()


def has_district(prefix: str) -> bool:
    """Whether six digits are a sub-district of today (codes change while a NIK stays, so False is no proof)."""
    return prefix in names()


def describe(prefix: str) -> str | None:
    """Where a NIK was first issued, as far as its six digits are known: 'Medan Kota, Kota Medan, Sumatera Utara'."""
    known = [names().get(prefix[:length]) for length in (6, 4, 2)]
    return ", ".join(name for name in known if name) or None
