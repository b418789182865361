"""Lines of the insurer's files as people write them: headings, words, months, rupiah, dates."""

import datetime as dt
from typing import Any

import pytest
from django.utils import translation

from payung.integrations.insurer import answers, cells, headings, payments
from payung.integrations.insurer.errors import FileProblem, InsurerFileError, LineError, LineFault
from payung.integrations.insurer.lines import lines
from payung.integrations.insurer.texts import text
from payung.rules.codes import Payer
from payung.shared.months import Month
from payung.web.city.roster_words import PAYERS

AS_OF = dt.date(2025, 10, 29)
SEPTEMBER = Month(2025, 9)


def rows(*given: list[Any]) -> dict[int, list[Any]]:
    return dict(enumerate(given, start=1))


@pytest.mark.parametrize(
    "seen",
    [
        "2025-09",
        "Sep 2025",
        "09/2025",
        "September 2025",
        "202509",
        "Sep-25",
        "9-2025",
        "2025-09-01",
        "30/09/2025",
        "SEPT. 2025",
    ],
)
def test_a_month_in_its_many_forms(seen: str) -> None:
    assert cells.month(seen) == SEPTEMBER


@pytest.mark.parametrize("seen", ["2025-13", "13/2025", "bulan lalu", "45901", "9"])
def test_no_month(seen: str) -> None:
    with pytest.raises(LineError) as said:
        cells.month(seen)
    assert said.value.fault is LineFault.BAD_MONTH


@pytest.mark.parametrize(
    ("seen", "rupiah"),
    [
        ("16800", 16_800),
        ("16.800", 16_800),
        ("Rp16.800", 16_800),
        ("Rp 16.800,-", 16_800),
        ("16.800,00", 16_800),
        ("16,800.00", 16_800),
        ("16800.0", 16_800),
        ("IDR 1.234.567", 1_234_567),
    ],
)
def test_rupiah_in_their_many_forms(seen: str, rupiah: int) -> None:
    assert cells.rupiah(seen) == rupiah


@pytest.mark.parametrize("seen", ["0", "-16800", "16.80", "1.68.00", "16800,50", "enam belas ribu", "", "9" * 14])
def test_no_rupiah(seen: str) -> None:
    with pytest.raises(LineError) as said:
        cells.rupiah(seen)
    assert said.value.fault is LineFault.BAD_AMOUNT


def test_the_day_comes_before_the_month() -> None:
    assert cells.day("05/09/2025", as_of=AS_OF) == dt.date(2025, 9, 5)
    assert cells.day("2025-09-05", as_of=AS_OF) == dt.date(2025, 9, 5)
    assert cells.day("5 Sept 2025", as_of=AS_OF) == dt.date(2025, 9, 5)


@pytest.mark.parametrize("seen", ["31-02-2025", "05-09-2052", "01-01-1970", "kemarin"])
def test_no_day(seen: str) -> None:
    with pytest.raises(LineError):
        cells.day(seen, as_of=AS_OF)


def test_batch_numbers_as_people_write_them() -> None:
    assert [cells.last_number(seen) for seen in ("7", "Berkas 7", "12.71-0007", "No. 7 (tujuh)", "-")] == [
        7,
        7,
        7,
        7,
        None,
    ]


def test_member_numbers_lose_what_stands_between() -> None:
    assert cells.member_number(" 25.000-000 001") == "25000000001"
    assert cells.member_number("12ab345678") == "12AB345678"
    for wrong in ("PESERTA", "123", "9999", "ABC123", "PESERTA99", "25000000001 / 25000000002", ""):
        with pytest.raises(LineError):
            cells.member_number(wrong)


@pytest.mark.parametrize("seen", ["ABC123", "9999"])
def test_a_member_number_has_one_rule_in_answers_and_payments(seen: str) -> None:
    answer = {"batch": "1", "line": "2", "result": "diterima", "member_number": seen}
    payment = {"member_number": seen, "month": "2025-09", "amount": "16800", "paid_on": "10-09-2025"}
    for module, given in ((answers, answer), (payments, payment)):
        with pytest.raises(LineError) as said:
            module.read(given, as_of=AS_OF)
        assert said.value.fault is LineFault.UNREADABLE_ROW


def payment_fault(month: str, paid_on: str) -> LineFault | None:
    given = {"member_number": "25000000001", "month": month, "amount": "16800", "paid_on": paid_on}
    try:
        payments.read(given, as_of=AS_OF)
    except LineError as error:
        return error.fault
    return None


@pytest.mark.parametrize(
    ("month", "paid_on", "fault"),
    [
        ("2025-11", "30-12-2025", LineFault.PAID_AFTER_DATA),
        ("2025-10", "30-10-2025", LineFault.PAID_AFTER_DATA),
        ("2025-10", "29-10-2025", None),
        ("2026-10", "29-10-2025", None),  # twelve months at once
        ("2027-10", "29-10-2025", None),  # and twelve more, credited or paid while the first still run
        ("2027-11", "29-10-2025", LineFault.IMPLAUSIBLE_MONTH),
        ("2030-01", "29-10-2025", LineFault.IMPLAUSIBLE_MONTH),
        ("2030-01", "30-12-2025", LineFault.PAID_AFTER_DATA),
        ("1925-09", "10-09-2025", LineFault.IMPLAUSIBLE_MONTH),
        ("2010-01", "10-09-2025", LineFault.IMPLAUSIBLE_MONTH),
    ],
)
def test_a_payment_is_made_by_the_day_of_the_data_and_for_months_near_it(
    month: str, paid_on: str, fault: LineFault | None
) -> None:
    assert payment_fault(month, paid_on) is fault


def test_programmes_and_payers() -> None:
    assert ",".join(cells.programmes("JKM + JKK")) == "JKK,JKM"
    assert ",".join(cells.programmes("3 program")) == "JKK,JKM,JHT"
    assert [cells.payer(seen) for seen in ("Mandiri", "APBD Kota", "csr")] == [Payer.SELF, Payer.APBD_KOTA, Payer.CSR]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("payer", Payer)
def test_payers_are_known_by_the_words_of_the_screens(payer: Payer, language: str) -> None:
    with translation.override(language):
        label = str(PAYERS[payer])
    written = (payer.value, payer.value.lower(), label, label.upper(), label.lower(), f" {label} ")
    assert {cells.payer(seen) for seen in written} == {payer}


@pytest.mark.parametrize("seen", ["", "mandiri kota", "pembayar"])
def test_a_payer_that_nobody_knows_is_told(seen: str) -> None:
    with pytest.raises(LineError) as said:
        cells.payer(seen)
    assert said.value.fault is LineFault.BAD_PAYER


def test_a_number_too_long_for_a_spreadsheet_is_no_nik() -> None:
    assert text(1271990101800001.0) == "1.271990E+15"
    given = {"batch": "1", "nik": text(1271990101800001.0), "result": "ditolak", "reason": "Usia"}
    with pytest.raises(LineError) as said:
        answers.read(given, as_of=AS_OF)
    assert said.value.fault is LineFault.UNKNOWN_LINE


@pytest.mark.parametrize(
    ("word", "accepted"), [("DITERIMA", True), ("ok", True), ("Gagal", False), ("tdk valid", False)]
)
def test_results_in_the_words_people_use(word: str, accepted: bool) -> None:
    given = {"batch": "1", "line": "2", "result": word, "member_number": "25000000001", "reason": "Usia"}
    assert answers.read(given, as_of=AS_OF).accepted is accepted


def test_without_a_result_the_number_or_the_reason_tells() -> None:
    place = {"batch": "1", "line": "2"}
    assert answers.read(place | {"member_number": "25000000001"}, as_of=AS_OF).accepted
    assert not answers.read(place | {"reason": "Usia"}, as_of=AS_OF).accepted
    assert answers.is_unanswered(place)


def test_days_of_an_answer_fall_back_on_each_other_and_on_the_file() -> None:
    given = {"batch": "1", "line": "2", "member_number": "25000000001"}
    bare = answers.read(given, as_of=AS_OF)
    assert (bare.starts, bare.said_on) == (AS_OF, AS_OF)
    started = answers.read(given | {"starts": "01-10-2025"}, as_of=AS_OF)
    assert (started.starts, started.said_on) == (dt.date(2025, 10, 1), dt.date(2025, 10, 1))
    both = answers.read(given | {"starts": "01-10-2025", "answered_on": "03-10-2025"}, as_of=AS_OF)
    assert (both.starts, both.said_on) == (dt.date(2025, 10, 1), dt.date(2025, 10, 3))


def test_headings_stand_below_titles_and_sums_are_no_lines() -> None:
    sheet = rows(
        ["LAPORAN IURAN BULAN SEPTEMBER 2025"],
        [],
        ["No", "No. KPJ", "Nama", "BLTH", "Nominal (Rp)", "Tgl. Bayar", "Sumber Dana"],
        [
            1,
            25000000001.0,
            "REKAAN",
            dt.date(2025, 9, 1),
            16800.0,
            dt.datetime.fromisoformat("2025-09-10T08:30"),
            "Mandiri",
        ],
        [None, None, None, None, None, None],
        ["TOTAL", None, None, None, 16800.0],
        [None, "Kepala Cabang"],
    )
    (found,) = lines([rows(["lain"]), sheet], headings.PAYMENTS)
    assert found.number == 4
    said = payments.read(found.cells, as_of=AS_OF)
    assert (said.member_number, said.month, said.amount_idr) == ("25000000001", SEPTEMBER, 16_800)
    assert (said.paid_on, said.programmes, said.payer) == (dt.date(2025, 9, 10), "JKK,JKM", Payer.SELF)


def test_a_worker_called_total_is_a_line() -> None:
    sheet = rows(
        ["Nama", "No KPJ", "Bulan", "Jumlah", "Tgl Bayar"],
        ["TOTAL MANURUNG", "25-000 000 001", "2025-09", "16.800", "10-09-2025"],
        ["JUMLAH", "120 orang", "2025-09", "16.800"],
    )
    assert [line.number for line in lines([sheet], headings.PAYMENTS)] == [2]


def test_a_bare_no_is_a_result_and_no_blank() -> None:
    sheet = rows(["No Berkas", "No Baris", "Hasil", "No KPJ", "Alasan"], ["1", "2", "Tidak", "25000000001", "Usia"])
    (line,) = lines([sheet], headings.ANSWERS)
    assert not answers.read(line.cells, as_of=AS_OF).accepted


def test_missing_columns_are_named() -> None:
    with pytest.raises(InsurerFileError) as said:
        lines([rows(["No KPJ", "Jumlah"], ["25000000001", 16800])], headings.PAYMENTS)
    assert (said.value.problem, said.value.columns) == (FileProblem.NO_HEADINGS, ("month", "paid_on"))


@pytest.mark.parametrize(
    ("headed", "kind", "missing"),
    [
        (["Nama", "No KPJ"], headings.PAYMENTS, ("month", "amount", "paid_on")),
        (["Nama", "NIK", "Alamat"], headings.ANSWERS, ("batch", "result")),
        (["Nama", "Alamat"], headings.ANSWERS, ("batch", "nik", "result")),
    ],
)
def test_a_column_that_is_there_is_not_said_to_be_missing(
    headed: list[str], kind: headings.Kind, missing: tuple[str, ...]
) -> None:
    with pytest.raises(InsurerFileError) as said:
        lines([rows(["DAFTAR"], headed, ["REKAAN", "25000000001"])], kind)
    assert said.value.columns == missing


def test_headings_without_lines() -> None:
    with pytest.raises(InsurerFileError) as said:
        lines([rows(["No KPJ", "Bulan", "Jumlah", "Tgl Bayar"])], headings.PAYMENTS)
    assert said.value.problem is FileProblem.NO_LINES


def test_personal_data_stays_out_of_logs() -> None:
    said = answers.read({"batch": "1", "line": "2", "member_number": "25000000001"}, as_of=AS_OF)
    assert "25000000001" not in repr(said)
