"""`csv`: the findings as a table that any spreadsheet program opens."""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING, Any

from coach.files.reports.finding_table import HEADER, calculates, rows
from coach.files.reports.report import Report, Setting

if TYPE_CHECKING:
    from coach.files.checked import Checked


class CsvReport(Report):
    """One finding a row, in UTF-8 with a byte order mark, by which Excel knows it.

    A cell that might be taken for a formula gets a ``'`` in front.
    """

    def __init__(self, stream: IO[Any], setting: Setting) -> None:
        super().__init__(stream, setting)
        self._writer = csv.writer(stream)
        stream.write("\ufeff")
        self._writer.writerow(HEADER)

    def add(self, checked: Checked) -> None:
        """The findings of one record."""
        for row in rows(checked, self.setting.folder):
            self._writer.writerow([f"'{cell}" if calculates(cell) else cell for cell in row])
