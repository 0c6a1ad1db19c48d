"""Bar charts for pages that open offline: the words are text of the page, each bar is inline SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from coach.files.reports.plain_text import visible


class Bar(NamedTuple):
    """One bar: its label, how long it is, and the class that colours it."""

    label: str
    value: int
    kind: str


def bars(rows: Sequence[Bar], most: int | None = None) -> str:
    """Horizontal bars, one below the other; a bar of `most` fills the row (None: the longest of them does)."""
    longest = most or max((row.value for row in rows), default=1) or 1
    return f"<ul class=bars>{''.join(_bar(row, longest) for row in rows)}</ul>"


def _bar(row: Bar, longest: int) -> str:
    length = max(round(100 * min(row.value, longest) / longest, 1), 1)
    return (
        f"<li><span>{escape(visible(row.label))}</span>"
        '<svg viewBox="0 0 100 10" preserveAspectRatio=none aria-hidden=true>'
        '<rect class=track width="100" height="10"/>'
        f'<rect class="bar {escape(row.kind)}" width="{length}" height="10"/></svg><b>{row.value}</b></li>'
    )
