"""For all tests of files."""

from collections.abc import Callable
from typing import Any

import pytest

from coach.files.records import Unreadable


@pytest.fixture
def read_around() -> Callable[..., tuple[Any, str, Any]]:
    """What `read` makes of a line that is not right, told at its place, and of the good ones around it: 一 and 二."""

    def call(read: Callable[..., list[Any]], line: object) -> tuple[Any, str, Any]:
        first, wrong, last = read({"text": "一"}, line, {"text": "二"})
        assert isinstance(wrong, Unreadable)
        assert wrong.origin == ("a.jsonl", "line 2", 2)
        return first, wrong.message, last

    return call
