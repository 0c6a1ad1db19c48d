"""Places in a text, and the other unit the outside asks for."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open place, in code points of the text as it was given."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The part of `text` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: tuple[int, int]) -> bool:
        """Whether the two share a character."""
        return self.start < other[1] and other[0] < self.end


def utf16_offset(text: str, offset: int) -> int:
    """The UTF-16 code units before the code point `offset` of `text`."""
    return offset + sum(character > "\uffff" for character in text[:offset])
