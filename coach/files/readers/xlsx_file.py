"""Spreadsheets: one reply a row, in every sheet that has a column of replies, hidden sheets too.

What Excel writes today can be written back; old files (``.xls``), binary ones (``.xlsb``) and OpenDocument cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from coach.errors import NoRepliesError, ReadError
from coach.files.readers import headers
from coach.files.readers.workbook_parts import PASSWORD, TORN, Parts, look_over
from coach.files.records import Origin, Record, Slot, Unreadable
from coach.files.reports.plain_text import cropped, visible

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

    from coach.files.source import Source

Opened = TypeVar("Opened")
_SHEETS_SHOWN: Final = 10
_HEADERS_SHOWN: Final = 20
_EXACT: Final = 10**15
"""Excel keeps so many digits of a number."""


class Row(NamedTuple):
    """One row with something in it: its number in the sheet, from 1, and its cells from column A on."""

    number: int
    cells: list[str]


class Table(NamedTuple):
    """A sheet whose columns are known.

    Attributes:
        above: the rows up to and with this one hold no replies.
        is_named: whether a header says which column holds the replies.
    """

    sheet: CalamineSheet
    columns: headers.Columns
    above: int
    is_named: bool


def read(source: Source) -> Iterator[Record | Unreadable]:
    """The replies of a spreadsheet.

    Raises:
        ReadError: it cannot or should not be opened, or no sheet has a column of replies.
    """
    content = source.read()
    parts = look_over(content, source.path)
    tables: list[Table] = []
    passed: list[tuple[str, list[str]]] = []
    for sheet in _sheets(content, source.path):
        if isinstance(sheet, Unreadable):
            yield sheet
            continue
        table = _table(sheet, source)
        if table:
            tables.append(table)
        else:
            passed.append((sheet.name, _likely_header(sheet)))
    if not tables:
        raise NoRepliesError(_complaint(passed, source.options.text_column), source.path)
    for table in _chosen(tables):
        yield from _records(table, source.path, parts)


def _chosen(tables: list[Table]) -> list[Table]:
    """Those with a header that names the replies; a sheet of notes reads like replies, too."""
    return [table for table in tables if table.is_named] or tables


def _sheets(content: bytes, path: str) -> Iterator[CalamineSheet | Unreadable]:
    """The sheets with cells, in order; charts have none."""
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum

    try:
        workbook = _tried(lambda: CalamineWorkbook.from_filelike(BytesIO(content)))
    except PasswordError:
        raise ReadError(PASSWORD, path) from None
    if workbook is None:
        raise ReadError(TORN, path)
    for index, told in enumerate(workbook.sheets_metadata):
        if told.typ == SheetTypeEnum.WorkSheet:
            sheet = _tried(partial(workbook.get_sheet_by_index, index))
            problem = "这张工作表读不了，请用 Excel 或 WPS 打开后另存一份"
            yield sheet or Unreadable(Origin(path, visible(told.name)), problem)


def _tried(call: Callable[[], Opened]) -> Opened | None:
    """What `call` gives; None when calamine cannot, which it says in many ways, a panic of its Rust among them."""
    from python_calamine import PasswordError

    try:
        return call()
    except PasswordError:
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        return None


def _table(sheet: CalamineSheet, source: Source) -> Table | None:
    """The sheet with its columns; None when none holds replies."""
    rows = _first_rows(sheet)
    if not rows:
        return None
    try:
        index, columns = headers.find([row.cells for row in rows], source.path, source.options.text_column)
    except ReadError:
        return None
    row = rows[index]
    is_named = columns.is_headed and _names_replies(row, source)
    return Table(sheet, columns, row.number if columns.is_headed else row.number - 1, is_named)


def _names_replies(row: Row, source: Source) -> bool:
    """Whether the row alone tells which column holds the replies."""
    try:
        return headers.columns(row.cells, source.path, source.options.text_column).is_headed
    except ReadError:
        return False


def _titles(rows: list[Row]) -> int:
    """How many rows stand above the table: those with one cell, when a row with several follows."""
    several = [sum(map(bool, row.cells)) > 1 for row in rows]
    return several.index(True) if True in several else 0


def _first_rows(sheet: CalamineSheet) -> list[Row]:
    found = []
    for row in _rows(sheet):
        found.append(row)
        if len(found) == headers.SAMPLE:
            break
    return found


def _rows(sheet: CalamineSheet, wanted: Iterable[int] | None = None) -> Iterator[Row]:
    """The rows that are not blank; of the columns only the `wanted`, if that is said, others are left empty."""
    if sheet.start is None:
        return
    left = sheet.start[1]
    chosen = [column - left for column in wanted if column >= left] if wanted is not None else range(sheet.width)
    for number, values in enumerate(sheet.iter_rows(), start=1):  # empty rows above come too, empty columns do not
        if values.count("") == len(values):
            continue
        cells = [""] * (left + len(values))
        for column in chosen:
            if column < len(values):
                cells[left + column] = _text(values[column])
        if any(cells):
            yield Row(number, cells)


def _text(value: Any) -> str:
    """A cell as a person reads it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else f"{value:.15g}"
    return str(value).removesuffix(" 00:00:00")


def _records(table: Table, path: str, parts: Parts) -> Iterator[Record]:
    columns, name = table.columns, table.sheet.name
    labels = [column for column in (columns.id, columns.title, *columns.groups, columns.context) if column is not None]
    merged = _Merged(table.sheet, {*labels, *columns.text})
    for row in _rows(table.sheet, {*labels, *columns.text}):
        covered = merged.carry(row)
        if row.number <= table.above:
            continue
        said = columns.labels(row.cells)
        for column in columns.text:
            value = row.cells[column] if column < len(row.cells) and column not in covered else ""
            if value.strip():
                text, offsets = _plain(value)
                which = f" column {headers.letters(column)}" if len(columns.text) > 1 else ""
                origin = Origin(path, f"{visible(name)}!row {row.number}{which}")
                place = (name, row.number, column + 1)
                slot = Slot(place, value, offsets) if _is_writable(parts, place) else None
                yield Record(origin, text, slot=slot, **said)


def _is_writable(parts: Parts, place: tuple[str, int, int]) -> bool:
    """Whether the cell can be written back: not a formula, and in a format that we write."""
    sheet, row, column = place
    return sheet in parts.sheets and (row, column) not in parts.sheets[sheet].formulas


class _Merged:
    """Carries what a merged cell says down the rows it covers.

    Args:
        sheet: where the cells are merged.
        wanted: the columns that matter.
    """

    def __init__(self, sheet: CalamineSheet, wanted: set[int]) -> None:
        self._starts: dict[tuple[int, int], int] = {}
        self._open: dict[int, tuple[int, int, str]] = {}
        for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
            if left in wanted and bottom > top:
                self._starts[top + 1, left] = bottom + 1
        self._columns = sorted({column for _, column in self._starts})

    def carry(self, row: Row) -> set[int]:
        """Fill the covered cells of the row; the columns where it has some."""
        covered = set()
        for column in self._columns:
            if (row.number, column) in self._starts and column < len(row.cells):
                self._open[column] = (row.number, self._starts[row.number, column], row.cells[column])
            top, bottom, value = self._open.get(column, (0, 0, ""))
            if top < row.number <= bottom:
                row.cells[column:] = [value, *row.cells[column + 1 :]]
                covered.add(column)
        return covered


def _plain(value: str) -> tuple[str, tuple[int, ...] | None]:
    """The text of a cell, and the way back where it held HTML."""
    if "<" in value or "&" in value:
        from coach.files.readers.html_text import looks_like_html, plain

        if looks_like_html(value):
            return plain(value)
    return value, None


def _likely_header(sheet: CalamineSheet) -> list[str]:
    rows = _first_rows(sheet)
    return [cell.strip() for cell in rows[_titles(rows)].cells if cell.strip()] if rows else []


def _complaint(passed: list[tuple[str, list[str]]], text_column: str | None) -> str:
    """That no sheet has a column of replies, with the headers that were seen."""
    seen = [_seen(name, header) for name, header in passed[:_SHEETS_SHOWN]]
    seen += [f"还有 {len(passed) - _SHEETS_SHOWN} 张工作表"] if len(passed) > _SHEETS_SHOWN else []
    listed = "；".join(seen) or "里面没有工作表"
    if text_column is not None:
        return f"没有叫“{cropped(text_column, 24)}”的列。{listed}"
    return f"看不出哪一列是话术。{listed}。请用 --text-column 说明是哪一列，或者把那一列的表头改成“内容”"


def _seen(name: str, header: list[str]) -> str:
    called = f"工作表“{cropped(name, 40)}”"
    if not header:
        return f"{called}是空的"
    shown = "、".join(f"“{cropped(cell, 24)}”" for cell in header[:_HEADERS_SHOWN])
    return f"{called}的表头是{shown}" + (f" 等 {len(header)} 列" if len(header) > _HEADERS_SHOWN else "")
