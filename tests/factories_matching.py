"""A matching that is done, with one row and one pair that waits to be looked at; all invented."""

import hashlib
import json
from typing import Any

from payung.apps.linkage.models import MatchFile, MatchPair, MatchRow, MatchRun
from payung.apps.linkage.runs.enums import Reason, Result, RunState
from payung.apps.linkage.runs.keeping import LAYOUT, PAIR, ROW
from payung.apps.territory.scope import Opened

WHERE = {"sheet": "", "row": 2}


def done(area: int, opened: Opened, by: int) -> MatchRun:
    """Two files of one row each, matched: nobody can be sure whether it is one person."""
    place = {"city_id": opened.scope.city, "area_id": area, "registered_by_id": by}
    files = [_file(name, opened, place) for name in ("kiri.csv", "kanan.csv")]
    layout = {"headings": ["Nama"], "columns": {"name": [0]}}
    run = MatchRun.objects.create(
        **place, asked_by_id=max(by, 0), state=RunState.DONE, left_file=files[0], right_file=files[1], left_rows=1,
        right_rows=1, waiting=1, told="status", counts={Result.UNKNOWN.value: {Reason.REVIEW.value: 1}},
        month=opened.today.replace(day=1), layout=sealed(opened, LAYOUT, layout),
    )  # fmt: skip
    values = {"cells": ["Rekaan"], "partner": {"id": "1", **WHERE}}
    MatchRow.objects.create(
        **place, run=run, position=1, sheet="", row=2, first=1, result=Result.UNKNOWN, reason=Reason.REVIEW,
        probability=500_000, rule="name", values=sealed(opened, ROW, values),
    )  # fmt: skip
    record = {"id": "1", "said": {"name": "Rekaan"}, **WHERE}
    pair = {"left": record, "right": record, "levels": {"name": "same words"}, "told": Reason.STATED_ACTIVE.value}
    MatchPair.objects.create(
        **place, run=run, number=1, waiting=True, match=False, probability=500_000, rule="name",
        values=sealed(opened, PAIR, pair),
    )  # fmt: skip
    return run


def _file(name: str, opened: Opened, place: dict[str, Any]) -> MatchFile:
    digest = hashlib.sha256(f"{name}{place}".encode()).hexdigest()
    content = opened.vault.seal_bytes(MatchFile.SEALED["content"], b"Nama\nRekaan\n")
    return MatchFile.objects.create(**place, name=name, digest=digest, content=content)


def sealed(opened: Opened, field: str, values: object) -> bytes:
    return opened.vault.seal_bytes(field, json.dumps(values).encode())
