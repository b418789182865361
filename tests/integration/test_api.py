"""The API of calculations, as another system meets it."""

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from payung.api import document
from payung.api.v1 import allowance, examples, questions
from payung.api.v1.questions import MOST_QUESTIONS, OFFERED
from payung.rules.kinds import KINDS

ADDRESS = "/api/v1/contributions/calculate"
FISHER = {"kind": "bpu", "inputs": {"months": ["2026-06", "2026-06"], "income": 1_000_000}, "on": "2026-11-21"}
CLERK = {"kind": "pu", "inputs": {"month": "2026-06", "wage": 4_335_198, "risk": 1, "scale": "menengah"}}
NEGATIVE = {**FISHER, "inputs": {**FISHER["inputs"], "income": -1}}


def ask(client: Client, body: Any, **more: Any) -> Any:
    content = body if isinstance(body, bytes | str) else json.dumps(body)
    return client.post(ADDRESS, content, content_type=more.pop("content_type", "application/json"), **more)


def sentences(response: Any) -> list[dict[str, str]]:
    errors: list[dict[str, str]] = response.json()["errors"]
    assert all(set(each) == {"field", "name", "id", "en"} and each["id"] and each["en"] for each in errors)
    return errors


def test_one_question(anonymous: Client) -> None:
    response = ask(anonymous, CLERK)
    assert response.status_code == 200
    found = response.json()
    assert (found["kind"], found["figures"]["total"], found["warnings"]) == ("pu", 400_572, [])
    assert "steps" not in found


def test_one_question_explained(anonymous: Client) -> None:
    steps = ask(anonymous, {**CLERK, "explain": True}).json()["steps"]
    jkk = next(step for step in steps if step["name"] == "jkk_er")
    assert (jkk["figure"], jkk["formula"]) == (10_404, "4335198 * 0.24%")
    assert jkk["law"]
    assert jkk["parameters"][0]["source"].startswith("http")


def test_many_questions_keep_their_order_and_errors_their_place(anonymous: Client) -> None:
    asked = [CLERK, NEGATIVE, FISHER, 7, {"kind": "bpu"}, {**FISHER, "inputs": [1]}]
    answers = ask(anonymous, {"questions": asked}).json()["answers"]
    assert [each.get("figures", {}).get("total") for each in answers] == [400_572, None, 8_400, None, None, None]
    assert [each["errors"][0]["field"] for each in answers if "errors" in each] == [
        "inputs.income",
        "question",
        "inputs",
        "inputs",
    ]
    assert [each["kind"] for each in answers] == ["pu", "bpu", "bpu", "", "bpu", "bpu"]


def test_the_day_decides_where_the_inputs_name_none(anonymous: Client) -> None:
    then = {"kind": "jkk_homecare", "inputs": {"homecare": 30_000_000}}
    assert ask(anonymous, {**then, "on": "2026-11-21"}).json()["figures"]
    refused = sentences(ask(anonymous, {**then, "on": "1990-01-01"}))
    assert refused[0]["name"] == "figure_unknown_then"
    assert "1990-01-01" in refused[0]["en"]


@pytest.mark.parametrize(
    ("body", "field", "name"),
    [
        (NEGATIVE, "inputs.income", "greater_than_equal"),
        ({**FISHER, "kind": "bpjs"}, "kind", "kind_unknown"),
        ({**FISHER, "kind": 3}, "kind", "string_type"),
        ({**FISHER, "on": "kemarin"}, "on", "day"),
        ({**FISHER, "explain": "ya"}, "explain", "bool_type"),
        ({**FISHER, "explian": True}, "explian", "extra_forbidden"),
        ({"kind": "bpu"}, "inputs", "missing"),
        ({"inputs": {}}, "kind", "missing"),
        ({**FISHER, "inputs": {**FISHER["inputs"], "wage": 1}}, "inputs.wage", "extra_forbidden"),
        ({"questions": []}, "questions", "too_short"),
        ({"questions": [FISHER] * (MOST_QUESTIONS + 1)}, "questions", "too_long"),
        ({"questions": FISHER}, "questions", "tuple_type"),
        ({"questions": [FISHER], "explain": True}, "explain", "extra_forbidden"),
    ],
)
def test_what_is_wrong_is_named(anonymous: Client, body: Any, field: str, name: str) -> None:
    response = ask(anonymous, body)
    assert response.status_code == 422
    assert (field, name) in {(each["field"], each["name"]) for each in sentences(response)}


@pytest.mark.parametrize(
    ("body", "status", "name"),
    [
        (" ", 400, "no_json"),
        ("{", 400, "no_json"),
        ('{"kind": NaN}', 400, "no_json"),
        ('{"kind": "bpu", "kind": "pu", "inputs": {}}', 400, "no_json"),
        ("[" * 200_000, 400, "no_json"),
        (b"\xff\xfe\xfa", 400, "no_json"),
        ('{"kind": ' + "9" * 5_000 + "}", 400, "no_json"),
        ("[]", 400, "no_object"),
        (" " * (1024 * 1024 + 1), 413, "too_large"),
    ],
    ids=range(9),
)
def test_bodies_that_are_none(anonymous: Client, body: Any, status: int, name: str) -> None:
    response = ask(anonymous, body)
    assert response.status_code == status
    assert sentences(response)[0]["name"] == name


def test_other_content_types_methods_and_addresses(anonymous: Client) -> None:
    assert sentences(ask(anonymous, "kind=bpu", content_type="application/x-www-form-urlencoded"))
    assert ask(anonymous, "{}", content_type="text/plain").status_code == 415
    read = anonymous.get(ADDRESS)
    assert (read.status_code, read["Allow"], sentences(read)[0]["name"]) == (405, "POST", "method")
    for address in ("/api/v1/", "/api/v1/people", ADDRESS + "/"):
        missing = anonymous.get(address)
        assert (missing.status_code, sentences(missing)[0]["name"]) == (404, "no_address")


def test_no_sign_in_and_no_token_of_a_form_are_asked_for(database: None) -> None:
    assert ask(Client(enforce_csrf_checks=True), FISHER).status_code == 200


def test_a_nik_is_not_asked_for_here(anonymous: Client) -> None:
    assert "nik" not in OFFERED
    assert set(OFFERED) | {"nik"} >= set(KINDS)
    refused = sentences(ask(anonymous, {"kind": "nik", "inputs": {"nik": "1271011234567890"}}))
    assert refused[0]["name"] == "kind_unknown"
    assert "1271011234567890" not in json.dumps(refused)


def test_an_address_has_so_much_a_minute(anonymous: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowance.time, "time", lambda: 1_800_000_030.0)
    monkeypatch.setattr(allowance, "STEPS_A_MINUTE", 30)
    assert ask(anonymous, CLERK).status_code == 200
    assert ask(anonymous, "{").status_code == 400
    assert ask(anonymous, CLERK).status_code == 200
    refused = ask(anonymous, CLERK)
    assert (refused.status_code, refused["Retry-After"]) == (429, "30")
    assert "30 detik" in sentences(refused)[0]["id"]
    assert ask(anonymous, CLERK, REMOTE_ADDR="10.9.8.7").status_code == 200
    monkeypatch.setattr(allowance.time, "time", lambda: 1_800_000_060.0)
    assert ask(anonymous, CLERK).status_code == 200


def test_whoever_has_an_ipv6_address_has_its_network(anonymous: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowance, "STEPS_A_MINUTE", 1)
    assert ask(anonymous, FISHER, REMOTE_ADDR="2001:db8::1").status_code == 200
    assert ask(anonymous, FISHER, REMOTE_ADDR="2001:db8::2").status_code == 429
    assert ask(anonymous, FISHER, REMOTE_ADDR="2001:db8:0:1::1").status_code == 200
    assert ask(anonymous, FISHER, REMOTE_ADDR="").status_code == 200


def test_nobody_is_believed_about_his_address(anonymous: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowance, "STEPS_A_MINUTE", 1)
    assert ask(anonymous, FISHER).status_code == 200
    assert ask(anonymous, FISHER, headers={"X-Forwarded-For": "10.1.2.3"}).status_code == 429


def test_the_proxy_in_front_says_who_asks(anonymous: Client, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    monkeypatch.setattr(allowance, "STEPS_A_MINUTE", 1)
    assert ask(anonymous, FISHER, headers={"X-Forwarded-For": "10.1.2.3"}).status_code == 200
    assert ask(anonymous, FISHER, headers={"X-Forwarded-For": "1.1.1.1, 10.1.2.3"}).status_code == 429
    assert ask(anonymous, FISHER, headers={"X-Forwarded-For": "10.1.2.4"}).status_code == 200


def test_a_request_is_computed_so_far(anonymous: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "MOST_STEPS", 10)
    answers = ask(anonymous, {"questions": [FISHER] * 4}).json()["answers"]
    assert ["figures" in each for each in answers] == [True, True, False, False]
    assert answers[3]["errors"][0]["name"] == "too_much_at_once"


def test_a_fault_of_ours_is_a_sentence_and_loses_no_other(
    anonymous: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    whole = questions.answer

    def failing(kind: str, *given: Any, **more: Any) -> Any:
        return whole(kind, *given, **more) if kind == "pu" else 1 / 0

    monkeypatch.setattr(questions, "answer", failing)
    with caplog.at_level(logging.ERROR):
        answers = ask(anonymous, {"questions": [FISHER, CLERK]}).json()["answers"]
        alone = ask(anonymous, FISHER)
    assert [each.get("errors", [{}])[0].get("name") for each in answers] == ["not_computed", None]
    assert (alone.status_code, "Traceback" in alone.content.decode()) == (500, False)
    assert "1000000" not in caplog.text
    monkeypatch.setattr(questions, "as_data", None)
    monkeypatch.setattr("payung.api.v1.contributions.answer_one", failing)
    broken = ask(anonymous, CLERK)
    assert (broken.status_code, sentences(broken)[0]["name"]) == (500, "fault")


def test_nothing_that_is_sent_stands_in_the_log(anonymous: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="payung"):
        ask(anonymous, FISHER)
        ask(anonymous, NEGATIVE)
    assert "1000000" not in caplog.text


def test_the_description_names_every_kind_with_its_types(anonymous: Client) -> None:
    described = anonymous.get("/api/v1/openapi.json").json()
    schemas = described["components"]["schemas"]
    assert set(schemas["AnyQuestion"]["discriminator"]["mapping"]) == set(OFFERED)
    assert (schemas["WageEarner"]["properties"]["wage"]["minimum"], "Month" in schemas) == (0, False)
    assert schemas["ManyQuestions"]["properties"]["questions"]["maxItems"] == MOST_QUESTIONS
    assert set(references(described)) == set(schemas)
    post = described["paths"][ADDRESS]["post"]
    assert set(post["responses"]) == {"200", "400", "413", "415", "422", "429"}


def references(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from references(each)
    elif isinstance(part, dict):
        yield from (each.rpartition("/")[2] for name, each in part.items() if name == "$ref")
        for each in part.values():
            yield from references(each)


def test_examples_can_be_sent_as_they_stand(anonymous: Client) -> None:
    assert ask(anonymous, examples.ONE).json()["figures"]["total"] == 16_800
    answers = ask(anonymous, examples.MANY).json()["answers"]
    assert [next(iter(set(each) & {"figures", "errors"})) for each in answers] == ["figures", "figures", "errors"]


def test_the_page_that_describes_it_needs_no_other_site(anonymous: Client) -> None:
    shown = anonymous.get("/api/v1/docs").content.decode()
    assert '"url": "/api/v1/openapi.json"' in shown
    assert not re.findall(r"""(?:src|href)=["']?https?:""", shown)
    assert not re.findall(r"<style|<script(?![^>]*(?:src=|application/json))", shown)


def test_the_reference_page_is_up_to_date() -> None:
    assert document.main(["--check"]) == 0, "run python -m payung.api.document"


def test_the_reference_page_is_written_between_its_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "api.md"
    page.write_text("before\n<!-- begin kinds -->\nold\n<!-- end kinds -->\nafter\n")
    monkeypatch.setattr(document, "PAGE", page)
    assert document.main(["--check"]) == 1
    assert document.main([]) == 0
    assert page.read_text().startswith("before\n<!-- begin kinds -->\n\n### `bpu`\n")
    assert page.read_text().endswith("\n<!-- end kinds -->\nafter\n")
    with pytest.raises(ValueError, match="put the two marks back"):
        document.rendered("no marks")
