"""Prints the log of the kills at the end of the run."""

import pytest

from tests.crash.kill_log import KillLog

LOG = pytest.StashKey[KillLog]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    log = config.stash.get(LOG, None)
    if log is not None and log.lines:
        terminalreporter.section("kills")
        terminalreporter.write(log.text())
