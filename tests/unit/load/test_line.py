"""The browser without a screen that the load test plays: what it reads of an answer, and what came of it in words."""

import asyncio
from typing import Any

import pytest

from tests.load.line import _body
from tests.load.together import invented, judged


async def _read(sent: bytes, headers: dict[str, str]) -> bytes:
    reader = asyncio.StreamReader()
    reader.feed_data(sent)
    return await _body(reader, headers)


@pytest.mark.parametrize(
    ("sent", "headers"),
    [
        (b"satu dua, and the next answer", {"content-length": "8"}),
        (b"5\r\nsatu \r\n3;x=1\r\ndua\r\n0\r\n\r\n", {"transfer-encoding": "chunked"}),
    ],
    ids=["of a known length", "in parts"],
)
def test_an_answer_is_read_to_its_end_and_no_further(sent: bytes, headers: dict[str, str]) -> None:
    assert asyncio.run(_read(sent, headers)) == b"satu dua"


def test_every_worker_is_another_with_a_nik_that_fits_the_birth_date() -> None:
    forms = [invented(number, 1) for number in range(1, 3_000)]
    assert len({form["nik"] for form in forms}) == len({(form["name"], form["birth_date"]) for form in forms}) == 2_999
    assert all(form["nik"][6:12] == form["birth_date"][:6].replace("-", "") + form["birth_date"][8:] for form in forms)


FINE = {
    "times": {"form": [10.0, 20.0], "registration": [30.0]}, "wrong": {}, "twice": 1, "made": 2, "kept": 2, "all": 2,
    "duplicates": 0, "seconds": 10.0, "mine": 1.0, "busy": 16.0, "cores": 2,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Errors: 0. Duplicates: 0. Lost or too many: 0. The 95th percentile is within 500 ms. Who asks took 5%"),
        ({"wrong": {"form: 500": 3}}, "Errors: form: 500 (3). "),
        ({"kept": 1, "all": 1}, "Lost or too many: 2. "),
        ({"all": 3}, "Lost or too many: 1. "),
        ({"times": {"form": [501.0]}}, "is **beyond** 500 ms"),
        ({"busy": 15.0}, "everything together 75%."),
    ],
)
def test_what_went_wrong_is_said(changed: dict[str, Any], said: str) -> None:
    assert said in judged(FINE | changed)
