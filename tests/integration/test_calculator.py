"""The public calculator: the engine's figures to the rupiah, what is open said plainly, faults beside their fields.

No test here touches a database: neither do the pages.
"""

import datetime as dt
import re
import time
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from payung.rules.kinds import answer
from payung.rules.legislation import load
from payung.rules.presenting import as_data
from payung.shared.months import Month
from payung.web.public.calculator.payroll import PARTS

TODAY = dt.date(2026, 11, 22)
WORKER, EMPLOYER, CONTRACT, SITE, PLAN = (
    f"/hitung/{name}/" for name in ("pekerja", "pemberi-kerja", "kontraktor", "kontraktor/upah", "anggaran")
)
LONG, RAISED, NUL = "9" * 4400, "²", "\0"


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)


def page(path: str, *, language: str = "id", **asked: str) -> HttpResponse:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client.get(path, asked)


def words(response: HttpResponse) -> str:
    """What the page says, without its tags."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))).replace(
        "\N{NO-BREAK SPACE}", " "
    )


def engine(kind: str, **asked: Any) -> dict[str, Any]:
    return as_data(answer(kind, asked, on=TODAY), explained=True)


@pytest.mark.parametrize("path", ["/hitung/", WORKER, EMPLOYER, CONTRACT, SITE, PLAN])
@pytest.mark.parametrize("language", ["id", "en"])
def test_an_answer_at_once(path: str, language: str) -> None:
    response = page(path, language=language)
    assert response.status_code == 200
    assert f'lang="{language}"' in response.content.decode()


@pytest.mark.parametrize("path", [WORKER, EMPLOYER, CONTRACT, SITE, PLAN])
def test_the_page_where_somebody_is_stands_out_among_the_ways(path: str) -> None:
    ways = page(path).content.decode().split('class="ways', 1)[1].split("</nav>", 1)[0]
    assert re.findall(r'href="([^"]+)"\s+aria-current="page"', ways) == [path]


def test_the_ways_to_it() -> None:
    assert 'href="/hitung/"' in page("/hitung/").content.decode()
    assert all(
        f'href="{path}"' in page("/hitung/").content.decode() for path in (WORKER, EMPLOYER, CONTRACT, SITE, PLAN)
    )


# one worker


def test_the_end_of_the_discount_is_said() -> None:
    said = words(page(WORKER, penghasilan="1.000.000", mulai="2026-11", lama="12"))
    assert "Rp8.400 sebulan" in said
    assert "Mulai Januari 2027 iuran kembali Rp16.800 sebulan, karena keringanan berakhir." in said


def test_the_discount_of_drivers_ends_later() -> None:
    said = words(page(WORKER, mulai="2026-11", lama="12", pekerjaan="transport"))
    assert "Mulai April 2027 iuran kembali" in said
    assert "Mulai Januari 2027" not in said


@pytest.mark.parametrize("payer", ["SELF", "APBD_KOTA", "CSR", "APBDES"])
@pytest.mark.parametrize(("first", "count"), [("2026-11", 12), ("2020-06", 14), ("2026-03", 2), ("2027-03", 1)])
def test_a_worker_owes_what_the_engine_says(payer: str, first: str, count: int) -> None:
    bill = page(WORKER, penghasilan="3500000", pembayar=payer, jht="ya", mulai=first, lama=str(count)).context["answer"]
    last = str(bill.chart and _later(first, count - 1))
    programmes = ["JKK", "JKM", "JHT"]
    found = engine("bpu", months=[first, last], income=3_500_000, payer=payer, programmes=programmes)
    assert bill.total == found["total"]
    assert [bill.first.jkk, bill.first.jkm, bill.first.jht] == [
        found["per_month"][0][name] for name in ("jkk", "jkm", "jht")
    ]
    assert sum(period.months for period in bill.periods) == count


def _later(month: str, count: int) -> str:
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + count, 12)
    return f"{year}-{number + 1:02d}"


def test_every_figure_opens_into_formula_law_and_source() -> None:
    response = page(WORKER, mulai="2026-11", lama="12")
    said = words(response)
    assert "1.000.000 × 1% × (1 − 50%) = Rp5.000" in said
    assert "PP 50/2025" in said
    assert 'href="/aturan/bpu.contribution.jkk_rate/"' in response.content.decode()
    for period in response.context["answer"].periods:
        for step in period.steps:
            assert step.formula
            assert all(cited.law and cited.article and cited.source for cited in step.cited)


def test_the_steps_speak_the_language_of_the_page() -> None:
    said = words(page(WORKER, language="en", mulai="2026-11"))
    assert "Work accident contribution (JKK)" in said
    assert "Iuran JKK" not in said


def test_eighteen_months_ahead_with_the_step_marked() -> None:
    response = page(WORKER, mulai="2026-11", lama="1")
    chart = response.context["answer"].chart
    assert len(chart.points) == 18
    assert [(point.label, point.figures) for point in chart.points if point.mark] == [("Jan 2027", (16_800,))]
    assert 'data-chart="step"' in response.content.decode()


def test_what_is_open_is_warned_of() -> None:
    assert "Belum jelas apakah pembayar APB Desa mendapat keringanan" in words(page(WORKER, pembayar="APBDES"))
    assert "Bulan yang dihitung lebih dari setahun lagi." in words(page(WORKER, mulai="2028-01"))
    assert "lebih dari setahun" not in words(page(WORKER, mulai="2026-11", lama="13"))


# an employer


def test_an_employer_pays_what_the_engine_says_for_each_wage() -> None:
    wages = [4_500_000, 4_500_000, 12_500_000, 0, 11_086_300]
    response = page(EMPLOYER, upah="\n".join(map(str, wages)), skala="besar", risiko="4", mulai="2026-11")
    payroll = response.context["answer"]
    found = [engine("pu", month="2026-11", wage=wage, risk=4, scale="besar") for wage in wages]
    assert [line.parts for line in payroll.lines] == [{name: each[name] for name in PARTS} for each in found]
    assert payroll.employer == sum(each["total_er"] for each in found)
    assert payroll.worker == sum(each["total_ee"] for each in found)
    assert payroll.whole["jkk_er"] == sum(each["jkk_er"] for each in found)


def test_as_many_different_wages_as_an_address_holds_take_no_time() -> None:
    wages = "\n".join(str(3_000_000 + 7_919 * line) for line in range(500))
    before = time.process_time()
    assert len(page(EMPLOYER, upah=wages, skala="besar", mulai="2026-11").context["answer"].lines) == 500
    assert time.process_time() - before < 5  # seconds; a fraction of one where nothing is computed line by line


def test_equal_wages_are_written_once() -> None:
    once = page(EMPLOYER, upah="12 x 5.000.000", mulai="2026-11").context["answer"]
    twelve = page(EMPLOYER, upah="\n".join(["5000000"] * 12), mulai="2026-11").context["answer"]
    assert (once.employer, once.worker, once.workers) == (twelve.employer, twelve.worker, 12)


def test_any_line_opens_and_another_number_opens_the_first() -> None:
    asked = {"upah": "5000000\n6000000", "mulai": "2026-11"}
    assert page(EMPLOYER, baris="2", **asked).context["answer"].opened.wage == 6_000_000
    for number in ("", "0", RAISED, "-1"):
        assert page(EMPLOYER, baris=number, **asked).context["answer"].opened.wage == 5_000_000
    assert page(EMPLOYER, baris="9", **asked).context["answer"].opened.wage == 6_000_000


def test_a_figure_not_known_yet_is_warned_of_and_later_ones_beside_the_chart() -> None:
    last = Month.of(load().parameter("jp.wage_cap").values[-1].start)
    beyond = words(page(EMPLOYER, skala="besar", mulai=str(last + 12)))
    assert "angka yang berlaku sejak Maret" in beyond
    assert "Tentang bulan-bulan berikutnya" not in beyond
    assert "Tentang bulan-bulan berikutnya" in words(page(EMPLOYER, skala="besar", mulai=str(last + 11)))


def test_the_relief_of_labour_intensive_industries_needs_enough_workers() -> None:
    asked = {"upah": "5000000", "sektor": "kulit", "mulai": "2025-06"}
    few, many = (page(EMPLOYER, pekerja=count, **asked).context["answer"] for count in ("49", "50"))
    assert many.whole["jkk_er"] * 2 == few.whole["jkk_er"]
    assert many.warnings


def test_programmes_beyond_the_least() -> None:
    payroll = page(EMPLOYER, upah="5000000", skala="mikro", program="JKK,JKM,JHT,JP", mulai="2026-11").context["answer"]
    found = engine("pu", month="2026-11", wage=5_000_000, risk=2, scale="mikro", programmes=["JKK", "JKM", "JHT", "JP"])
    assert (payroll.employer, payroll.worker) == (found["total_er"], found["total_ee"])


# a contractor


@pytest.mark.parametrize("value", [0, 100_000_000, 100_000_001, 750_000_000, 6_000_000_000])
def test_a_contract_without_tax(value: int) -> None:
    bill = page(CONTRACT, nilai=str(value), mulai="2026-11").context["answer"]
    assert bill.amount == engine("jakon", contract=value, month="2026-11")["total"]


def test_a_contract_with_tax() -> None:
    bill = page(CONTRACT, nilai="555.000.000", ppn="termasuk", persen="11", mulai="2026-11").context["answer"]
    assert bill.figures["base"] == 500_000_000
    assert bill.amount == engine("jakon", contract=500_000_000, month="2026-11")["total"]


def test_workers_of_a_site_through_a_relief() -> None:
    bill = page(SITE, upah="4.000.000", pekerja="10", mulai="2021-01", lama="2").context["answer"]
    months = [engine("jakon_wage", wage=4_000_000, month=month)["total"] for month in ("2021-01", "2021-02")]
    assert months[0] != months[1]
    assert bill.amount == 10 * sum(months)
    assert "Mulai Februari 2021" in bill.chart.says


# a city


def test_a_city_pays_in_full_where_a_worker_would_pay_half() -> None:
    plan = page(PLAN, pekerja="1000", pembayar="APBD_KOTA", banding="SELF", mulai="2026-11", lama="12").context[
        "answer"
    ]
    asked = {"workers": 1000, "first": "2026-11", "months": 12}
    assert plan.mine.total == engine("budget", payer="APBD_KOTA", **asked)["total"]
    assert plan.other.total == engine("budget", payer="SELF", **asked)["total"]
    assert plan.other.total < plan.mine.total
    said = words(page(PLAN, mulai="2026-11", lama="12"))
    assert "Pekerja sendiri: mulai Januari 2027 iuran kembali Rp16.800 sebulan" in said
    assert "APBD kota: biayanya sama setiap bulan." in said
    assert "lebih murah" in said


def test_every_payer_stands_once_among_the_costs() -> None:
    groups = page(PLAN, mulai="2026-11").context["answer"].groups
    names = [name for group in groups for name in group.payers.split(", ")]
    assert len(names) == len(set(names)) == 12
    assert [group.total for group in groups] == sorted(group.total for group in groups)
    assert [group.payers for group in groups if group.warnings] == ["APB Desa"]


def test_the_same_payer_twice_is_not_compared() -> None:
    response = page(PLAN, pembayar="SELF", banding="SELF", mulai="2026-11")
    assert not response.context["answer"].compared
    assert words(response).count("mulai Januari 2027 iuran kembali") == words(page(WORKER, mulai="2026-11")).count(
        "Mulai Januari 2027 iuran kembali"
    )


@pytest.mark.parametrize(("first", "months"), [("2026-01", 24), ("2026-12", 3), ("2020-06", 12)])
def test_the_months_of_a_plan_add_up(first: str, months: int) -> None:
    plan = page(PLAN, pembayar="CSR", banding="APBD", mulai=first, lama=str(months)).context["answer"]
    assert sum(period.months for period in plan.periods) == months
    assert sum(period.months * period.monthly for period in plan.periods) == plan.mine.total
    assert sum(period.months * period.other_monthly for period in plan.periods) == plan.other.total


# what is wrong is said beside the field


@pytest.mark.parametrize(
    ("path", "field", "written", "sentence"),
    [
        (WORKER, "penghasilan", "-5000", "Jumlah rupiah tidak boleh kurang dari nol."),
        (WORKER, "penghasilan", "", "Isi angkanya."),
        (WORKER, "penghasilan", "satu juta", "Ini bukan jumlah rupiah bulat."),
        (WORKER, "penghasilan", "9" * 20, "Periksa jumlah angka nolnya."),
        (WORKER, "mulai", "2026-13", "Bulan ke-13 tidak ada."),
        (WORKER, "mulai", "kapan", "“kapan” bukan bulan."),
        (WORKER, "mulai", "", "Pilih bulannya."),
        (WORKER, "mulai", "2015-06", "Aturan di sini dimulai Juli 2015."),
        (WORKER, "mulai", "2100-01", "Pilih bulan sampai Desember 2099."),
        (WORKER, "lama", "0", "Paling sedikit satu bulan."),
        (WORKER, "lama", "61", "Paling banyak 60 bulan sekali hitung."),
        (WORKER, "pembayar", "PRESIDEN", "Pilihan ini tidak ada di sini."),
        (EMPLOYER, "upah", "5000000\n-1", "Baris 2 (“-1”): upah tidak boleh kurang dari nol."),
        (EMPLOYER, "upah", "\n".join(["5000000"] * 3000), "Ada 3.000 baris; paling banyak 500."),
        (EMPLOYER, "pekerja", "2", "Daftar upah memuat 5 pekerja."),
        (EMPLOYER, "risiko", "6", "Pilihan ini tidak ada di sini."),
        (CONTRACT, "ppn", "termasuk", "Isi persentase PPN yang termasuk dalam nilai kontrak."),
        (CONTRACT, "persen", "11", "Kosongkan, atau pilih bahwa PPN sudah termasuk dalam nilai kontrak."),
        (CONTRACT, "persen", "101", "Persentase tidak boleh lebih dari 100."),
        (CONTRACT, "persen", "sebelas", "Ini bukan persentase."),
        (SITE, "pekerja", "1,5", "Ini bukan bilangan bulat."),
        (PLAN, "pekerja", "0", "Paling sedikit 1. Periksa angkanya."),
        (PLAN, "penghasilan", "5", "Pilihan ini tidak ada di sini."),
    ],
)
def test_a_fault_is_said_beside_its_field(path: str, field: str, written: str, sentence: str) -> None:
    response = page(path, **{field: written})
    assert response.status_code == 422
    told = " ".join(" ".join(each) for each in response.context["form"].errors.values())
    assert sentence in told
    assert sentence in words(response)
    assert "Belum dapat dihitung." in words(response)


def test_what_the_engine_refuses_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("payung.web.public.calculator.choices.programmes_with", lambda _savings: ("JKK", "JKM", "JP"))
    response = page(WORKER, mulai="2026-11")
    assert response.status_code == 422
    assert "peserta ini tidak dapat memiliki JP; hapus." in words(response)


def test_a_figure_that_is_not_held_is_said_beside_the_month(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("payung.web.public.calculator.fields.first_month", lambda: Month(2014, 1))
    response = page(WORKER, mulai="2014-01", lama="1")
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["mulai"]
    assert "untuk Januari 2014 tidak tercatat di sini" in words(response)


@pytest.mark.parametrize("path", [WORKER, EMPLOYER, CONTRACT, SITE, PLAN])
@pytest.mark.parametrize(
    "nonsense", [LONG, RAISED, NUL, "-1", "9999-12", "0001-01", "<b>", "\U0010ffff", "1" * 41, "{}"]
)
def test_nonsense_in_any_field_is_answered_with_a_page(path: str, nonsense: str) -> None:
    for field in page(path).context["form"].fields:
        assert page(path, **{field: nonsense}).status_code in (200, 422), field


@pytest.mark.parametrize("path", [WORKER, EMPLOYER, CONTRACT, SITE, PLAN])
def test_the_largest_question_is_answered(path: str) -> None:
    largest = {
        "penghasilan": "1000000000000" if path == WORKER else "20200000",
        "upah": "\n".join(["2000 x 1000000000000"] * 500) if path == EMPLOYER else "1000000000000",
        "nilai": "100000000000000",
        "pekerja": "1000000",
        "lama": "60",
        "jht": "ya",
        "skala": "besar",
        "risiko": "5",
        "mulai": "2099-12",
    }
    assert page(path, **largest).status_code == 200


def test_nothing_can_be_sent_to_it() -> None:
    assert Client().post(WORKER, {"penghasilan": "1"}).status_code == 405
