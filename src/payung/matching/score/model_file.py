"""A model as a file that people read and date: every share beside the name of its level."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from payung.matching.compare import fields as f
from payung.matching.score import shares
from payung.matching.score.curve import Curve
from payung.matching.score.model import COMPARED, RARE, Model
from payung.matching.score.start import Shares

FORMAT = "payung match model 2"
_KINDS = ("same", "relative", "stranger")


class UnreadableModel(Exception):
    """The file holds no model, or one of another version; the message is one sentence."""


def write(model: Model, path: Path, *, made: dt.date, records: tuple[int, int]) -> None:
    """Write the model, estimated on the day `made` from rosters of so many records."""
    fields = {name: _listed(model, name, levels) for name, levels in _names().items()}
    rarity = {
        field.name: dict(zip(field.levels[1:], map(_rounded, model.rarity[field.name][1:]), strict=True))
        for field, _ in RARE
    }
    content = {
        "format": FORMAT,
        "made": made.isoformat(),
        "records": list(records),
        "matched_per_record": model.matched,
        "related_per_record": model.related,
        "slope_of_curve": model.curve.slope,
        "shares": fields,
        "rarity_bits": rarity,
    }
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read(path: Path) -> Model:
    """The model of a file. Raises UnreadableModel."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise UnreadableModel(f"{path.name} is a model of another version: train it anew.")
        same, relative, stranger = (_shares(content["shares"], kind) for kind in _KINDS)
        rarity = {
            field.name: np.array(
                [0.0, *(float(content["rarity_bits"][field.name][level]) for level in field.levels[1:])]
            )
            for field, _ in RARE
        }
        matched, related = _share(content["matched_per_record"]), _share(content["related_per_record"])
        return Model(same, relative, stranger, rarity, matched, related, Curve(_share(content["slope_of_curve"])))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise UnreadableModel(f"{path.name} holds no model of `payung match train`: train it anew.") from fault


def _names() -> dict[str, list[str]]:
    """For each field the names of its levels as they stand in the file."""
    return {
        field.name: [f"{group}: {level}" for group in shares.GROUPS[field.name] for level in field.levels]
        if field.name in shares.GROUPS
        else list(field.levels)
        for field in COMPARED
    }


def _listed(model: Model, name: str, levels: list[str]) -> dict[str, dict[str, float]]:
    of_kinds = [getattr(model, kind)[name] for kind in _KINDS]
    return {
        level: {kind: _rounded(share[place]) for kind, share in zip(_KINDS, of_kinds, strict=True)}
        for place, level in enumerate(levels)
        if _says(name, level)
    }


def _shares(content: Mapping[str, Any], kind: str) -> dict[str, Shares]:
    return {
        name: np.array([_share(content[name][level][kind]) if _says(name, level) else 0.0 for level in levels])
        for name, levels in _names().items()
    }


def _says(name: str, level: str) -> bool:
    return not level.endswith("missing") or name == f.ADDRESS.name


def _share(value: Any) -> float:
    """Raises ValueError for what is no share or number of pairs."""
    if not 0 <= float(value) < math.inf:
        raise ValueError(value)
    return float(value)


def _rounded(value: float) -> float:
    return float(f"{value:.12g}")
