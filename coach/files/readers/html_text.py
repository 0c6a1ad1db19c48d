"""HTML bodies as text, with a way back: what a browser shows, and where each character stands in the value.

Template variables stay as they are, so that the engine knows them for variables. Time is linear in the length.
"""

from __future__ import annotations

import re
from typing import Final

Offsets = tuple[int, ...]

_BLOCK: Final = (
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|"
    "footer|form|h[1-6]|header|hr|html|legend|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_IS_BLOCK: Final = re.compile(rf"(?:{_BLOCK})\Z")
_UNSEEN: Final = frozenset({"script", "style", "template", "title"})
"""Elements of which a browser shows nothing."""
_INLINE: Final = "a|b|big|code|del|em|font|i|img|ins|mark|q|s|small|span|strike|strong|sub|sup|tt|u|var|wbr|attribute"

_VARIABLE: Final = r"\{\{[^{}<>]{0,200}\}\}|<attribute\b[^<>]{0,400}>"
_ENTITY: Final = r"&(?:\#[0-9]{1,7};?|\#x[0-9a-f]{1,6};?|[a-z][a-z0-9]{1,31};?)"
_TOKEN: Final = re.compile(
    rf"""
      (?P<unseen>   <!--.*?(?:-->|\Z) | <[!?][^<>]*> )
    | (?P<variable> {_VARIABLE} )
    | (?P<tag>      </?[a-z] )
    | (?P<entity>   {_ENTITY} )
    | (?P<space>    [ \t\n\r\f]+ )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_TAG: Final = re.compile(r"""</?([a-z][^\s/>=]*+)(?:=\s*+(?:"[^"]*+"|'[^']*+')|[^>])*+>""", re.IGNORECASE)
"""A tag as a browser reads it: an attribute's quoted value may hold ``>``."""
_PLAIN_TAG: Final = re.compile(r"</?([a-z][^\s/<>=]*+)[^<>]*+>", re.IGNORECASE)
_BLOCK_TAG: Final = re.compile(rf"</?(?:br|{_BLOCK})(?:\s[^<>]*|/)?>", re.IGNORECASE)
_INLINE_MARK: Final = re.compile(
    rf"</?(?:{_INLINE})(?:\s[^<>]*|/)?>|&(?:amp|gt|lt|nbsp|quot|\#[0-9]{{1,7}});", re.IGNORECASE
)
_TO_ESCAPE: Final = re.compile(rf"(?P<variable>{_VARIABLE})|[&<>\n]", re.VERBOSE | re.IGNORECASE)
_ESCAPED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "<br>"}


def looks_like_html(value: str) -> bool:
    """Whether `value` is HTML: it has a block tag or ``<br>``, or other markup in one line.

    Text whose lines are line feeds is text, even with a ``<b>`` in it: as HTML its lines would run together.
    """
    if _BLOCK_TAG.search(value):
        return True
    return "\n" not in value.strip() and _INLINE_MARK.search(value) is not None


def plain(value: str) -> tuple[str, Offsets]:
    """The text of an HTML value, and for each of its characters, and for its end, the offset in `value`.

    Tags are dropped, block tags and ``<br>`` become line feeds, entities are decoded, white space collapses as in a
    browser (outside ``<pre>``), and template variables stay. A character that stands for more (an entity, a tag, a run
    of white space) has the offset where that begins; `end_of` says where it ends.
    """
    return _Plain(value).made()


def end_of(value: str, offset: int) -> int:
    """Where in `value` that ends which stands for the character that `plain` found at `offset`."""
    match = _TOKEN.match(value, offset)
    if match is None or match.lastgroup == "variable":
        return offset + 1
    if match.lastgroup == "entity":
        return offset + _decoded(match.group())[1]
    if match.lastgroup != "tag":
        return match.end()
    tag = _TAG.match(value, offset) or _PLAIN_TAG.match(value, offset)
    return tag.end() if tag else offset + 1


def escaped(text: str) -> str:
    """`text` as HTML writes it: ``& < >`` as entities, a line feed as ``<br>``; template variables stay."""
    return _TO_ESCAPE.sub(lambda match: match["variable"] or _ESCAPED[match.group()], text)


def _decoded(entity: str) -> tuple[str, int]:
    """What the entity says, and how much of `entity` that takes; nothing when it is none."""
    from html import unescape
    from html.entities import html5

    if entity[1] == "#":
        return unescape(entity), len(entity)
    name = entity[1:]
    if name in html5:
        return html5[name], len(entity)
    legacy = next((name[:length] for length in range(min(len(name), 6), 1, -1) if name[:length] in html5), "")
    return html5.get(legacy, ""), len(legacy) + 1


class _Plain:
    """The text of one value as it grows."""

    def __init__(self, value: str) -> None:
        self.value = value
        self.written: list[str] = []
        self.starts: list[int] = []
        self.end = 0
        """Where the last character's source ends."""
        self.preformatted = 0
        self.careful = True
        """False after a tag that never closes: the next ones need not look for its end again."""

    def made(self) -> tuple[str, Offsets]:
        at = 0
        while match := _TOKEN.search(self.value, at):
            self._keep(at, match.start())
            at = self._token(match)
        self._keep(at, len(self.value))
        return self._trimmed()

    def _token(self, match: re.Match[str]) -> int:
        """Take in one token; gives where the next may begin."""
        start, end = match.span()
        if match.lastgroup == "tag":
            return self._tag(start)
        if match.lastgroup == "entity":
            return self._entity(match)
        if match.lastgroup == "variable":
            self._keep(start, end)
        elif match.lastgroup == "space":
            self._space(start, end)
        return end

    def _tag(self, start: int) -> int:
        tag = _TAG.match(self.value, start) if self.careful else None
        if tag is None:
            self.careful = False
            tag = _PLAIN_TAG.match(self.value, start)
        if tag is None:
            self._keep(start, start + 1)
            return start + 1
        name, closes = tag[1].lower(), self.value[start + 1] == "/"
        if name in _UNSEEN and not closes:
            closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.value, tag.end())
            return closing.start() if closing else len(self.value)
        if name == "br":
            self._line(start, tag.end())
        elif _IS_BLOCK.match(name):
            if self.written and self.written[-1] != "\n":
                self._line(start, tag.end())
            if name == "pre":
                self.preformatted = max(0, self.preformatted + (-1 if closes else 1))
        return tag.end()

    def _entity(self, match: re.Match[str]) -> int:
        start = match.start()
        decoded, length = _decoded(match.group())
        if not decoded and match.group()[1] != "#":
            self._keep(start, start + 1)
            return start + 1
        for character in decoded:
            if character in " \t\n\r\f" and not self.preformatted:
                self._space(start, start + length)
            else:
                self._add(character, start, start + length)
        return start + length

    def _space(self, start: int, end: int) -> None:
        if self.preformatted:
            for offset in range(start, end):
                if self.value[offset : offset + 2] != "\r\n":
                    self._add("\n" if self.value[offset] == "\r" else self.value[offset], offset, offset + 1)
        elif self.written and self.written[-1] not in " \n":
            self._add(" ", start, end)

    def _line(self, start: int, end: int) -> None:
        if self.written and self.written[-1] == " " and not self.preformatted:
            self.written.pop()
            self.starts.pop()
        self._add("\n", start, end)

    def _keep(self, start: int, end: int) -> None:
        if start < end:
            self.written.extend(self.value[start:end])
            self.starts.extend(range(start, end))
            self.end = end

    def _add(self, character: str, start: int, end: int) -> None:
        self.written.append(character)
        self.starts.append(start)
        self.end = end

    def _trimmed(self) -> tuple[str, Offsets]:
        text = "".join(self.written)
        kept = len(text.rstrip(" \n"))
        skipped = kept - len(text[:kept].lstrip(" \n"))
        if kept < len(text):
            self.end = end_of(self.value, self.starts[kept - 1]) if kept else 0
        return text[skipped:kept], (*self.starts[skipped:kept], self.end if kept else 0)
