"""The user's private cache folder: small files, written as a whole, the oldest thrown away."""

from __future__ import annotations

import os
import sys
from typing import Final

KEPT: Final = 12
"""How many files of each kind stay in the cache folder."""


def _prune(folder: str, written: str) -> None:
    """Keep the newest few files of each kind: every edit of a pack leaves one behind.

    What was just `written` counts as the newest, also where the clock was set back and the others say they are newer.
    """
    with os.scandir(folder) as entries:
        files = sorted(entries, key=lambda entry: (entry.path == written, entry.stat().st_mtime), reverse=True)
    kinds: dict[str, int] = {}
    for entry in files:
        suffix = os.path.splitext(entry.name)[1]
        kinds[suffix] = kinds.get(suffix, 0) + 1
        if kinds[suffix] > KEPT:
            os.unlink(entry.path)


def cache_folder() -> str:
    """The user's private cache folder; ``COACH_CACHE`` names another."""
    if os.environ.get("COACH_CACHE"):
        return os.environ["COACH_CACHE"]
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or "~"
    elif sys.platform == "darwin":
        root = "~/Library/Caches"
    else:
        root = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return os.path.join(os.path.expanduser(root), "reply-coach")


def store(path: str, content: bytes) -> None:
    """Write `content` to `path` in one step, readable only by its owner; a folder that cannot be written is fine."""
    import contextlib
    import tempfile

    with contextlib.suppress(OSError, RuntimeError):
        folder = os.path.dirname(path)
        os.makedirs(folder, mode=0o700, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.replace(name, path)
            _prune(folder, path)
        except OSError:
            os.unlink(name)
            raise
