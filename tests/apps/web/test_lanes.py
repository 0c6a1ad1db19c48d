"""Where work is done: what is long never on the event loop, whatever is found in it."""

import asyncio
import threading

import pytest

from coach.apps.web.lanes import AT_ONCE, HEAVY, LONG, QUICK, Lanes


@pytest.fixture
def lanes():
    made = Lanes()
    yield made
    made.close()


def thread_of(asked) -> str:
    async def run() -> str:
        return await asked(lambda: threading.current_thread().name)

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("size", "thread"), [(1, "MainThread"), (AT_ONCE + 1, "coach-light"), (LONG + 1, "coach-heavy")]
)
def test_a_text_is_looked_at_by_its_length(lanes, size, thread):
    assert thread_of(lambda work: lanes.look(size, work)).startswith(thread)


@pytest.mark.parametrize(
    ("size", "findings", "thread"),
    [
        (50, 0, "MainThread"),
        (50, QUICK // 50, "MainThread"),
        (50, QUICK // 50 + 1, "coach-light"),
        (AT_ONCE + 1, 0, "coach-light"),
        (LONG + 1, 0, "coach-heavy"),
        (100, HEAVY // 100 + 1, "coach-heavy"),
    ],
)
def test_praise_and_suggestions_go_by_length_and_findings(lanes, size, findings, thread):
    assert thread_of(lambda work: lanes.mend(size, findings, work)).startswith(thread)
