"""The pages in a real browser, before a real server of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

PATIENCE = 30_000
"""Milliseconds that a slow machine may take for one step."""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def server_url(server: Any) -> str:
    """Where the server is."""
    return str(server.address)


@pytest.fixture(scope="session")
def fits() -> Callable[[Any], bool]:
    """Whether nothing on a page is wider than its window."""
    return lambda page: bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.fixture
def told() -> list[dict[str, Any]]:
    """What the page has told /api/feedback, in order."""
    return []


@pytest.fixture
def open_page(open_page: Callable[..., Any], told: list[dict[str, Any]]) -> Callable[..., Any]:
    """The same, but for feedback, which goes into `told`."""

    def opened(path: str = "/", *, prepare: Any = None, **options: Any) -> Any:
        def prepared(page: Any) -> None:
            page.route("**/api/feedback", lambda route: _take(route, told))
            if prepare is not None:
                prepare(page)

        return open_page(path, prepare=prepared, **options)

    return opened


def _take(route: Any, told: list[dict[str, Any]]) -> None:
    if route.request.method != "POST":
        route.continue_()
        return
    told.append(route.request.post_data_json)
    route.fulfill(json={"schema": 1, "id": told[-1]["id"], "stored": True})
