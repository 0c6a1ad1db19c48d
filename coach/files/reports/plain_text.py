"""Text for a terminal: widths, and characters that must not reach it as they are."""

from __future__ import annotations

import re
from typing import Final

_UNSAFE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_COMMAND: Final = re.compile(r"^([^\S\n]*):(?=:)|#(?=#(?:\[|vso\[|teamcity\[))", re.MULTILINE)
_OPENING: Final = "（“‘《〈⟨【(["
_CLOSING: Final = "，。！？；：、）”’》〉⟩】,.!?;:)"


def visible(text: str) -> str:
    """`text` with control, bidi and surrogate characters shown by their code; one line stays one line."""
    return _UNSAFE.sub(_escape, text.replace("\t", " "))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def defused(text: str) -> str:
    """`text`, lines of a log, without what the machine that runs a build would obey: ``::error::``, ``##[error]``."""
    return _COMMAND.sub(lambda match: f"{match[1] or ''}\\x{ord(match[0][-1]):02x}", text)


def width(text: str) -> int:
    """Terminal columns of `text`; Chinese characters take two."""
    from wcwidth import wcswidth

    return max(int(wcswidth(text)), 0)


def cropped(text: str, columns: int) -> str:
    """`text` on one line, fit to be shown; past `columns` it ends in …."""
    shown = visible(text.replace("\n", " ⏎ "))
    kept = shown[:columns]
    if _surely_fits(shown, columns):
        return shown
    while width(kept) > columns:
        kept = kept[:-1]
    return kept if kept == shown else kept + "…"


def _surely_fits(text: str, columns: int) -> bool:
    """Whether `text` fits even if all that is not ASCII is wide; spares short texts the table of widths."""
    return sum(1 if character.isascii() else 2 for character in text) <= columns


def wrapped(text: str, columns: int, indent: str) -> list[str]:
    """`text` in lines of `columns` at most; none starts with a closing mark or ends in an opening one.

    Args:
        text: one line of it.
        columns: room, `indent` included.
        indent: spaces before each line.
    """
    room = max(columns - len(indent), 20)
    if _surely_fits(text, room):
        return [indent + text]
    lines: list[str] = []
    line, used = "", 0
    for character in text:
        wide = width(character)
        if used + wide > room and character not in _CLOSING:
            kept = line.rstrip(_OPENING)
            lines.append(indent + (kept or line))
            line = line[len(kept) :] if kept else ""
            used = width(line)
        line += character
        used += wide
    return [*lines, indent + line]
