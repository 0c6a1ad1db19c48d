"""Where in its file a finding stands, told from the file itself: line, and column in UTF-16 units.

A position deeper than the record's line is told only when the text really stands there: files change, and a value with
escapes (JSON, doubled quotes) has other lengths in its file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from coach.core.model.span import utf16_offset
from coach.errors import ReadError

if TYPE_CHECKING:
    from coach.core.model.span import Span
    from coach.files.records import Record

LARGEST: Final = 32 * 1024 * 1024
"""Positions inside records are told for files of so many bytes at most: the whole file is held for it."""
_BREAK: Final = re.compile("\r\n|\n|\r")
_QUOTES: Final = frozenset("\"'")


class Region(NamedTuple):
    """A part of a file.

    Attributes:
        line: 1-based.
        column: 1-based, in UTF-16 units; 0 when only the line is known.
        end_line: where it ends; 0 when only the line is known.
        end_column: one past its last unit.
    """

    line: int
    column: int = 0
    end_line: int = 0
    end_column: int = 0

    @property
    def is_exact(self) -> bool:
        """Whether the columns are known."""
        return self.column > 0


class Positions:
    """Tells where findings stand; holds the file of the last record that was asked about.

    Args:
        encoding: of the files, as the caller says; None when it is found out.
    """

    def __init__(self, encoding: str | None = None) -> None:
        self._encoding = encoding
        self._path: str | None = None
        self._file: _File | None = None

    def region(self, record: Record, span: Span) -> Region | None:
        """Where `span` of the record's text stands: exactly, or the record's line; None when that means nothing."""
        found = self._offsets(record, span)
        if found and self._file:
            return Region(*self._file.place(found[0]), *self._file.place(found[1]))
        return Region(record.origin.line) if record.origin.line else None

    def is_verbatim(self, record: Record, span: Span) -> bool:
        """Whether the file holds `span` of the text as it is, so that it can be replaced there."""
        found = self._offsets(record, span)
        return bool(found and self._file and self._file.text[found[0] : found[1]] == span.of(record.text))

    def _offsets(self, record: Record, span: Span) -> tuple[int, int] | None:
        """Start and end of `span` in the file's text; None when they cannot be told for certain."""
        if record.conversation is not None or not record.origin.path or not record.origin.is_file:
            return None
        file = self._opened(record.origin.path)
        start = file.start_of(record) if file else None
        if start is None:
            return None
        offsets = record.slot.offsets if record.slot else None
        within = (offsets[span.start], offsets[span.end]) if offsets else span
        return start + within[0], start + within[1]

    def _opened(self, path: str) -> _File | None:
        if path != self._path:
            self._path, self._file = path, _opened(path, self._encoding)
        return self._file


class _File:
    """A decoded file and where its lines start."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = [0, *(found.end() for found in _BREAK.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column."""
        line = bisect_right(self._lines, offset)
        start = self._lines[line - 1]
        return line, utf16_offset(self.text[start:offset], offset - start) + 1

    def start_of(self, record: Record) -> int | None:
        """Where the record's value begins, when it stands in the file letter by letter."""
        if record.slot is None:
            line = record.origin.line
            start = self._lines[line - 1] if 0 < line <= len(self._lines) else -1
            return start if start >= 0 and self.text.startswith(record.text, start) else None
        place, value = record.slot.place, record.slot.value
        if len(place) != 2 or not all(isinstance(part, int) for part in place):
            return None
        written = self.text[place[0] : place[1]]
        if written == value:
            return int(place[0])
        quoted = written[:1] in _QUOTES and written[:1] == written[-1:] and written[1:-1] == value
        return int(place[0]) + 1 if quoted else None


def _opened(path: str, encoding: str | None) -> _File | None:
    """The file; None when it is no text, too long or gone."""
    from coach.files.decoding import decoded
    from coach.files.source import Source

    try:
        if Path(path).stat().st_size > LARGEST:
            return None
        return _File(decoded(Source(path).read(), path, encoding, guess=True).text)
    except (OSError, ValueError, ReadError):  # ValueError: no path at all
        return None
