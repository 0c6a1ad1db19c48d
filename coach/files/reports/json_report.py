"""`json` and `jsonl`: the wire shape as one document, or one object a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.files.reports import wire
from coach.files.reports.json_text import json_text
from coach.files.reports.report import Report

if TYPE_CHECKING:
    from coach.files.checked import Checked
    from coach.files.records import Unreadable
    from coach.files.reports.tally import Tally


class JsonLinesReport(Report):
    """One object a line, clean replies too."""

    def add(self, checked: Checked) -> None:
        """The object of one record."""
        self._take(wire.checked(checked, explain=self.setting.explain))

    def unreadable(self, part: Unreadable) -> None:
        """The object of an input that is not right."""
        self._take(wire.unreadable(part.origin, part.message))

    def _take(self, entry: dict[str, Any]) -> None:
        self.stream.write(json_text(entry) + "\n")


class JsonReport(JsonLinesReport):
    """One document with all objects and a summary."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._entries: list[dict[str, Any]] = []

    def close(self, tally: Tally) -> None:
        """Write the document."""
        document = {"schema": wire.SCHEMA, "results": self._entries, "summary": tally.as_dict()}
        self.stream.write(json_text(document, indent=2) + "\n")

    def _take(self, entry: dict[str, Any]) -> None:
        self._entries.append(entry)
