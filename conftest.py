"""What the tests and the features share."""

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
