"""The blocks of a Markdown file: which lines, less what marks lists, quotes and tables, belong together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from coach.files.markers import Marker, markdown_markers
from coach.files.readers.text_file import lines_of

_FENCE: Final = re.compile(r"\s*(`{3,}(?=[^`]*$)|~{3,})")
_HEADING: Final = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*)")
_CLOSING: Final = re.compile(r"(?<=\s)#+$")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-+)[ \t]*")
_RULE: Final = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_PREFIX: Final = re.compile(
    r"[ \t]*(?:(?P<quote>>[ \t]?)|(?P<item>(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(?:\[[ xX]\][ \t]+)?|$)))"
)
_TABLE_RULE: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_BAR: Final = re.compile(r"\\.|`[^`]*`|(?P<bar>\|)")
_TARGET: Final = re.compile(r" {0,3}\[[^\]^][^\]]*\]:\s*\S+.*")

Segment = tuple[int, int]
"""Where a line's text starts and ends, in code points of the file."""


class Cell(NamedTuple):
    """Where a piece stands in a table.

    Attributes:
        head: the cells of the table's head.
        row: the cells of its row.
        column: its column, from 0.
    """

    head: list[str]
    row: list[str]
    column: int


@dataclass
class Piece:
    """What may be a reply: a paragraph, item, cell or quote; or a heading.

    Attributes:
        text: the whole file.
        line: its first line, 1-based.
        level: of a heading, 1 to 6; else 0.
        quoted: how many quotes it stands in.
        cell: where it stands in a table; None outside.
        markers: those of a comment, which has no text; they are for the reply that follows.
    """

    text: str
    line: int
    segments: list[Segment] = field(default_factory=list)
    level: int = 0
    quoted: int = 0
    cell: Cell | None = None
    markers: tuple[Marker, ...] = ()

    def joined(self) -> tuple[str, list[int]]:
        """Its lines joined by line feeds, and where each character stands in the file."""
        written: list[str] = []
        places: list[int] = []
        for start, end in self.segments:
            if written:
                written.append("\n")
                places.append(places[-1] + 1)
            written.append(self.text[start:end])
            places += range(start, end)
        return "".join(written), places


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a Markdown file in order, headings among them; front matter and code are left out."""
    return _Blocks(text).pieces()


class _Blocks:
    """Goes through the lines once; `open` is the piece that the next line may belong to."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = list(lines_of(text))
        self.open: Piece | None = None
        self.in_list = False

    def pieces(self) -> Iterator[Piece]:
        index = self._past_front_matter()
        while index < len(self.lines):
            after = self._past_code_or_comment(index)
            if after > index:
                yield from self._closed()
                comment = markdown_markers("\n".join(line for _, _, line in self.lines[index:after]))
                if comment:
                    yield Piece(self.text, self.lines[index][0], markers=comment)
            elif self._is_table(index):
                yield from self._closed()
                after = self._past_table(index)
                head = self.lines[index][2]
                for line in self.lines[index + 2 : after]:
                    yield from self._cells(head, *line)
            else:
                after = index + 1
                yield from self._line(*self.lines[index])
            index = after
        yield from self._closed()

    def _closed(self) -> Iterator[Piece]:
        if self.open and self.open.segments:
            yield self.open
        self.open = None

    def _past_front_matter(self) -> int:
        marks = [number for number, _, line in self.lines if line.rstrip() in ("---", "...")]
        if self.lines and self.lines[0][2].rstrip() == "---" and len(marks) > 1:
            return marks[1]
        return 0

    def _past_code_or_comment(self, index: int) -> int:
        """The first line after the code block or comment that begins on this one; this one when none does."""
        line = self.lines[index][2]
        prefix = _PREFIX.match(line)
        fence = _FENCE.match(line, prefix.end() if prefix else 0)
        if fence:
            mark = fence[1]
            closing = re.compile(rf"[\s>]*{re.escape(mark[0])}{{{len(mark)},}}\s*")
            return self._after(index + 1, closing.fullmatch)
        if line.lstrip().startswith("<!--"):
            after = self._after(index, lambda text: "-->" in text)
            return after if self.lines[min(after, len(self.lines)) - 1][2].rstrip().endswith("-->") else index
        is_code = line.startswith(("    ", "\t")) and line.strip() and not self.open and not self.in_list
        return index + 1 if is_code else index

    def _after(self, index: int, ends: Callable[[str], object]) -> int:
        while index < len(self.lines) and not ends(self.lines[index][2]):
            index += 1
        return index + 1

    def _is_table(self, index: int) -> bool:
        if index + 1 >= len(self.lines) or "|" not in self.lines[index][2]:
            return False
        rule = self.lines[index + 1][2]
        return "|" in rule and bool(_TABLE_RULE.fullmatch(rule))

    def _past_table(self, index: int) -> int:
        index += 2
        while index < len(self.lines) and "|" in self.lines[index][2]:
            index += 1
        return index

    def _cells(self, head: str, number: int, start: int, line: str) -> Iterator[Piece]:
        names, row = ([text for _, text in _cells(one)] for one in (head, line))
        for column, (at, text) in enumerate(_cells(line)):
            if text:
                place = start + at, start + at + len(text)
                yield Piece(self.text, number, [place], cell=Cell(names, row, column))

    def _line(self, number: int, start: int, line: str) -> Iterator[Piece]:
        offset, quotes, is_item = _content(line)
        inner = line[offset:].rstrip()
        if not line.strip():
            yield from self._closed()
            return
        heading = _HEADING.fullmatch(inner)
        if self.open and _UNDERLINE.fullmatch(line) and not self.open.quoted and not self.in_list:
            self.open.level = 1 if "=" in line else 2
            yield from self._closed()
        elif heading:
            yield from self._closed()
            at = start + offset + heading.start(2)
            name = _CLOSING.sub("", heading[2])
            yield Piece(self.text, number, [(at, at + len(name))], level=len(heading[1]))
            self.in_list = False
        elif _RULE.fullmatch(line) or not inner or (not self.open and _TARGET.fullmatch(line)):
            yield from self._closed()
        else:
            if is_item or (self.open and quotes > self.open.quoted):
                yield from self._closed()
            self.in_list = is_item or (self.in_list and (self.open is not None or line[0] in " \t"))
            self.open = self.open or Piece(self.text, number, quoted=quotes)
            self.open.segments.append((start + offset, start + offset + len(inner)))


def _cells(line: str) -> list[tuple[int, str]]:
    """The cells of a table's row: where each starts in the line, and its text."""
    bars = [found.start() for found in _BAR.finditer(line) if found["bar"]]
    starts, ends = [0, *(bar + 1 for bar in bars)], [*bars, len(line)]
    cells = [
        (start + _indent(line[start:end]), line[start:end].strip()) for start, end in zip(starts, ends, strict=True)
    ]
    first = int(bool(bars) and not cells[0][1])
    last = len(cells) - int(len(cells) > 1 and not cells[-1][1])
    return cells[first:last]


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _content(line: str) -> tuple[int, int, bool]:
    """Where a line's own text starts, how many quotes it stands in, and whether an item begins on it."""
    offset = quotes = 0
    is_item = False
    while found := _PREFIX.match(line, offset):
        quotes += bool(found["quote"])
        is_item = is_item or bool(found["item"])
        offset = found.end()
    return offset + _indent(line[offset:]), quotes, is_item
