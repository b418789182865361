"""Whatever is sent as inputs, of any kind: figures or sentences to mend it by, never a fault of ours."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.api.v1.questions import OFFERED, Questions, answer_each
from payung.rules.kinds import KINDS

TODAY = dt.date(2026, 11, 21)
EXAMPLES = Path(__file__).resolve().parents[1] / "spec" / "rules" / "worked_examples.yaml"
ASKED = json.loads(json.dumps(yaml.safe_load(EXAMPLES.read_text())["examples"], default=str))
MORE = {
    "minimum_wage": {"region": "12.71", "year": 2026},
    "jkk_homecare": {"homecare": 30_000_000},
    "jht_claim": {"reason": "resign", "months_since_stop": 1},
    "deadline": {"event": "jakon_registration", "date": "2026-11-21"},
    "business_scale": {"capital": 1_000_000_000},
}
INPUTS = {name: [each["inputs"] for each in ASKED if each["kind"] == name] or [MORE[name]] for name in OFFERED}
EDGES = [
    *(None, True, False, 0, 1, -1, 10**9, 10**15, 10**15 + 1, 2**63, 10**30, 0.1, 1e300, 5e-324, -0.0, 2.5),
    *("", "x", "\0", "9" * 5_000, "{", "{field}", "2026-06", "2026-13", "0001-01", "9999-12", "2199-12", "2014-01"),
    *("2026-02-30", "0001-01-01", "9999-12-31", "2026-11-21", "2026-11-21T00:00", "٢٠٢٦-٠٦", "APBD", "JKK", "PU", "tk"),
    *([], {}, [[]], [None], ["JKK", "JKK"], ["JKK", "JKM", "JHT", "JP", "JKP"], ["2026-06"], {"sd": 1}, [{"sd": -1}]),
    *(["2026-06", "2099-06"], ["2027-06", "2026-06"], [1, 2, 3], [{"sd": 10**9, "pt": 10**9}] * 3, [[["x"]]]),
]
WRITTEN = st.one_of(st.sampled_from(EDGES), st.integers(), st.text(max_size=8), st.floats(allow_nan=False))


@pytest.mark.parametrize("kind", OFFERED)
@settings(max_examples=60)
@given(data=st.data())
def test_nonsense_gets_a_sentence(kind: str, data: st.DataObject) -> None:
    inputs = dict(data.draw(st.sampled_from(INPUTS[kind])))
    names = st.sampled_from([*KINDS[kind].inputs.model_fields, "unknown"])
    inputs |= data.draw(st.dictionaries(names, WRITTEN, min_size=1, max_size=3))
    question = {"kind": kind, "inputs": inputs, "explain": True}
    [(found, work)] = answer_each(Questions(questions=(question,)), today=TODAY)
    assert work >= 1
    json.dumps(found, allow_nan=False)
    for error in found.get("errors", ()):
        assert error["name"] != "not_computed", inputs
        assert len({error["id"], error["en"]}) == 2


@settings(max_examples=200)
@given(st.recursive(WRITTEN, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner), max_leaves=8))
def test_what_is_no_question_gets_a_sentence(written: Any) -> None:
    [(found, _)] = answer_each(Questions(questions=(written,)), today=TODAY)
    assert found["errors"][0]["id"]
