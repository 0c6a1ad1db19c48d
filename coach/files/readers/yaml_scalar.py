"""A new value for a scalar of a YAML file, written the way the old one was: plain, quoted, or as a block.

Each way of writing is tried and read back; the first that means the value is taken. Double quotes can say anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

_Loader: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BLOCK: Final = re.compile(r"(?P<style>[|>])(?P<signs>[-+1-9]{0,2})(?P<note>[^\r\n]*)(?:\r?\n)")
_TAIL: Final = re.compile(r"\s*\Z")
_ESCAPE: Final = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')
_ESCAPED: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def quoted(value: str, written: str) -> str:
    """`value` as a YAML scalar, written as `written` was, or in double quotes where that cannot say it.

    Args:
        written: the scalar that stands in the file: with its quotes, or from the ``|`` of a block to its end.
    """
    block = _BLOCK.match(written)
    if block:
        return _as_block(value, written, block)
    if written[:1] == "'":
        candidate = "'" + value.replace("'", "''") + "'"
    elif written[:1] == '"':
        candidate = _double(value, written)
    else:
        candidate = value
    return candidate if _means(candidate, value) else _double(value, written)


def _double(value: str, written: str) -> str:
    """In double quotes; beyond ASCII escaped if `written` did so."""
    only_ascii = written.isascii() and re.search(r"\\[uU][0-9a-fA-F]{4}", written) is not None
    escaped = _ESCAPE.sub(lambda match: _ESCAPED.get(match.group()) or _code(match.group()), value)
    if only_ascii:
        escaped = re.sub("[^\x00-\x7f]", lambda match: _code(match.group()), escaped)
    return f'"{escaped}"'


def _code(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _means(candidate: str, value: str) -> bool:
    """Whether a flow scalar is read as that text, in a mapping as well as between brackets."""
    if any(character in candidate for character in "\n\r\t"):
        return False
    read = (_reads(f"k: {candidate}\n"), _reads(f"[x, {candidate}, y]\n"))
    return read == ({"k": value}, ["x", value, "y"])


def _reads(text: str) -> Any:
    try:
        return yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError):  # an impossible date is a ValueError
        return None


def _as_block(value: str, written: str, block: re.Match[str]) -> str:
    body = written[block.end() :]
    line_end = "\r\n" if "\r\n" in written else "\n"
    indent = min((len(line) - len(line.lstrip(" ")) for line in body.splitlines() if line.strip()), default=0)
    tail = _TAIL.search(written)
    ending = tail.group().lstrip(" ") if tail else ""
    digit = "".join(sign for sign in block["signs"] if sign.isdigit())
    parent = indent - int(digit or 1)
    if parent >= 0:
        for signs, end in _endings(value, block["signs"], ending, digit):
            lines = _lines(value.rstrip("\n"), block["style"], " " * indent)
            candidate = f"{block['style']}{signs}{block['note']}\n{lines}{end}".replace("\r\n", "\n")
            if _reads(f"{' ' * parent}k: {candidate}") == {"k": value} and "\r" not in value:
                return candidate.replace("\n", line_end)
    return _double(value, written) + ending


def _endings(value: str, signs: str, ending: str, digit: str) -> Iterator[tuple[str, str]]:
    """The signs of a block and the line feeds at its end: as they were, or as the value needs them."""
    count = len(value) - len(value.rstrip("\n"))
    if "+" not in signs:
        yield signs, ending
    if count > 1 or (count and "+" in signs):
        yield f"{digit}+", "\n" * count
    yield f"{digit}{'' if count else '-'}", ending or "\n"


def _lines(value: str, style: str, indent: str) -> str:
    """The lines of a block; in a folded one a line feed is an empty line."""
    text = value.replace("\n", "\n\n") if style == ">" else value
    return "\n".join(indent + line if line else line for line in text.split("\n"))
