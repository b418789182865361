"""The kota or kabupaten in which somebody lives who does not live in the city, as far as their words name it."""

import re
from collections.abc import Collection
from functools import lru_cache

from payung.identity.folding import words
from payung.identity.place_names import key
from payung.identity.regions import names

_KIND = re.compile(r"^(?:kotamadya|kota|kodya|kabupaten|kab)\s+(?:adm(?:inistrasi)?\s+)?")
PROVINCE, REGENCY, DISTRICT = 2, 4, 6


def regency_of(city_code: str, *, city: str = "", kecamatan: str = "") -> str:
    """The four digits of another kota or kabupaten that the words name for certain; empty for anything else.

    `city` is what was written as the kota or kabupaten; `kecamatan` counts where no other regency of the province has
    one of that name. Whether the city itself has such a kecamatan is asked first, by whoever asks.
    """
    own = city_code.replace(".", "")
    if city and (found := _regencies().get(_plain(city))):
        here = own if own in found else next((code for code in found if code[:PROVINCE] == own[:PROVINCE]), "")
        code = here or (found[0] if len(found) == 1 else "")
        return "" if code == own else code
    if kecamatan:
        with_it = _of_districts(own[:PROVINCE]).get(key(kecamatan), frozenset())
        return next(iter(with_it)) if len(with_it) == 1 and own not in with_it else ""
    return ""


def others(city_code: str) -> list[tuple[str, str]]:
    """Every other kota and kabupaten of the country: code and name, by name, those of the city's province first."""
    own = city_code.replace(".", "")
    found = [(code, name) for code, name in names().items() if len(code) == REGENCY and code != own]
    return sorted(found, key=lambda pair: (pair[0][:PROVINCE] != own[:PROVINCE], pair[1]))


def code_of(name: str, among: Collection[str]) -> str:
    """The code that a typed name means among those codes; empty where none or more than one bears it.

    Whoever leaves the kind away means the one of that name: Bogor alone could be the kota or the kabupaten.
    """
    said = words(name)
    kind = _KIND.match(said)
    wanted = "" if kind is None else "kota" if said.startswith("ko") else "kabupaten"
    alike = [code for code in _regencies().get(_plain(name), ()) if code in among]
    found = [code for code in alike if words(names()[code]).startswith(wanted)]
    return found[0] if len(found) == 1 else ""


def _plain(name: str) -> str:
    return key(_KIND.sub("", words(name)))


@lru_cache(maxsize=1)
def _regencies() -> dict[str, tuple[str, ...]]:
    """Codes by name without its kind: Bogor is a kota and a kabupaten."""
    found: dict[str, tuple[str, ...]] = {}
    for code, name in names().items():
        if len(code) == REGENCY:
            found[_plain(name)] = (*found.get(_plain(name), ()), code)
    return found


@lru_cache(maxsize=8)
def _of_districts(province: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for code, name in names().items():
        if len(code) == DISTRICT and code.startswith(province):
            found[key(name)] = found.get(key(name), frozenset()) | {code[:REGENCY]}
    return found
