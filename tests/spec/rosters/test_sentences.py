"""Sentences that are truer than the code alone, and what a sheet notes without any row becoming worse."""

from payung.identity.places import Territory
from payung.identity.territory import load_city
from payung.rosters import RosterReport, check, message
from tests.spec.rosters.test_codes import CLEAN, HEAD, report_on
from tests.unit.rosters.making_files import BUDI, TODAY, Cell, xlsx

MEDAN = load_city("12.71")
AUR = next(each for each in MEDAN.villages if each.name == "Aur")


def sentences(report: RosterReport, language: str = "id") -> list[str]:
    return [message(problem, language=language) for _sheet, row in report.rows for problem in row.problems]


def in_lingkungan(name: str, known: list[tuple[str, str]]) -> RosterReport:
    cells: dict[str, Cell] = {**CLEAN, "Lingkungan": name}
    content = xlsx([[*HEAD, "Lingkungan"], [cells[each] for each in (*HEAD, "Lingkungan")]])
    return check(content, as_of=TODAY, name="rekaan.xlsx", territory=Territory.of(MEDAN, known))


def test_only_a_number_that_ends_in_0_has_lost_its_last_digit() -> None:
    (lost,) = sentences(report_on(NIK=1271021708790000.0))
    assert "angka terakhirnya hilang" in lost
    (kept,) = sentences(report_on(NIK=1271021708790001.0))
    assert "hilang" not in kept
    assert "tersimpan sebagai bilangan" in kept
    (english,) = sentences(report_on(NIK=1271021708790001.0), "en")
    assert "lost" not in english


def test_an_unknown_lingkungan_names_those_that_the_kelurahan_has() -> None:
    known = [(AUR.code, each) for each in ("Lingkungan X", "Lingkungan II", "Lingkungan I", "Baru")]
    assert sentences(in_lingkungan("99", known)) == [
        "Lingkungan 99 di I2 tidak ada di kelurahan Aur; yang ada: 1, 2, 10, baru."
    ]
    elsewhere = [("12.71.01.1001", "Lingkungan I")]
    report = in_lingkungan("99", elsewhere)
    assert [problem.code for _sheet, row in report.rows for problem in row.problems] in ([], ["territory_unknown"])


def test_letters_read_as_digits_are_noted_beside_a_row_that_stays_good() -> None:
    report = report_on(NIK="1271O2l7O879OOOI")
    assert [row.status for _sheet, row in report.rows] == ["ok"]
    assert [note for sheet in report.sheets for note in sheet.notes] == ["letters read as digits in the NIK: B2"]
    for plain in (BUDI, f"'{BUDI}", f"NIK: {BUDI}", f"{BUDI}.0"):
        assert [note for sheet in report_on(NIK=plain).sheets for note in sheet.notes] == []


def test_a_kelurahan_of_another_kecamatan_is_told_with_that_kecamatan() -> None:
    report = report_on(Kelurahan="Aur", Kecamatan="Medan Kota")
    (told,) = sentences(report)
    assert told.startswith("Aur di ")
    assert told.endswith(
        " ada di Kecamatan Medan Maimun, bukan Medan Kota; periksa pasangan kelurahan dan kecamatannya."
    )
    (english,) = sentences(report, "en")
    assert "lies in the kecamatan Medan Maimun, not Medan Kota" in english
    (unknown,) = sentences(report_on(Kelurahan="Marindal I", Kecamatan="Medan Maimun"))
    assert "tidak ada di Kota Medan" in unknown
