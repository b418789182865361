"""A file that is larger than the settings allow: none of it is kept, the answer still arrives, the page refuses it."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client, RequestFactory

from payung.apps.territory.models import City
from payung.web.public import roster_check
from payung.web.uploads import BROKEN_OFF
from tests import factories

MOST = 100_000


def sent(size: int) -> HttpRequest:
    file = SimpleUploadedFile("besar.csv", b"x" * size)
    return RequestFactory().post("/", {"before": "1", "file": file, "after": "2"})


@pytest.mark.parametrize("size", [MOST + 1, 3 * MOST])
def test_what_is_too_large_is_read_to_its_end_and_not_kept(settings: Any, size: int) -> None:
    settings.PAYUNG_UPLOAD_BYTES = MOST
    request = sent(size)
    assert request.POST["after"] == "2"  # a browser that is answered while it sends sees a lost connection
    assert (dict(request.FILES), request.upload_too_large) == ({}, True)
    assert request.META["wsgi.input"].read() == b""


def test_what_is_allowed_is_kept_and_what_has_no_end_is_broken_off(settings: Any) -> None:
    settings.PAYUNG_UPLOAD_BYTES = MOST
    kept = sent(MOST)
    assert kept.FILES["file"].size == MOST
    assert not hasattr(kept, "upload_too_large")
    kept.close()
    endless = sent((BROKEN_OFF + 2) * MOST)
    assert (endless.POST.get("after"), endless.upload_too_large) == (None, True)


def test_what_is_kept_has_no_name_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    request = sent(MOST)
    assert request.FILES["file"].read() == b"x" * MOST
    assert request.FILES["file"].name == "besar.csv"
    assert list(tmp_path.iterdir()) == []
    request.close()


def test_the_pages_tell_the_browser_what_it_need_not_send(city: City) -> None:
    client: Client = factories.sign_in("clerk", city.area_id)
    checking = client.get("/periksa/").content.decode()
    assert f'data-payung-most-bytes="{roster_check.BYTES}"' in checking
    assert "Berkas ini lebih besar dari 5 MB. Unggah lewat Daftar nama" in checking
    bringing = client.get("/daftar-nama/").content.decode()
    assert f'data-payung-most-bytes="{25 * 1024 * 1024}"' in bringing
    assert "Berkas ini lebih besar dari 25 MB. Bagi menjadi beberapa berkas" in bringing
