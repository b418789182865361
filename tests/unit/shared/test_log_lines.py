"""Lines of the log say what happened and to which request, and nothing of anybody."""

import json
import logging
import sys
from typing import Any

import pytest

from payung.shared.log_lines import EXTRA, JsonLines, TextLines, masked, request_id

NIK = "1271990101800001"


def record(name: str, message: str, *arguments: object, error: bool = False, **more: Any) -> logging.LogRecord:
    info = None
    if error:
        try:
            raise ValueError(f"Key (nik)=({NIK}) of SITI REKAAN exists")
        except ValueError:
            info = sys.exc_info()
    made = logging.LogRecord(name, logging.ERROR, "place.py", 7, message, arguments, info)
    made.__dict__.update(more)
    return made


def test_a_line_of_ours_is_told_in_full() -> None:
    token = request_id.set("0a1b")
    try:
        line = json.loads(JsonLines().format(record("payung.jobs", "Job %s ran: %s", 12, "enrolment.check")))
    finally:
        request_id.reset(token)
    assert (line["message"], line["request"], line["level"]) == ("Job 12 ran: enrolment.check", "0a1b", "error")


def test_what_others_put_into_their_messages_is_left_out() -> None:
    seen = record("django.request", "%s: %s (%d)", "Not Found", f"/cari/Siti Rekaan/{NIK}", 404, status_code=404)
    line = json.loads(JsonLines().format(seen))
    assert (line["message"], line["status"]) == ("a message of values alone", 404)
    seen = record("procrastinate", "Job %s of %s ended after %d s", 12, "Siti Rekaan", 7)
    assert json.loads(JsonLines().format(seen))["message"] == "Job 12 of … ended after 7 s"


@pytest.mark.parametrize("formatter", [JsonLines(), TextLines()])
def test_an_error_is_its_kind_and_its_place(formatter: logging.Formatter) -> None:
    line = formatter.format(record("payung.x", "It failed", error=True))
    assert "ValueError" in line
    assert "test_log_lines.py" in line
    assert "REKAAN" not in line
    assert NIK not in line


def test_more_fields_stand_beside_the_message() -> None:
    line = TextLines().format(record("payung.requests", "request", **{EXTRA: {"view": "batch", "ms": 12}}))
    assert line.endswith("request view=batch ms=12")


@pytest.mark.parametrize("number", [NIK, "0812-3456-7890", "+62 812 3456 7890", "081234567890"])
def test_long_numbers_are_masked(number: str) -> None:
    assert masked(f"value {number} given") == "value … given"


@pytest.mark.parametrize("text", ["12 of 50025 rows", "0b5c9f3a-8f0e-4a6e-9a42-000000000001", "on 2025-10-29"])
def test_other_numbers_stay(text: str) -> None:
    assert masked(text) == text
