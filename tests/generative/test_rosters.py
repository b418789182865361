"""Rosters of any shape: whatever stands around the people, in any order and format, they are found and judged alike."""

import json
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.identity import nik
from payung.rosters import UnreadableFile
from payung.rosters.limits import Limits
from payung.rosters.reading import read_workbook
from tests.unit.rosters.making_files import TODAY, Cell, checked, codes, csv_bytes, ods, xls, xlsx

DISTRICTS = ("127101", "127102", "127615", "120702", "320102")
LETTERS = "ABDEGHIKLMNOPRSTUWY"
HEADINGS = {
    "number": ["No", "No.", "NO URUT", "Nomor"],
    "full_name": ["Nama", "NAMA LENGKAP", "N A M A", "Nama Pekerja", "Nama (sesuai KTP)"],
    "nik": ["NIK", "N I K", "No. KTP", "Nomor Induk Kependudukan", "NIK (16 digit)"],
    "birth_date": ["Tgl Lahir", "TANGGAL LAHIR", "Tgl. Lhr", "Date of Birth"],
    "sex": ["L/P", "JK", "Jenis Kelamin", "Gender"],
    "phone": ["No. HP", "HP/WA", "Telepon", "No Handphone"],
    "address": ["Alamat", "ALAMAT LENGKAP", "Alamat Rumah"],
    "remark": ["Ket", "Keterangan"],
}

people = st.fixed_dictionaries(
    {
        "district": st.sampled_from(DISTRICTS[:2]),
        "born": st.dates(date(1966, 1, 1), date(2008, 12, 31)),
        "sex": st.sampled_from("LP"),
        "serial": st.integers(1, 9999),
        "words": st.lists(st.text(LETTERS, min_size=4, max_size=9), min_size=2, max_size=3),
    }
)
rosters = st.lists(people, min_size=3, max_size=9, unique_by=lambda person: (person["born"], person["serial"]))
columns = st.permutations([name for name in HEADINGS if name not in ("full_name", "nik")]).flatmap(
    lambda others: st.integers(0, len(others)).flatmap(
        lambda kept: st.permutations(["full_name", "nik", *others[:kept]])
    )
)


def number_of(person: dict) -> str:
    born, female = person["born"], person["sex"] == "P"
    return f"{person['district']}{born.day + 40 * female:02}{born:%m%y}{person['serial']:04}"


def cell_of(person: dict, column: str, line: int) -> Cell:
    cells: dict[str, Cell] = {
        "number": float(line), "full_name": " ".join(person["words"]), "nik": number_of(person), "birth_date": f"{person['born']:%d-%m-%Y}",
        "sex": person["sex"], "phone": f"0812{person['serial']:07}", "address": f"Jl. Sei {line}", "remark": "",
    }  # fmt: skip
    return cells[column]


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[Cell]], list[int], list[dict]]:
    """Rows of a sheet, the numbers of the people's rows, and the people."""
    order, persons = draw(columns), draw(rosters)
    titles = draw(
        st.lists(
            st.sampled_from(["PEMERINTAH KOTA", "DAFTAR PEKERJA RENTAN", "TAHUN 2026", "KELURAHAN AUR", ""]), max_size=4
        )
    )
    rows: list[list[Cell]] = [[title or None] for title in titles]
    rows.append([draw(st.sampled_from(HEADINGS[name])) for name in order])
    if draw(st.booleans()):
        rows.append([float(n) for n in range(1, len(order) + 1)] if len(order) > 2 else [])
    found = []
    for line, person in enumerate(persons, 1):
        if draw(st.integers(0, 9)) == 0:
            rows.append([])
        rows.append([cell_of(person, name, line) for name in order])
        found.append(len(rows))
    if draw(st.booleans()):
        rows += [
            ["TOTAL", float(len(persons))],
            [],
            [None, "Mengetahui,"],
            [None, "LURAH AUR"],
            [],
            [None, "MARLINA, S.Sos"],
        ]
    return rows, found, persons


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), st.sampled_from(["xlsx", "xls", "ods", "csv", "tsv"]))
def test_people_are_found_and_clean_in_every_layout_and_format(
    table: tuple[list[list[Cell]], list[int], list[dict]], kind: str
) -> None:
    rows, found, persons = table
    report = checked(written(rows, kind), name=f"r.{kind}")
    (sheet,) = report.sheets
    assert [row.row for row in sheet.rows] == found
    assert [row.values["nik"] for row in sheet.rows] == [number_of(person) for person in persons]
    assert [row.values["full_name"] for row in sheet.rows] == [" ".join(person["words"]) for person in persons]
    assert [row.values["birth_date"] for row in sheet.rows] == [person["born"].isoformat() for person in persons]
    assert {code for raised in codes(report).values() for code in raised} <= {"possible_duplicate"}


def written(rows: list[list[Cell]], kind: str) -> bytes:
    if kind in ("xlsx", "xls", "ods"):
        return {"xlsx": xlsx, "xls": xls, "ods": ods}[kind](rows)
    texts = [["" if c is None else str(int(c)) if isinstance(c, float) else str(c) for c in row] for row in rows]
    return csv_bytes(texts, ";" if kind == "csv" else "\t")


@settings(max_examples=60, deadline=None)
@given(tables())
def test_the_report_adds_up_and_comes_back(table: tuple[list[list[Cell]], list[int], list[dict]]) -> None:
    rows, found, _ = table
    rows = [*rows, *rows[found[0] - 1 : found[-1]]]  # everybody twice
    report = checked(xlsx(rows))
    total = report.summary
    assert total["rows"] == total["ok"] + total["warning"] + total["error"] == sum(1 for _ in report.rows)
    out = b"".join(report.packed_xlsx())
    again = read_workbook(out, name="back.xlsx", limits=Limits()).sheets[0]
    before = read_workbook(xlsx(rows), name="r.xlsx", limits=Limits()).sheets[0]
    width = max(len(cells) for cells in before.rows.values())
    for number, cells in before.rows.items():
        assert [*again.rows[number], *[None] * width][: len(cells)] == cells
    assert codes(checked(out)) == codes(report)


@given(
    people, st.lists(st.sampled_from([" ", ".", "-", "'", "\u00a0", "\u2013"]), min_size=17, max_size=17), st.booleans()
)
def test_a_number_is_mended_whatever_separates_its_digits(person: dict, between: list[str], letters: bool) -> None:
    digits = number_of(person)
    typed = "".join(a + b for a, b in zip(between, digits, strict=False)) + between[-1]
    typed = typed.replace("0", "O").replace("1", "l") if letters else typed
    if not any(c.isdigit() for c in typed):
        return
    reading = nik.read(typed, as_of=TODAY)
    assert (reading.digits, reading.birth_date) == (digits, person["born"])


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=3000),
    st.sampled_from(
        [
            b"",
            b"PK\x03\x04",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"<html><table>",
            b"NIK;Nama\n",
            b"<?xml version='1.0'?>",
        ]
    ),
)
def test_any_bytes_are_a_roster_or_a_sentence(data: bytes, head: bytes) -> None:
    try:
        checked(head + data)
    except UnreadableFile as refused:
        sentence = refused.indonesian
    else:
        return
    assert sentence.endswith(".")


GOOD = [["No", "Nama", "NIK"], [1.0, "BUDI", "1271021708790001"], [2.0, "SITI", "1271025504850002"]]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([xlsx(GOOD), xls(GOOD), ods(GOOD)]),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=25),
)
def test_damage_anywhere_is_a_roster_or_a_sentence(data: bytes, hits: list[tuple[float, int]]) -> None:
    damaged = bytearray(data)
    for place, value in hits:
        damaged[int(place * len(damaged))] = value
    try:
        checked(bytes(damaged))
    except UnreadableFile:
        return


cells = st.one_of(
    st.none(), st.text(max_size=30), st.floats(allow_nan=True), st.integers(-(10**18), 10**18), st.booleans(), st.dates(), st.just("1271021708790001"),
    st.sampled_from(["-", "=1+1", "L", "31/02/1999", "05/06/1980", "PNS", "TOTAL", "Nama", "NIK", "NIP. 123"]),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(cells, max_size=8), max_size=12))
def test_cells_of_any_kind_never_fail(rows: list[list[object]]) -> None:
    from payung.rosters.check import Rules
    from payung.rosters.judge import RowJudge, sexes_of
    from payung.rosters.rows import lay_out
    from payung.rosters.sheets import Sheet
    from payung.rosters.write_json import row_json

    sheet = Sheet(
        "x", rows={1: ["No", "Nama", "NIK", "TTL", "L/P", "HP", "Pekerjaan", "Gaji"]} | dict(enumerate(rows, 2))
    )
    for block in lay_out(sheet).blocks:
        judge = RowJudge(block.columns, Rules(TODAY), sexes=sexes_of([]))
        for number in block.rows:
            json.dumps(row_json(judge.judge(number, sheet.rows[number]), "id"))
