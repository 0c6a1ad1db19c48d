"""The pages in a real browser, before a real server of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).parents[4]
PATIENCE = 30_000
"""Milliseconds that a slow machine may take for one step."""
EDITORS = ("/", "/mini")
"""The pages that are there once one can write on them."""


class Server:
    """`coach serve` on a free port; it can be stopped, and started again on the same one.

    Args:
        data: its data folder.
        arguments: more of the command line.
    """

    def __init__(self, data: Path, *arguments: str) -> None:
        self._data = data
        self._arguments = arguments
        self.port = 0
        self.start()

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        environment = {**os.environ, "COACH_DATA": str(self._data), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-W", "ignore", "-m", "coach", "serve", "--port", str(self.port), *self._arguments]
        self._process = subprocess.Popen(
            command,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=environment,
            cwd=self._data,
        )
        line = self._process.stderr.readline()
        assert "127.0.0.1:" in line, line
        self.port = int(line.split("127.0.0.1:")[1].split()[0])

    def stop(self) -> None:
        """Stop it at once."""
        self._process.kill()
        self._process.communicate()


expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for the tests of one module."""
    started = Server(tmp_path_factory.mktemp("data"))
    yield started
    started.stop()


@pytest.fixture(scope="session")
def server_type() -> type[Server]:
    """For servers of a test's own."""
    return Server


@pytest.fixture(scope="module")
def server_url(server: Server) -> str:
    """Where that server is."""
    return server.address


@pytest.fixture(scope="session")
def fits() -> Callable[[Any], bool]:
    """Whether nothing on a page is wider than its window."""
    return lambda page: bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.fixture
def told() -> list[dict[str, Any]]:
    """What the page has told /api/feedback, in order."""
    return []


@pytest.fixture
def open_page(browser: Any, server: Server, told: list[dict[str, Any]]) -> Iterator[Callable[..., Any]]:
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
        page.route("**/api/feedback", lambda route: _take(route, told))
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


def _take(route: Any, told: list[dict[str, Any]]) -> None:
    if route.request.method != "POST":
        route.continue_()
        return
    told.append(route.request.post_data_json)
    route.fulfill(json={"schema": 1, "id": told[-1]["id"], "stored": True})
