"""The column map, and a batch as spreadsheet, text and letter."""

import csv
import datetime as dt
import io
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from payung.integrations.insurer import columns
from payung.integrations.insurer.batch_file import csv_lines, packed_xlsx
from payung.integrations.insurer.columns import ColumnMap, load, thawed
from payung.integrations.insurer.errors import ColumnMapError
from payung.integrations.letters import typeface
from payung.integrations.letters.cover import Attachment, CoverLetter, cover_letter

NIK = "1271990101800001"
WORKER = {
    "batch_number": 7,
    "line": 1,
    "nik": NIK,
    "name": "REKAAN",
    "birth_date": dt.date(1980, 1, 2),
    "sex": "F",
    "phone": "+6281200000001",
    "income": 1_500_000,
    "occupation": '=HYPERLINK("http://rekaan")',
}


@pytest.fixture
def shipped() -> ColumnMap:
    return load()


def test_the_shipped_map_writes_what_the_insurer_asks(shipped: ColumnMap) -> None:
    line = dict(zip((column.header for column in shipped.columns), shipped.cells(WORKER), strict=True))
    assert line["NIK"] == NIK
    assert line["TANGGAL LAHIR"] == "02-01-1980"
    assert line["JENIS KELAMIN"] == "P"
    assert line["NO HP"] == "081200000001"
    assert line["EMAIL"] == ""
    assert line["PENGHASILAN PER BULAN"] == 1_500_000


def test_a_frozen_map_thaws_the_same(shipped: ColumnMap) -> None:
    assert thawed(shipped.frozen()).cells(WORKER) == shipped.cells(WORKER)


def test_every_value_of_the_shipped_map_is_documented(shipped: ColumnMap) -> None:
    page = (Path(columns.__file__).parents[4] / "docs" / "reference" / "column-maps.md").read_text()
    assert all(f"`{value}`" in page for value in columns.VALUES)
    assert {column.value for column in shipped.columns} <= columns.VALUES


@pytest.mark.parametrize(
    "content",
    [
        "columns: [",
        "name: kosong",
        "columns: [{header: X, value: gaji_pokok}]",
        "columns: [{header: X, value: birth_date, date: mm-dd-yy}]",
        "columns: [{value: nik}]",
        "columns: [{header: X}]",
        "columns: [{header: X, value: [nik]}]",
        "columns: [{header: X, value: nik, date: []}]",
        "columns: [{header: X, value: nik}]\ndelimiter: []",
        "columns: [{header: X, value: nik, needd: true}]",
        'columns: [{header: X, value: nik}]\ndelimiter: "??"',
    ],
)
def test_a_wrong_map_is_one_sentence_naming_the_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "12.71.yaml"
    path.write_text(content)
    with pytest.raises(ColumnMapError, match=r"^12\.71\.yaml.*\.$"):
        load(path)


def test_a_spreadsheet_keeps_identifiers_as_text_and_runs_nothing(shipped: ColumnMap) -> None:
    content = b"".join(packed_xlsx(columns=shipped, title="12.71-0007", rows=[shipped.cells(WORKER)]))
    heading, line = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    found = dict(zip(heading, line, strict=True))
    assert found["NIK"] == NIK
    assert found["PEKERJAAN 1"] == WORKER["occupation"]
    assert found["PENGHASILAN PER BULAN"] == 1_500_000
    assert b"<f" not in ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")


def test_text_holds_the_same_and_no_formula(shipped: ColumnMap) -> None:
    content = b"".join(csv_lines(columns=shipped, rows=[shipped.cells(WORKER)])).decode("utf-8-sig")
    heading, line = csv.reader(io.StringIO(content), delimiter=";")
    found = dict(zip(heading, line, strict=True))
    assert found["NIK"] == NIK
    assert found["PEKERJAAN 1"] == f"'{WORKER['occupation']}"
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in line)


LETTER = CoverLetter(
    number="12.71-0007",
    date="29 Oktober 2025",
    sender="Pejabat Rekaan",
    sender_place="Kota Medan",
    branch="Kantor Cabang Medan Kota",
    workers="1.204",
    counts=[("Kecamatan Medan Kota", "1.000"), ("Kecamatan Medan Sunggal", "204")],
    attachments=[Attachment(name="berkas-12.71-0007.xlsx", note="daftar pekerja")],
    code="PAYUNG:12.71-0007",
)


def test_the_letter_is_set_in_the_shipped_typeface_alone() -> None:
    content = cover_letter(LETTER)
    assert content.startswith(b"%PDF")
    assert set(re.findall(rb"/FontName\s*/[A-Z]{6}\+([A-Za-z]+)", content)) == {b"PlusJakartaSans"}


def test_a_missing_typeface_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(typeface, "BUILT", tmp_path)
    monkeypatch.setattr(typeface, "PACKAGE", Path("node_modules/none"))
    typeface.folders.cache_clear()
    try:
        with pytest.raises(typeface.TypefaceMissing, match="make install"):
            typeface.folders()
    finally:
        typeface.folders.cache_clear()


def test_the_typeface_can_be_packaged(tmp_path: Path) -> None:
    assert {path.name for path in typeface.build(tmp_path)} == {Path(name).name for name in typeface.FILES}
