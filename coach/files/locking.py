"""One process at a time: what several servers read, change and write again in the data folder they share."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from coach.errors import StoreError
from coach.files.data_folder import made_private

SECONDS: Final = 5.0
"""So long another process may hold the lock; it does for the time of a write."""


@contextmanager
def locked(path: Path, seconds: float = SECONDS) -> Iterator[None]:
    """Hold the lock `path`, an empty file, while the block runs; a process that dies gives it back.

    It is a lock of SQLite, which knows how every system locks files.

    Raises:
        StoreError: the folder cannot be used, or another process holds it for longer than `seconds`.
    """
    made_private(path.parent)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        holder = sqlite3.connect(path, seconds, isolation_level=None)
    except (OSError, sqlite3.Error):
        raise StoreError(f"{path}: 打不开，数据文件夹用不了。") from None
    with closing(holder):
        try:
            holder.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error:
            raise StoreError(f"{path}: 正被别的程序占着，请过一会儿再试。") from None
        yield
