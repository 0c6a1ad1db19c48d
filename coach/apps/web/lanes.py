"""Where work is done, so that one person's long draft holds up nobody's short one.

A reply of a sentence or two costs less than handing it to another thread: it is looked at where it comes in. What
takes longer goes to one of two threads, light work and heavy work apart; the interpreter shares its time among them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

Done = TypeVar("Done")

AT_ONCE: Final = 300
"""Characters up to which a text is looked at without a thread: about a millisecond."""
LONG: Final = 2000
"""Characters from which looking at a text is heavy work."""
QUICK: Final = 600
"""Findings times characters up to which suggestions of a short text are found without a thread: some milliseconds."""
HEAVY: Final = 2000
"""Findings times characters from which finding suggestions is heavy work: each is proven on the whole text."""
SWITCH_SECONDS: Final = 0.0005
"""How long a thread may go on while another one waits; Python's own 5 ms would be felt at each step of an answer."""


class Lanes:
    """Two threads, and none for what is quick."""

    def __init__(self) -> None:
        self._light = ThreadPoolExecutor(1, thread_name_prefix="coach-light")
        self._heavy = ThreadPoolExecutor(1, thread_name_prefix="coach-heavy")

    async def look(self, size: int, work: Callable[[], Done]) -> Done:
        """`work`, which looks at a text of `size` characters."""
        if size <= AT_ONCE:
            return work()
        return await self._on(self._heavy if size > LONG else self._light, work)

    async def mend(self, size: int, findings: int, work: Callable[[], Done]) -> Done:
        """`work`, which reads the praise and the suggestions of so many findings in a text of `size` characters."""
        if size <= AT_ONCE and size * findings <= QUICK:
            return work()
        is_heavy = size > LONG or size * findings > HEAVY
        return await self._on(self._heavy if is_heavy else self._light, work)

    async def read(self, work: Callable[[], Done]) -> Done:
        """`work` of some milliseconds that has nothing to do with a text."""
        return await self._on(self._light, work)

    def close(self) -> None:
        """Begin nothing more."""
        for thread in (self._light, self._heavy):
            thread.shutdown(wait=False, cancel_futures=True)

    async def _on(self, thread: ThreadPoolExecutor, work: Callable[[], Done]) -> Done:
        return await asyncio.get_running_loop().run_in_executor(thread, work)
