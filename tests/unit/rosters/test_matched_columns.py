"""Which heading becomes which column of the matching."""

import pytest

from payung.rosters.matched_columns import assigned


@pytest.mark.parametrize(
    ("headings", "column", "found"),
    [
        (["postcode"], "rtrw", ["postcode"]),
        (["postcode_fake"], "rtrw", ["postcode_fake"]),
        (["Home Postcode"], "rtrw", ["Home Postcode"]),
        (["Zip Code"], "rtrw", ["Zip Code"]),
        (["kode pos"], "rtrw", ["kode pos"]),
        (["postcode", "rt", "rw"], "rtrw", ["rt", "rw"]),
        (["kode_pos", "RT/RW"], "rtrw", ["RT/RW"]),
        (["zipped"], "rtrw", None),
        (["full_name", "first_and_surname"], "name", ["first_and_surname"]),
        (["surname", "full_name", "first_name"], "name", ["full_name"]),
        (["surname", "first_name"], "name", ["first_name", "surname"]),
        (["person_name", "name"], "name", ["name"]),
        (["birth_place", "city"], "kelurahan", ["city"]),
        (["birth_place"], "kelurahan", ["birth_place"]),
    ],
)
def test_the_better_heading_fills_the_column(headings, column, found):
    assert assigned(headings, {}).get(column) == found


def test_what_is_mapped_comes_before_what_is_recognised():
    found = assigned(["postcode", "rw_lama", "name"], {"rw_lama": "rtrw", "postcode": "kelurahan"})
    assert found == {"rtrw": ["rw_lama"], "kelurahan": ["postcode"], "name": ["name"]}
