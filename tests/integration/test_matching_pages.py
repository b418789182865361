"""Two lists are matched on the city's pages: every word, the figures, the rows, the pairs, the files."""

import csv
import io
import re
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation
from procrastinate.contrib.django.models import ProcrastinateJob
from python_calamine import CalamineWorkbook

from payung.apps.audit.models import Disclosure
from payung.apps.linkage.models import MatchFile, MatchPair, MatchRow, MatchRun
from payung.apps.linkage.runs import doing, exporting, queries
from payung.apps.linkage.runs.exporting import Content
from payung.apps.linkage.runs.linking import Linked, Pair
from payung.apps.territory import scope
from payung.apps.territory.models import City
from payung.web.city import matching_files
from tests import factories
from tests.factories_matching import ADDED_UP, LEFT, PAGE, RIGHT, asked, matched, page, typed, without, work

WORDS = ["covered", "lapsed", "not_covered", "unknown", "twice"]


@pytest.fixture
def clerk(city: City) -> Client:
    return factories.sign_in("clerk", city.area_id)


@pytest.fixture
def doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine is sure of nobody: the first row may be the first of the other list."""
    levels = {"nik": "one slip", "name": "same words", "dob": "day and month swapped", "sex": "missing"}

    def linked(left: Any, right: Any, **_more: Any) -> Linked:
        persons = (list(range(len(left))), list(range(len(right))))
        return Linked([Pair(0, 0, 0.61, False, "NIK one digit off + name")], persons, {0: levels})

    monkeypatch.setattr(doing, "linked", linked)


def test_from_two_files_to_words(city: City, clerk: Client) -> None:
    run_id = asked(clerk, typed(LEFT), typed(RIGHT))
    assert "Kedua daftar sedang dicocokkan" in page(clerk, run_id)
    assert work() == 1
    run = MatchRun.objects.using("owner").get(pk=run_id)
    assert (run.state, run.counts, run.left_rows) == ("done", ADDED_UP, len(LEFT) - 1), run.error
    shown = page(clerk, run_id)
    assert "7 baris: 1 terlindungi, 2 perlindungan berakhir, 1 belum terlindungi, 2 belum diketahui, 1 ganda." in shown
    assert "Perlindungan dinilai untuk September 2025, menurut kolom bulan iuran terakhir di daftar kedua." in shown
    assert "Daftar Dinas.csv" in clerk.get(PAGE).content.decode()
    assert "Dua daftar selesai dicocokkan: 7 baris" in clerk.get(reverse("notices")).content.decode()


def test_the_words_add_up_and_each_figure_leads_to_its_rows(city: City, clerk: Client) -> None:
    run = matched(clerk, typed(LEFT), typed(RIGHT))
    names = [row[1] for row in LEFT[1:]]
    seen: list[str] = []
    for word in WORDS:
        shown = page(clerk, run.pk, f"baris/?hasil={word}")
        rows = re.findall(r'<th scope="row" class="wrap-anywhere[^>]*>\s*([^<]+?)\s*<', shown)
        assert len(rows) == sum(run.counts[word].values()), word
        seen += rows
    assert sorted(seen) == sorted(names)
    grace = page(clerk, run.pk, "baris/?hasil=lapsed&alasan=grace")
    assert "Rina Misal Lubis" in grace
    assert "Budi Contoh Siregar" not in grace
    assert "Sama dengan baris 2" in page(clerk, run.pk, "baris/?hasil=twice")


def test_no_number_of_a_person_stands_on_a_page_or_in_a_job(city: City, clerk: Client, doubtful: None) -> None:
    run = matched(clerk, typed(LEFT), typed(RIGHT))
    shown = page(clerk, run.pk) + page(clerk, run.pk, "baris/") + page(clerk, run.pk, "pasangan/")
    for secret in ("1271014508790001", "127101450", "081234567801", "KPJ0001"):
        assert secret not in shown
    (job,) = ProcrastinateJob.objects.using("owner").filter(task_name="linkage.match")
    assert set(job.args) == {"run_id", "holding_id"}


def test_a_pair_to_look_at_says_how_each_field_compares(city: City, clerk: Client, doubtful: None) -> None:
    run = matched(clerk, typed(LEFT), typed(RIGHT))
    assert run.counts["unknown"]["review"] == 1
    assert "Lihat 1 pasangan" in page(clerk, run.pk)
    shown = " ".join(page(clerk, run.pk, "pasangan/").split())
    for said in (
        "Mungkin orang yang sama", "61,00", "NIK berbeda satu angka + nama", "satu angka berbeda",
        "tanggal dan bulan tertukar", "Siti Rekaan Harahap – SITI REKAAN HARAHAP", "tertulis", "Bila orangnya sama:",
        "Daftar pertama, baris 2",
    ):  # fmt: skip
        assert said in shown, said
    assert "Hanya tertulis di salah satu daftar: Telepon (daftar pertama), Nomor peserta (KPJ) (daftar kedua)" in shown
    clerk.cookies["django_language"] = "en"
    english = " ".join(page(clerk, run.pk, "pasangan/").split())
    assert "Perhaps one person" in english
    assert "day and month swapped" in english


@pytest.mark.parametrize(
    ("born", "said"),
    [((True, True), "tertulis"), ((True, False), "tertulis"), ((False, True), "tertulis"),
     ((False, False), "terbitan Kota Medan")],
    ids=["both", "the first", "the second", "neither"],
)  # fmt: skip
def test_one_nik_is_said_in_one_way_on_both_sides(
    city: City, clerk: Client, monkeypatch: pytest.MonkeyPatch, born: tuple[bool, bool], said: str
) -> None:
    """Beside a birth date on either list not even where it was issued: both rows may be one person's."""

    def linked(left: Any, right: Any, **_more: Any) -> Linked:
        persons = (list(range(len(left))), list(range(len(right))))
        return Linked([Pair(0, 0, 0.61, False, "same NIK")], persons, {0: {"nik": "same"}})

    monkeypatch.setattr(doing, "linked", linked)
    headings = (LEFT[0][2], RIGHT[0][3])
    lists = [
        rows if there else without(rows, heading)
        for rows, heading, there in zip((LEFT, RIGHT), headings, born, strict=True)
    ]
    shown = page(clerk, matched(clerk, *map(typed, lists)).pk, "pasangan/")
    (nik,) = re.findall(r'<th scope="row">NIK</th>(.*?)</tr>', shown, re.S)
    assert re.findall(r'daftar (?:pertama|kedua)"><span>([^<]*)<', nik, re.I) == [said, said]


def test_without_a_pair_to_look_at_the_page_says_just_that(city: City, clerk: Client) -> None:
    run = matched(clerk, typed(LEFT), typed(RIGHT))
    assert run.waiting == 0
    shown = page(clerk, run.pk, "pasangan/")
    assert "Tidak ada pasangan yang diragukan." in shown
    assert "0 pasangan" not in shown
    assert "sudah pasti" not in shown, "two rows are not known"


def test_where_there_is_no_pair_none_is_offered(city: City, clerk: Client) -> None:
    found = matched(clerk, typed(LEFT), typed(RIGHT))
    assert "Unduh pasangan" in page(clerk, found.pk)
    strangers = matched(clerk, typed([("Nama",), ("Orang Lain",)]), typed(RIGHT))
    assert strangers.state == "done"
    assert "Unduh pasangan" not in page(clerk, strangers.pk)


def test_many_pairs_and_rows_are_paged(city: City, clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    left = [("Nama", "Tanggal Lahir"), *((f"Orang Rekaan {n}", "05-08-1979") for n in range(1, 61))]

    def linked(left: Any, right: Any, **_more: Any) -> Linked:
        pairs = [Pair(at, 0, 0.1 + at / 100, False, "name") for at in range(25)]
        return Linked(pairs, (list(range(len(left))), list(range(len(right)))), {at: {} for at in range(25)})

    monkeypatch.setattr(doing, "linked", linked)
    run = matched(clerk, typed(left), typed(RIGHT))
    assert run.waiting == 25
    first = page(clerk, run.pk, "pasangan/")
    assert "Orang Rekaan 25" in first, "the likeliest comes first"
    assert first.count("<article") == 10
    last = page(clerk, run.pk, "pasangan/?sesudah=20")
    assert (last.count("<article"), "?sebelum=21" in last) == (5, True)
    rows = page(clerk, run.pk, "baris/")
    assert "?sesudah=50" in rows
    later = page(clerk, run.pk, "baris/?sesudah=50")
    assert {int(number) for number in re.findall(r"Orang Rekaan (\d+)", later)} == {*range(51, 61)}


@pytest.mark.parametrize(
    ("more", "told", "word"),
    [({}, "", "unknown"), ({"all_covered": "on"}, "all", "covered")],
    ids=["nothing is declared", "all are declared protected"],
)
def test_a_second_list_without_status(city: City, clerk: Client, more: dict[str, str], told: str, word: str) -> None:
    run = matched(clerk, typed(LEFT), typed(without(RIGHT, "Iuran Terakhir")), **more)
    assert run.told == told
    assert sum(run.counts[word].values()) >= 4
    assert ("Daftar kedua tidak memuat status" in page(clerk, run.pk)) is (not told)


def download(client: Client, run_id: UUID, content: str, **more: str) -> HttpResponse:
    return client.post(f"{PAGE}{run_id}/unduh/{content}/", {"purpose": "Rapat dinas", "bentuk": "csv"} | more)


def body(answer: HttpResponse) -> bytes:
    return b"".join(answer.streaming_content)


def lines(answer: HttpResponse) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body(answer).decode("utf-8-sig")), delimiter=";"))


def test_the_first_list_goes_back_with_its_own_columns_and_the_result(city: City, clerk: Client) -> None:
    left = [[cell.replace("081234567802", "+6281234567802") for cell in row] for row in LEFT]
    run = matched(clerk, typed(left), typed(RIGHT))
    heading, *rows = lines(download(clerk, run.pk, "daftar"))
    assert heading[:6] == list(LEFT[0])
    assert heading[6:] == ["Hasil", "Alasan", "Id di daftar kedua", "Baris di daftar kedua", "Peluang", "Dasar"]
    assert len(rows) == len(LEFT) - 1
    first = dict(zip(heading, rows[0], strict=True))
    assert first["NIK"] == "1271014508790001"
    assert (first["Hasil"], first["Id di daftar kedua"]) == ("Terlindungi", "KPJ0001")
    assert first["Catatan"] == "'=1+1", "a spreadsheet must not run it"
    assert rows[1][4] == "+6281234567802", "a telephone is no formula"
    assert rows[5][6:8] == ["Ganda", "orang yang sama dengan urutan ke-1"]
    found = CalamineWorkbook.from_filelike(io.BytesIO(body(download(clerk, run.pk, "daftar", bentuk="xlsx"))))
    sheet = [[row[at] for at in (0, 1, 5, 6, 8)] for row in found.get_sheet_by_index(0).to_python()]
    assert sheet == [[row[at] for at in (0, 1, 5, 6, 8)] for row in (heading, *rows)]


def test_links_and_who_stands_twice_go_along_too(city: City, clerk: Client) -> None:
    run = matched(clerk, typed(LEFT), typed(RIGHT))
    _heading, *links = lines(download(clerk, run.pk, "pasangan"))
    assert {(row[1], row[2], row[5]) for row in links} >= {
        ("2", "KPJ0001", "ditetapkan"),
        ("3", "KPJ0002", "ditetapkan"),
    }
    assert all(0 <= float(row[4]) <= 1 for row in links)
    _heading, *twice = lines(download(clerk, run.pk, "ganda"))
    assert [(row[0], row[1], row[-1]) for row in twice] == [("1", "2", "Terlindungi"), ("1", "7", "Ganda")]


def test_a_file_leaves_for_a_purpose_that_is_logged(city: City, clerk: Client) -> None:
    run = matched(clerk, typed(LEFT), typed(RIGHT))
    before = Disclosure.objects.using("owner").count()
    asked_for = clerk.get(f"{PAGE}{run.pk}/unduh/daftar/").content.decode()
    assert "Untuk keperluan apa?" in asked_for
    assert "rumus mendapat tanda petik" in asked_for
    assert download(clerk, run.pk, "daftar", purpose="").status_code == 422
    assert download(clerk, run.pk, "apa-saja").status_code == 404
    assert Disclosure.objects.using("owner").count() == before
    assert download(clerk, run.pk, "daftar").status_code == 200
    logged = Disclosure.objects.using("owner").latest("pk")
    assert (logged.kind, logged.subject, logged.rows, logged.purpose) == (
        "export",
        "pencocokan daftar",
        7,
        "Rapat dinas",
    )


@pytest.mark.parametrize("content", list(Content))
def test_a_file_is_read_in_chunks_and_no_scope_stays_open(city: City, content: Content) -> None:
    holding = factories.hold("clerk", city.area_id)
    run = matched(factories.client_of(holding), typed(LEFT), typed(RIGHT))
    mine = scope.of_holding(holding)
    with scope.opened(mine, reason="test"):
        view = queries.run(mine, run.pk)
        assert view
        count = exporting.count(content, view)
    seen = []
    for chunk in exporting.chunks(content, mine, run.pk, size=1):
        assert len(chunk) <= 1
        seen += [each.number if content is Content.LINKS else each.position for each in chunk]
        with pytest.raises(scope.ScopeError):
            scope.current()
    assert len(seen) == len(set(seen)) == count > 1
    assert seen == ([1, 6] if content is Content.TWICE else sorted(seen))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_removed_while_it_is_sent_does_not_arrive_as_a_whole_file(
    city: City, clerk: Client, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    run = matched(clerk, typed(LEFT), typed(RIGHT))
    chunks = exporting.chunks

    def removed_after_one(*given: Any) -> Any:
        reading = chunks(*given, size=1)
        yield next(reading)
        clerk.post(f"{PAGE}{run.pk}/hapus/")
        yield from reading

    monkeypatch.setattr(exporting, "chunks", removed_after_one)
    with pytest.raises(exporting.Removed):
        body(download(clerk, run.pk, "daftar", bentuk=form))


def test_a_file_is_written_in_the_language_it_was_asked_for_in(city: City, clerk: Client) -> None:
    run = matched(clerk, typed(LEFT), typed(RIGHT))
    clerk.cookies["django_language"] = "en"
    answer = download(clerk, run.pk, "daftar")
    with translation.override("id"):
        heading, first, *_more = lines(answer)
    assert heading[6:8] == ["Result", "Reason"]
    assert first[6] == "Protected"


def test_what_no_sheet_holds_is_not_begun(city: City, clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    run = matched(clerk, typed(LEFT), typed(RIGHT))
    monkeypatch.setattr(matching_files, "MOST_ROWS", 6)
    answer = download(clerk, run.pk, "daftar", bentuk="xlsx")
    assert answer.status_code == 422
    assert "paling banyak 6 baris. Pilih CSV." in answer.content.decode()
    assert not Disclosure.objects.using("owner").filter(kind="export").exists()
    assert download(clerk, run.pk, "daftar").status_code == 200


def test_the_same_lists_again_lead_to_the_same_result(city: City, clerk: Client) -> None:
    run = matched(clerk, typed(LEFT), typed(RIGHT))
    assert asked(clerk, typed(LEFT), typed(RIGHT)) == run.pk
    assert "sudah pernah dicocokkan" in page(clerk, run.pk)
    assert work() == 0


def test_a_result_is_removed_with_everything_that_it_knows(city: City, clerk: Client) -> None:
    run = matched(clerk, typed(LEFT), typed(RIGHT))
    other = matched(clerk, typed(LEFT), typed(RIGHT[:4]))
    assert "Hapus hasil ini?" in clerk.get(f"{PAGE}{run.pk}/hapus/").content.decode()
    assert clerk.post(f"{PAGE}{run.pk}/hapus/")["Location"] == PAGE
    assert clerk.get(f"{PAGE}{run.pk}/").status_code == 404
    for model in (MatchRow, MatchPair):
        assert set(model.objects.using("owner").values_list("run_id", flat=True)) == {other.pk}
    files = MatchRun.objects.using("owner").values_list("left_file_id", "right_file_id").get()
    with factories.as_system(city):
        assert set(MatchFile.objects.values_list("pk", flat=True)) == set(files)
