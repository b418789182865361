"""Pages are sent compressed to who takes them so; downloads and small answers are not."""

import gzip

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from payung.apps.territory.models import City
from payung.web.compression import CompressedPagesMiddleware
from tests import factories

TAKES_IT = {"Accept-Encoding": "gzip"}
LONG = "baris yang sama " * 100


def _sent(response: HttpResponse | StreamingHttpResponse) -> HttpResponse:
    request: HttpRequest = RequestFactory().get("/", headers=TAKES_IT)
    return CompressedPagesMiddleware(lambda _: response)(request)


def test_a_page_is_a_third_of_itself_on_the_line(city: City) -> None:
    client: Client = factories.sign_in("kepling", factories.lingkungan(city))
    plain, small = client.get("/daftar/"), client.get("/daftar/", headers=TAKES_IT)
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small.headers["Vary"]
    assert len(small.content) * 3 < len(plain.content)
    assert 'name="nik"' in gzip.decompress(small.content).decode()


def test_what_is_taken_along_is_sent_as_it_is() -> None:
    for content_type in ("text/csv", "application/pdf", "application/zip"):
        assert "Content-Encoding" not in _sent(HttpResponse(LONG, content_type=content_type)).headers
    assert "Content-Encoding" not in _sent(StreamingHttpResponse([LONG], content_type="text/html")).headers
    assert "Content-Encoding" not in _sent(FileResponse([LONG.encode()], content_type="text/html")).headers


def test_the_same_page_has_many_lengths() -> None:
    """So that nobody who watches the line learns from its length what stands in it."""
    assert len({len(_sent(HttpResponse(LONG)).content) for _ in range(30)}) > 1
