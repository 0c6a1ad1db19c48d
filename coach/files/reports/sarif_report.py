"""`sarif`: SARIF 2.1.0, which code hosts, editors and dashboards read; results are written as they come."""

from __future__ import annotations

from bisect import bisect_right
from typing import IO, TYPE_CHECKING, Any, Final

from coach import __version__
from coach.files.reports.finding_words import identifier, message, published, record_name
from coach.files.reports.json_text import json_text
from coach.files.reports.plain_text import visible
from coach.files.reports.positions import Positions
from coach.files.reports.report import Report, Setting
from coach.files.reports.sarif_fixes import fixes
from coach.files.reports.sarif_rules import LEVELS, descriptor
from coach.files.reports.sarif_shapes import artifact, region

if TYPE_CHECKING:
    from coach.core.model.finding import Finding
    from coach.files.checked import Checked, CheckedTurn, Suppressed
    from coach.files.records import Origin, Record, Unreadable
    from coach.files.reports.positions import Region
    from coach.files.reports.tally import Tally

VERSION: Final = "2.1.0"
SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT: Final = "replyCoach/v1"
_SUPPRESSED: Final = {"allowlist": "允许清单里有这一条", "baseline": "基线里的旧问题", "marker": "文件里标了不检查"}
_JUSTIFICATION_COLUMNS: Final = 400


class SarifReport(Report):
    """One run: the rules, a result for each finding, and what could not be read."""

    def __init__(self, stream: IO[Any], setting: Setting) -> None:
        super().__init__(stream, setting)
        rules = [rule for rule in setting.rules if not rule.praise]
        self._numbers = {rule.id: number for number, rule in enumerate(rules)}
        self._positions = Positions(setting.encoding)
        self._notifications: list[dict[str, Any]] = []
        self._written = 0
        driver = {"name": "Reply Coach", "version": __version__, "rules": [descriptor(rule) for rule in rules]}
        head = {"tool": {"driver": driver}, "language": "zh-CN", "columnKind": "utf16CodeUnits"}
        head |= {"newlineSequences": ["\r\n", "\n", "\r"], "redactionTokens": ["***", "****"]}
        top = f'{{"$schema": {json_text(SCHEMA)}, "version": {json_text(VERSION)}, "runs": ['
        self.stream.write(f'{top}{json_text(head)[:-1]}, "results": [')

    def add(self, checked: Checked) -> None:
        """The results of one record, those that are not reported too."""
        for turn in checked.turns:
            for finding in turn.result.findings:
                self._take(self._result(finding, checked.record, turn))
            if turn.result.omitted:
                self._notify("note", checked.record.origin, f"还有 {turn.result.omitted} 处没有列出")
            for one in turn.suppressed:
                body = self._result(one.finding, checked.record, turn)
                self._take(body | {"suppressions": [_suppression(one)]})

    def unreadable(self, part: Unreadable) -> None:
        """A notification."""
        self._notify("error", part.origin, published(part.message, _JUSTIFICATION_COLUMNS))

    def close(self, tally: Tally) -> None:
        """The end of the document, with the exit code."""
        code = 2 if tally.errors else int(tally.reaches(self.setting.fail_on))
        invocation: dict[str, Any] = {"executionSuccessful": not tally.errors, "exitCode": code}
        if self._notifications:
            invocation["toolExecutionNotifications"] = self._notifications
        self.stream.write(f'\n], "invocations": [{json_text(invocation)}]}}]}}\n')

    def _notify(self, level: str, origin: Origin, text: str) -> None:
        place = self._location(origin, None)
        if origin.locator:
            place["logicalLocations"] = [_logical(origin, "")]
        told: dict[str, Any] = {"level": level, "message": {"text": text}}
        self._notifications.append(told | ({"locations": [place]} if place else {}))

    def _take(self, result: dict[str, Any]) -> None:
        self.stream.write((",\n" if self._written else "\n") + json_text(result))
        self._written += 1

    def _result(self, finding: Finding, record: Record, turn: CheckedTurn) -> dict[str, Any]:
        body: dict[str, Any] = {"ruleId": finding.rule, "level": LEVELS[finding.severity]}
        if finding.rule in self._numbers:
            body["ruleIndex"] = self._numbers[finding.rule]
        body["message"] = {"text": message(finding, turn.result.text)}
        place = self._location(record.origin, self._positions.region(record, finding.span))
        name = record_name(record)
        if record.origin.locator or name:
            place["logicalLocations"] = [_logical(record.origin, name)]
        if place:
            body["locations"] = [place]
        body["partialFingerprints"] = {FINGERPRINT: finding.fingerprint}
        mended = fixes(finding, record, self._positions, self.setting.folder)
        body |= {"fixes": mended} if mended else {}
        return body | {"properties": _properties(finding, record, turn)}

    def _location(self, origin: Origin, where: Region | None) -> dict[str, Any]:
        """Where in a file; empty for text that stands in none."""
        if not origin.is_file:
            return {}
        physical: dict[str, Any] = {"artifactLocation": artifact(origin.path or "", self.setting.folder)}
        if where:
            physical["region"] = region(where)
        elif origin.line:
            physical["region"] = {"startLine": origin.line}
        return {"physicalLocation": physical}


def _logical(origin: Origin, name: str) -> dict[str, Any]:
    locator = origin.locator or ""
    body = {"name": name} if name else {}
    body |= {"fullyQualifiedName": visible(locator)} if locator else {}
    kind = "value" if locator.startswith("$") else "row" if "row " in locator else ""
    return body | ({"kind": kind} if kind else {})


def _properties(finding: Finding, record: Record, turn: CheckedTurn) -> dict[str, Any]:
    """What SARIF has no word for."""
    body: dict[str, Any] = {"guideline": finding.guideline, "title": finding.title, "dimension": finding.dimension}
    if turn.turn is not None:
        body["message"] = turn.turn.first_message + bisect_right(turn.turn.starts, finding.span.start) - 1
    return body | ({"record": identifier(record.id)} if record.id not in (None, "") else {})


def _suppression(one: Suppressed) -> dict[str, Any]:
    why = published(one.why, _JUSTIFICATION_COLUMNS) if one.why else _SUPPRESSED[one.by]
    kind = "inSource" if one.by == "marker" else "external"
    return {"kind": kind, "status": "accepted", "justification": why, "properties": {"by": one.by}}
