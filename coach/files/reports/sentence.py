"""The sentence around a suggestion, as it would read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from coach.core.model.finding import Suggestion

_ENDS: Final = "\n。！？"


def suggested(suggestion: Suggestion, text: str) -> str:
    """The sentence of `text` that `suggestion` changes, changed."""
    start = max(text.rfind(mark, 0, suggestion.span.start) for mark in _ENDS) + 1
    ends = [end for mark in _ENDS if (end := text.find(mark, suggestion.span.end)) >= 0]
    end = min(ends, default=len(text))
    changed = text[start : suggestion.span.start] + suggestion.replacement + text[suggestion.span.end : end]
    return changed.strip()
