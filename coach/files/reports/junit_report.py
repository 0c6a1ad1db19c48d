"""`junit`: JUnit XML, which every build machine shows: a suite for each file, a case for each canned response."""

from __future__ import annotations

import shutil
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import Element, SubElement, tostring

from coach.files.reports.finding_words import file_name, message, published, record_name
from coach.files.reports.plain_text import defused, visible
from coach.files.reports.report import Report, Setting
from coach.files.reports.tally import SEVERITY_WORDS, failing
from coach.files.reports.told_path import told_path

if TYPE_CHECKING:
    from coach.core.model.finding import Finding
    from coach.files.checked import Checked
    from coach.files.records import Origin, Unreadable
    from coach.files.reports.tally import Tally

_HELD: Final = 1 << 20
_MESSAGE_COLUMNS: Final = 400
_NONCHARACTERS: Final = dict.fromkeys((0xFFFE, 0xFFFF))


class JunitReport(Report):
    """One document; a file's cases wait until the file is done, for its suite begins with their numbers."""

    def __init__(self, stream: IO[Any], setting: Setting) -> None:
        super().__init__(stream, setting)
        self._failing = frozenset(failing(setting.fail_on))
        self._suite: _Suite | None = None
        self.stream.write('<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="Reply Coach">\n')

    def add(self, checked: Checked) -> None:
        """The case of one record."""
        suite = self._suite_of(checked.record.origin)
        grave: list[str] = []
        mild: list[str] = []
        titles: list[str] = []
        for turn in checked.turns:
            for finding in turn.result.findings:
                fails = finding.severity in self._failing
                (grave if fails else mild).append(_line(finding, turn.result.text))
                titles += [finding.title] if fails else []
            mild += [f"还有 {turn.result.omitted} 处没有列出"] if turn.result.omitted else []
        case = suite.case(record_name(checked.record), checked.record.origin)
        if grave:
            told = {"type": "finding", "message": _legal("、".join(dict.fromkeys(titles)))}
            SubElement(case, "failure", told).text = _legal("\n".join(grave))
            suite.failures += 1
        if mild:
            SubElement(case, "system-out").text = _legal("\n".join(mild))
        suite.take(case)

    def unreadable(self, part: Unreadable) -> None:
        """An error in a case of its own."""
        suite = self._suite_of(part.origin)
        case = suite.case(visible(part.origin.locator or ""), part.origin)
        told = _legal(published(part.message, _MESSAGE_COLUMNS))
        SubElement(case, "error", {"type": "unreadable", "message": told}).text = told
        suite.errors += 1
        suite.take(case)

    def close(self, tally: Tally) -> None:
        """The last suite and the end."""
        if self._suite:
            self._suite.write(self.stream)
        self.stream.write("</testsuites>\n")

    def _suite_of(self, origin: Origin) -> _Suite:
        if self._suite is None or self._suite.path != origin.path:
            if self._suite:
                self._suite.write(self.stream)
            self._suite = _Suite(origin, self.setting.folder)
        return self._suite


class _Suite:
    """The cases of one input; a long one waits on disk."""

    def __init__(self, origin: Origin, folder: str) -> None:
        self.path = origin.path
        self.name = _legal(told_path(origin.path or "", folder) if origin.is_file else file_name(origin))
        self.cases = self.failures = self.errors = 0
        self._waiting = SpooledTemporaryFile(_HELD, "w+", encoding="utf-8", newline="\n")  # noqa: SIM115  # `write` closes it

    def case(self, name: str, origin: Origin) -> Element:
        """An empty case; its name holds the place in the file, so that no two are called the same."""
        place = visible(origin.locator or "")
        told = " · ".join(dict.fromkeys(part for part in (name, place) if part)) or self.name
        case = Element("testcase", {"classname": self.name, "name": _legal(told), "time": "0"})
        if origin.is_file:
            case.set("file", self.name)
        if origin.line:
            case.set("line", str(origin.line))
        return case

    def take(self, case: Element) -> None:
        """Add a case that is complete."""
        self.cases += 1
        self._waiting.write(tostring(case, encoding="unicode") + "\n")

    def write(self, stream: IO[Any]) -> None:
        """The suite, to `stream`."""
        counts = {"tests": self.cases, "failures": self.failures, "errors": self.errors, "skipped": 0, "time": 0}
        head = Element("testsuite", {"name": self.name, **{key: str(count) for key, count in counts.items()}})
        head.text = "\n"
        start, end = tostring(head, encoding="unicode").split("\n")
        stream.write(start + "\n")
        with self._waiting as waiting:
            waiting.seek(0)
            shutil.copyfileobj(waiting, stream)
        stream.write(end + "\n")


def _line(finding: Finding, text: str) -> str:
    return f"{SEVERITY_WORDS[finding.severity]} · {finding.title}（{finding.rule}）{message(finding, text)}"


def _legal(text: str) -> str:
    """`text` without what XML cannot hold and a build machine would obey."""
    return defused(visible(text).translate(_NONCHARACTERS))
