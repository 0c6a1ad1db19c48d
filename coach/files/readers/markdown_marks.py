"""Marks inside a line of Markdown: which characters are text, and which say only how it looks or where it leads."""

from __future__ import annotations

import re
from typing import Final

_COMMENT: Final = re.compile(r"<!--.{0,2000}?-->", re.DOTALL)
_CODE: Final = re.compile(r"(?<!`)(?P<open>`+)(?!`)(?P<inner>.{1,500}?)(?<!`)(?P<close>(?P=open))(?!`)", re.DOTALL)
_IMAGE: Final = re.compile(
    r"!\[[^\[\]]{0,500}\](?:\([^()\s]{0,2000}(?:[ \t]+[\"'][^\"'\n]{0,500}[\"'])?\)|\[[^\[\]]{0,500}\])"
)
_LINK: Final = re.compile(
    r"(?P<open>\[)(?P<inner>[^\[\]\n]{1,500})(?P<close>\](?:\([^()\s]{0,2000}(?:[ \t]+[\"'][^\"'\n]{0,500}[\"'])?\)"
    r"|\[[^\[\]\n]{0,500}\]))"
)
_STRONG: Final = re.compile(
    r"(?P<open>\*{1,3})(?=[^\s*])(?P<inner>[^*\n]{1,2000}?)(?<=[^\s*])(?P<close>(?P=open))(?!\*)"
)
_UNDERLINED: Final = re.compile(
    r"(?<![\w{])(?P<open>_{1,3})(?=[^\s_])(?P<inner>[^\n]{1,200}?)(?<=[^\s_])(?P<close>(?P=open))(?![\w}])"
)
_STRUCK: Final = re.compile(r"(?P<open>~~)(?=\S)(?P<inner>[^~\n]{1,2000}?)(?<=\S)(?P<close>~~)")
_ESCAPE: Final = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


def without_marks(written: str) -> list[int]:
    """The offsets of the characters of `written` that are text, in order; an escaped character's own."""
    left = list(written)  # what one pattern has dealt with is blank for the next
    dropped: set[int] = set()

    def drop(start: int, end: int) -> None:
        dropped.update(range(start, end))
        left[start:end] = "\0" * (end - start)

    for found in _COMMENT.finditer(written):
        drop(*found.span())
    for found in _CODE.finditer("".join(left)):
        drop(*found.span("open"))
        drop(*found.span("close"))
        left[found.start() : found.end()] = "\0" * len(found[0])
    for found in _ESCAPE.finditer("".join(left)):
        drop(*found.span())
        left[found.end()] = "\0"
    for found in _IMAGE.finditer("".join(left)):
        drop(*found.span())
    for pattern in (_LINK, _STRONG, _UNDERLINED, _STRUCK):
        for found in pattern.finditer("".join(left)):
            drop(*found.span("open"))
            drop(*found.span("close"))
    return [offset for offset in range(len(written)) if offset not in dropped]
