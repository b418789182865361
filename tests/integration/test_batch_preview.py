"""Before a batch is made, which never changes again, whoever may see people sees who would be in it, page by page."""

import pytest
from django.test import Client
from django.urls import reverse

from payung.apps.enrolment import batch_queries
from payung.apps.people.models import Person
from payung.apps.territory.models import Branch, City
from tests import factories
from tests import factories_insurer as insurer
from tests.factories_registering import text


@pytest.fixture
def manager(city: City) -> Client:
    return factories.sign_in("manager", city.area_id)


def names(city: City, count: int) -> list[str]:
    with factories.as_system(city) as opened:
        found = insurer.verified(city, count, opened)
        order = sorted(found, key=lambda each: (each.registered_on, each.pk))
        return [Person.objects.get(pk=each.person_id).name for each in order]


def ask(manager: Client, **more: object) -> dict[str, object]:
    branch = Branch.objects.using("owner").first()
    assert branch is not None
    return {"branch": branch.pk, "area": "", "limit": 10_000, **more}


def test_everybody_is_listed_once_over_the_pages(city: City, manager: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_queries, "SHOWN", 2)
    expected = names(city, 5)
    seen: list[str] = []
    address = reverse("batch_new")
    answer = manager.get(address, ask(manager))
    while True:
        seen += [row.name for row, _place in answer.context["rows"]]
        if not answer.context["next_url"]:
            break
        answer = manager.get(address + answer.context["next_url"].partition("#")[0])
    assert seen == expected
    assert "Baris 5 sampai 5 dari 5" in text(answer)
    assert "Lingkungan" in answer.context["rows"][0][1]
    back = manager.get(address + answer.context["previous_url"].partition("#")[0])
    assert [row.line for row, _place in back.context["rows"]] == [3, 4]


def test_no_more_are_listed_than_the_batch_would_hold(city: City, manager: Client) -> None:
    expected = names(city, 4)
    answer = manager.get(reverse("batch_new"), ask(manager, limit=3))
    assert [row.name for row, _place in answer.context["rows"]] == expected[:3]
    assert not answer.context["next_url"]
    assert manager.get(reverse("batch_new"), ask(manager, limit=3, sesudah=9)).status_code == 200


def test_a_preview_that_cannot_be_shown_saves_nothing_and_says_so(city: City, manager: Client) -> None:
    answer = manager.get(reverse("batch_new"), ask(manager, limit="banyak"))
    assert "Isinya belum dapat ditampilkan. Perbaiki dahulu:" in text(answer)
    assert "Belum dapat disimpan" not in text(answer)
