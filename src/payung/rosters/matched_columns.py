"""Which column of a roster is which column of the matching, by its heading."""

import re
from collections.abc import Iterable, Mapping, Sequence

from payung.matching.columns import COLUMNS, ID
from payung.rosters.headers import vocabulary

_ID = frozenset("rec_id id record_id unique_id uid kode".split())
# Beside the roster check's own words: headings of other rosters, the better first, and parts that make a whole when
# there is none. A whole name may hold middle names, which people give at one time only.
_WORDS = {
    "nik": "soc_sec_id ssn national_id identity_number no_identitas",
    "name": "first_and_surname full_name fullname person_name",
    "dob": "date_of_birth birthdate birth_date dateofbirth",
    "sex": "gender jk",
    "street": "address address_line",
    "rtrw": "rt_rw",
    "kelurahan": "suburb village desa city town birth_place",
    "kecamatan": "state district subdistrict province",
    "phone": "phone_number telephone mobile",
    "mother": "mother_name mothers_name nama_ibu",
    "kpj": "member_number membership_number no_kpj",
    "email": "e_mail mail",
    "occupation": "job pekerjaan profession",
}
_USUAL = {word: column for column, listed in _WORDS.items() for word in listed.split()}
_RANK = {word: rank for rank, word in enumerate(_USUAL)}
_POSTCODE = re.compile(r"(^|_)(postcode|postal_code|zip|zipcode|kode_pos)(_|$)")  # also "home_postcode", "zip_code"
_PARTS = {
    "name": (
        ("given_name", "first_name", "firstname", "forename", "nama_depan"),
        ("middle_name",),
        ("surname", "last_name", "lastname", "family_name", "nama_belakang"),
    ),
    "street": (("street_number", "house_number"), ("address_1", "street_name"), ("address_2",)),
    "rtrw": (("rt",), ("rw",)),
}
_FIELDS = {
    "nik": "nik", "full_name": "name", "birth_date": "dob", "sex": "sex", "address": "street", "lingkungan": "rtrw",
    "kelurahan": "kelurahan", "kecamatan": "kecamatan", "phone": "phone", "mother_name": "mother",
    "member_number": "kpj", "email": "email", "occupation": "occupation",
}  # fmt: skip


def assigned(headings: Sequence[str], mapping: Mapping[str, str]) -> dict[str, list[str]]:
    """For each column of the matching (and the id) the headings that fill it, in the order in which they are joined.

    `mapping` (heading: column) comes first, then the column's own name, then other usual headings, then parts; a
    postcode tells the neighbourhood where nothing else does.
    """
    found: dict[str, list[str]] = {}
    for heading in headings:
        if heading in mapping:
            found.setdefault(mapping[heading], []).append(heading)
    left = [heading for heading in headings if heading not in mapping]
    left.sort(key=lambda heading: _RANK.get(_plain(heading), 0))
    for meant in (_own_name, _usual, _by_vocabulary):
        for heading in left:
            column = meant(heading)
            if column and column not in found:
                found[column] = [heading]
    for column, parts in _PARTS.items():
        joined = [heading for part in parts for heading in left if _plain(heading) in part]
        if joined and column not in found:
            found[column] = joined
    postcode = next((heading for heading in left if _POSTCODE.search(_plain(heading))), None)
    if postcode and "rtrw" not in found:
        found["rtrw"] = [postcode]
    return found


def named(fields: Iterable[str]) -> dict[str, str]:
    """Of fields of the roster check those that the matching has a column for: its column by the field."""
    return {field: _FIELDS[field] for field in fields if field in _FIELDS}


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", heading.lower()).strip("_")


def _own_name(heading: str) -> str:
    plain = _plain(heading)
    return ID if plain in _ID else plain if plain in COLUMNS else ""


def _usual(heading: str) -> str:
    return _USUAL.get(_plain(heading), "")


def _by_vocabulary(heading: str) -> str:
    if _plain(heading) in {name for parts in _PARTS.values() for part in parts for name in part}:
        return ""
    columns = [_FIELDS[field] for field in vocabulary.meaning(heading) if field in _FIELDS]
    return columns[0] if len(columns) == 1 else ""
