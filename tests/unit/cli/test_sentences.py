"""What commands say to what was typed wrongly, or is not there."""

import importlib

import pytest
from click.testing import CliRunner

from payung.cli.main import payung
from payung.cli.service.unexpected import unexpected


@pytest.mark.parametrize(("port", "environment"), [("abc", {}), ("0", {}), (None, {"PORT": "65536"})])
def test_what_is_no_port_is_refused_in_words(port: str | None, environment: dict[str, str]) -> None:
    done = CliRunner().invoke(payung, ["run", *(["--port", port] if port else [])], env=environment)
    assert done.exit_code == 2
    assert f"'{port or environment['PORT']}' is no whole number from 1 to 65535." in done.output


def test_a_missing_module_is_named_with_the_mend() -> None:
    with pytest.raises(ModuleNotFoundError) as met:
        importlib.import_module("nothing_here.at_all")
    assert unexpected(met.value) == "The Python module nothing_here is not installed: run `make install`."
