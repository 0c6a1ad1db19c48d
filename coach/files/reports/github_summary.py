"""The page about a run that GitHub shows: a table in Markdown, in which a reply is nothing but text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coach.errors import WriteError
from coach.files.reports.finding_words import message, record_name
from coach.files.reports.plain_text import visible
from coach.files.reports.tally import SEVERITY_WORDS

if TYPE_CHECKING:
    from coach.core.model.finding import Finding
    from coach.files.records import Record
    from coach.files.reports.tally import Tally

LARGEST: Final = 900_000
"""GitHub takes a page of 1 MiB; so many bytes are used of it."""
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"}
_MARKUP: Final = re.compile(r"[!-/:-@\[-`{-~]")


class Summary:
    """Takes one row for each finding."""

    def __init__(self) -> None:
        self._rows: list[str] = []
        self._bytes = 0
        self._left_out = 0

    def add(self, finding: Finding, record: Record, text: str, path: str) -> None:
        """A finding in the turn `text` of the file `path`."""
        if self._bytes >= LARGEST:
            self._left_out += 1
            return
        where = record.origin.locator or ""
        name = record_name(record)
        self._take(SEVERITY_WORDS[finding.severity], path, name if name == where else f"{where} {name}",
                   finding.title, message(finding, text))  # fmt: skip

    def unreadable(self, path: str, locator: str, told: str) -> None:
        """A part that could not be read."""
        self._take("读不了", path, locator, "", told)

    def write(self, path: str, tally: Tally) -> None:
        """Add the page to the file `path`, which other steps may have begun. WriteError when that fails."""
        lines = ["### 话术检查", "", markdown(tally.summary()), ""]
        if self._rows:
            lines += ["| 级别 | 文件 | 话术 | 准则 | 说明 |", "|---|---|---|---|---|", *self._rows, ""]
        if self._left_out:
            lines += [f"还有 {self._left_out} 处没有列出。", ""]
        try:
            with Path(path).open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
                stream.write("\n".join(lines))
        except OSError as error:
            raise WriteError(f"写不了这个文件：{error.strerror}", path) from None

    def _take(self, *cells: str) -> None:
        row = f"| {' | '.join(map(markdown, cells))} |"
        self._rows.append(row)
        self._bytes += len(row.encode("utf-8", "replace")) + 1


def markdown(text: str) -> str:
    """`text` as Markdown that shows it letter by letter, in a table too."""
    return _MARKUP.sub(_escape, visible(text).replace("\n", " ").strip())


def _escape(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[0]) or "\\" + match[0]
