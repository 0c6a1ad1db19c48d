"""`github`: annotations on the lines of a change, as GitHub Actions makes them of what a step prints."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, Final

from coach.files.reports.finding_words import message, published, record_name
from coach.files.reports.github_summary import Summary
from coach.files.reports.plain_text import defused, visible
from coach.files.reports.positions import Positions, Region
from coach.files.reports.report import Report, Setting
from coach.files.reports.told_path import told_path

if TYPE_CHECKING:
    from coach.core.model.finding import Finding
    from coach.files.checked import Checked
    from coach.files.records import Origin, Record, Unreadable
    from coach.files.reports.tally import Tally

SHOWN: Final = 10
"""GitHub shows so many annotations of each level for a step, and drops the rest without a word."""
COMMANDS: Final = {"error": "error", "warning": "warning", "info": "notice"}
_MESSAGE_COLUMNS: Final = 400


class GithubReport(Report):
    """The gravest annotations first, as many as GitHub shows; all of them in the page about the run."""

    def __init__(self, stream: IO[Any], setting: Setting) -> None:
        super().__init__(stream, setting)
        self._positions = Positions(setting.encoding)
        self._shown: dict[str, list[str]] = {command: [] for command in COMMANDS.values()}
        self._unreadable: list[str] = []
        self._left_out = 0
        self._summary = Summary() if setting.summary else None

    def add(self, checked: Checked) -> None:
        """The annotations of one record."""
        for turn in checked.turns:
            for finding in turn.result.findings:
                self._annotate(finding, checked.record, turn.result.text)
                if self._summary:
                    self._summary.add(finding, checked.record, turn.result.text, self._path(checked.record.origin))

    def unreadable(self, part: Unreadable) -> None:
        """An error, before all others."""
        told = published(part.message, _MESSAGE_COLUMNS)
        place = Region(part.origin.line) if part.origin.line else None
        if len(self._unreadable) < SHOWN:
            properties = self._properties(part.origin, place, "读不了")
            self._unreadable.append(_line("error", properties, f"{_place(part.origin)}{told}"))
        else:
            self._left_out += 1
        if self._summary:
            self._summary.unreadable(self._path(part.origin), visible(part.origin.locator or ""), told)

    def close(self, tally: Tally) -> None:
        """Write them, and how it went in one line."""
        errors = self._unreadable + self._shown["error"]
        self._left_out += len(errors[SHOWN:])
        self._shown["error"] = errors[:SHOWN]
        for lines in self._shown.values():
            self.stream.writelines(lines)
        more = f"另有 {self._left_out} 处没有逐条标出来。" if self._left_out else ""
        self.stream.write(f"{tally.summary()}{more}\n")
        if self._summary:
            self._summary.write(self.setting.summary, tally)

    def _annotate(self, finding: Finding, record: Record, text: str) -> None:
        command = COMMANDS[finding.severity]
        if len(self._shown[command]) >= SHOWN:
            self._left_out += 1
            return
        place = self._positions.region(record, finding.span)
        name = record_name(record)
        told = f"{f'{name}：' if name else ''}{message(finding, text)}"
        self._shown[command].append(_line(command, self._properties(record.origin, place, finding.title), told))

    def _properties(self, origin: Origin, place: Region | None, title: str) -> str:
        values: dict[str, Any] = {"file": self._path(origin)} if origin.is_file else {}
        if place and values:
            values |= {"line": place.line, "endLine": place.end_line or place.line}
            if place.is_exact and place.line == place.end_line:
                values["col"] = place.column
        values["title"] = visible(title)
        return ",".join(f"{name}={escaped_property(str(value))}" for name, value in values.items())

    def _path(self, origin: Origin) -> str:
        return visible(told_path(origin.path or "", self.setting.folder)) if origin.is_file else ""


def escaped(text: str) -> str:
    """`text` as the message of a workflow command."""
    return defused(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escaped_property(text: str) -> str:
    """`text` as the value of a property of a workflow command."""
    return escaped(text).replace(":", "%3A").replace(",", "%2C")


def _line(command: str, properties: str, told: str) -> str:
    return f"::{command} {properties}::{escaped(told)}\n"


def _place(origin: Origin) -> str:
    return f"{visible(origin.locator)}：" if origin.locator else ""
