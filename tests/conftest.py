"""For all tests: a cache folder of their own, and where CI is set no skips: an unchecked promise is not kept."""

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _private_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled rulebooks go into the session's own folder, which parallel workers share."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_CACHE", str(folder / "coach-cache"))
        patch.delenv("NO_COLOR", raising=False)
        yield


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
