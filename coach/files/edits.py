"""From suggestions for a text to the value it was read from: through the markup, around what would cut it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from coach.core.model.finding import Suggestion
    from coach.files.records import Slot

_MARKUP: Final = frozenset("<>&")
"""Characters that mean something else in a value with markup."""


def fits(slot: Slot, text: str, suggestion: Suggestion) -> bool:
    """Whether `suggestion` for `text` can be carried out in the slot's value without cutting through markup."""
    return _edit(slot, text, suggestion) is not None


def edited(slot: Slot, text: str, suggestions: Sequence[Suggestion]) -> str:
    """The slot's value with `suggestions` for `text` carried out; all of them fit, none overlap."""
    value = slot.value
    edits = [edit for one in suggestions if (edit := _edit(slot, text, one)) is not None]
    for start, end, replacement in sorted(edits, reverse=True):
        value = value[:start] + replacement + value[end:]
    return value


def _edit(slot: Slot, text: str, suggestion: Suggestion) -> tuple[int, int, str] | None:
    """Start, end and replacement in the slot's value; None when markup stands in the way."""
    start, end, replacement = _trimmed(text, suggestion)
    if slot.offsets is None:
        return start, end, replacement
    if _MARKUP.intersection(replacement) or "\n" in replacement:
        return None
    if start == end:
        return _insertion(slot, text, suggestion, start, replacement)
    if not all(_stands(slot, text, index) for index in range(start, end)):
        return None
    first, last = slot.offsets[start], slot.offsets[end - 1]
    return (first, last + 1, replacement) if last - first == end - 1 - start else None


def _insertion(
    slot: Slot, text: str, suggestion: Suggestion, start: int, replacement: str
) -> tuple[int, int, str] | None:
    """Before the character that `suggestion` covers, else after the one it follows: inside what marks that one."""
    assert slot.offsets is not None
    follows = start > 0 and start >= suggestion.span.end
    beside = start - 1 if follows else start
    if beside < len(text) and not _stands(slot, text, beside):
        return None
    place = slot.offsets[beside] + follows
    return place, place, replacement


def _stands(slot: Slot, text: str, index: int) -> bool:
    """Whether the character of `text` stands in the value as it is, not as a line break or an entity."""
    assert slot.offsets is not None
    place = slot.offsets[index]
    return slot.value[place : place + 1] == text[index] and text[index] not in _MARKUP


def _trimmed(text: str, suggestion: Suggestion) -> tuple[int, int, str]:
    """Start, end and replacement, less what stays as it is at either end: a change of one word touches that word."""
    start, end = suggestion.span
    replacement = suggestion.replacement
    while start < end and replacement and text[start] == replacement[0]:
        start, replacement = start + 1, replacement[1:]
    while start < end and replacement and text[end - 1] == replacement[-1]:
        end, replacement = end - 1, replacement[:-1]
    return start, end, replacement
