"""YAML: a library that is written as YAML, in the shapes of JSON."""

from __future__ import annotations

from collections.abc import Iterator

from coach.files import markers
from coach.files.decoding import decoded
from coach.files.readers import entries, yaml_text
from coach.files.readers.yaml_scalar import quoted
from coach.files.records import Record, Unreadable
from coach.files.source import Source

__all__ = ["quoted", "read"]


def read(source: Source) -> Iterator[Record | Unreadable]:
    """The replies of a YAML file, each located by its path. ReadError when it is not right or holds none."""
    text = decoded(source.read(), source.path, source.options.encoding).text
    data = yaml_text.parse(text, source.path)
    ignored = markers.yaml_markers(text.split("\n")) if "coach" in text else {}
    return entries.records(data, source.path, source.options.text_column, ignored)
