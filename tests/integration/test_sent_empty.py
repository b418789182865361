"""A form to which nothing was sent names what is missing, instead of standing there as if it had only been opened."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from payung.apps.territory.models import City
from payung.web.sent import sent
from tests import factories

MANAGER = ("/kelompok/baru/", "/kampanye/baru/", "/berkas/wilayah-cabang/")
ADMINISTRATOR = ("/pejabat/instansi/baru/", "/pejabat/impor/", "/pejabat/12710110010000/tunjuk/")


@pytest.mark.parametrize(
    ("role", "address"),
    [
        *(("manager", address) for address in MANAGER),
        *(("administrator", address) for address in ADMINISTRATOR),
    ],
)
def test_what_is_missing_is_named(city: City, role: str, address: str) -> None:
    client = factories.sign_in(role, city.area_id)
    opened: Any = client.get(address)
    assert opened.status_code == 200
    assert not opened.context["form"].errors
    answer: Any = client.post(address)
    assert answer.context["form"].errors
    assert "form-error" in answer.content.decode()


def test_a_page_that_is_only_opened_sends_nothing() -> None:
    requests = RequestFactory()
    assert sent(requests.get("/", {"a": "1"})) is None
    assert sent(requests.post("/")) == QueryDict()
    assert sent(requests.post("/", {"a": "1"})) == QueryDict("a=1")
