"""Settings out of the environment: a wrong one is a sentence, never a traceback."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from payung.config import environment


def test_an_address_becomes_settings() -> None:
    found = environment.database("postgresql://pay%40ung:s3cret@db.example:6000/city?host=/run/pg&sslmode=require")
    assert (found["USER"], found["HOST"], found["PORT"], found["NAME"]) == ("pay@ung", "/run/pg", "6000", "city")
    assert found["OPTIONS"] == {"sslmode": "require", "connect_timeout": "10"}
    patient = environment.database("postgresql://db.example/city?connect_timeout=60")
    assert patient["OPTIONS"] == {"connect_timeout": "60"}
    assert environment.database("postgres://db.example/city")["PORT"] == ""


@pytest.mark.parametrize("address", ["mysql://h/x", "postgresql://h", "postgresql://h:port/x", "postgresql://[::1/x"])
def test_what_is_no_address_is_a_sentence(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^The database address is none"):
        environment.database(address)


@pytest.mark.parametrize("written", ["-1", "many", "²", "1.5"])
def test_what_is_no_number_is_a_sentence(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("PAYUNG_UPLOAD_BYTES", written)
    with pytest.raises(ImproperlyConfigured, match="whole number"):
        environment.number("PAYUNG_UPLOAD_BYTES", default=1)


def test_one_of_a_few_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PAYUNG_LOG", raising=False)
    assert environment.one_of("PAYUNG_LOG", "text", "json") == "text"
    monkeypatch.setenv("PAYUNG_LOG", " JSON ")
    assert environment.one_of("PAYUNG_LOG", "text", "json") == "json"
    monkeypatch.setenv("PAYUNG_LOG", "xml")
    with pytest.raises(ImproperlyConfigured, match=r"PAYUNG_LOG is 'xml': write text or json\."):
        environment.one_of("PAYUNG_LOG", "text", "json")
