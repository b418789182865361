"""Whether a city has the kecamatan, kelurahan and lingkungan that someone wrote down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process

from payung.identity.place_names import key, lingkungan_key
from payung.identity.territory import City, District, Village


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """What was found for an address; `unknown` names the fields ('kelurahan', …) that the city does not have."""

    district: District | None = None
    village: Village | None = None
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Territory:
    """A city's places by all their names; `lingkungan` holds, per kelurahan code, the keys of those the city lists."""

    city: City
    lingkungan: Mapping[str, frozenset[str]]
    _districts: Mapping[str, District]
    _villages: Mapping[str, tuple[Village, ...]]
    _by_code: Mapping[str, District]

    @staticmethod
    def of(city: City, lingkungan: Iterable[tuple[str, str]] = ()) -> "Territory":
        """The city with its own list of lingkungan as (kelurahan code, name)."""
        found: dict[str, set[str]] = {}
        for code, name in lingkungan:
            found.setdefault(code.strip(), set()).add(lingkungan_key(name))
        keys = {code: frozenset(names) for code, names in found.items()}
        return Territory(city, keys, _districts(city), _villages(city), {each.code: each for each in city.districts})

    def district(self, name: str) -> District | None:
        """The kecamatan of that name, with or without the city's name before it ('Tembung' is Medan Tembung)."""
        return self._districts.get(key(name))

    def villages(self, name: str) -> tuple[Village, ...]:
        """The kelurahan of that name: none, one, or two in different kecamatan."""
        return self._villages.get(key(name), ())

    def districts_of(self, name: str) -> list[str]:
        """The kecamatan in which the city has a kelurahan of that name."""
        return [self._by_code[village.district_code].name for village in self.villages(name)]

    def read(self, kelurahan: str | None, kecamatan: str | None, lingkungan: str | None = None) -> PlaceReading:
        """What the city has of an address; names left out are not judged, a lingkungan only where a list is loaded."""
        unknown = []
        district = self.district(kecamatan) if kecamatan else None
        if kecamatan and not district:
            unknown.append("kecamatan")
        candidates = self.villages(kelurahan) if kelurahan else ()
        within = [village for village in candidates if not district or village.district_code == district.code]
        if kelurahan and not within:
            unknown.append("kelurahan")
        village = within[0] if len(within) == 1 else None
        if lingkungan and not self._has_lingkungan(lingkungan, within):
            unknown.append("lingkungan")
        return PlaceReading(district or self._district_of(village), village, tuple(unknown))

    def suggestions(self, name: str, *, kind: str) -> list[str]:
        """Names of the city near a misspelled one, for the message; `kind` is 'kelurahan' or 'kecamatan'."""
        known: Mapping[str, object] = self._villages if kind == "kelurahan" else self._districts
        found = process.extract(key(name), list(known), limit=2, score_cutoff=80)
        return list(dict.fromkeys(self._official(match[0], kind) for match in found))

    def _official(self, found: str, kind: str) -> str:
        return self._villages[found][0].name if kind == "kelurahan" else self._districts[found].name

    def _district_of(self, village: Village | None) -> District | None:
        if village is None:
            return None
        return self._by_code[village.district_code]

    def lingkungan_of(self, village: Village) -> list[str]:
        """The lingkungan that the city lists in a kelurahan, by number and then by name."""
        found = self.lingkungan.get(village.code, frozenset())
        return sorted(found, key=lambda name: (not name.isdecimal(), int(name) if name.isdecimal() else 0, name))

    def _has_lingkungan(self, name: str, villages: list[Village]) -> bool:
        if not self.lingkungan:
            return True
        wanted = lingkungan_key(name)
        lists = [self.lingkungan[village.code] for village in villages if village.code in self.lingkungan]
        if villages and not lists:
            return True  # the city's list says nothing about this kelurahan
        return any(wanted in keys for keys in lists or self.lingkungan.values())


def _districts(city: City) -> dict[str, District]:
    found: dict[str, District] = {}
    for district in city.districts:
        for name in district.names:
            found.setdefault(key(name), district)
    before = key(city.short_name)
    for full, district in list(found.items()):
        short = full.removeprefix(before).strip()
        if short and full.startswith(before):
            found.setdefault(short, district)
    return found


def _villages(city: City) -> dict[str, tuple[Village, ...]]:
    found: dict[str, tuple[Village, ...]] = {}
    for village in city.villages:
        for name in dict.fromkeys(key(name) for name in village.names):
            found[name] = (*found.get(name, ()), village)
    return found
