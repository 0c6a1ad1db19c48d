"""Extents: how far the cells of each sheet reach, told from its XML before a whole sheet is asked for.

A sheet is held as a rectangle: two cells far apart would fill all memory. The XML is read as a stream, so this needs
none itself; where formulas stand is told on the way, for nothing is written there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final
from xml.parsers import expat

from coach.errors import ReadError

Attributes = Mapping[str, str]
FURTHEST: Final = 16_777_216
"""Rows and columns past this are as good as this."""
_DIGITS: Final = "0123456789"


class Extent:
    """How far cells with content reach.

    Attributes:
        formulas: where formulas stand: row and column, from 1.
        last: the last row and the last column with content, from 1.
    """

    def __init__(self) -> None:
        self.formulas: set[tuple[int, int]] = set()
        self.last = (0, 0)
        self._first = (FURTHEST, FURTHEST)

    @property
    def rows(self) -> int:
        """From the first to the last row with content."""
        return max(self.last[0] - self._first[0] + 1, 0)

    @property
    def columns(self) -> int:
        """From the first to the last column with content."""
        return max(self.last[1] - self._first[1] + 1, 0)

    def add(self, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        """A cell with content, repeated so many times down and to the right."""
        if row < self._first[0] or column < self._first[1]:
            self._first = min(self._first[0], row), min(self._first[1], column)
        bottom, right = row + rows - 1, column + columns - 1
        if bottom > self.last[0] or right > self.last[1]:
            self.last = max(self.last[0], bottom), max(self.last[1], right)


class ExcelSheet:
    """Follows the XML of one sheet of an Excel file; of other XML nothing comes."""

    def __init__(self) -> None:
        self.extent = Extent()
        self._row = 0
        self._column = 0
        self._place = (0, 0)

    def start(self, name: str, attributes: Attributes) -> None:
        """The start of an element."""
        local = name if ":" not in name else name.rpartition(":")[2]
        if local == "c":
            self._column += 1
            self._place = ("r" in attributes and place(attributes["r"])) or (self._row, self._column)
            self._column = self._place[1]
        elif local in ("v", "is"):
            self.extent.add(*self._place)
        elif local == "f":
            self.extent.formulas.add(self._place)
        elif local == "row":
            self._row = _number(attributes.get("r"), self._row + 1)
            self._column = 0


class OpenDocument:
    """Follows the content of an OpenDocument spreadsheet; all sheets as one, laid over each other."""

    def __init__(self) -> None:
        self.extent = Extent()
        self._row = 1
        self._rows = 0
        self._column = 1

    def start(self, name: str, attributes: Attributes) -> None:
        """The start of an element."""
        if name == "table:table":
            self._row, self._rows = 1, 0
        elif name == "table:table-row":
            self._row += self._rows
            self._rows = _number(attributes.get("table:number-rows-repeated"), 1)
            self._column = 1
        elif name in ("table:table-cell", "table:covered-table-cell"):
            columns = _number(attributes.get("table:number-columns-repeated"), 1)
            if "office:value-type" in attributes:
                self.extent.add(self._row, self._column, self._rows, columns)
            self._column += columns


def place(reference: str) -> tuple[int, int] | None:
    """Row and column of a reference like ``B12``, from 1; None when it is none."""
    letters = reference.rstrip(_DIGITS)
    column = _column(letters)
    return (_number(reference[len(letters) :], 0), column) if column else None


@lru_cache(maxsize=20_000)
def _column(letters: str) -> int:
    """The number of the column, from 1; 0 when it is none."""
    if len(letters) > 7 or not (letters.isascii() and letters.isalpha()):
        return 0
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return min(column, FURTHEST)


def parser(part: str, path: str, start: Callable[[str, Attributes], None]) -> Callable[[bytes, bool], None]:
    """What takes the bytes of an XML part piece by piece, the last with True.

    Args:
        part: its name, for the error.
        start: is told of each element.

    Returns:
        A function that raises ReadError: the XML is broken, or declares entities, which no spreadsheet does.
    """
    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartElementHandler = start

    def refuse(*_: object) -> None:
        raise ReadError(f"里面的 {part} 带有文档类型声明，正常的表格不会有，为安全起见没有读", path)

    made.StartDoctypeDeclHandler = refuse

    def feed(piece: bytes, is_last: bool) -> None:
        try:
            made.Parse(piece, is_last)
        except expat.ExpatError as error:
            raise ReadError(
                f"文件坏了：里面的 {part} 第 {error.lineno} 行读不下去，请用 Excel 或 WPS 打开后另存一份", path
            ) from None

    return feed


def _number(written: str | None, otherwise: int) -> int:
    if not written or not (written.isascii() and written.isdecimal()):
        return otherwise
    return min(int(written), FURTHEST) if len(written) < 12 else FURTHEST
