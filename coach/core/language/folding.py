"""Folding: one spelling for what a reader sees as one, with an exact way back.

Full and half width, Traditional and Simplified, upper and lower case become one character each; zero-width characters
and inline tags go; an entity becomes the character that it stands for; template variables, blanks and emoticon codes
become opaque characters of a private range, one for each they had, so that no rule reads inside them. Offsets are
kept, or mapped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, NamedTuple

from coach.core.language.emoticons import is_emoticon
from coach.core.language.traditional import SHARED, SIMPLIFIED, TRADITIONAL

VARIABLE: Final = {
    "other": "\ue000",
    "person": "\ue001",
    "time": "\ue002",
    "number": "\ue003",
    "order": "\ue004",
}
"""The opaque character of a variable or blank, by what it stands for."""
BLANK: Final = ("\ue005", "\ue008")
"""What the brackets of a blank become; between them stands the opaque character of its type."""
MASK: Final = "\ue00a"
"""Opens a mark like [数字x1] that stands in an exported chat for what was taken out; nobody has to fill it in."""
EMOTICON: Final = "\ue006"
BLOCK_TAG: Final = "\ue007"
_DELETED: Final = "\ue00f"

_ZERO_WIDTH: Final = (
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    *range(0xE0000, 0xE0080),
    0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFEFF, 0xFFA0,
)  # fmt: skip
_SPACES: Final = (0x9, 0xB, 0xC, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
_LINES: Final = (0xD, 0x85, 0x2028, 0x2029)
_TO_FULL_WIDTH: Final = 0xFEE0
_OPAQUE_RANGE: Final = range(0xE000, 0xE010)


class _FoldTable(dict[int, int]):
    """The folded code point of each code point, learned as they are met."""

    def __missing__(self, code: int) -> int:
        folded = _fold_code(code)
        self[code] = folded
        return folded


def _fold_code(code: int) -> int:
    if 0xD800 <= code <= 0xDFFF or code in _OPAQUE_RANGE:
        return 0xFFFD
    character = chr(code)
    place = TRADITIONAL.find(character)
    if place >= 0:
        return ord(SIMPLIFIED[place])
    if code >= 0xF900:  # compatibility forms: full width, half width, vertical, small
        import unicodedata

        character = unicodedata.normalize("NFKC", character)
    lowered = character.lower()
    return ord(lowered) if len(lowered) == 1 else code


def _table() -> _FoldTable:
    table = _FoldTable(dict.fromkeys(_SPACES, 0x20))
    table.update(dict.fromkeys(_LINES, 0x0A))
    table.update(dict.fromkeys(_ZERO_WIDTH, ord(_DELETED)))
    table[ord("〜")] = ord("~")
    for code in range(0x21, 0x7F):  # the everyday ones of those that need unicodedata
        table[code + _TO_FULL_WIDTH] = ord(chr(code).lower())
    return table


_TABLE: Final = _table()
_LIKELY_OPAQUE: Final = re.compile(r"[{\[【<%⟨#&]")
_MANY_MET: Final = len(_TABLE) + 200
"""Once the table has learned so many characters, replies are checked by the dozen: `_unusual` is worth compiling."""
_AMPERSANDS: Final = "&\uff06\ufe60"
_ENTITY: Final = r"&(?:[a-z]{2,8}|\#(?:[0-9]{1,7}|x[0-9a-f]{1,6}));"
_ENTITY_LIMIT: Final = 12
NAME_LIMIT: Final = 8
"""A longer text in brackets is text, whatever it is called."""


class Folded(NamedTuple):
    """A folded text.

    Attributes:
        text: what rules read.
        offsets: for each character of `text`, its offset in the original, and one more for the end; None when the
            two run in step.
    """

    text: str
    offsets: tuple[int, ...] | None


def fold(text: str, placeholders: Mapping[str, str] | None = None) -> Folded:
    """`text` folded; `placeholders` names what ``{…}`` ``[…]`` ``【…】`` ``#…#`` may hold, with the type of each."""
    if len(_TABLE) > _MANY_MET:
        plain = text.replace("，", ",").replace("！", "!").replace("？", "?")
        if not _unusual().search(plain):
            return Folded(plain, None)
    folded = text.translate(_TABLE)
    if _LIKELY_OPAQUE.search(folded):
        folded = _hide_opaque(folded, placeholders or {})
    if _DELETED in folded:
        return _delete(folded)
    return Folded(folded, None)


@cache
def _unusual() -> re.Pattern[str]:
    """What folding may change, and what may open something opaque: all but everyday characters, in one glance."""
    everyday = "\n !\"$'()*+,-./0123456789:;=>?@\\]^_`abcdefghijklmnopqrstuvwxyz|}~·—‘’“”…、。《》"
    gaps, start = "\u3400-\u4dff\ua000-\uffff\U00010000-\U0010ffff", 0  # in one range, the last two would be slow
    for code in [*map(ord, everyday), 0x3400]:
        if start < code:
            gaps += f"{re.escape(chr(start))}-{re.escape(chr(code - 1))}"
        start = code + 1
    han = "".join(character for character in TRADITIONAL if "\u4e00" <= character < "\ua000")
    return re.compile(f"[{gaps}{han}]")


def fold_word(text: str) -> str:
    """A word of a pattern, folded as texts are."""
    return text.translate(_TABLE).replace(_DELETED, "")


@lru_cache(maxsize=64)
def is_traditional(text: str) -> bool:
    """Whether `text` holds a character that only Traditional Chinese writes."""
    return not _traditional_only().isdisjoint(text)


@cache
def _traditional_only() -> frozenset[str]:
    return frozenset(TRADITIONAL) - frozenset(SHARED)


@cache
def _opaque() -> re.Pattern[str]:
    """What becomes opaque; compiled when a text first holds a bracket."""
    return re.compile(
        r"""
        (?= [{$%<⟨\#&\[【] )  # one look, and most places are done with
        (?: (?P<sure>  \{\{[^{}]{0,80}\}\} | \$\{[^{}]{0,80}\} | %\([^()]{0,40}\)s | %[sd] | <attribute\b[^<>]{0,200}> )
        |   (?P<blank> ⟨[^⟨⟩]{0,40}⟩ )
        |   (?P<emoticon> \#e-[a-z0-9]{1,4}(?:\[[^\[\]]{1,6}\])? )
        |   (?P<block> <(?:/?(?:br|p|div|li|ul|ol|tr|td|th|table|h[1-6]|blockquote))\b[^<>]{0,300}> )
        |   (?P<inline> </?[a-z][a-z0-9]{0,15}(?:\s[^<>]{0,300})?/?> )
        |   (?P<entity> """
        + _ENTITY
        + r""" )
        |   (?P<named> \{[^{}]{1,24}\} | \[[^\[\]]{1,24}\] | 【[^【】]{1,24}】 | \#[^\#\s]{1,8}\# )
        )
        """,
        re.VERBOSE,
    )


def _hide_opaque(folded: str, placeholders: Mapping[str, str]) -> str:
    def hide(match: re.Match[str]) -> str:
        length = match.end() - match.start()
        kind = match.lastgroup
        if kind == "named":
            return _opaque_name(match.group(), placeholders, length)
        if kind == "inline":
            return _DELETED * length
        if kind == "entity":
            return _entity(match.group())
        inside = _opaque_character(str(kind), match.group(), placeholders)
        return f"{BLANK[0]}{inside * (length - 2)}{BLANK[1]}" if kind == "blank" else inside * length

    return _opaque().sub(hide, folded)


def _entity(written: str) -> str:
    """The one character that ``&nbsp;`` or ``&#39;`` stands for, folded; what stands for none is text."""
    from html import unescape

    meant = unescape(written).translate(_TABLE)
    return meant + _DELETED * (len(written) - 1) if len(meant) == 1 else written


def past(text: str, offset: int) -> int:
    """Where the character at `offset` of an original ends: one on, or past the entity that it opens."""
    if text[offset] in _AMPERSANDS:
        found = re.match(_ENTITY, text[offset : offset + _ENTITY_LIMIT].translate(_TABLE))
        if found and _entity(found[0]) != found[0]:
            return offset + found.end()
    return offset + 1


def _opaque_character(kind: str, written: str, placeholders: Mapping[str, str]) -> str:
    if kind == "emoticon":
        return EMOTICON
    if kind == "block":
        return BLOCK_TAG
    return VARIABLE[placeholders.get(written.strip("{}$⟨⟩ "), "other")]


def _opaque_name(written: str, placeholders: Mapping[str, str], length: int) -> str:
    name = re.sub(r"_?[x*\d]+$", "", written[1:-1].strip()) or written[1:-1]
    kind = placeholders.get(name)
    if kind is None or len(name) > NAME_LIMIT:
        return EMOTICON * length if is_emoticon(written) else written
    inside = VARIABLE[kind]
    return MASK + inside * (length - 1) if name != written[1:-1].strip() else inside * length


def _delete(folded: str) -> Folded:
    kept = [(offset, character) for offset, character in enumerate(folded) if character != _DELETED]
    offsets = (*(offset for offset, _ in kept), len(folded))
    return Folded("".join(character for _, character in kept), offsets)
