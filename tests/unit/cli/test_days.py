"""A day on the command line."""

from click.testing import CliRunner

from payung.cli.main import payung


def test_a_day_that_is_none_is_refused_with_an_example() -> None:
    done = CliRunner().invoke(payung, ["city", "open", "12.71", "--demo-clock", "31-01-2026"])
    assert done.exit_code == 2
    assert "'31-01-2026' is no date: write it like 2026-01-31." in done.output
