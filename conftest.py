"""For tests and features alike: a browser, a coach that serves, small packs; where CI is set no skips."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent
PATIENCE = 30_000
"""Milliseconds that a slow machine may take for one step."""
EDITORS = ("/", "/mini")
"""The pages that are there once one can write on them."""

# --- no skips in CI: an unchecked promise is not kept -------------------------------------------------------------


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skip in CI is a failure."""
    if any(_uncalled_for_skips(session.config)) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was skipped."""
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


# --- packs --------------------------------------------------------------------------------------------------------

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


@pytest.fixture(scope="session")
def house_files() -> dict[str, str]:
    """Built-in packs small enough to compile in a moment: path, as beside the package → text."""
    return {f"rules/{name}": text for name, text in HOUSE.items()}


@pytest.fixture(scope="session")
def own_rule() -> str:
    """A rule file that holds: own/x marks 办不了."""
    return OWN_RULE


@pytest.fixture(scope="session")
def write_files() -> Callable[[Path, Mapping[str, str | bytes]], Path]:
    """Writes files into a folder; gives the folder."""

    def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return write


@pytest.fixture(scope="session")
def checkout(
    tmp_path_factory: pytest.TempPathFactory, house_files: dict[str, str], write_files: Callable[..., Path]
) -> Path:
    """A checkout of which the built-in packs are small: a server of it starts at once."""
    made = write_files(tmp_path_factory.mktemp("checkout"), house_files)
    (made / "coach").symlink_to(ROOT / "coach", target_is_directory=True)
    return made


# --- a server -----------------------------------------------------------------------------------------------------


def port_of(process: subprocess.Popen[str]) -> int:
    """The port of a server that was just started, once it says so on its standard error."""
    said = ""
    for line in process.stderr or ():
        said += line
        if "127.0.0.1:" in line:
            return int(line.split("127.0.0.1:")[1].split()[0])
    raise AssertionError(said)


@pytest.fixture(scope="session", name="port_of")
def _port_of() -> Callable[[subprocess.Popen[str]], int]:
    """That function."""
    return port_of


class Server:
    """`coach serve` on a free port; it can be stopped, and started again on the same one.

    Args:
        data: its data folder, and where it works.
        arguments: more of the command line.
        root: the folder whose `coach` it is.
    """

    def __init__(self, data: Path, *arguments: str, root: Path = ROOT) -> None:
        self._data = data
        self._arguments = arguments
        self._root = root
        self.port = 0
        self.start()

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        environment = {**os.environ, "COACH_DATA": str(self._data), "PYTHONPATH": str(self._root)}
        command = [sys.executable, "-W", "ignore", "-m", "coach", "serve", "--port", str(self.port), *self._arguments]
        self._process = subprocess.Popen(
            command, stderr=subprocess.PIPE, encoding="utf-8", env=environment, cwd=self._data
        )
        self.port = port_of(self._process)

    def stop(self) -> None:
        """Stop it at once, if it runs."""
        self._process.kill()
        self._process.wait()
        self._process.stderr.close()


@pytest.fixture(scope="session")
def server_type() -> type[Server]:
    """For servers of a test's own."""
    return Server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for the tests of one module."""
    started = Server(tmp_path_factory.mktemp("data"))
    yield started
    started.stop()


# --- a browser ----------------------------------------------------------------------------------------------------


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


@pytest.fixture(scope="session")
def compose() -> Callable[[Any, str], None]:
    """Through the DevTools session given, let an input method show `text`, the caret at its end."""

    def shown(devices: Any, text: str) -> None:
        caret = {"selectionStart": len(text), "selectionEnd": len(text)}
        devices.send("Input.imeSetComposition", {"text": text, **caret})

    return shown


@pytest.fixture
def open_page(browser: Any, server: Server) -> Iterator[Callable[..., Any]]:
    """Opens a page of the server in a window of its own; afterwards no error was said, and nothing asked elsewhere.

    `prepare` gets the page before it loads; the other options are the browser context's.
    """
    contexts: list[Any] = []
    errors: list[str] = []
    asked: list[str] = []

    def opened(
        path: str = "/", *, expects_errors: bool = False, lines: Any = None, prepare: Any = None, **options: Any
    ) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.address)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        if not expects_errors:
            page.on("console", lambda said: errors.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        context.on("request", lambda request: asked.append(request.url))
        if lines is not None:
            page.route_web_socket("**/api/live*", lines)
        if prepare is not None:
            prepare(page)
        page.goto(server.address + path)
        if path in EDITORS:
            page.locator(".cm-content").wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []
    assert [url for url in asked if not url.startswith((server.address, "data:"))] == []
