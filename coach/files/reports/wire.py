"""The one JSON shape of the coach's answers; every door speaks it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, Final

from coach.core.model.conversation import Turn
from coach.core.model.finding import Finding, Highlight, Suggestion
from coach.core.model.result import Result
from coach.core.model.span import utf16_offset
from coach.core.scorecard import Line
from coach.files.checked import Checked
from coach.files.records import Origin, Record

SCHEMA: Final = 1


def checked(one: Checked, *, explain: bool = False) -> dict[str, Any]:
    """The object for one checked record."""
    if one.record.conversation is None:
        return reply(one.record, one.turns[0].result, explain=explain)
    turns = [(turn.turn, turn.result) for turn in one.turns if turn.turn is not None]
    return conversation(one.record, turns, explain=explain)


def reply(record: Record, result: Result, *, utf16: bool = False, explain: bool = False) -> dict[str, Any]:
    """The object for one checked reply; positions in code points, or UTF-16 units; `explain` its scores or not."""
    return {**_head(record.id, record.origin), **turn_body(result, utf16=utf16, explain=explain)}


def conversation(record: Record, checked: Sequence[tuple[Turn, Result]], *, explain: bool = False) -> dict[str, Any]:
    """The object for one checked conversation: one entry for each of the agent's turns."""
    turns = []
    for turn, result in checked:
        body = turn_body(result, explain=explain)
        for entry in (*body["findings"], *body["highlights"]):  # a message may hold line feeds of its own
            entry["message_index"] = bisect_right(turn.starts, entry["start"]) - 1
        turns.append({"first_message": turn.first_message, "text": turn.text, **body})
    return {**_head(record.id, record.origin), "turns": turns}


def unreadable(origin: Origin, message: str) -> dict[str, Any]:
    """The object for an input that is not right."""
    return {**_head(None, origin), "error": message}


def turn_body(result: Result, *, utf16: bool = False, explain: bool = False) -> dict[str, Any]:
    """What is said about one turn."""
    body: dict[str, Any] = {
        "findings": [finding(one, result.text, utf16=utf16) for one in result.findings],
        "highlights": [highlight(one, result.text, utf16=utf16) for one in result.highlights],
        "scores": result.scores,
        "not_evaluated": list(result.not_evaluated),
    }
    body |= {"score_lines": [score_line(one) for one in result.scorecard.lines]} if explain else {}
    return body | ({"omitted": result.omitted} if result.omitted else {})


def finding(one: Finding, text: str, *, utf16: bool = False) -> dict[str, Any]:
    """One finding in the turn `text`."""
    body: dict[str, Any] = {
        "rule": one.rule,
        "guideline": one.guideline,
        "title": one.title,
        "severity": one.severity,
        "dimension": one.dimension,
        "message_index": one.message_index,
        **_place(one.span, text, utf16=utf16),
        "excerpt": one.excerpt,
        "what": one.what,
        "why": one.why,
        "instead": one.instead,
        "suggestions": [suggestion(item, text, utf16=utf16) for item in one.suggestions],
        "fingerprint": one.fingerprint,
    }
    return body | ({"about": {"speaker": one.about.speaker, "text": one.about.text}} if one.about else {})


def highlight(one: Highlight, text: str, *, utf16: bool = False) -> dict[str, Any]:
    """One thing done well in the turn `text`."""
    return {
        "rule": one.rule,
        "guideline": one.guideline,
        "title": one.title,
        "counts": one.counts,
        "message_index": one.message_index,
        **_place(one.span, text, utf16=utf16),
        "excerpt": one.excerpt,
        "what": one.what,
    }


def score_line(one: Line) -> dict[str, Any]:
    """One step of a score: what a finding takes off, or a family of highlights adds to all five (dimension null)."""
    body: dict[str, Any] = {"points": one.points, "dimension": one.dimension}
    if isinstance(one.cause, Finding):
        return body | {"guideline": one.cause.guideline, "severity": one.cause.severity}
    return body | {"family": one.cause[0].family, "guidelines": [praised.guideline for praised in one.cause]}


def suggestion(one: Suggestion, text: str, *, utf16: bool = False) -> dict[str, Any]:
    """One suggestion; applying it is ``text[:start] + replacement + text[end:]``."""
    return {
        "applicability": one.applicability,
        **_place(one.span, text, utf16=utf16),
        "replacement": one.replacement,
    }


def _head(identifier: Any, origin: Origin) -> dict[str, Any]:
    return {"schema": SCHEMA, "id": identifier, "origin": {"path": origin.path, "locator": origin.locator}}


def _place(span: tuple[int, int], text: str, *, utf16: bool) -> dict[str, int]:
    start, end = (utf16_offset(text, offset) for offset in span) if utf16 else span
    return {"start": start, "end": end}
