"""Text for a terminal: widths, and characters that must not reach it as they are."""

from __future__ import annotations

import re
from typing import Final

_UNSAFE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_CLOSING: Final = "，。！？；：、）”’》〉⟩】,.!?;:)"


def visible(text: str) -> str:
    """`text` with control, bidi and surrogate characters shown by their code; one line stays one line."""
    return _UNSAFE.sub(_escape, text.replace("\t", " "))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def width(text: str) -> int:
    """Terminal columns of `text`; Chinese characters take two."""
    from wcwidth import wcswidth

    return max(int(wcswidth(text)), 0)


def wrapped(text: str, columns: int, indent: str) -> list[str]:
    """`text` in lines of at most `columns`, each after `indent`; a closing mark never starts a line."""
    room = max(columns - width(indent), 20)
    lines: list[str] = []
    line, used = "", 0
    for character in text:
        wide = width(character)
        if used + wide > room and character not in _CLOSING:
            lines.append(indent + line)
            line, used = "", 0
        line += character
        used += wide
    return [*lines, indent + line]
