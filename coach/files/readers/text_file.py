"""Plain text: replies separated by blank lines if there are any, else one a line."""

from __future__ import annotations

from collections.abc import Iterator

from coach.files.records import Origin, Record, Unreadable
from coach.files.source import Source


def read(source: Source) -> Iterator[Record | Unreadable]:
    """The replies of a text file, in lines or blocks as the options say, or as it looks."""
    path, content, records = source.path, source.read(), source.options.records
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        yield Unreadable(Origin(path, f"line {line}", line), "不是 UTF-8 编码，请另存为 UTF-8 再检查")
        return
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks = records == "blocks" or (records is None and _has_blank_lines(text))
    for line, reply in _blocks(text) if blocks else _lines(text):
        yield Record(Origin(path, f"line {line}", line), reply)


def _has_blank_lines(text: str) -> bool:
    """Whether a line between the first and the last reply holds nothing but white space."""
    return not all(line.strip() for line in text.strip().split("\n"))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    block: list[str] = []
    start = 1
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip():
            start = start if block else number
            block.append(line)
        elif block:
            yield start, "\n".join(block)
            block = []
