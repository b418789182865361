"""Kelurahan, kecamatan and lingkungan that a roster names once for many rows: in its titles, in section rows,
in a sheet's name or the file's.

They are no values of the rows, for nobody typed them there; an import uses them where a row says nothing itself.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from payung.identity.folding import clean
from payung.identity.place_names import key
from payung.identity.places import Territory
from payung.rosters.cell_text import cell_texts
from payung.rosters.rows import Layout
from payung.rosters.sheets import Sheet

Place = Mapping[str, str]

_AREA = re.compile(r"(?i)\b(?:(kelurahan|kel|desa)|(?:kecamatan|kec))\b[\s.:=]*(?=(\S.{1,60}))")
_LINGKUNGAN = re.compile(
    r"(?i)\b(?:lingkungan|lingk|ling|link|lk)\b[\s.:=]*(?:no\b[\s.]*)?((?:\d{1,2}|[ivx]{1,6})(?:\s?-?\s?[a-c])?)\b"
)
_MOST_WORDS = 4


def named_in(text: str, territory: Territory) -> dict[str, str]:
    """The places of the city that a line of text names ('Kel. Aur Kec. Medan Maimun Lingkungan III')."""
    text = clean(text.replace("_", " "))
    found: dict[str, str] = {}
    for match in _AREA.finditer(text):
        field = "kelurahan" if match.group(1) else "kecamatan"
        name = next((name for name in _beginnings(match.group(2)) if _knows(territory, field, name)), None)
        if name:
            found.setdefault(field, name)
    lingkungan = _LINGKUNGAN.search(text)
    if lingkungan:
        found["lingkungan"] = lingkungan.group(1)
    return found


def places_of_rows(file: str, sheet: Sheet, layout: Layout, territory: Territory) -> "PlacesOfRows":
    """What is named for the rows of one sheet, from the file's name down to the section that a row stands in."""
    place = _narrowed({}, named_in(PurePath(file).stem, territory), territory)
    place = _narrowed(place, named_in(sheet.name, territory) or _bare(sheet.name, territory), territory)
    titles: list[tuple[int, Place]] = [(0, place)]
    for row in sorted(row for row, reason in layout.skipped.items() if reason == "title"):
        found = named_in(" ".join(cell_texts(sheet.rows.get(row, [])).values()), territory)
        if found:
            place = _narrowed(place, found, territory)
            titles.append((row, place))
    return PlacesOfRows(titles, territory)


class PlacesOfRows:
    """The place named last above each row of a sheet."""

    def __init__(self, titles: list[tuple[int, Place]], territory: Territory) -> None:
        self._rows = [row for row, _ in titles]
        self._places = [place for _, place in titles]
        self._territory = territory

    def left_out(self, row: int, values: Mapping[str, str | int]) -> Place:
        """What the row itself does not say of where it belongs, without what contradicts its own words."""
        place = self._places[bisect_left(self._rows, row) - 1]
        if not place:
            return place
        own = {field: str(values[field]) for field in ("kecamatan", "kelurahan", "lingkungan") if field in values}
        for field in ("kelurahan", "kecamatan"):
            if field in own and field in place and key(own[field]) != key(place[field]):
                return {}
        missing = {field: name for field, name in place.items() if field not in own}
        if "kelurahan" in own and "kelurahan" not in place:
            missing.pop("lingkungan", None)
        both = {**missing, **own}
        if self._territory.read(both.get("kelurahan"), both.get("kecamatan")).unknown:
            missing.pop("kecamatan", None)
        return missing


def _beginnings(text: str) -> Iterator[str]:
    """The first words of a text, the longest run of them first: a place's name and no more."""
    found = re.split(r"[,;:|()/]", text, maxsplit=1)[0].split()
    return (" ".join(found[:size]).strip(" .-") for size in range(min(_MOST_WORDS, len(found)), 0, -1))


def _knows(territory: Territory, field: str, name: str) -> bool:
    if not name:
        return False
    return bool(territory.villages(name) if field == "kelurahan" else territory.district(name))


def _bare(name: str, territory: Territory) -> dict[str, str]:
    """A sheet called 'AUR' or 'Medan Maimun' as a whole."""
    if territory.villages(name):
        return {"kelurahan": name.strip()}
    return {"kecamatan": name.strip()} if territory.district(name) else {}


def _narrowed(place: Place, found: Mapping[str, str], territory: Territory) -> Place:
    """The place after one more line: what no longer fits together with it is left behind."""
    merged = {**place, **found}
    if "kelurahan" in found and key(found["kelurahan"]) != key(place.get("kelurahan", "")):
        merged = {field: name for field, name in merged.items() if field != "lingkungan" or field in found}
    if not territory.read(merged.get("kelurahan"), merged.get("kecamatan")).unknown:
        return merged
    if "kelurahan" in found and "kecamatan" in found:
        return merged
    if "kelurahan" in found:
        return {field: name for field, name in merged.items() if field != "kecamatan"}
    return {field: name for field, name in merged.items() if field == "kecamatan" or field in found}
