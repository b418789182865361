"""The contract's problem codes: each row of the table is one cell that raises a code, or its nearest neighbour that does not."""

import datetime as dt

import pytest

from payung.rosters import RosterReport
from payung.rosters.messages import CODES, message
from payung.rosters.problems import ERRORS, WARNINGS, Problem
from tests.unit.rosters.making_files import BUDI, SITI, Cell, checked, codes, xlsx

HEAD = ["Nama", "NIK", "Tgl Lahir", "L/P", "HP", "Pekerjaan", "Kelurahan", "Kecamatan"]
CLEAN: dict[str, Cell] = {
    "Nama": "BUDI SANTOSO", "NIK": BUDI, "Tgl Lahir": "17-08-1979", "L/P": "L", "HP": "081234567890", "Pekerjaan": "Nelayan",
    "Kelurahan": "Aur", "Kecamatan": "Medan Maimun",
}  # fmt: skip


def report_on(**changes: Cell) -> RosterReport:
    """The report on the clean row with some cells changed; Tgl and JK are short for two of the headings."""
    cells = {**CLEAN, **{{"Tgl": "Tgl Lahir", "JK": "L/P"}.get(name, name): value for name, value in changes.items()}}
    return checked(xlsx([HEAD, [cells[name] for name in HEAD]]))


def raised(**changes: Cell) -> list[str]:
    """The codes of that row."""
    (found,) = codes(report_on(**changes)).values()
    return sorted(found)


def test_the_clean_row_is_clean() -> None:
    assert raised() == []


TABLE: list[tuple[dict[str, Cell], list[str]]] = [
    # the number itself
    ({"NIK": None}, ["nik_missing"]),
    ({"NIK": "-"}, ["nik_missing"]),
    ({"NIK": "belum ada"}, ["nik_missing"]),
    ({"NIK": BUDI[:15]}, ["nik_length"]),
    ({"NIK": BUDI + "1"}, ["nik_length"]),
    ({"NIK": f"{BUDI} / {SITI}"}, ["nik_length"]),
    ({"NIK": 12710217087900012.0}, ["nik_length"]),
    ({"NIK": 127102170879000.0}, ["nik_length"]),
    ({"NIK": "1271O2l7O879OOOI"}, []),
    ({"NIK": "1271021708790S01"}, ["nik_length"]),
    ({"NIK": 1271021708790001.0}, ["nik_precision_lost"]),
    ({"NIK": 1271021708790000.0}, ["nik_precision_lost"]),
    ({"NIK": "1,27102E+15"}, ["nik_precision_lost"]),
    ({"NIK": f'="{BUDI}"'}, []),
    ({"NIK": f"{BUDI}.0"}, []),
    ({"NIK": f"'{BUDI}"}, []),
    ({"NIK": "1271021708790000"}, ["nik_serial_zero"]),
    ({"NIK": "1071021708790001"}, ["nik_region_unknown"]),
    ({"NIK": "1271771708790001"}, ["nik_district_unknown"]),
    ({"NIK": "1271024008790001"}, ["nik_date_invalid"]),
    ({"NIK": "1271027208790001"}, ["nik_date_invalid"]),
    # against what was given
    ({"NIK": "1271021808790001"}, ["nik_birth_date_mismatch"]),
    ({"NIK": "1271021708800001"}, ["nik_birth_date_mismatch"]),
    ({"NIK": "1271025708790001"}, ["nik_sex_mismatch"]),
    ({"JK": "Perempuan"}, ["nik_sex_mismatch"]),
    ({"JK": None}, []),
    ({"JK": "Laki - laki"}, []),
    # names
    ({"Nama": None}, ["name_missing"]),
    ({"Nama": "-"}, ["name_missing"]),
    ({"Nama": "BUDI 2"}, ["name_suspicious"]),
    ({"Nama": "BUDI_SANTOSO"}, ["name_suspicious"]),
    ({"Nama": "=1+1"}, ["name_suspicious"]),
    ({"Nama": "Hj. SA'ADAH, S.Pd.I"}, []),
    # birth dates
    ({"Tgl": "31-02-1979"}, ["birth_date_invalid"]),
    ({"Tgl": "18/07/2040"}, ["birth_date_invalid"]),
    ({"Tgl": dt.date(2030, 1, 31)}, ["birth_date_invalid"]),
    ({"Tgl": "1979"}, ["birth_date_invalid"]),
    ({"Tgl": None}, []),
    ({"Tgl": dt.date(1979, 8, 17)}, []),
    ({"Tgl": 29084.0}, []),
    ({"NIK": "1271020508790001", "Tgl": "05/08/1979"}, []),
    ({"NIK": "1271020508790001", "Tgl": "08/05/1979"}, []),
    ({"NIK": "1271020508790001", "Tgl": dt.date(1979, 5, 8)}, []),
    ({"NIK": None, "Tgl": "05/08/1979"}, ["birth_date_ambiguous", "nik_missing"]),
    ({"NIK": None, "Tgl": "05/05/1979"}, ["nik_missing"]),
    ({"NIK": None, "Tgl": "5 Agustus 1979"}, ["nik_missing"]),
    ({"NIK": None, "Tgl": "1979-08-05"}, ["nik_missing"]),
    ({"NIK": BUDI[:15], "Tgl": "05/08/1979"}, ["birth_date_ambiguous", "nik_length"]),
    ({"NIK": "12710217", "Tgl": None}, ["nik_length"]),
    # ages, on 21 November 2026
    ({"NIK": "1271022111090001", "Tgl": "21-11-2009"}, []),
    ({"NIK": "1271022211090001", "Tgl": "22-11-2009"}, ["too_young"]),
    ({"NIK": "1271022211610001", "Tgl": None}, []),
    ({"NIK": "1271022111610001", "Tgl": "21-11-1961"}, ["age_65_review"]),
    ({"NIK": "1271022211600001", "Tgl": None}, ["age_65_review"]),
    ({"NIK": "1271022111600001", "Tgl": "21-11-60"}, ["too_old"]),
    ({"Tgl": "17-08-2015"}, ["nik_birth_date_mismatch", "too_young"]),
    ({"NIK": "1271021708150001", "Tgl": "31-02-1979"}, ["birth_date_invalid"]),  # nothing else is derived
    # work
    ({"Pekerjaan": "PNS"}, ["civil_servant"]),
    ({"Pekerjaan": "Guru ASN"}, ["civil_servant"]),
    ({"Pekerjaan": "PPPK"}, ["civil_servant"]),
    ({"Pekerjaan": "PPPK Paruh Waktu"}, []),
    ({"Pekerjaan": "Pensiunan PNS"}, []),
    ({"Pekerjaan": "Tenaga Non ASN"}, []),
    ({"Pekerjaan": "asdf"}, ["occupation_unknown"]),
    ({"Pekerjaan": "7"}, ["occupation_unknown"]),
    ({"Pekerjaan": None}, []),
    ({"Pekerjaan": "Tukang botot"}, []),
    # phones
    ({"HP": None}, ["phone_missing"]),
    ({"HP": "tidak ada"}, ["phone_missing"]),
    ({"HP": "08123"}, ["phone_invalid"]),
    ({"HP": "rusak"}, ["phone_invalid"]),
    ({"HP": "08123 / 081234567890"}, []),
    ({"HP": 81234567890.0}, []),
    # places
    ({"Kelurahan": "Marindal I"}, ["territory_unknown"]),
    ({"Kelurahan": "Jati", "Kecamatan": "Medan Area"}, ["territory_unknown"]),
    ({"Kecamatan": "Percut Sei Tuan"}, ["territory_unknown"]),
    ({"Kelurahan": None, "Kecamatan": "Maimun"}, []),
    ({"Kelurahan": "A U R", "Kecamatan": "Kec. Medan Maimun"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), TABLE, ids=lambda value: str(value)[:70])
def test_a_cell_and_its_codes(changes: dict[str, Cell], expected: list[str]) -> None:
    assert raised(**changes) == expected


@pytest.mark.parametrize(
    ("changes", "values"),
    [
        ({}, {"nik": BUDI, "full_name": "BUDI SANTOSO", "birth_date": "1979-08-17", "sex": "M", "phone": "+6281234567890"}),
        ({"NIK": None, "Tgl": "05/08/1979"}, {"nik": None, "birth_date": None, "sex": "M"}),
        ({"NIK": "1271020508790001", "Tgl": "08/05/1979"}, {"birth_date": "1979-08-05"}),
        ({"NIK": "1271021708800001"}, {"birth_date": "1979-08-17"}),
        ({"Tgl": "31-02-1979"}, {"birth_date": None}),
        ({"Tgl": None, "JK": None}, {"birth_date": "1979-08-17", "sex": "M"}),
        ({"Kelurahan": "A U R"}, {"kelurahan": "Aur", "kelurahan_code": "12.71.15.1001"}),
        ({"Nama": None, "NIK": "127"}, {"nik": None, "full_name": None, "phone": "+6281234567890"}),
    ],
)  # fmt: skip
def test_a_row_and_its_values(changes: dict[str, Cell], values: dict[str, str | None]) -> None:
    ((_, row),) = report_on(**changes).rows
    assert {name: row.values.get(name) for name in values} == values


def test_without_a_city_no_place_is_judged() -> None:
    data = xlsx([HEAD, [CLEAN[name] if name != "Kelurahan" else "Entah" for name in HEAD]])
    assert codes(checked(data, city=None)) == {2: []}
    assert codes(checked(data, city="12.76")) == {2: ["territory_unknown"]}


def test_without_a_phone_column_the_sheet_says_so_once() -> None:
    report = checked(xlsx([["Nama", "NIK"], ["BUDI", BUDI]]))
    assert (codes(report), report.sheets[0].notes) == ({2: []}, ["no phone column"])


@pytest.mark.parametrize("code", sorted(ERRORS | WARNINGS))
def test_every_code_has_a_message_in_both_languages(code: str) -> None:
    params = dict.fromkeys(("given", "from_nik", "first", "second", "place", "city", "where"), "x") | {
        "age": 70,
        "limit": 66,
    }
    problem = Problem(code, "nik", "C12", params)
    indonesian, english = message(problem), message(problem, language="en")
    assert indonesian != english
    assert indonesian.endswith(".")
    assert english.endswith(".")
    assert (
        code.endswith(("existing", "active"))
        or code == "possible_duplicate"
        or ("C12" in indonesian and "C12" in english)
    )


def test_no_message_is_without_a_code() -> None:
    assert CODES == ERRORS | WARNINGS
    assert not ERRORS & WARNINGS
