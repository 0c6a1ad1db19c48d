"""Readers: files into records, one record for each reply or conversation.

A reader is a function from bytes to records; adding one means a file here and a line in `READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from coach.files.readers import jsonl_file, text_file
from coach.files.records import Record, Unreadable

Reader = Callable[[bytes, str], Iterator[Record | Unreadable]]

READERS: Final[dict[str, Reader]] = {
    ".txt": text_file.read,
    ".jsonl": jsonl_file.read,
}
"""By the file's suffix."""
