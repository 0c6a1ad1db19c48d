"""Bytes to text: which encoding a file is in, and the way back.

A byte order mark decides; then what the caller says; then strict UTF-8. Tables saved by a Chinese Excel are GB18030,
which is tried for tables only, and only believed when the text reads like Chinese: Big5 decodes as GB18030 too.
"""

from __future__ import annotations

import codecs
from typing import Final, NamedTuple

from coach.errors import ReadError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FREQUENT: Final = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家"
    "种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日您请谢亲退换货单快递款"
    "服务客户订查帮问题处麻烦抱歉感稍等感商品店电话，。！？、：；（）“”"
)
_ENOUGH: Final = 0.2
"""So large a share of the characters beyond ASCII must be frequent ones for a guess to be believed."""
MARK: Final = "\udc80"
"""Stands where bytes could not be decoded, where an input is read part by part; no encoding has it."""


def _marked(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeDecodeError):
        return MARK, error.end
    raise error


codecs.register_error("coach-mark", _marked)


class Decoded(NamedTuple):
    """A decoded file.

    Attributes:
        text: without the byte order mark.
        encoding: a codec's name.
        mark: the byte order mark; empty when there was none.
    """

    text: str
    encoding: str
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """`text` as the file would hold it. UnicodeEncodeError when the encoding lacks a character."""
        return self.mark + text.encode(self.encoding)


def encoding_of(head: bytes, named: str | None = None, *, guess: bool = False) -> tuple[str, bytes] | None:
    """The encoding of a file that begins with `head`, and its byte order mark; None when it cannot be told.

    Args:
        named: what the caller says; a byte order mark wins over it.
        guess: whether GB18030 may be taken for it.
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name, mark
    if named:
        return named, b""
    if _begins_as(head, "utf-8"):
        return "utf-8", b""
    if guess and _begins_as(head, "gb18030") and _reads_like_chinese(head.decode("gb18030", "ignore")):
        return "gb18030", b""
    return None


def decoded(content: bytes, path: str, named: str | None = None, *, guess: bool = False) -> Decoded:
    """The text of a whole file.

    Args:
        path: for the error.
        named: the encoding that the caller says; a byte order mark wins over it.
        guess: whether GB18030 may be taken for it.

    Raises:
        ReadError: it is not in that encoding, or in none that can be told; names the line.
    """
    found = encoding_of(content, named, guess=guess)
    name, mark = found or ("utf-8", b"")
    try:
        return Decoded(content[len(mark) :].decode(name), name, mark)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, len(mark) + error.start) + 1
        told = name.upper() if found else "UTF-8"
        hint = "请另存为 UTF-8，或用 --encoding 说明编码"
        raise ReadError(f"不是 {told} 编码，{hint}", path, f"line {line}") from None
    except (LookupError, UnicodeError):  # rot13, idna and their like
        raise ReadError(f"{name} 不是文字的编码，请用 --encoding 说明别的编码", path) from None


def decoded_with_marks(content: bytes, path: str, named: str | None = None) -> Decoded:
    """As `decoded`, with `MARK` in the place of bytes that are not in the encoding; that of UTF-8 when none is told."""
    name, mark = encoding_of(content[:4], named) or ("utf-8", b"")
    try:
        return Decoded(content[len(mark) :].decode(name, "coach-mark"), name, mark)
    except (LookupError, UnicodeError):  # no encoding of text, or one that goes without a mark
        return decoded(content, path, named)


def _begins_as(head: bytes, name: str) -> bool:
    """Whether `head` decodes, but for a character cut in two at its end."""
    try:
        codecs.getincrementaldecoder(name)().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _reads_like_chinese(text: str) -> bool:
    beyond = [character for character in text if ord(character) > 127]
    return sum(character in _FREQUENT for character in beyond) >= _ENOUGH * len(beyond)
