"""JSON: an export of a desk, or any other library that is written as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from coach.files.decoding import decoded
from coach.files.readers import entries, json_text
from coach.files.readers.json_text import quoted
from coach.files.records import Record, Unreadable
from coach.files.source import Source

__all__ = ["quoted", "read"]


def read(source: Source) -> Iterator[Record | Unreadable]:
    """The replies of a JSON file, each located by its JSON path. ReadError when it is not right or holds none."""
    text = decoded(source.read(), source.path, source.options.encoding).text
    return entries.records(json_text.parse(text, source.path), source.path, source.options.text_column)
