"""Where a list belongs, when only a title, a section, the sheet's name or the file's says so."""

import pytest

from tests.spec.rosters_field.made import people
from tests.unit.rosters.making_files import Cell, checked, xlsx

HEAD: list[Cell] = ["No", "Nama", "NIK", "Tgl Lahir", "HP"]
COLUMNS = ["no", "name", "nik", "words", "phone"]
AUR = {"kelurahan": "Aur", "kecamatan": "Medan Maimun"}


def places(rows: list[list[Cell]], name: str = "roster.xlsx", city: str | None = "12.71") -> list[dict[str, str]]:
    return [dict(row.place) for _, row in checked(xlsx(rows), name=name, city=city).rows]


TITLES: list[tuple[list[list[Cell]], dict[str, str]]] = [
    ([["DATA PEKERJA RENTAN KELURAHAN AUR"]], {"kelurahan": "AUR"}),
    ([["KECAMATAN MEDAN MAIMUN"], ["KELURAHAN AUR"]], {"kecamatan": "MEDAN MAIMUN", "kelurahan": "AUR"}),
    ([["Kelurahan", ":", "Aur"], ["Kecamatan", ":", "Medan Maimun"], ["Lingkungan", ":", "III"]], {**AUR, "lingkungan": "III"}),
    ([["Data Lingkungan IV Kel. Aur Kec. Medan Maimun"]], {**AUR, "lingkungan": "IV"}),
    ([["DINAS LINGKUNGAN HIDUP KOTA MEDAN"]], {}),
    ([["Kelurahan Lubuk Pakam"]], {}),
    ([["KELURAHAN SEI SIKAMBING C II"]], {"kelurahan": "SEI SIKAMBING C II"}),
    ([["Kelurahan Aur, Kecamatan Medan Kota"]], {"kelurahan": "Aur"}),
    ([["KECAMATAN MEDAN KOTA"], ["KELURAHAN AUR"]], {"kelurahan": "AUR"}),
]  # fmt: skip


@pytest.mark.parametrize(("title", "expected"), TITLES, ids=str)
def test_titles(title: list[list[Cell]], expected: dict[str, str]) -> None:
    assert places([*title, HEAD, *people(COLUMNS, 2)]) == [expected, expected]


def test_sections_count_for_the_rows_below_them() -> None:
    rows = [
        ["KELURAHAN AUR"],
        HEAD,
        ["LINGKUNGAN I"],
        *people(COLUMNS, 2),
        ["LINGKUNGAN II"],
        *people(COLUMNS, 1, start=2),
        ["KELURAHAN HAMDAN"],
        *people(COLUMNS, 1, start=3),
    ]
    assert [(each.get("kelurahan"), each.get("lingkungan")) for each in places(rows)] == [
        ("AUR", "I"),
        ("AUR", "I"),
        ("AUR", "II"),
        ("HAMDAN", None),
    ]


@pytest.mark.parametrize("name", ["01 Data Pekerja Rentan Kel. Aur.xlsx", "data_kel_Aur.xlsx"])
def test_the_file_s_name(name: str) -> None:
    assert places([HEAD, *people(COLUMNS, 1)], name) == [{"kelurahan": "Aur"}]


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("Lingk. IV", {"lingkungan": "IV"}),
        ("AUR", {"kelurahan": "AUR"}),
        ("Sheet2", {}),
        ("Kec. Medan Maimun", {"kecamatan": "Medan Maimun"}),
    ],
)
def test_the_sheet_s_name(sheet: str, expected: dict[str, str]) -> None:
    report = checked(xlsx([["catatan"]], more={sheet: [HEAD, *people(COLUMNS, 1)]}))
    assert [dict(row.place) for _, row in report.rows] == [expected]


def test_what_a_row_says_itself_comes_first() -> None:
    head = [*HEAD, "Kelurahan", "Lingkungan"]
    rows: list[list[Cell]] = [["KELURAHAN AUR KECAMATAN MEDAN MAIMUN LINGKUNGAN III"], head]
    rows += [
        [*row, kelurahan, lingkungan]
        for row, kelurahan, lingkungan in zip(
            people(COLUMNS, 4), ["", "Aur", "Hamdan", "Sekip"], ["", "7", "", ""], strict=True
        )
    ]
    found = [
        (row.place, row.placed.get("kelurahan"), row.placed.get("lingkungan")) for _, row in checked(xlsx(rows)).rows
    ]
    assert found == [
        ({"kelurahan": "AUR", "kecamatan": "MEDAN MAIMUN", "lingkungan": "III"}, "AUR", "III"),
        ({"kecamatan": "MEDAN MAIMUN"}, "Aur", "7"),
        ({}, "Hamdan", None),
        ({}, "Sekip", None),
    ]


def test_they_are_no_values_of_the_rows() -> None:
    report = checked(xlsx([["KELURAHAN AUR"], HEAD, *people(COLUMNS, 1)]))
    assert "kelurahan" not in report.sheets[0].rows[0].values
    assert places([["KELURAHAN AUR"], HEAD, *people(COLUMNS, 1)], city=None) == [{}]
