"""What each setting comes to in this process. Of a secret only whether it is set, of the database only where it is."""

import os
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from payung.rosters import Limits
from payung.rules.legislation import PROJECT_FOLDER
from payung.web.operations.setting_texts import Setting
from payung.web.templatetags.payung_format import number

Value = Callable[[], str]


def value_of(setting: Setting) -> str:
    """What is in effect, in words; for a secret whether there is one."""
    if setting.secret and setting.name not in VALUES:
        return _("Diisi, dan tidak pernah ditampilkan") if _is_set(setting.name) else _("Tidak diisi")
    return VALUES[setting.name]()


def is_changed(setting: Setting) -> bool:
    """Whether somebody set it."""
    return bool(os.environ.get(setting.name))


def _is_set(name: str) -> bool:
    return bool(os.environ.get(name)) or bool(getattr(settings, IN_SETTINGS.get(name, ""), ""))


def _flag(name: str) -> Value:
    return lambda: _("Menyala") if getattr(settings, name) else _("Mati")


def _listed(name: str) -> Value:
    return lambda: " ".join(getattr(settings, name)) or _("Tidak ada")


def _path(name: str) -> Value:
    return lambda: str(getattr(settings, name) or _("Tidak ada"))


def _given(name: str) -> Value:
    return lambda: os.environ.get(name) or _("Tidak diisi")


def _limit(field: str) -> Value:
    return lambda: number(getattr(Limits.configured(), field))


def _database() -> str:
    """Where it is, without who signs in there."""
    place = connection.settings_dict
    if str(place["HOST"]).startswith("/"):
        return _("Basis data di mesin ini")
    return f"{place['HOST']}:{place['PORT'] or 5432}/{place['NAME']}"


IN_SETTINGS = {"PAYUNG_SECRET": "SECRET_KEY", "PAYUNG_METRICS_TOKEN": "PAYUNG_METRICS_TOKEN"}
VALUES: dict[str, Value] = {
    "PAYUNG_STATE": _given("PAYUNG_STATE"),
    "PAYUNG_KEYS": _path("PAYUNG_KEYS"),
    "PAYUNG_LEGISLATION": lambda: os.environ.get("PAYUNG_LEGISLATION") or str(PROJECT_FOLDER),
    "PAYUNG_COLUMN_MAPS": _path("PAYUNG_COLUMN_MAPS"),
    "DATABASE_URL": _database,
    "DATABASE_OWNER_URL": lambda: _("Hanya diketahui perintah di server"),
    "PORT": _given("PORT"),
    "PAYUNG_HOSTS": _listed("ALLOWED_HOSTS"),
    "PAYUNG_ORIGINS": _listed("CSRF_TRUSTED_ORIGINS"),
    "PAYUNG_TLS": _flag("BEHIND_TLS"),
    "PAYUNG_DEBUG": _flag("DEBUG"),
    "PAYUNG_DEMO": _flag("PAYUNG_DEMO"),
    "PAYUNG_LOG": lambda: str(settings.PAYUNG_LOG),
    "PAYUNG_NOTICE_DAYS": lambda: number(settings.PAYUNG_NOTICE_DAYS),
    "PAYUNG_UPLOAD_BYTES": lambda: number(settings.PAYUNG_UPLOAD_BYTES),
    "PAYUNG_CITY": _given("PAYUNG_CITY"),
    "PAYUNG_ROSTER_MAX_BYTES": _limit("file_bytes"),
    "PAYUNG_ROSTER_MAX_UNPACKED_BYTES": _limit("unpacked_bytes"),
    "PAYUNG_ROSTER_MAX_ROWS": _limit("rows"),
    "PAYUNG_ROSTER_MAX_CELLS": _limit("cells"),
}
