"""Particulars of two people beside each other, in words; what is sealed is only said to be equal or not."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.apps.enrolment.places import labels, outside
from payung.apps.linkage.particulars import HIDDEN, PLACE, Difference, area_of
from payung.apps.people.duplicates import Evidence
from payung.web.city.matching_words import FIELDS as MATCHED
from payung.web.city.matching_words import MISSING, level_words
from payung.web.templatetags.payung_format import long_date

FIELDS: dict[str, Promise] = {
    "name": gettext_lazy("Nama"),
    "birth_date": gettext_lazy("Tanggal lahir"),
    "sex": gettext_lazy("Jenis kelamin"),
    "birth_place": gettext_lazy("Tempat lahir"),
    "mother_name": gettext_lazy("Nama ibu kandung"),
    "phone": gettext_lazy("Nomor telepon"),
    "email": gettext_lazy("Email"),
    "family_card": gettext_lazy("Nomor KK"),
    PLACE: gettext_lazy("Tempat tinggal"),
    "address": gettext_lazy("Alamat"),
    "postcode": gettext_lazy("Kode pos"),
    "marital_status": gettext_lazy("Status perkawinan"),
}
SEX = {"F": gettext_lazy("Perempuan"), "M": gettext_lazy("Laki-laki")}


class Words:
    """How values are written on a day; the places of all of them are read at once."""

    def __init__(self, found: Iterable[Difference], *, on: dt.date) -> None:
        places = [value for each in found if each.field == PLACE for value in (each.kept, each.absorbed)]
        self.places = labels({area_of(place) for place in places}, on=on)

    def value(self, field: str, value: str) -> str:
        """One value as a page shows it; of a sealed one only that it is there."""
        if not value:
            return _("Belum diisi")
        if field in HIDDEN:
            return _("Terisi (tersegel)")
        if field == "birth_date":
            return long_date(dt.date.fromisoformat(value))
        if field == "sex":
            return str(SEX[value])
        return self._place(value) if field == PLACE else value

    def _place(self, value: str) -> str:
        _area, _space, home = value.partition(" ")
        return outside(home) if home else self.places[area_of(value)]


def side_by_side(found: Iterable[Difference], words: Words) -> dict[str, list[dict[str, Any]]]:
    """The particulars in which the two differ, and those that are equal."""
    rows: dict[str, list[dict[str, Any]]] = {"different": [], "same": []}
    for each in found:
        row = {
            "field": each.field,
            "label": FIELDS[each.field],
            "kept": words.value(each.field, each.kept),
            "absorbed": words.value(each.field, each.absorbed),
            "hidden": each.hidden and bool(each.kept and each.absorbed),
            "proposed": each.proposed,
        }
        rows["same" if each.same else "different"].append(row)
    return rows


def compared_fields(found: Evidence) -> list[dict[str, Any]]:
    """How each field that both fill compares, as the engine saw it; nothing of what stands in them."""
    compared = [{"label": MATCHED[name], "words": level_words(name, level)} for name, level in found.levels.items()]
    return [each for each in compared if each["words"] != [MISSING]]
