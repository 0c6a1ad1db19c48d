"""Garbage collected between answers, not in the middle of one.

The interpreter would look for unreachable objects whenever enough new ones came in, which is while somebody waits.
"""

from __future__ import annotations

import gc
import threading
from typing import Final

EVERY: Final = 1.0
"""Seconds between two looks at what is new."""
WHOLE: Final = 60
"""How many looks pass between two at everything."""


class Tidying:
    """Collects garbage in a thread of its own, in place of the interpreter, from `start` to `stop`."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._tidy, name="coach-tidying", daemon=True)

    def start(self) -> None:
        """Take over from the interpreter."""
        gc.disable()
        self._thread.start()

    def stop(self) -> None:
        """Hand back to the interpreter."""
        self._stop.set()
        gc.enable()

    def _tidy(self) -> None:
        looks = 0
        while not self._stop.wait(EVERY):
            looks += 1
            gc.collect(2 if looks % WHOLE == 0 else 1)
