"""A suggestion as people read it: the whole sentence with the words replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.core.model.finding import Suggestion


def as_it_would_read(suggestion: Suggestion, text: str) -> str:
    """The sentence of `text` around the suggestion, with the suggestion carried out."""
    start = max(text.rfind(mark, 0, suggestion.span.start) for mark in "\n。！？") + 1
    ends = [end for mark in "\n。！？" if (end := text.find(mark, suggestion.span.end)) >= 0]
    end = min(ends, default=len(text))
    return (text[start : suggestion.span.start] + suggestion.replacement + text[suggestion.span.end : end]).strip()
