"""Plain text: replies separated by blank lines if there are any, else one a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from coach.files.decoding import decoded
from coach.files.records import Origin, Record, Slot
from coach.files.source import Source

_LINE: Final = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")

Line = tuple[int, int, str]
"""Its number, where it starts in the file, and its text without the line end."""


def read(source: Source) -> Iterator[Record]:
    """The replies of a text file, in lines or blocks or as a whole as the options say, or as it looks.

    Raises:
        ReadError: it is not in the encoding that the options name, or not in UTF-8.
    """
    text = decoded(source.read(), source.path, source.options.encoding).text
    records = source.options.records
    if records == "whole":
        yield _whole(text, source.path)
        return
    lines = list(lines_of(text))
    if records == "blocks" or (records is None and _has_blank_lines(lines)):
        blocks = [list(block) for holds, block in groupby(lines, key=_holds_text) if holds]
    else:
        blocks = [[line] for line in lines if _holds_text(line)]
    for block in blocks:
        number, start, _ = block[0]
        value = text[start : block[-1][1] + len(block[-1][2])]
        reply = "\n".join(line for _, _, line in block)
        offsets = None if reply == value else tuple(_offsets(block))
        slot = Slot((start, start + len(value)), value, offsets)
        yield Record(Origin(source.path, f"line {number}", number), reply, slot=slot)


def quoted(value: str, written: str) -> str:
    """`value` as the file holds it; `written` is what stands there.

    Raises:
        ValueError: it would no longer be one reply: it is blank, a line of it is, or it has more lines.
    """
    lines = list(lines_of(value))
    if len(lines) > len(list(lines_of(written))) or _blank(lines) > _blank(lines_of(written)) or not value.strip():
        raise ValueError("改好以后就不再是一条回复了")
    return value


def lines_of(text: str) -> Iterator[Line]:
    """The lines of `text`; line ends are those of any system."""
    start, number = 0, 1
    while start < len(text):
        found = _LINE.match(text, start)
        assert found is not None  # it matches anywhere
        yield number, start, found[1]
        start, number = found.end(), number + 1


def _whole(text: str, path: str) -> Record:
    """All of it as one reply, but for the line end that a shell adds."""
    value = text.removesuffix("\n").removesuffix("\r")
    return Record(Origin(path), value, slot=Slot((0, len(value)), value))


def _holds_text(line: Line) -> bool:
    return bool(line[2].strip())


def _has_blank_lines(lines: list[Line]) -> bool:
    """Whether a line between the first and the last reply holds nothing but white space."""
    return sum(holds for holds, _ in groupby(lines, key=_holds_text)) > 1


def _offsets(block: list[Line]) -> Iterator[int]:
    """For each character of the block's text, line feeds included, and for its end, the offset in what stands there."""
    first = block[0][1]
    for _, start, line in block:
        yield from range(start - first, start - first + len(line) + 1)


def _blank(lines: Iterable[Line]) -> int:
    return sum(not _holds_text(line) for line in lines)
