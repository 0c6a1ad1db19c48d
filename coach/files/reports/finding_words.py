"""Findings and records in words for reports that many people read: one line, identifiers starred, nothing to obey."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from coach.core.language.identifiers import identifiers
from coach.files.records import STANDARD_INPUT
from coach.files.reports.plain_text import cropped, visible
from coach.files.reports.redaction import redacted
from coach.files.reports.sentence import as_it_would_read

if TYPE_CHECKING:
    from coach.core.model.finding import Finding
    from coach.files.records import Origin, Record

_EXCERPT_COLUMNS: Final = 60
_TITLE_COLUMNS: Final = 60
_SENTENCE_COLUMNS: Final = 240
_ABOUT_COLUMNS: Final = 120


def published(text: str, columns: int) -> str:
    """`text` of a reply or record on one line, starred where it may name a person; past `columns` it ends in …."""
    return cropped(redacted(text), columns)


def identifier(value: Any) -> str:
    """A record's id; kept whole, for it is how the record is found, unless it is a person's number or address."""
    text = str(value)
    for one in reversed(identifiers(text.lower()) if len(text.lower()) == len(text) else []):
        text = text[: one.start] + one.masked + text[one.end :]
    return cropped(text, _TITLE_COLUMNS)


def record_name(record: Record) -> str:
    """What the record is called: its id and title, else its row or path in the file; empty where a line says it all."""
    called = [identifier(record.id)] if record.id not in (None, "") else []
    called += [published(record.title, _TITLE_COLUMNS)] if record.title else []
    locator = record.origin.locator or ""
    return " ".join(dict.fromkeys(called)) or ("" if locator.startswith("line ") else visible(locator))


def file_name(origin: Origin) -> str:
    """What an input is called where it has no path."""
    if origin.path in (None, STANDARD_INPUT):
        return "标准输入" if origin.path else "这段文字"
    return visible(origin.path or "")


def message(finding: Finding, text: str) -> str:
    """The finding in one paragraph: the words, what is wrong, what to do, and how it could read.

    Args:
        text: of the turn.
    """
    parts = [f"“{published(finding.excerpt, _EXCERPT_COLUMNS)}”：{visible(finding.what)}{visible(finding.instead)}"]
    if finding.about:
        parts.append(f"客户说的是“{published(finding.about.text, _ABOUT_COLUMNS)}”。")
    better = [as_it_would_read(suggestion, text) for suggestion in finding.suggestions[:1]]
    parts += [f"可以这样说：{published(sentence, _SENTENCE_COLUMNS)}" for sentence in better]
    return "".join(parts)
