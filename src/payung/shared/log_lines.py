"""Lines of the log, as JSON or as text for people; neither says anything about anybody.

What Payung's own code logs is written in full. Of other libraries' messages only the pattern and its numbers are kept,
because paths and values of forms stand in the rest. An error is told by its kind and by where it happened, without its
message, which often quotes the row. Whatever still looks like a NIK or a phone number is masked.
"""

import datetime as dt
import json
import logging
import re
import traceback
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

request_id: ContextVar[str] = ContextVar("payung_request_id", default="")

OURS = "payung"
EXTRA = "said"  # log.info("…", extra={EXTRA: {"status": 200}}) puts more fields into the line
HIDDEN = "…"
WITHOUT_WORDS = "a message of values alone"
_LONG_NUMBER = re.compile(r"(?<![0-9a-fA-F-])\+?\d(?:[ .\-]?\d){8,}")


def said_by(record: logging.LogRecord) -> dict[str, Any]:
    """What may be said of a record, in the order of its line."""
    line: dict[str, Any] = {
        "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "message": masked(_message(record)),
    }
    if number := request_id.get():
        line["request"] = number
    if isinstance(status := getattr(record, "status_code", None), int):
        line["status"] = status
    more = getattr(record, EXTRA, None)
    line |= more if isinstance(more, Mapping) else {}
    if record.exc_info and record.exc_info[0] is not None:
        line |= {"error": record.exc_info[0].__name__, "where": _where(record.exc_info[2])}
    return line


def masked(text: str) -> str:
    """The text without anything of nine digits or more, however they are parted."""
    return _LONG_NUMBER.sub(HIDDEN, text)


def _message(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] == OURS or not record.args:
        return record.getMessage()
    try:
        told = str(record.msg) % _numbers_of(record.args)
    except (TypeError, ValueError):
        return WITHOUT_WORDS
    return told if any(letter.isalpha() for letter in told) else WITHOUT_WORDS


def _numbers_of(arguments: Mapping[str, object] | tuple[object, ...]) -> Any:
    if isinstance(arguments, Mapping):
        return {name: _number(value) for name, value in arguments.items()}
    return tuple(_number(value) for value in arguments)


def _number(value: object) -> object:
    return value if isinstance(value, int | float) else HIDDEN


def _where(frames: Any) -> list[str]:
    return [f"{each.filename}:{each.lineno} {each.name}" for each in traceback.extract_tb(frames)]


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(said_by(record), ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """The same for the eye: time, level, logger, message, then the other fields."""

    def format(self, record: logging.LogRecord) -> str:
        line = said_by(record)
        where = line.pop("where", [])
        head = " ".join(str(line.pop(name)) for name in ("at", "level", "logger", "message"))
        rest = " ".join(f"{name}={value}" for name, value in line.items())
        return "\n    ".join([f"{head} {rest}".rstrip(), *where])
