"""One NIK twice, and one person under two NIK; twins, brothers and namesakes are neither."""

import pytest

from tests.unit.rosters.making_files import BUDI, SITI, checked, codes, xlsx

HEAD = ["Nama", "NIK", "Tgl Lahir", "Nama Ibu", "HP", "Alamat"]
ONE = ["BUDI SANTOSO", "1271021708790012", "17-08-1979", "AMINAH LUBIS", "081234567890", "Jl. Sei No. 1"]


def pair(*other: str | None) -> bool:
    """Whether both rows of the pair are marked as possibly one person; a None keeps what the first row has."""
    second = [ONE[n] if value is None else value for n, value in enumerate([*other, *[None] * (len(ONE) - len(other))])]
    found = codes(checked(xlsx([HEAD, ONE, second])))
    marked = ["possible_duplicate" in found[row] for row in (2, 3)]
    assert marked[0] == marked[1]
    return marked[0]


@pytest.mark.parametrize(
    "other",
    [
        (None, "1271021708790021"), (None, "1271031708790012"), ("Boedi Santoso", "1271021708790021"), ("BUDI S.", "1271021708790921"),
        ("BUDI SANTOSA", "1271021708791012", None, "Aminah"), ("H. BUDI SANTOSO, SE", "1271021708790021", None, None, "-", "Jl. Lain"),
        (None, "1271021708790021", None, "", "", "Jl. Sei No. 1"), (None, "1271021708800012", "17-08-1980"),
    ],
)  # fmt: skip
def test_one_person_under_two_numbers(other: tuple[str | None, ...]) -> None:
    assert pair(*other)


@pytest.mark.parametrize(
    "other",
    [
        ("JOKO SANTOSO", "1271021708790013"), ("BUDI HARTONO", "1271021708790013"), (None, "1271020109800012", "01-09-1980", "RUBIAH", "0852", "Jl. X"),
        (None, "1271031708790012", None, "ROSMAWATI", "", "Jl. Lain"), ("BUDI", "1271031708790012"), ("BADU SANTOSO", "1271021708790013"),
        ("BUDIA SANTOSO", "1271025708790013"), (None, "1271031708790012", None, "", "081234567899", "Jl. Lain"),
    ],
)  # fmt: skip
def test_twins_namesakes_and_brothers(other: tuple[str | None, ...]) -> None:
    assert not pair(*other)


def test_the_same_number_further_down_is_an_error_and_the_first_stays_usable() -> None:
    more = {"Lain": [["NIK", "Nama"], [BUDI, "BUDI"]]}
    report = checked(xlsx([["Nama", "NIK"], ["BUDI", BUDI], ["SITI", SITI], ["BUDI", f"'{BUDI}"]], more=more))
    found = [(sheet.name, row.row, [p.code for p in row.problems]) for sheet, row in report.rows]
    assert found == [
        ("Data", 2, []),
        ("Data", 3, []),
        ("Data", 4, ["duplicate_in_file"]),
        ("Lain", 2, ["duplicate_in_file"]),
    ]
    assert report.summary["by_code"] == {"duplicate_in_file": 2}
    wheres = [problem.params["where"] for _, _, problem in report.problems]
    assert wheres == ["baris 2 lembar Data", "baris 2 lembar Data"]


@pytest.mark.parametrize("filler", ["0000000000000000", "1111111111111111", "1234567890123456", "9999999999999999"])
def test_a_number_that_only_fills_the_cell_is_nobody_s(filler: str) -> None:
    found = codes(checked(xlsx([["Nama", "NIK"], ["BUDI", filler], ["SITI", filler]])))
    assert all("duplicate_in_file" not in row for row in found.values())


def test_many_people_of_one_birth_date_are_still_compared() -> None:
    parts = [first + last for first in "BDGKLMNPRST" for last in ("ATON", "IRUN", "ULAR", "EMIN")]
    names = [f"{one} {two}" for one in parts for two in parts[:12]]
    rows = [
        ["Nama", "NIK"],
        *[[name, f"127102170879{n:04}"] for n, name in enumerate(names, 1)],
        [names[0], "1271031708790001"],
    ]
    found = codes(checked(xlsx(rows)))
    assert [row for row, raised in found.items() if raised] == [2, len(names) + 2]
