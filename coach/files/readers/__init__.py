"""Readers: files into records, one record for each reply or conversation.

A reader is a module with `read`, which makes records of a `Source`, and, where fixes can be written back, `quoted`;
adding one means a file here and a line in `READERS`. It is imported when a file of its kind is met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from os.path import splitext
from typing import Final

from coach.files.records import Record, Unreadable
from coach.files.source import Source

Reader = Callable[[Source], Iterator[Record | Unreadable]]
"""What is not right in an input is an `Unreadable` in its place; ReadError when nothing of it can be read."""
Quoted = Callable[[str, str], str]
"""From a value, and what stands in the file now, to what shall stand there; ValueError when it cannot."""

READERS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "text": ("coach.files.readers.text_file", (".txt",)),
    "csv": ("coach.files.readers.csv_file", (".csv", ".tsv", ".tab")),
    "jsonl": ("coach.files.readers.jsonl_file", (".jsonl",)),
    "xlsx": ("coach.files.readers.xlsx_file", (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")),
    "markdown": ("coach.files.readers.markdown_file", (".md", ".markdown")),
    "transcript": ("coach.files.readers.transcript", (".log",)),
    "json": ("coach.files.readers.json_file", (".json",)),
    "yaml": ("coach.files.readers.yaml_file", (".yaml", ".yml")),
}
"""Name → module, and the suffixes of the files it is for."""

SUFFIXES: Final[dict[str, str]] = {suffix: name for name, (_, suffixes) in READERS.items() for suffix in suffixes}
"""The reader for each suffix."""

MAY_HOLD_TALK: Final = ("text", "markdown", "transcript")
"""Files of these readers are transcripts when their lines begin with who speaks."""


def reader(name: str) -> Reader:
    """The reader of that name, a key of `READERS`."""
    read: Reader = import_module(READERS[name][0]).read
    return read


def quoting(name: str) -> Quoted | None:
    """How the reader of that name puts a value into a file; None where it cannot."""
    quoted: Quoted | None = getattr(import_module(READERS[name][0]), "quoted", None)
    return quoted


def reader_for(source: Source) -> str | None:
    """The name of the reader: what the caller says, else by suffix and content; None when there is none.

    Raises:
        ReadError: the file cannot be opened.
    """
    if source.options.reader:
        return source.options.reader
    name = SUFFIXES.get(splitext(source.path)[1].lower())
    if name in MAY_HOLD_TALK and not source.options.records:
        from coach.files.readers.transcript import is_transcript

        if is_transcript(source):
            return "transcript"
        return None if name == "transcript" else name
    return name
