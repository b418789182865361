"""Long lists that are read from either end: the log, the lines of a batch, and the lines of a file that fit nothing."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from payung.apps.audit.models import Disclosure
from payung.apps.coverage import file_queries
from payung.apps.coverage.models import InsurerFile, UnfitLine
from payung.apps.territory.models import City
from payung.web import log
from payung.web.city import batch_page
from tests import factories, factories_insurer

Shown = Callable[[HttpResponse], list[object]]


def read(client: Client, address: str, shown: Shown, link: str = "next_url") -> list[list[object]]:
    """What stands on each page, from an address on along its links."""
    base, pages, there = address.partition("?")[0], [], address
    while there:
        answer = client.get(there)
        pages.append(shown(answer))
        there = answer.context.get(link) and base + answer.context[link].partition("#")[0]
    return pages


def test_the_log_from_its_oldest(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "ROWS", 2)
    kinds = (Disclosure.Kind.REVEAL, Disclosure.Kind.EXPORT, *[Disclosure.Kind.REVEAL] * 4)
    with factories.as_system(city) as opened:
        for number, kind in enumerate(kinds):
            Disclosure.objects.create(
                actor_id=0, role="lurah", kind=kind, subject="uji", purpose=f"tujuan {number}",
                city_id=city.pk, area_id=opened.scope.area,
            )  # fmt: skip
    officer = factories.sign_in("data_protection_officer", city.area_id)

    def purposes(answer: HttpResponse) -> list[object]:
        return [row[5]["text"][-1] for row in answer.context["rows"]]

    assert read(officer, "/catatan/", purposes) == [["5", "4"], ["3", "2"], ["1", "0"]]
    assert read(officer, "/catatan/?urut=terlama", purposes) == [["0", "1"], ["2", "3"], ["4", "5"]]
    assert read(officer, "/catatan/?urut=terlama&jenis=reveal", purposes) == [["0", "2"], ["3", "4"], ["5"]]
    second = officer.get("/catatan/?urut=terlama&sebelum=1")
    assert second.context["first_url"] == "?jenis=&hari=&urut=terlama"
    assert '<option value="terlama" selected>' in second.content.decode()
    assert read(officer, "/catatan/?urut=ngawur", purposes)[0] == ["5", "4"]


def test_a_batch_from_its_last_line(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_page, "LINES_A_PAGE", 2)
    batch = factories_insurer.batch_of(city, 5)
    manager = factories.sign_in("manager", city.area_id)
    page = f"/berkas/{batch.pk}/"

    def lines(answer: HttpResponse) -> list[object]:
        return [row["line"].line for row in answer.context["lines"]]

    assert read(manager, page, lines) == [[1, 2], [3, 4], [5]]
    assert read(manager, f"{page}?urut=terakhir", lines) == [[5, 4], [3, 2], [1]]
    assert read(manager, f"{page}?hasil=open&urut=terakhir", lines) == [[5, 4], [3, 2], [1]]
    assert read(manager, f"{page}?hasil=accepted&urut=terakhir", lines) == [[]]
    assert read(manager, f"{page}?hasil=&urut=ngawur", lines)[0] == [1, 2]
    second = manager.get(f"{page}?hasil=open&urut=terakhir&sesudah=4")
    assert second.context["previous_url"] == "?hasil=open&urut=terakhir#baris"
    assert '<option value="terakhir" selected>' in second.content.decode()


def test_lines_that_fit_nothing_from_the_last(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_queries, "SHOWN", 2)
    with factories.as_system(city) as opened:
        place = {"city_id": city.pk, "area_id": city.pk, "branch": factories.branch(city)}
        file = factories.insurer_file(city.pk, month=None, area_id=city.pk, branch=place["branch"])
        InsurerFile.objects.filter(pk=file.pk).update(unfit=3)
        content = opened.vault.seal_bytes("content", b"{}")
        for line in (2, 3, 7):
            UnfitLine.objects.create(**place, file=file, line=line, code="unknown_member", content=content)
    manager = factories.sign_in("manager", city.area_id)
    page = f"/data-bpjs/{file.pk}/"

    def lines(answer: HttpResponse) -> list[object]:
        return [each.line for each, _ in answer.context["unfit"]]

    assert read(manager, page, lines) == [[2, 3], [7]]
    assert read(manager, f"{page}?urut=terakhir", lines) == [[7, 3], [2]]
    assert 'href="?urut=terakhir#belum-cocok">Dari baris terakhir' in manager.get(page).content.decode()
    turned = manager.get(f"{page}?urut=terakhir&sesudah=3")
    assert 'href="?#belum-cocok">Dari baris pertama' in turned.content.decode()
    assert turned.context["previous_url"] == "?urut=terakhir#belum-cocok"
