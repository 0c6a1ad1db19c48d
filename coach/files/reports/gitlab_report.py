"""`gitlab`: Code Quality, which GitLab shows beside the lines of a merge request."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import IO, TYPE_CHECKING, Any, Final

from coach.files.reports.finding_words import file_name, message, published, record_name
from coach.files.reports.json_text import json_text
from coach.files.reports.plain_text import visible
from coach.files.reports.positions import Positions
from coach.files.reports.report import Report, Setting
from coach.files.reports.told_path import told_path

if TYPE_CHECKING:
    from coach.files.checked import Checked
    from coach.files.records import Origin, Unreadable
    from coach.files.reports.tally import Tally

SEVERITIES: Final = {"error": "major", "warning": "minor", "info": "info"}
UNREADABLE: Final = "unreadable"
_MESSAGE_COLUMNS: Final = 400


class GitlabReport(Report):
    """A list with one entry for each finding and each part that could not be read, written as they come."""

    def __init__(self, stream: IO[Any], setting: Setting) -> None:
        super().__init__(stream, setting)
        self._positions = Positions(setting.encoding)
        self._met: Counter[tuple[str | None, str]] = Counter()
        self._written = 0
        self.stream.write("[")

    def add(self, checked: Checked) -> None:
        """The entries of one record."""
        record = checked.record
        for turn in checked.turns:
            for finding in turn.result.findings:
                place = self._positions.region(record, finding.span)
                name = record_name(record)
                told = f"{finding.title}：{f'{name}，' if name else ''}{message(finding, turn.result.text)}"
                severity, line = SEVERITIES[finding.severity], place.line if place else 1
                self._take(record.origin, finding.rule, severity, told, line, finding.fingerprint)

    def unreadable(self, part: Unreadable) -> None:
        """An entry about a part that is not right."""
        place = f"{visible(part.origin.locator)}：" if part.origin.locator else ""
        told = f"读不了：{place}{published(part.message, _MESSAGE_COLUMNS)}"
        self._take(part.origin, UNREADABLE, "major", told, part.origin.line or 1, told)

    def close(self, tally: Tally) -> None:
        """The end of the list."""
        self.stream.write("\n]\n" if self._written else "]\n")

    def _take(self, origin: Origin, rule: str, severity: str, told: str, line: int, fingerprint: str) -> None:
        path = told_path(origin.path or "", self.setting.folder) if origin.is_file else file_name(origin)
        entry = {
            "description": told,
            "check_name": rule,
            "fingerprint": self._unique(path, fingerprint),
            "severity": severity,
            "location": {"path": path, "lines": {"begin": line}},
        }
        self.stream.write((",\n" if self._written else "\n") + json_text(entry))
        self._written += 1

    def _unique(self, path: str, fingerprint: str) -> str:
        """GitLab drops entries with one fingerprint; the same words in two files, or twice in one, are two entries."""
        self._met[path, fingerprint] += 1
        parts = (path, fingerprint, str(self._met[path, fingerprint]))
        return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
