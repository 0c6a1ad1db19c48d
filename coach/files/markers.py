"""Markers: a comment in a file that says which findings somebody answers for, as ``coach: ignore no-but 原因``.

Readers of formats with comments hand the text of the comments here and put what comes back into `Record.ignored`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

_NAME: Final = r"[^\s,，、]+"
_MARKER: Final = re.compile(
    rf"\s*coach\s*[:：]\s*ignore\s+({_NAME}(?:\s*[,，、]\s*{_NAME})*)(?:\s+(.*?))?\s*\Z", re.DOTALL
)
_MARKDOWN: Final = re.compile(r"\s*<!--(.*?)-->\s*\Z", re.DOTALL)
_YAML: Final = re.compile(r"(?:^|\s)#(.*)\Z")


class Marker(NamedTuple):
    """A finding of this rule, guideline or pack is not reported, for this reason; empty when none was given."""

    name: str
    reason: str


def markers(comment: str) -> tuple[Marker, ...]:
    """The markers in the text of one comment, without the signs of the comment; none when it is an ordinary one."""
    found = _MARKER.match(comment)
    if not found:
        return ()
    reason = " ".join((found[2] or "").split())
    return tuple(Marker(name, reason) for name in re.split(r"\s*[,，、]\s*", found[1]))


def markdown_markers(block: str) -> tuple[Marker, ...]:
    """The markers of a Markdown block that is nothing but a comment; they are for the block that follows."""
    found = _MARKDOWN.match(block)
    return markers(found[1]) if found else ()


def yaml_markers(lines: Iterable[str], first: int = 1) -> dict[int, tuple[Marker, ...]]:
    """For each line of a YAML file that `lines` give, from number `first` on, the markers that apply to it.

    A marker applies to its own line, and when nothing else stands there to the next line that is no comment.
    """
    waiting: tuple[Marker, ...] = ()
    applying: dict[int, tuple[Marker, ...]] = {}
    for number, line in enumerate(lines, start=first):
        comment = _YAML.search(line)
        own = markers(comment[1]) if comment else ()
        if line.lstrip().startswith("#"):
            waiting += own
        elif line.strip():
            if waiting or own:
                applying[number] = waiting + own
            waiting = ()
    return applying
