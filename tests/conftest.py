"""Where CI is set, a skipped test is a failure: a promise nobody checked is not kept."""

import os
from collections.abc import Iterator

import pytest


def pytest_sessionfinish(session: pytest.Session) -> None:
    if any(_uncalled_for_skips(session.config)) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    skips = list(_uncalled_for_skips(config))
    if not skips:
        return
    terminalreporter.section("skipped tests, which CI does not allow", red=True)
    for report in skips:
        terminalreporter.line(f"{report.nodeid}: {_reason(report)}")


def _uncalled_for_skips(config: pytest.Config) -> Iterator[pytest.TestReport | pytest.CollectReport]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None:
        yield from reporter.stats.get("skipped", [])


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
