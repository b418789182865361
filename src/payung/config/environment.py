"""Reads settings from the environment. A wrong value is one sentence naming the variable and the mend."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SECONDS_TO_CONNECT = "10"  # nobody waits minutes for a server that is gone
NO_ADDRESS = "The database address is none: write postgresql://user:password@host:5432/name."


def flag(name: str) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value not in {"", "0", "1", "yes", "no", "true", "false"}:
        raise ImproperlyConfigured(f"{name} is {value!r}: write 1 or 0.")
    return value in {"1", "yes", "true"}


def words(name: str, *, default: str) -> list[str]:
    return os.environ.get(name, default).split()


def text(name: str) -> str:
    """As it is written, without blanks around it; nothing where it is not set."""
    return os.environ.get(name, "").strip()


def one_of(name: str, *choices: str) -> str:
    """One of these words; the first where none is set."""
    value = os.environ.get(name, "").strip().lower() or choices[0]
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}: write {' or '.join(choices)}.")
    return value


def number(name: str, *, default: int) -> int:
    value = os.environ.get(name, "")
    if value and not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is {value!r}: write a whole number.")
    return int(value or default)


def folder(name: str, *, default: Path) -> Path:
    return Path(os.environ.get(name) or default)


def optional_folder(name: str) -> Path | None:
    """A folder that has to be there when it is named."""
    given = os.environ.get(name)
    if given and not Path(given).is_dir():
        raise ImproperlyConfigured(f"{name} is {given!r}, which is no folder: make it, or leave the variable out.")
    return Path(given) if given else None


def secret(keys: Path) -> str:
    """Django's secret: PAYUNG_SECRET, or a file beside the keys, made at first use."""
    given = os.environ.get("PAYUNG_SECRET")
    if given:
        return given
    path = keys / "secret"
    try:
        return path.read_text()
    except FileNotFoundError:
        return _create_secret(path)


def _create_secret(path: Path) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass  # another process was first
    return path.read_text()


def databases() -> dict[str, dict[str, Any]]:
    """`default` is the application's role, which owns nothing; `owner` stands only where a command needs it."""
    configured = {}
    if url := os.environ.get("PAYUNG_DATABASE_URL"):
        configured["default"] = database(url)
    if url := os.environ.get("PAYUNG_OWNER_DATABASE_URL"):
        configured["owner"] = database(url)
    configured.setdefault("default", configured.get("owner", {"ENGINE": "django.db.backends.postgresql"}))
    return configured


def database(url: str) -> dict[str, Any]:
    """A `postgresql://user:password@host:port/name?host=/socket` address as Django's settings."""
    parts, port = _parts(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(NO_ADDRESS)
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    port = options.pop("port", port)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": SECONDS_TO_CONNECT} | options,
    }


def _parts(url: str) -> tuple[SplitResult, str]:
    """The address in parts, and its port; an unreadable port or bracket is a sentence too."""
    try:
        parts = urlsplit(url)
        return parts, str(parts.port or "")
    except ValueError as error:
        raise ImproperlyConfigured(NO_ADDRESS) from error
