"""The application with the small house's packs, asked without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from coach.apps.web.app import make_app
from coach.apps.web.guard import Access
from coach.apps.web.reloading import Rules
from coach.files.run import Run
from coach.files.settings import Settings, settings_for

HOST = "127.0.0.1:8765"
TOKEN = "a-token-for-the-tests"


@pytest.fixture
def make_client(small_house: Path) -> Iterator[Callable[..., TestClient]]:
    """A client of the application on `HOST`; what goes wrong inside does not reach it."""
    opened: list[TestClient] = []

    def make(
        *, everyone: bool = False, per_second: float = 10_000, settings: bool = False, packs: Sequence[str] = ()
    ) -> TestClient:
        access = Access(frozenset({HOST}), "http", TOKEN, everyone)
        read = settings_for(()) if settings else Settings("", str(Path.cwd()))
        given = {"packs": ["default", *packs]} if packs else {}
        app = make_app(Rules(Run(read, given)), access, per_second)
        client = TestClient(app, base_url=f"http://{HOST}", raise_server_exceptions=False)
        opened.append(client)
        return client.__enter__()

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def client(make_client: Callable[..., TestClient]) -> TestClient:
    """A client that a program on this machine would be."""
    return make_client()
