"""Tables as text, CSV and TSV: each cell of the columns with replies is one reply.

Files are read as a stream, so that one of 200 MB takes no more memory than a short one. What a cell's place is for the
writer: where its text, quotes included, begins and ends in the decoded file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import PurePath
from typing import Final

from coach.errors import ReadError
from coach.files.decoding import MARK
from coach.files.readers import headers
from coach.files.readers.csv_rows import DELIMITERS, Row, announced, rows, sniffed, unquoted
from coach.files.readers.headers import Columns
from coach.files.readers.text_pieces import Pieces
from coach.files.records import Origin, Record, Slot, Unreadable
from coach.files.source import Source

_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")
"""A cell that begins so is run as a formula by some spreadsheet."""
_NUL_SHARE: Final = 0.2
"""Text in which so large a share of the characters is NUL is UTF-16 read as something else."""
_SAMPLE: Final = 1_000_000
"""The rows that columns are found by hold so many code points at most."""
_SURE: Final = 10
"""So many characters of GB18030 are never UTF-8 by chance."""


def read(source: Source) -> Iterator[Record | Unreadable]:
    """The replies of a table in a text file, one for each cell that is not blank in a column with replies.

    Raises:
        ReadError: the encoding or the columns with replies cannot be told.
    """
    pieces = Pieces(source)
    with closing(pieces.texts()) as texts:
        head = next(texts, "")
        if head.count("\0") > _NUL_SHARE * len(head):
            raise ReadError("文件里有很多 NUL 字符，可能是 UTF-16，请用 --encoding utf-16-le 再试", source.path)
        told = announced(head)
        usual = "\t" if PurePath(source.path).suffix.lower() in (".tsv", ".tab") else ","
        delimiter, start = told or (sniffed(head, usual), 0)
        found = rows(chain([head[start:]], texts), delimiter, start=start, line=2 if told else 1)
        yield from _Table(source, pieces, delimiter).records(found)


def quoted(value: str, written: str) -> str:
    """A new value as it is written in the place of a cell.

    Quoting is kept, and added where the value needs it. A value that would begin as a formula, though the old one did
    not begin with the same character, gets an apostrophe in front, as spreadsheets mark text.

    Args:
        value: what the cell shall hold.
        written: the cell as it stands in the file, with its quotes.
    """
    if value.startswith(_FORMULA) and unquoted(written)[:1] != value[0]:
        value = "'" + value
    if written.startswith('"') or _needs_quotes(value, written):
        return '"' + value.replace('"', '""') + '"'
    return value


def _needs_quotes(value: str, written: str) -> bool:
    """Whether the value can be misread without quotes; a mark that stands bare in the old one divides no cells here."""
    strange = ("\r", "\n", *(mark for mark in (*DELIMITERS, '"') if mark not in written))
    return value.startswith('"') or any(mark in value for mark in strange)


class _Table:
    """One table: its rows become records."""

    def __init__(self, source: Source, pieces: Pieces, delimiter: str) -> None:
        self._path = source.path
        self._text_column = source.options.text_column
        self._pieces = pieces
        self._delimiter = delimiter

    def records(self, found: Iterator[Row]) -> Iterator[Record | Unreadable]:
        """The records of all rows."""
        first = _first(found)
        if not first:
            return
        if fault := self._fault(first[0]):
            raise ReadError(f"{fault}，所以不知道哪一列是话术", self._path, f"row {first[0].number}")
        readable = [row for row in first if not self._fault(row)]
        sample = [[unquoted(cell) for cell in row.cells(self._delimiter)] for row in readable]
        index, columns = headers.find(sample, self._path, self._text_column)
        begin = readable[index].number + columns.is_headed
        for row in chain(first, found):
            if fault := self._fault(row):
                yield Unreadable(Origin(self._path, f"row {row.number}", row.line), fault)
            elif row.number >= begin:
                yield from self._records(row, columns)

    def _records(self, row: Row, columns: Columns) -> Iterator[Record]:
        cells = row.cells(self._delimiter)
        starts = row.starts(cells)
        values = [unquoted(cell) for cell in cells] if '"' in row.raw else cells
        labels = columns.labels(values)
        for column in columns.text:
            if column < len(values) and (value := values[column]).strip():
                locator = f"row {row.number}" + (f" column {headers.letters(column)}" if len(columns.text) > 1 else "")
                place = (starts[column], starts[column] + len(cells[column]))
                text, offsets = _shown(value)
                yield Record(Origin(self._path, locator, row.line), text, slot=Slot(place, value, offsets), **labels)

    def _fault(self, row: Row) -> str:
        """What is wrong with the row; empty when it can be read."""
        if row.fault == "long":
            return "这一行太长，引号可能没有成对"
        if row.fault:
            return "这一行的引号没有成对，分不清每一格"
        if "\0" in row.raw:
            return "这一行里有 NUL 字符，可能已经损坏"
        if MARK in row.raw:
            return f"这一行不是 {self._pieces.encoding.upper()} 编码"
        if self._pieces.is_guessed and _is_utf8(row.raw):
            return "这一行是 UTF-8 编码，别的行是 GB18030"
        return ""


def _first(found: Iterator[Row]) -> list[Row]:
    """The first rows that are not blank, enough of them to find the columns."""
    first: list[Row] = []
    size = 0
    for row in found:
        if row.raw.strip():
            first.append(row)
            size += len(row.raw)
        if len(first) == headers.SAMPLE or size > _SAMPLE:
            break
    return first


def _is_utf8(text: str) -> bool:
    """Whether `text`, decoded as GB18030, was UTF-8."""
    try:
        text.encode("gb18030").decode("utf-8")
    except UnicodeError:
        return False
    return sum(not character.isascii() for character in text) >= _SURE


def _shown(value: str) -> tuple[str, tuple[int, ...] | None]:
    """The text of a value, and the way back to it where they differ."""
    if "<" in value or "&" in value:
        from coach.files.readers import html_text

        if html_text.looks_like_html(value):
            return html_text.plain(value)
    return value, None
