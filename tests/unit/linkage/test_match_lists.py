"""A list of people is read with all its cells; what it says of protection is understood, or it is said that it is not."""

import datetime as dt

import pytest

from payung.apps.linkage.runs.enums import REASONS_OF, RESULT_OF, Reason, Result
from payung.apps.linkage.runs.lists import Listed, read
from payung.apps.linkage.runs.results import says_enough
from payung.apps.linkage.runs.told import read_month, read_status, told_by
from payung.rosters import UnreadableFile
from payung.shared.months import Month

SEPTEMBER = Month(2025, 9)
TODAY = dt.date(2025, 10, 29)


def csv(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def test_every_cell_stays_and_stands_where_it_stood() -> None:
    listed = read(
        csv(
            "DINAS PERIKANAN", "", "No,Nama,NIK,Catatan,Catatan", "1,Siti Rekaan,1271014508790001,a,b", "", "2,Budi,,,c"
        ),
        name="nelayan.csv",
    )
    assert listed.headings == ["No", "Nama", "NIK", "Catatan", "Catatan (2)"]
    assert listed.cells == [["1", "Siti Rekaan", "1271014508790001", "a", "b"], ["2", "Budi", "", "", "c"]]
    assert [row for _sheet, row in listed.where] == [4, 6]
    assert listed.said(0) == {"name": "Siti Rekaan", "nik": "1271014508790001"}


def test_lists_side_by_side_are_read_whole_and_what_is_nobody_is_said() -> None:
    listed = read(
        csv(
            "No,Nama,NIK,,No,Nama,NIK",
            "1,Siti Rekaan,1271014508790001,,3,Rina Misal,1271016104900003",
            "2,Budi Contoh,1271011203850002,,4,Togu Andai,1271011511800005",
            "Jumlah,2 orang,,,,,",
        ),
        name="dua.csv",
    )
    assert {listed.said(place)["name"] for place in range(len(listed))} == {
        "Siti Rekaan", "Budi Contoh", "Rina Misal", "Togu Andai",
    }  # fmt: skip
    assert [row for _sheet, row in listed.skipped] == [4]


def test_a_list_that_the_roster_check_does_not_know_is_read_by_its_headings() -> None:
    listed = read(csv("full_name,date_of_birth", "Ann Example,1980-02-01", "Bob Example,1981-03-02"), name="x.csv")
    assert len(listed) == 2
    assert set(listed.columns) == {"name", "dob"}


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.4 nothing", b"\x89PNG\r\n\x1a\n0000", csv("a,b", "1,2", "3,4"), csv("Nama,NIK,Alamat")],
    ids=["empty", "pdf", "picture", "no columns", "headings alone"],
)
def test_what_is_no_list_is_refused_in_both_languages(content: bytes) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read(content, name="daftar.xlsx")
    assert "--map" not in refused.value.indonesian + refused.value.english
    assert refused.value.indonesian
    assert refused.value.english != refused.value.indonesian


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("2025-09", Month(2025, 9)), ("2025-09-30", Month(2025, 9)), ("09/2025", Month(2025, 9)),
        ("9-2025", Month(2025, 9)), ("30/09/2025", Month(2025, 9)), ("202509", Month(2025, 9)),
        ("092025", Month(2025, 9)), ("Sep-25", Month(2025, 9)), ("September 2025", Month(2025, 9)),
        ("Agt 2025", Month(2025, 8)), ("2025-13", None), ("", None), ("-", None), ("lunas", None), ("2025", None),
    ],
)  # fmt: skip
def test_a_month_is_read_as_people_write_it(written: str, month: Month | None) -> None:
    assert read_month(written) == month


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("AKTIF", Reason.STATED_ACTIVE), ("Aktif ", Reason.STATED_ACTIVE), ("Non-Aktif", Reason.STATED_INACTIVE),
        ("NONAKTIF", Reason.STATED_INACTIVE), ("tidak aktif", Reason.STATED_INACTIVE), ("Masa Tenggang", Reason.GRACE),
        ("Meninggal Dunia", Reason.ENDED), ("Kawin", None), ("", None),
    ],
)  # fmt: skip
def test_a_status_is_read_as_people_write_it(written: str, reason: Reason | None) -> None:
    assert read_status(written) is reason


def listed(headings: list[str], *cells: list[str]) -> Listed:
    return Listed(headings, list(cells), [("", 2)] * len(cells), {"name": [0]})


def test_the_last_paid_month_comes_before_the_status_but_not_before_an_end() -> None:
    people = listed(
        ["Nama", "Status", "Iuran Terakhir"],
        ["A", "Aktif", "2025-09"], ["B", "Aktif", "2025-07"], ["C", "Aktif", "2025-01"], ["D", "Meninggal", "2025-09"],
        ["E", "Non Aktif", ""], ["F", "", ""],
    )  # fmt: skip
    told, kind = told_by(people, SEPTEMBER, all_covered=False)
    assert told == ["paid", "grace", "non_active", "ended", "stated_inactive", "unread"]
    assert kind == "month"


def test_a_marital_status_tells_nothing_of_protection() -> None:
    people = listed(["Nama", "Status"], ["A", "Kawin"], ["B", "Belum Kawin"])
    assert told_by(people, SEPTEMBER, all_covered=False) == (["no_status", "no_status"], "")
    assert told_by(people, SEPTEMBER, all_covered=True) == (["assumed", "assumed"], "all")


@pytest.mark.parametrize(
    ("cells", "enough"),
    [
        ({"nik": "1271014508790001"}, True),
        ({"nik": "1111111111111111"}, False),
        ({"nik": "1271"}, False),
        ({"kpj": "12345678901"}, True),
        ({"name": "Siti Rekaan", "dob": "05-08-1979"}, True),
        ({"name": "Siti", "dob": "05-08-1979"}, False),
        ({"name": "Siti Rekaan"}, False),
        ({"phone": "081234567801"}, False),
    ],
)
def test_a_row_says_enough_or_too_little(cells: dict[str, str], enough: bool) -> None:
    assert says_enough(cells, today=TODAY) is enough


def test_every_reason_belongs_to_one_word() -> None:
    assert set(RESULT_OF) == set(Reason)
    assert set(REASONS_OF) == set(Result)
    assert sum(len(reasons) for reasons in REASONS_OF.values()) == len(Reason)
