"""Readers: files into records, one record for each reply or conversation.

A reader is a module with `read`, which makes records of a `Source`, and `SUFFIXES`, the endings of the files it is for;
adding one means a file here and a line in `READERS`. It is imported when a file of its kind is met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import PurePath
from typing import Final

from coach.files.records import Record, Unreadable
from coach.files.source import Source

Reader = Callable[[Source], Iterator[Record | Unreadable]]
"""What is not right in an input is an `Unreadable` in its place; ReadError when nothing of it can be read."""

READERS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "text": ("coach.files.readers.text_file", (".txt",)),
    "csv": ("coach.files.readers.csv_file", (".csv", ".tsv", ".tab")),
    "jsonl": ("coach.files.readers.jsonl_file", (".jsonl",)),
    "xlsx": ("coach.files.readers.xlsx_file", (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")),
}
"""Name → module, and the suffixes of the files it is for."""

SUFFIXES: Final[dict[str, str]] = {suffix: name for name, (_, suffixes) in READERS.items() for suffix in suffixes}
"""The reader for each suffix."""


def reader(name: str) -> Reader:
    """The reader of that name, a key of `READERS`."""
    read: Reader = import_module(READERS[name][0]).read
    return read


def reader_for(path: str) -> str | None:
    """The name of the reader for the file, by its suffix; None when there is none."""
    return SUFFIXES.get(PurePath(path).suffix.lower())
