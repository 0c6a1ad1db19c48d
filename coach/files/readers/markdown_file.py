"""Markdown: each paragraph, list item, table cell and quote that holds Chinese text is a reply.

Front matter, code blocks, headings, comments and link targets are no text; the nearest heading is the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from coach.errors import ReadError
from coach.files.decoding import decoded
from coach.files.markers import Marker
from coach.files.readers import text_file
from coach.files.readers.headers import Columns, columns
from coach.files.readers.markdown_blocks import Cell, Piece, pieces
from coach.files.readers.markdown_marks import without_marks
from coach.files.records import Origin, Record, Slot
from coach.files.source import Source

_CHINESE: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def read(source: Source) -> Iterator[Record]:
    """The replies of a Markdown file; of a table whose head says which column holds replies, only those.

    Raises:
        ReadError: it is not in the encoding that the options name, or not in UTF-8.
    """
    text = decoded(source.read(), source.path, source.options.encoding).text
    headings: dict[int, str] = {}
    waiting: tuple[Marker, ...] = ()
    for piece in pieces(text):
        waiting += piece.markers
        if piece.markers:
            continue
        reply, offsets = _plain(piece)
        if piece.level:
            headings = {level: name for level, name in headings.items() if level < piece.level}
            headings[piece.level] = reply.strip()
        elif _CHINESE.search(reply):
            record = _record(piece, text, reply, offsets, source.path, list(headings.values()))
            for one in [record] if piece.cell is None else _of_table(record, piece.cell, source):
                yield one._replace(ignored=waiting)
                waiting = ()


def _of_table(record: Record, cell: Cell, source: Source) -> Iterator[Record]:
    """The record with what its row says of it; none when the column holds something else."""
    named = source.options.text_column
    found = _columns(tuple(cell.head), named)
    if found is None and named is None:
        yield record
    elif found is not None and cell.column in found.text:
        labels = {name: value for name, value in found.labels(cell.row).items() if value}
        yield record._replace(**labels)


@lru_cache(maxsize=8)
def _columns(head: tuple[str, ...], named: str | None) -> Columns | None:
    """What the columns of a table hold; None when its head does not say."""
    try:
        return columns(head, "", named)
    except ReadError:
        return None


def quoted(value: str, written: str) -> str:
    """`value`, which holds its marks already; ValueError when it would no longer be one reply."""
    return text_file.quoted(value, written)


def _record(piece: Piece, text: str, reply: str, offsets: list[int], path: str, headings: list[str]) -> Record:
    start, end = piece.segments[0][0], piece.segments[-1][1]
    value = text[start:end]
    told = None if reply == value else tuple(offset - start for offset in offsets)
    *groups, title = headings or [""]
    return Record(
        Origin(path, f"line {piece.line}", piece.line),
        reply,
        title=title,
        group=" / ".join(groups),
        slot=Slot((start, end), value, told),
    )


def _plain(piece: Piece) -> tuple[str, list[int]]:
    """The piece's text without marks, and for each character of it and its end the offset in the file."""
    written, places = piece.joined()
    kept = without_marks(written)
    end = piece.segments[-1][1]
    return "".join(written[index] for index in kept), [*(places[index] for index in kept), end]
