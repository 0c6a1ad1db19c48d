"""Rows of a delimited text, with their place in it; quoting as spreadsheets do it, `csv` of the standard library too.

A quote opens a quoted cell only where a cell begins. A quoted cell ends at a quote that is followed by a delimiter or
the end of the line; text after a closing quote is tolerated within one line. A quote that never closes costs its own
line only: reading goes on with the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from typing import Final, Literal, NamedTuple

DELIMITERS: Final = (",", ";", "\t", "|")
LONGEST_ROW: Final = 4_000_000
"""A row is looked for in so many code points."""
_SNIFFED_ROWS: Final = 30
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_QUOTED: Final = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"(.*)', re.DOTALL)
_ANNOUNCED: Final = re.compile(r'"?sep=([^"\r\n])"?(?:\r\n|\r|\n|\Z)', re.IGNORECASE)


class Row(NamedTuple):
    """One row of the table, which may be several lines of the file.

    Attributes:
        number: as a spreadsheet counts, from 1.
        line: the line of the file where it begins, from 1.
        start: where it begins, in code points of the file.
        raw: as it is written, without its line end.
        fault: ``quote`` when a quote never closes, ``long`` when the row was cut; its cells mean nothing then.
    """

    number: int
    line: int
    start: int
    raw: str
    fault: Literal["", "quote", "long"] = ""

    def cells(self, delimiter: str) -> list[str]:
        """The cells as they are written, with their quotes."""
        if '"' not in self.raw:
            return self.raw.split(delimiter)
        return _patterns(delimiter)[1].findall(self.raw)

    def starts(self, cells: list[str]) -> list[int]:
        """Where each of the cells begins, in code points of the file."""
        return list(accumulate((len(cell) + 1 for cell in cells), initial=self.start))


@cache
def _patterns(delimiter: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A whole row; and one cell of it, with the delimiter before it."""
    mark = re.escape(delimiter)
    closed = rf'"[^"]*+(?:""[^"]*+)*+"(?=[{mark}\r\n]|\Z)'
    loose = rf'"[^"\r\n]*+(?:""[^"\r\n]*+)*+"[^{mark}\r\n]*+'
    cell = rf'(?:{closed}|{loose}|[^"{mark}\r\n][^{mark}\r\n]*+|)'
    return re.compile(rf"{cell}(?:{mark}{cell})*+"), re.compile(rf"(?:\A|{mark})({cell})")


def unquoted(cell: str) -> str:
    """The value of a cell as it is written."""
    if not cell.startswith('"'):
        return cell
    match = _QUOTED.match(cell)
    return match[1].replace('""', '"') + match[2] if match else cell


def announced(text: str) -> tuple[str, int] | None:
    """The delimiter that Excel's line ``sep=;`` at the beginning of a file names, and the length of that line."""
    match = _ANNOUNCED.match(text)
    return (match[1], match.end()) if match else None


def sniffed(text: str, usual: str = ",") -> str:
    """The delimiter of a table that begins with `text`: the one that gives most rows as many cells as the first.

    Args:
        usual: the one for files of this name; it is taken when none divides the first row.
    """
    best, score = usual, (0.0, 0)
    for delimiter in dict.fromkeys((usual, *DELIMITERS)):
        found = _agreement(text, delimiter)
        if found > score:
            best, score = delimiter, found
    return best


def _agreement(text: str, delimiter: str) -> tuple[float, int]:
    """The share of rows that have as many cells as the first, and how many these are; nothing when it is one."""
    widths: list[int] = []
    for row in rows([text], delimiter):
        if row.raw.strip() and not row.fault:
            widths.append(len(row.cells(delimiter)))
        if len(widths) == _SNIFFED_ROWS:
            break
    if not widths or widths[0] == 1:
        return 0.0, 0
    return widths.count(widths[0]) / len(widths), widths[0]


def rows(pieces: Iterable[str], delimiter: str, *, start: int = 0, line: int = 1) -> Iterator[Row]:
    """The rows of a text, blank ones too, in memory that does not grow with its length.

    Args:
        pieces: the text from `start` on.
        start: the offset of what comes first, in code points of the file.
        line: its line.
    """
    window = _Window(pieces, start)
    pattern = _patterns(delimiter)[0]
    number = 1
    while window.has_more():
        end, fault = _end(window, pattern)
        raw = window.text[window.at : end]
        yield Row(number, line, window.start + window.at, raw, fault)
        ends = window.skip_line(end)
        number += 1
        line += ends
        if "\n" in raw or "\r" in raw:
            line += sum(1 for _ in _LINE_END.finditer(raw))


def _end(window: _Window, pattern: re.Pattern[str]) -> tuple[int, Literal["", "quote", "long"]]:
    """Where the row that begins at the window's place ends, its line end not included, and what is wrong with it."""
    while True:
        match = pattern.match(window.text, window.at)
        stop = match.end() if match else window.at
        if stop < len(window.text) and window.text[stop] in "\r\n":
            return stop, ""
        if window.ended:
            break
        if len(window.text) - window.at >= LONGEST_ROW:
            break
        window.extend()
    if stop == len(window.text):
        return stop, "" if window.ended else "long"
    line_end = _LINE_END.search(window.text, stop)
    return (line_end.start() if line_end else len(window.text)), "quote"


class _Window:
    """The part of the text that is looked at.

    Attributes:
        text: as much of it as is held.
        at: the place in it up to which all is read.
        start: the offset of `text` in the whole.
        ended: whether nothing comes after it.
    """

    def __init__(self, pieces: Iterable[str], start: int) -> None:
        self._pieces = iter(pieces)
        self.text = ""
        self.at = 0
        self.start = start
        self.ended = False

    def has_more(self) -> bool:
        """Whether anything is left to read; some of it is held then."""
        while self.at == len(self.text) and not self.ended:
            self.extend()
        return self.at < len(self.text)

    def extend(self) -> None:
        """Forget what is read, and hold twice as much of what is not."""
        held = len(self.text) - self.at
        parts, got = [self.text[self.at :]], 0
        for piece in self._pieces:
            parts.append(piece)
            got += len(piece)
            if got >= held:
                break
        else:
            self.ended = True
        self.start += self.at
        self.text, self.at = "".join(parts), 0

    def skip_line(self, end: int) -> int:
        """Go behind the first line end from `end` on; how many were passed: one, or none at the end of the text."""
        self.at = end
        while True:
            match = _LINE_END.search(self.text, self.at)
            if match and (match.end() < len(self.text) or match.group() != "\r" or self.ended):
                self.at = match.end()
                return 1
            self.at = match.start() if match else len(self.text)
            if self.ended:
                return 0
            self.extend()
