"""Text that knows where in its file it stands, as the readers of JSON and YAML find it."""

from __future__ import annotations

from typing import Any


class PlacedMapping(dict[str, Any]):
    """A mapping of a YAML file.

    Attributes:
        line: the line of the file where it begins, 1-based.
    """

    line: int = 0


class Placed(str):
    """A text value of a structured file.

    Attributes:
        start: where it begins in the decoded file as it is written there, with its quotes, in code points.
        end: where that ends.
        line: the line of the file where it begins, 1-based.
    """

    start: int
    end: int
    line: int

    @classmethod
    def at(cls, value: str, start: int, end: int, line: int) -> Placed:
        """`value`, which stands there."""
        text = cls(value)
        text.start, text.end, text.line = start, end, line
        return text
