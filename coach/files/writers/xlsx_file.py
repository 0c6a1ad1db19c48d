"""Spreadsheets with what was mended: a copy beside the original, every place marked, every finding in a comment.

The original is never touched: openpyxl keeps cells, formats, formulas, merged cells, validations and charts, but not
all that a workbook may hold.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from coach.errors import ReadError, WriteError
from coach.files.atomic import atomic
from coach.files.reports.plain_text import visible
from coach.files.reports.redaction import redacted
from coach.files.writers.cell_text import LONGEST, escaped, highlighted, mended, plain

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook

Place = tuple[str, int, int]
"""Sheet, row and column; both count from 1, as in `coach.files.records.Slot`."""
SUFFIXES: Final = (".xlsx", ".xlsm")
"""What can be written."""
_AUTHOR: Final = "Reply Coach"
_COMMENT_SIZE: Final = (320, 160)
"""Width and height in pixels."""
_STRANGE: Final = "这份表格里有认不出的内容，没法写回，请用 Excel 或 WPS 打开后另存一份再试"
_LOST: Final = {
    "xl/media/": "图片",
    "xl/threadedcomments/": "批注里的讨论",
    "xl/slicers/": "切片器",
    "xl/ctrlprops/": "控件",
    "xl/diagrams/": "SmartArt 图形",
    "xl/model/": "数据模型",
}
"""Folders of a workbook that may hold what openpyxl does not keep."""


class Change(NamedTuple):
    """A cell's whole value: as it was read, and as it shall be."""

    old: str
    new: str


class Note(NamedTuple):
    """What is said about one place in a cell.

    Attributes:
        start: where it begins in the value that the cell will have, in code points.
        end: where it ends; `start` when nothing is left there to mark.
        finding: what was found.
        suggestion: what to write, or what was written; may be empty.
    """

    start: int
    end: int
    finding: str
    suggestion: str = ""


def checked_path(path: Path) -> Path:
    """Where the copy of a spreadsheet goes: ``话术.xlsx`` → ``话术.checked.xlsx``."""
    return path.with_name(f"{path.stem}.checked{path.suffix}")


def write(
    source_path: Path, target_path: Path, changes: Mapping[Place, Change], notes: Mapping[Place, Sequence[Note]]
) -> tuple[str, ...]:
    """Write a copy of a spreadsheet with cells changed and places marked, as a whole or not at all.

    A changed cell is text, whatever it begins with. Rich text keeps its runs. Where a cell had none, the places of its
    notes are highlighted. A comment holds the notes; one that stood there stays above them. Identifiers in it are
    starred. Nothing is written when there is neither a change nor a note.

    Args:
        source_path: the spreadsheet, ``.xlsx`` or ``.xlsm``.
        target_path: the copy; another file. One that is there is replaced.
        changes: the cells that get a new value.
        notes: what is said about cells, changed or not.

    Returns:
        What the copy lacks of the original, in words: 图片. Empty when nothing, or when nothing was written.

    Raises:
        ReadError: the original is missing, or cannot or should not be opened.
        WriteError: it changed since it was read, is of a format that cannot be written, or the copy cannot be.
    """
    if not changes and not notes:
        return ()
    if source_path.suffix.lower() not in SUFFIXES or target_path.suffix.lower() != source_path.suffix.lower():
        raise WriteError(f"这种表格只能检查，不能写回；能写回的是 {'、'.join(SUFFIXES)}", str(target_path))
    if target_path.resolve() == source_path.resolve():
        raise WriteError("不会直接改原来的表格，请换一个文件名", str(target_path))
    content = _content(source_path)
    written = _written(content, source_path, changes, notes)
    with atomic(target_path, binary=True) as stream:
        stream.write(written)
    return _lost(content, written)


def _content(path: Path) -> bytes:
    from coach.files.readers.workbook_parts import look_over
    from coach.files.source import Source

    content = Source(str(path)).read()
    if look_over(content, str(path)).kind != "xlsx":
        raise ReadError("后缀是 .xlsx，里面却不是，请用 Excel 或 WPS 打开后另存一份", str(path))
    return content


def _written(
    content: bytes, path: Path, changes: Mapping[Place, Change], notes: Mapping[Place, Sequence[Note]]
) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what is lost, `write` tells
        workbook = _loaded(content, path)
        for place in dict.fromkeys((*changes, *notes)):
            _mark(_cell(workbook, place, path), changes.get(place), notes.get(place, ()), path)
        return _saved(workbook, path)


def _saved(workbook: Workbook, path: Path) -> bytes:
    stream = BytesIO()
    try:
        workbook.save(stream)
    except Exception:  # what it did not understand may only show now
        raise WriteError(_STRANGE, str(path)) from None
    return stream.getvalue()


def _loaded(content: bytes, path: Path) -> Workbook:
    from openpyxl import load_workbook

    try:
        return load_workbook(BytesIO(content), rich_text=True, keep_vba=path.suffix.lower() == ".xlsm")
    except Exception:  # openpyxl raises whatever comes of what it does not expect
        raise WriteError(_STRANGE, str(path)) from None


def _cell(workbook: Workbook, place: Place, path: Path) -> Cell:
    from openpyxl.cell import Cell

    name, row, column = place
    for sheet in workbook.worksheets:
        cell: Any = sheet.cell(row, column) if sheet.title == name else None
        if isinstance(cell, Cell):  # and not what a merged cell covers
            return cell
    raise _stale(place, path)


def _stale(place: Place, path: Path) -> WriteError:
    return WriteError(f"{visible(place[0])}!row {place[1]} 和检查的时候不一样了，什么都没有写，请重新检查", str(path))


def _mark(cell: Cell, change: Change | None, notes: Sequence[Note], path: Path) -> None:
    from openpyxl.cell.rich_text import CellRichText

    place = (cell.parent.title, cell.row, cell.column)
    value: Any = cell.value
    if change:
        if cell.data_type != "s" or plain(str(value)) != change.old:
            raise _stale(place, path)
        if len(escaped(change.new)) > LONGEST:
            raise WriteError(f"{visible(place[0])}!row {place[1]} 改好以后太长，一个单元格放不下", str(path))
        value = mended(value, change.new)
        _fill(cell, value)
    if notes and cell.data_type == "s" and not isinstance(value, CellRichText):
        _fill(cell, highlighted(value, cell.font, [(one.start, one.end) for one in notes]))
    if notes:
        _comment(cell, notes)


def _fill(cell: Cell, value: Any) -> None:
    """Put text into the cell, and have it stay text: ``=1+1`` is no formula here."""
    cell.value = value
    cell.data_type = "s"


def _comment(cell: Cell, notes: Sequence[Note]) -> None:
    from openpyxl.comments import Comment

    before = cell.comment
    parts = [before.text] if before and before.text else []
    text = "\n\n".join([*parts, *_said(notes)])
    made = Comment(text[:LONGEST], before.author if before else _AUTHOR)
    made.width, made.height = _COMMENT_SIZE
    cell.comment = made


def _said(notes: Sequence[Note]) -> Iterator[str]:
    for note in notes:
        suggestion = f"\n→ {note.suggestion}" if note.suggestion else ""
        yield escaped(visible(redacted(note.finding + suggestion)))


def _lost(before: bytes, after: bytes) -> tuple[str, ...]:
    """What the copy lacks, in words."""
    from zipfile import ZipFile

    def parts(content: bytes) -> list[str]:
        with ZipFile(BytesIO(content)) as archive:
            return [name.lower() for name in archive.namelist()]

    def count(names: list[str], folder: str) -> int:
        return sum(name.startswith(folder) for name in names)

    had, has = parts(before), parts(after)
    return tuple(word for folder, word in _LOST.items() if count(has, folder) < count(had, folder))
