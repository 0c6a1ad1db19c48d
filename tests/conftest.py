"""For all tests: a cache folder of their own, and where CI is set no skips: an unchecked promise is not kept."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import coach


@pytest.fixture(scope="session", autouse=True)
def _private_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled rulebooks go into the session's own folder, which parallel workers share; data into one for each."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_CACHE", str(folder / "coach-cache"))
        patch.setenv("COACH_DATA", str(tmp_path_factory.getbasetemp() / "coach-data"))
        for name in ("NO_COLOR", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The system's Chromium, without a window; nothing is downloaded for it.

    For one module: while the driver runs, no other test of the thread can run an event loop.
    """
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as driver:
        running = driver.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield running
        running.close()


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


HOUSE = {
    "guidelines.yaml": """\
no-cannot: {title: 不说不能, pack: positive, dimension: assurance, severity: warning,
  what: 说了不能。, why: 门关了。, instead: 说能做的。, source: 测试}
soon: {title: 说清时间, pack: strict, dimension: responsiveness, severity: info,
  what: 没有时间。, why: 等得急。, instead: 说几点。, source: 测试}
soothe: {title: 先安抚, pack: positive, dimension: empathy, severity: error,
  what: 没有安抚。, why: 更生气。, instead: 先道歉。, source: 测试}
""",
    "language/pack.yaml": "name: language\n",
    "language/lexicons/courtesy.yaml": "words: [您好, 亲]\n",
    "language/lexicons/particle.yaml": "words: [哦, 呢]\n",
    "language/signals/refusal.yaml": """\
any: [不能, 无法]
unless:
  - {overlaps: 能不能, quiet: 能不能退}
examples:
  - {flag: "⟦不能⟧退"}
  - {flag: 無法退}
  - {quiet: 可以退的哦}
  - {quiet: 怎么退呢}
""",
    "language/signals/anger.yaml": "any: [骗子]\nexamples:\n  - {flag: 骗子}\n  - {quiet: 你好}\n",
    "positive/pack.yaml": "name: positive\ntitle: 正向\nversion: 1.0.0\n",
    "positive/no-cannot.yaml": """\
guideline: no-cannot
check: {kind: phrase, any: ["<refusal> {action}?"]}
suggest:
  - {rewrite: "我来帮您{action}"}
  - {rewrite: "我来帮您看，⟨能做的事⟩"}
examples:
  - {flag: "亲，⟦不能退⟧的哦", better: 我来帮您换}
  - {quiet: 我来帮您退}
aliases: [positive/old-name]
""",
    "positive/soothe.yaml": """\
guideline: soothe
check: {kind: absence, need: [抱歉]}
context: [<anger>]
examples:
  - {flag: 您好，我查一下, context: 骗子}
  - {quiet: 很抱歉, context: 骗子}
""",
    "strict/pack.yaml": "name: strict\ndefault: off\n",
    "strict/soon.yaml": """\
guideline: soon
check: {kind: substitute, map: {尽快: 马上}}
examples:
  - {flag: 尽快处理}
  - {quiet: 马上处理}
""",
}
"""Built-in packs small enough to compile in a moment: two that are on, one that is off."""

OWN_RULE = """\
guideline: no-cannot
check: {kind: phrase, any: [办不了]}
examples:
  - {flag: 这个⟦办不了⟧}
  - {quiet: 这就办}
"""

PRAISE = {
    "guidelines.yaml": """\
thanks: {title: 道谢, pack: own, dimension: empathy, family: feel, what: 谢了。, why: 高兴。, source: 测试}
""",
    "thanks.yaml": """\
guideline: thanks
check: {kind: phrase, any: [谢谢]}
praise: true
examples:
  - {flag: 谢谢您}
  - {quiet: 好的}
""",
}


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.fixture
def small_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The built-in packs are those of `HOUSE`, and the working folder is empty; where they are."""
    house = write_files(tmp_path / "house", {f"rules/{name}": text for name, text in HOUSE.items()})
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setattr("coach.files.names._PACKAGE", str(house))
    monkeypatch.setenv("COACH_CACHE", str(tmp_path / "cache"))
    return house / "rules"


@pytest.fixture
def write_pack(small_house: Path) -> Callable[..., str]:
    """Write a pack of one's own into the working folder; its name, which is its path."""

    def write(files: Mapping[str, str | bytes], name: str = "own") -> str:
        write_files(Path(name), {"pack.yaml": f"name: {name}\n", **files})
        return name

    return write


@pytest.fixture
def make_coach(write_pack: Callable[..., str]) -> Callable[..., coach.Coach]:
    """A coach with a pack of one's own."""

    def make(files: Mapping[str, str | bytes], name: str = "own") -> coach.Coach:
        return coach.load([write_pack(files, name)])

    return make


@pytest.fixture
def own_rule() -> str:
    """A rule file that holds: own/x marks 办不了."""
    return OWN_RULE


@pytest.fixture
def praise() -> dict[str, str]:
    """The files of a pack of one's own that holds: own/thanks praises 谢谢."""
    return dict(PRAISE)


@pytest.fixture
def praise_pack(write_pack: Callable[..., str], praise: dict[str, str]) -> str:
    """That pack, written into the working folder; its name."""
    return write_pack(praise)
