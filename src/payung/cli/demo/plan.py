"""What the demonstration city holds, read from its data file."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import yaml

from payung.cli.service.state import project_folder

FILE = project_folder() / "demo" / "medan.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Totals to reach; `effort` weighs kecamatan by code."""

    city: str
    clock: dt.date
    seed: int
    branches: tuple[str, ...]
    lingkungan: int
    vacant: int
    acting: int
    handed_over: int
    campaign: Mapping[str, Any]
    months_paid: Mapping[int, int]
    waiting: Mapping[str, int]
    first_payments: Mapping[str, int]
    strangers: int
    two_branches: int
    effort: Mapping[str, int]
    agencies: tuple[Mapping[str, Any], ...] = ()
    groups: tuple[Mapping[str, Any], ...] = ()

    @property
    def starts(self) -> dt.date:
        return cast(dt.date, self.campaign["starts"])

    def effort_of(self, kecamatan: str) -> int:
        return self.effort.get(kecamatan, self.effort["default"])


def load() -> Plan:
    """The plan in `demo/medan.yaml`."""
    entries = yaml.safe_load(FILE.read_text())
    return Plan(**{**entries, **{name: tuple(entries[name]) for name in ("branches", "agencies", "groups")}})
