"""Where contributions are paid: read from `data/channels.yaml`, which names its source."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "data" / "channels.yaml"
KINDS = ("counter", "bank", "phone")


@dataclass(frozen=True, slots=True)
class Channel:
    """One place to pay; `kind`: at a counter, at a bank's agent, or on the phone."""

    code: str
    name: str
    kind: str


@lru_cache(maxsize=1)
def channels() -> tuple[Channel, ...]:
    """Every channel, those at a counter first. ValueError for a kind that is none or a code that stands twice."""
    found = [Channel(**each) for each in yaml.safe_load(FILE.read_text(encoding="utf-8"))["channels"]]
    if len({each.code for each in found}) < len(found) or any(each.kind not in KINDS for each in found):
        raise ValueError(f"{FILE.name}: each channel has a code of its own and one of the kinds {', '.join(KINDS)}.")
    return tuple(sorted(found, key=lambda each: KINDS.index(each.kind)))


def name_of(code: str) -> str:
    """The name of a channel; the code itself for one that has left the list."""
    return next((each.name for each in channels() if each.code == code), code)
