"""Every page says who may open it, and pages reach people only through queries and actions."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "src" / "payung" / "web"
ABOUT_PEOPLE = (
    "payung.apps.people.models",
    "payung.apps.enrolment.models",
    "payung.apps.coverage.models",
    "payung.apps.contributions.models",
    "payung.apps.linkage.models",
    "payung.apps.campaigns.models",
)
# open to everybody without signing in, each with its reason
PUBLIC = {
    "account_login": "signing in",
    "mfa_authenticate": "the second step of signing in",
    "set_language": "choosing a language",
    "calculate": "figures of the law for other systems, about nobody; limited by address",
    "openapi-json": "what the API offers",
    "openapi-view": "the same, to be read and tried",
    "api-root": "a sentence for an address of the API that is none",
    "missing": "a sentence for an address of the API that is none",
    "law": "figures of the law, about nobody",
    "law_parameter": "one figure of the law",
    "law_upcoming": "what changes next in the law",
    "calculator": "the door of the calculator, about nobody",
    "calculator_worker": "figures of the law; what is asked stands in the address and is not kept",
    "calculator_employer": "the same",
    "calculator_contract": "the same",
    "calculator_site": "the same",
    "calculator_budget": "the same",
    "receipt_check": "number, amount and day of a receipt, for whoever holds it; nobody's name",
    "healthz": "whether the process lives, for a machine",
    "readyz": "whether a person could work, one word a check",
    "metrics": "figures of operation, for the bearer of a token alone",
    "gallery": "page parts without data; answers only in the demonstration and in development",
}


def pages(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from pages(entry)
        elif not entry.callback.__module__.startswith("allauth"):
            yield entry


OURS = list(pages())


@pytest.mark.parametrize("page", OURS, ids=[str(page.name) for page in OURS])
def test_every_page_says_who_may_open_it(page: URLPattern) -> None:
    assert hasattr(page.callback, "permissions"), "decorate it with @needs, @signed_in or @public"


def test_only_the_listed_pages_are_public() -> None:
    assert {page.name for page in OURS if page.callback.permissions is None} <= set(PUBLIC)


def test_allauth_asks_for_a_sign_in() -> None:
    """Its pages for strangers are marked by itself; ours must not loosen that."""
    open_ = {name for name in ("account_signup", "account_reset_password") if name in get_resolver().reverse_dict}
    assert not open_


@pytest.mark.parametrize("path", sorted(WEB.rglob("*.py")), ids=lambda path: str(path.relative_to(WEB)))
def test_pages_do_not_query_people_themselves(path: Path) -> None:
    """`Model.objects` of people, registrations or payments belongs into queries and actions, which take a scope."""
    tree = ast.parse(path.read_text())
    models = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in ABOUT_PEOPLE
        for alias in node.names
    }
    used = [
        f"{node.value.id}.objects"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "objects" and isinstance(node.value, ast.Name)
        and node.value.id in models
    ]  # fmt: skip
    assert not used
