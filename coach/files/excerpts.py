"""What is kept of words that stood in a reply: identifiers starred, and no whole reply where texts are not kept."""

from __future__ import annotations

from typing import Final

from coach.files.reports.redaction import redacted

EXCERPT: Final = 40
"""Code points of the marked words, and of what took their place, that are kept where whole texts are not."""
CUT: Final = "…"
"""What stands at the end of words that were cut."""


def masked(text: str | None) -> str | None:
    """`text` with identifiers starred."""
    return None if text is None else redacted(text)


def beginning(text: str | None) -> str | None:
    """`text` with identifiers starred, and no more of it than `EXCERPT`."""
    starred = masked(text)
    return starred if starred is None or len(starred) <= EXCERPT else starred[: EXCERPT - 1] + CUT


def is_cut(excerpt: str) -> bool:
    """Whether only the beginning of some words was kept."""
    return len(excerpt) == EXCERPT and excerpt.endswith(CUT)
