"""Where words end: before what closes them, and before the emoji and emoticon codes that follow them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from coach.core.language.emoticons import EMOJI

_OPENING: Final = {
    ")": "(", "]": "[", "}": "{", ">": "<", "】": "【", "」": "「", "』": "『", "”": "“", "’": "‘", "》": "《",
}  # fmt: skip
_LOOSE: Final = " 、:—·|\"'"


def words_end(text: str, start: int, end: int) -> int:
    """`end` of ``text[start:end]`` moved before marks, brackets that it does not open, emoji and emoticon codes."""
    code = text.find("/:", start, end)
    end = end if code < 0 else code
    while end > start and not "\u4e00" <= text[end - 1] <= "\u9fff":
        found = _emotion().search(text, start, end)
        if found:
            end = found.start()
        elif _closes_nothing(text, start, end):
            end -= 1
        else:
            break
    return end


def _closes_nothing(text: str, start: int, end: int) -> bool:
    last = text[end - 1]
    opening = _OPENING.get(last)
    if opening is None:
        return last in _LOOSE
    return text.count(opening, start, end) < text.count(last, start, end)


@cache
def _emotion() -> re.Pattern[str]:
    """Emoji, or a short name in brackets, at the end."""
    return re.compile(rf"(?:[{EMOJI}]|\[[^\[\]]{{1,4}}\])+\Z")
