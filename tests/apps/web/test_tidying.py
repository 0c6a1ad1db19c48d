"""Garbage is collected beside the answers."""

import gc
import time
import weakref

import pytest

from coach.apps.web import tidying
from coach.apps.web.tidying import Tidying


class Loop:
    def __init__(self) -> None:
        self.own = self


def test_what_is_unreachable_goes_away_while_the_interpreter_itself_does_not_look(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tidying, "EVERY", 0.01)
    thread = Tidying()
    thread.start()
    try:
        assert not gc.isenabled()
        gone = weakref.ref(Loop())
        patience = time.monotonic() + 30
        while gone() is not None and time.monotonic() < patience:
            time.sleep(0.01)
        assert gone() is None
    finally:
        thread.stop()
    assert gc.isenabled()
