"""The pages of figures: what they say, whose territory they show, and that drawing and table are one."""

import datetime as dt
import re
import zlib
from html import unescape

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from payung.apps.campaigns.models import Campaign
from payung.apps.coverage.models import InsurerFile
from payung.apps.enrolment.enums import State
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import Area, City
from payung.integrations.letters import sheet
from payung.web.city.figures import report as report_page
from payung.web.city.figures import report_words
from tests import factories
from tests import factories_campaign as made

CITY, KECAMATAN, KELURAHAN = area_id("12.71"), area_id("12.71.01"), area_id("12.71.01.1001")
PAGES = ("laju", "bertahan", "banding")


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).replace("\N{NO-BREAK SPACE}", " ").split())


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return words(response.content.decode())


@pytest.fixture
def filled(city: City) -> City:
    made.campaign(city, ends=dt.date(2025, 11, 28))
    made.fill(city)
    for index in range(6):
        factories.hold("kepling", factories.lingkungan(city, index))
    return city


def change(rows: type[Model], values: dict[str, object], **which: object) -> None:
    """Rows as the program itself would change them."""
    with factories.as_system(City.objects.get()):
        rows._base_manager.filter(**which).update(**values)


@pytest.fixture
def mayor(filled: City, client_as: factories.SignIn) -> Client:
    return client_as("mayor", filled.area_id)


def test_the_pace_is_said_with_its_window_and_what_it_leads_to(mayor: Client) -> None:
    page = read(mayor, f"/kampanye/{CITY}/laju/")
    # 27 of 60 since 14 May, the last on 13 June: 33 are missing in 30 days, nobody was accepted in the last 28
    assert "Laju sekarang belum cukup: 0 diterima sehari; yang perlu 1,1 sehari sampai 28 November 2025." in page
    assert (
        "Masih kurang 33 27 dari 60 sudah diterima Yang perlu, sehari 1,1 30 hari lagi sampai 28 November 2025" in page
    )
    assert "Untuk tiap kepala lingkungan 1 tiap 5 hari 6 kepala lingkungan menjabat" in page
    assert "Laju sekarang, sehari 0 0 diterima dalam 28 hari terakhir (2 Okt 2025 sampai 29 Okt 2025)" in page
    assert "Bila laju sekarang berlanjut 27 45,00 % dari target pada 28 November 2025" in page
    assert "9 pendaftaran masih diproses" not in page  # submitted, returned, verified, batched in three lingkungan
    assert "12 pendaftaran masih diproses dan belum dihitung diterima." in page


def test_a_vacant_office_brings_nobody(mayor: Client, filled: City) -> None:
    Area.objects.get(pk=factories.lingkungan(filled)).holdings.update(ends=dt.date(2025, 10, 1))
    assert "1 tiap 4 hari 5 kepala lingkungan menjabat; 1 jabatan kosong" in read(mayor, f"/kampanye/{CITY}/laju/")


def test_drawing_and_table_are_one_and_end_at_the_headline(mayor: Client) -> None:
    chart = mayor.get(f"/kampanye/{CITY}/laju/?per=minggu").context["chart"]
    known = [point.figures for point in chart.points if point.figures[0] is not None]
    assert chart.columns[0].label == "Diterima BPJS"
    assert known[-1][0] == sum(figures[4] for figures in known) == 27
    assert known[-1][2] == 45
    assert chart.points[-1].figures[1] == 60
    daily = mayor.get(f"/kampanye/{CITY}/laju/?per=hari").context["chart"]
    assert len(daily.points) == 199
    assert max(point.figures[0] or 0 for point in daily.points) == 27


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"starts": dt.date(2025, 12, 1), "ends": None}, "Kampanye belum dimulai."),
        ({"ends": None}, "Hari terakhir kampanye belum ditentukan."),
        ({"ends": dt.date(2025, 10, 1)}, "Hari terakhir kampanye sudah tiba: 27 dari 60 diterima."),
        ({"quota": 1}, "Target sudah tercapai: 27 dari 6 diterima."),
    ],
)
def test_other_states_of_a_campaign_have_their_own_answer(mayor: Client, values: dict[str, object], said: str) -> None:
    change(Campaign, values)
    assert said in read(mayor, f"/kampanye/{CITY}/laju/")
    for page in PAGES[1:]:
        assert mayor.get(f"/kampanye/{CITY}/{page}/").status_code == 200
    assert mayor.get(f"/kampanye/{CITY}/laporan/").status_code == 200


def test_newcomers_of_a_month_are_followed_one_word_at_a_time(mayor: Client) -> None:
    page = read(mayor, f"/kampanye/{CITY}/bertahan/")
    assert "Dari 18 orang yang didaftarkan Mei 2025 dan diterima, 6 lunas September 2025." in page
    assert "15 dari 27 anggota baru membayar satu bulan." in page
    # every history pays through a file of its month, so that May to September are told; eighteen are few
    grid = mayor.get(f"/kampanye/{CITY}/bertahan/").context["grid"]
    assert [[cell.get("text") for cell in row["cells"]] for row in grid["rows"]] == [
        ["2", "4", "4", "6", "6"],
        ["2", "2", "3", "3", None],
    ]
    lapsed = mayor.get(f"/kampanye/{CITY}/bertahan/?keadaan=non_active").context["grid"]
    assert [[cell.get("text") for cell in row["cells"]] for row in lapsed["rows"]] == [
        ["0", "0", "0", "0", "2"],
        ["0", "0", "0", "1", None],
    ]


def test_a_month_whose_file_is_not_in_is_no_zero(mayor: Client) -> None:
    change(InsurerFile, {"month": None}, month=made.JULY)
    rows = mayor.get(f"/kampanye/{CITY}/bertahan/").context["grid"]["rows"]
    assert [cell["kind"] for cell in rows[0]["cells"]] == ["count", "count", "unknown", "count", "count"]


def test_without_a_payment_file_nobody_is_said_to_stay(mayor: Client) -> None:
    change(InsurerFile, {"month": None})
    page = read(mayor, f"/kampanye/{CITY}/bertahan/")
    assert "Siapa yang bertahan belum dapat dikatakan: data iuran belum masuk." in page
    assert "Siapa yang lunas belum dapat dibandingkan" in read(mayor, f"/kampanye/{CITY}/banding/")


def test_shares_are_written_for_groups_that_are_large_enough(mayor: Client, filled: City) -> None:
    with factories.as_system(filled) as opened:
        for _ in range(12):
            factories.member(factories.lingkungan(filled), opened, on=made.MAY.replace(day=20))
    response = mayor.get(f"/kampanye/{CITY}/bertahan/")
    assert "dan diterima, 6 lunas September 2025: 20,00 %." in words(response.content.decode())
    assert "15 dari 39 anggota (38,46 %) baru membayar satu bulan." in words(response.content.decode())
    cell = response.context["grid"]["rows"][0]["cells"][4]
    assert (cell["text"].replace("\N{NO-BREAK SPACE}", " "), cell["count"], cell["width"]) == ("20,00 %", "6", 48)


def test_small_places_are_not_compared(mayor: Client) -> None:
    page = read(mayor, f"/kampanye/{CITY}/banding/")
    assert "Terlalu sedikit wilayah yang cukup besar untuk dibandingkan" in page
    assert "Terlalu kecil untuk dibandingkan Medan 01 4 lingkungan, 4 kepala baru" not in page
    assert "Medan 01 4 lingkungan 40 18 –" in page
    assert "Medan 02 2 lingkungan 20 9 –" in page
    assert "Semua bersama: 27 dari 60 (45,00 %)" in page
    paid = read(mayor, f"/kampanye/{CITY}/banding/?ukuran=lunas")
    assert "Lunas September 2025 dari yang diterima BPJS Semua bersama: 9 dari 27 (33,33 %)" in paid
    assert "angkanya terlalu kecil untuk dibandingkan" in read(mayor, f"/kampanye/{KELURAHAN}/banding/")


def test_large_places_stand_in_groups_by_their_limits_and_never_in_a_ranking(mayor: Client, filled: City) -> None:
    """Of nineteen kelurahan sixteen have 4 accepted; 18 and 0 are further from the 91 of all together, 9 is not."""
    change(Campaign, {"quota": 50})
    with factories.as_system(filled) as opened:
        for place in more_kelurahan(filled, 16):
            for _ in range(4):
                factories.registration(place + 1, opened, state=State.ACCEPTED, on=made.STARTS)
    response = mayor.get(f"/kampanye/{CITY}/banding/?tingkat=kelurahan")
    groups = {group["label"]: group["rows"] for group in response.context["table"]["groups"]}
    assert [row["name"] for row in groups["Di bawah batas"]] == ["Kelurahan 01 2"]
    assert [row["name"] for row in groups["Di atas batas"]] == ["Kelurahan 01 1"]
    within = [row["name"] for row in groups["Di dalam batas"]]
    assert within == ["Kelurahan 02 1", *(f"Kelurahan 02 {number}" for number in range(3, 19))]  # by code
    # 91 of 1900, and 1.96 times the root of that share over a target of 100
    assert groups["Di bawah batas"][0]["limits"].replace("\N{NO-BREAK SPACE}", " ") == "1 % sampai 9 %"
    page = words(response.content.decode())
    assert "Kelurahan: 1 di bawah batas, 1 di atas, 17 berbeda tidak lebih dari yang wajar" in page


def more_kelurahan(city: City, count: int = 4) -> list[int]:
    """Kelurahan more in the second kecamatan, two lingkungan each."""
    found = []
    for number in range(3, 3 + count):
        code = f"12.71.02.10{number:02d}"
        place = area_id(code)
        Area.objects.create(id=place, city=city, level="kelurahan", code=code, name=f"Kelurahan 02 {number}")
        for serial in (1, 2):
            Area.objects.create(
                id=place + serial, city=city, level="lingkungan", code=f"{code}/{serial}", name=f"Lingkungan {serial}"
            )
        found.append(place)
    return found


def test_nothing_outside_the_territory_is_shown(filled: City, client_as: factories.SignIn) -> None:
    lurah, clerk = client_as("lurah", KELURAHAN), client_as("clerk", CITY)
    for page in (*PAGES, "laporan"):
        for area in (KECAMATAN, area_id("12.71.01.1002"), area_id("12.76"), 1, 10**14):
            assert lurah.get(f"/kampanye/{area}/{page}/").status_code == 404
        assert lurah.get(f"/kampanye/{KELURAHAN}/{page}/").status_code == 200
        assert lurah.get(f"/kampanye/{factories.lingkungan(filled)}/{page}/").status_code == 200
        assert lurah.get(f"/kampanye/{KELURAHAN}/{page}/?campaign=999").status_code == 404
        assert clerk.get(f"/kampanye/{CITY}/{page}/").status_code == 403


def test_without_a_campaign_there_is_nothing_to_draw(city: City, client_as: factories.SignIn) -> None:
    assert client_as("mayor", city.area_id).get(f"/kampanye/{CITY}/laju/").status_code == 404


def test_a_lurah_reads_the_figures_of_their_kelurahan(filled: City, client_as: factories.SignIn) -> None:
    page = read(client_as("lurah", KELURAHAN), f"/kampanye/{KELURAHAN}/laju/")
    assert "Masih kurang 2 18 dari 20 sudah diterima" in page


def test_pages_ask_the_database_as_often_for_many_as_for_few(mayor: Client, filled: City) -> None:
    def asked() -> list[int]:
        found = []
        for page in PAGES:
            with CaptureQueriesContext(connection) as queries:
                mayor.get(f"/kampanye/{CITY}/{page}/?tingkat=kelurahan")
            found.append(len(queries))
        return found

    asked()
    few = asked()
    more_kelurahan(filled)
    with factories.as_system(filled) as opened:
        for index in range(6):
            factories.member(factories.lingkungan(filled, index), opened, months=(made.JULY,))
    assert asked() == few


# The sheet


def pages_of(pdf: bytes) -> int:
    """Pages of a PDF, also where typst packs its objects into compressed streams."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    unpacked = [pdf]
    for each in streams:
        try:
            unpacked.append(zlib.decompress(each))
        except zlib.error:
            continue
    return sum(len(re.findall(rb"/Type\s*/Page\b", each)) for each in unpacked)


def test_the_sheet_is_one_page_of_every_place_in_both_languages(mayor: Client) -> None:
    for area in (CITY, KECAMATAN, KELURAHAN, area_id("12.71.01.1001", 1)):
        for language in ("id", "en"):
            response = mayor.get(f"/kampanye/{area}/laporan/?bahasa={language}")
            assert response["Content-Type"] == "application/pdf"
            assert response["Content-Disposition"].endswith('-2025-10-29.pdf"')
            assert pages_of(response.content) == 1


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> list[sheet.Sheet]:
    """What the sheets that are made say."""
    made_: list[sheet.Sheet] = []

    def keep(content: sheet.Sheet) -> bytes:
        made_.append(content)
        return sheet.sheet(content)

    monkeypatch.setattr(report_page, "sheet", keep)
    return made_


def test_the_sheet_says_what_the_page_says(mayor: Client, sheets: list[sheet.Sheet]) -> None:
    page = mayor.get("/kampanye/").context
    mayor.get(f"/kampanye/{CITY}/laporan/")
    said = sheets[0]
    assert said.answer == page["lead"]
    assert [each.count for each in said.protection.bars] == ["9", "9", "3", "6"]
    assert [each.count for each in said.months.bars] == ["3", "15", "3", "3", "3"]
    assert [list(row) for row in said.table.rows] == [
        [row["name"], *(cell["text"] for cell in row["cells"])] for row in page["table"]["rows"]
    ]
    assert list(said.table.total)[1:] == [cell["text"] for cell in page["table"]["total"]["cells"]]
    assert any("per 20 Oktober 2025" in source for source in said.sources)
    assert said.specimen
    accepted = said.drawing.lines[0].points
    assert accepted[-1][1] == round(27 / 60, 4)


def test_the_sheet_speaks_english_to_whoever_asks(mayor: Client, sheets: list[sheet.Sheet]) -> None:
    mayor.get(f"/kampanye/{CITY}/laporan/?bahasa=en")
    assert sheets[0].language == "en"
    assert "27 of 60 workers" in sheets[0].answer
    assert "Kampanye" not in repr(sheets[0]).replace("Kampanye uji", "")


def test_places_for_which_the_sheet_has_no_room_stand_together(
    mayor: Client, sheets: list[sheet.Sheet], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_words, "MOST_PLACES", 2)
    more_kelurahan(City.objects.get())
    response = mayor.get(f"/kampanye/{area_id('12.71.02')}/laporan/")
    rows = [list(row) for row in sheets[0].table.rows]
    assert [row[0] for row in rows] == ["Kelurahan 02 1", "4 wilayah lain bersama"]
    assert sum(int(row[1]) for row in rows) == int(sheets[0].table.total[1]) == 100
    assert pages_of(response.content) == 1


def test_a_full_sheet_is_still_one_page(mayor: Client, filled: City) -> None:
    """As many lingkungan as there is room for and more, with names that need two lines."""
    for serial in range(3, 45):
        Area.objects.create(
            id=KELURAHAN + serial, city=filled, level="lingkungan", code=f"12.71.01.1001/{serial}",
            name=f"Lingkungan {serial} Perumahan Rekaan Indah Permai Tahap Kedua Sebelah Timur Rel Kereta Api",
        )  # fmt: skip
    for language in ("id", "en"):
        assert pages_of(mayor.get(f"/kampanye/{KELURAHAN}/laporan/?bahasa={language}").content) == 1


def test_a_missing_typeface_is_said_on_a_page(mayor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(content: sheet.Sheet) -> bytes:
        raise report_page.TypefaceMissing

    monkeypatch.setattr(report_page, "sheet", missing)
    response = mayor.get(f"/kampanye/{CITY}/laporan/")
    assert response.status_code == 503
    assert "Laporan belum dapat dibuat" in response.content.decode()
