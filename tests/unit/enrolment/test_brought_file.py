"""What is kept of a brought file's name, and the sizes that are not taken."""

import pytest
from django.test import override_settings

from payung.apps.enrolment.brought_file import LONGEST_NAME, file_name, size_fault


@pytest.mark.parametrize(
    ("brought", "kept"),
    [
        ("Nelayan.csv", "Nelayan.csv"),
        ("C:\\Data Dinas\\Nelayan.csv", "Nelayan.csv"),
        ("../../etc/Nelayan.csv", "Nelayan.csv"),
        ("Nela\x00yan.csv ", "Nelayan.csv"),
        ("folder/", "daftar"),
        ("x" * LONGEST_NAME + ".csv", "x" * (LONGEST_NAME - 4) + ".csv"),
    ],
)
def test_of_a_path_the_last_part_is_kept(brought: str, kept: str) -> None:
    assert file_name(brought) == kept


@pytest.mark.parametrize(("size", "said"), [(0, "kosong"), (1, ""), (2**20, ""), (2**20 + 1, "lebih besar dari 1 MB")])
def test_an_empty_file_and_one_that_is_too_large_are_named(size: int, said: str) -> None:
    with override_settings(PAYUNG_UPLOAD_BYTES=2**20):
        fault = size_fault(size)
    assert said in fault
    assert bool(fault) is bool(said)
