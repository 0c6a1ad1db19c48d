"""Seams: where words go into a text, marks and line ends on both sides are looked at, so that none is doubled."""

from __future__ import annotations

from typing import Final

from coach.core.model.span import Span

STOPS: Final = "。！？；，、…~～ ,.!?;"
LINE_ENDS: Final = "\n\r\x85\u2028\u2029"
_SENTENCE_ENDS: Final = "。！？"
_PARTS: Final = frozenset("，,；;：:。！？!?")


def opens_line(original: str, offset: int) -> bool:
    """Whether nothing stands before `offset` in its line that a mark could close."""
    return offset == 0 or original[offset - 1] in LINE_ENDS


def join(original: str, span: Span, text: str) -> Span:
    """`span` grown over the marks that `text` brings itself."""
    start, end = span
    if not text:  # a deletion takes the marks after it only where marks or nothing stand before it
        swallow = opens_line(original, start) or original[start - 1] in STOPS
        return Span(start, past_stops(original, end) if swallow else end)
    if text[0] in STOPS:
        while start > 0 and original[start - 1] in STOPS:
            start -= 1
    return Span(start, past_stops(original, end) if text[-1] in STOPS else end)


def insert(original: str, offset: int, text: str) -> tuple[Span, str]:
    """The empty span at `offset` and `text`, set off from what stands before and after it by one mark.

    A text of several clauses is a sentence, and closed before the words that follow; a few words (麻烦) lead into them.
    """
    last = len(original.rstrip())
    offset = min(offset, last)
    text = text.lstrip(STOPS) or text
    if original[offset:last].lstrip(STOPS) and not _PARTS.isdisjoint(text) and text[-1] not in STOPS + "：:":
        text += "。"
    before = original[offset - 1 : offset]
    if not opens_line(original, offset) and before not in STOPS:
        text = ("。" if text[-1] in _SENTENCE_ENDS else "，") + text
    elif before and before in _SENTENCE_ENDS and offset == last and text[-1] not in STOPS:
        text += "。"  # as the sentence before it
    return Span(offset, offset), text


def seam(marks: str) -> str:
    """What parts two sentences where `marks` did: their line ends as they were written, else what parts clauses."""
    ends = "".join(mark for mark in marks if mark in LINE_ENDS)
    return ends or "".join(mark for mark in marks if mark in STOPS).strip(" ~～") or "，"


def past_stops(original: str, offset: int) -> int:
    """Where the marks at `offset` end."""
    while offset < len(original) and original[offset] in STOPS:
        offset += 1
    return offset
