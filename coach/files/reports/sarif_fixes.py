"""Suggestions as SARIF fixes, where the file holds the words exactly as they were checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from coach.files.reports.plain_text import visible
from coach.files.reports.redaction import redacted
from coach.files.reports.sarif_shapes import artifact, region

if TYPE_CHECKING:
    from coach.core.model.finding import Finding, Suggestion
    from coach.files.records import Record
    from coach.files.reports.positions import Positions

_DESCRIPTIONS: Final = {"safe": "可直接替换", "review": "看一眼再用"}
_MEANS_SOMETHING: Final = re.compile(r"""["'\\,;:#|<>&{}\[\]`*_\t]""")
"""In a table, JSON, YAML or Markdown these would have to be written another way."""


def fixes(finding: Finding, record: Record, positions: Positions, folder: str) -> list[dict[str, Any]]:
    """A fix for each suggestion without blanks that can be written into the file as it is; often there is none.

    A suggestion that holds a number or address is left out: what is published has these starred, and a starred number
    must not get into a reply.
    """
    if not record.origin.is_file:
        return []
    made = []
    for one in finding.suggestions:
        where = positions.region(record, one.span)
        if where and _is_writable(one, record) and positions.is_verbatim(record, one.span):
            text = {"deletedRegion": region(where), "insertedContent": {"text": one.replacement}}
            change = {"artifactLocation": artifact(record.origin.path or "", folder), "replacements": [text]}
            made.append({"description": {"text": _DESCRIPTIONS[one.applicability]}, "artifactChanges": [change]})
    return made


def _is_writable(one: Suggestion, record: Record) -> bool:
    new = one.replacement
    if one.applicability not in _DESCRIPTIONS or "\n" in new or redacted(new) != new or visible(new) != new:
        return False
    return (record.origin.path or "").lower().endswith(".txt") or not _MEANS_SOMETHING.search(new)
