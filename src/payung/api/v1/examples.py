"""Requests that can be sent as they stand, for the OpenAPI description and docs/reference/api.md."""

from __future__ import annotations

from typing import Any

ONE: dict[str, Any] = {
    "kind": "bpu",
    "inputs": {"months": ["2026-06", "2026-06"], "income": 1_000_000, "programmes": ["JKK", "JKM"], "payer": "APBD"},
}
MANY: dict[str, Any] = {
    "questions": [
        {
            "kind": "pu",
            "inputs": {"month": "2026-06", "wage": 5_000_000, "risk": 1, "scale": "menengah"},
            "explain": True,
        },
        {"kind": "due", "inputs": {"segment": "BPU", "month": "2026-11"}},
        {"kind": "pu", "inputs": {"month": "2026-13", "wage": -1, "risk": 1, "scale": "menengah"}},
    ]
}
EXAMPLES = {
    "one": {"summary": "a self-employed worker for whom the city pays", "value": ONE},
    "many": {"summary": "three questions, of which the last cannot be computed", "value": MANY},
}
