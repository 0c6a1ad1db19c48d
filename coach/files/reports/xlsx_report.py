"""`xlsx`: the findings as a sheet, header frozen, filter on, severities coloured."""

from __future__ import annotations

from copy import copy
from typing import IO, TYPE_CHECKING, Any, Final

from coach.files.reports.finding_table import HEADER, calculates, rows
from coach.files.reports.report import Report, Setting
from coach.files.reports.tally import SEVERITY_WORDS
from coach.files.writers.cell_text import LONGEST, escaped

if TYPE_CHECKING:
    from coach.files.checked import Checked
    from coach.files.reports.tally import Tally

_WIDTHS: Final = {"文件": 24, "位置": 18, "标题": 18, "级别": 8, "准则": 20, "原文": 48, "命中": 18, "问题": 36,
                  "建议说法": 48, "理由": 40}  # fmt: skip
_WIDTH: Final = 12
_COLOURS: Final = dict(zip(SEVERITY_WORDS.values(), ("FFF8CBAD", "FFFFE699", "FFDDEBF7"), strict=True))
_HEADER_COLOUR: Final = "FFD9E1F2"
_MOST_ROWS: Final = 1_048_575
"""A sheet holds so many rows below its header."""


class XlsxReport(Report):
    """One finding a row; every cell is text, whatever it begins with."""

    def __init__(self, stream: IO[Any], setting: Setting) -> None:
        super().__init__(stream, setting)
        from openpyxl import Workbook
        from openpyxl.utils import get_column_letter

        self._book = Workbook(write_only=True)
        self._sheet: Any = self._book.create_sheet("发现的问题")
        self._sheet.freeze_panes = "A2"
        for number, name in enumerate(HEADER, start=1):
            self._sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, _WIDTH)
        self._last = get_column_letter(len(HEADER))
        self._rows = 0
        self._styles: dict[tuple[str | None, bool, bool], Any] = {}
        self._sheet.append([self._cell(name, _HEADER_COLOUR, bold=True) for name in HEADER])

    def add(self, checked: Checked) -> None:
        """The findings of one record."""
        for row in rows(checked, self.setting.folder):
            if self._rows < _MOST_ROWS:
                self._rows += 1
                self._sheet.append(
                    [self._cell(cell, _COLOURS.get(cell) if cell is row.severity else None) for cell in row]
                )

    def close(self, tally: Tally) -> None:
        """Write the workbook."""
        self._sheet.auto_filter.ref = f"A1:{self._last}{self._rows + 1}"
        self._book.save(self.stream)

    def _cell(self, text: str, colour: str | None = None, *, bold: bool = False) -> Any:
        from openpyxl.cell import WriteOnlyCell

        cell: Any = WriteOnlyCell(self._sheet, escaped(text)[:LONGEST])
        cell.data_type = "s"
        cell._style = copy(self._style(colour, calculates(text), bold))
        return cell

    def _style(self, colour: str | None, is_quoted: bool, bold: bool) -> Any:
        """How a cell looks, as openpyxl numbers it; made once, for numbering takes longer than all the rest.

        Args:
            is_quoted: whether it is to stay text when somebody edits it, too.
        """
        key = (colour, is_quoted, bold)
        if key not in self._styles:
            from openpyxl.cell import WriteOnlyCell
            from openpyxl.styles import Alignment, Font, PatternFill

            cell: Any = WriteOnlyCell(self._sheet)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.quotePrefix = is_quoted
            if colour:
                cell.fill = PatternFill("solid", fgColor=colour)
            if bold:
                cell.font = Font(bold=True)
            self._styles[key] = cell._style
        return self._styles[key]
