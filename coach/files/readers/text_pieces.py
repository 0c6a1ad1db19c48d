"""Pieces of text: a file decoded as it is read, so that its length does not matter.

Bytes that are not in the encoding of the file become `MARK`: the reader names the part of the file that holds one, and
reads all else.
"""

from __future__ import annotations

import codecs
from collections.abc import Generator, Iterator
from typing import BinaryIO, Final

from coach.errors import ReadError
from coach.files.decoding import decoded, encoding_of
from coach.files.source import HEAD, Source

_PIECE: Final = 4 * HEAD
_LITTLE_ENDIAN: Final = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}
"""What these names mean where a file has no byte order mark."""


class Pieces:
    """The text of a table, piece by piece, without its byte order mark; GB18030 is guessed as for all tables.

    Attributes:
        encoding: a codec's name; ``ascii`` as long as nothing else was met.
    """

    def __init__(self, source: Source) -> None:
        self.encoding = "ascii"
        self._source = source
        named = source.options.encoding
        self._named = _LITTLE_ENDIAN.get(named, named) if named else None

    @property
    def is_guessed(self) -> bool:
        """Whether the encoding is GB18030 though nobody said so."""
        return self.encoding == "gb18030" and not self._named

    def texts(self) -> Generator[str, None, None]:
        """The pieces; none is empty. ReadError when the file cannot be read, or its encoding cannot be told."""
        decoder = None
        with self._source.open() as stream:
            for number, chunk in enumerate(self._chunks(stream)):
                if decoder is None and (self._named or not chunk.isascii()):
                    self.encoding, mark = self._encoding(chunk)
                    decoder = codecs.getincrementaldecoder(self.encoding)("coach-mark")
                    chunk = chunk[len(mark) :] if number == 0 else chunk
                text = decoder.decode(chunk) if decoder else chunk.decode("ascii")
                if text:
                    yield text
            if decoder and (text := decoder.decode(b"", True)):
                yield text

    def _chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        size = HEAD
        try:
            while chunk := stream.read(size):
                yield chunk
                size = _PIECE
        except OSError as error:
            raise ReadError(f"文件打不开：{error.strerror}", self._source.path) from None

    def _encoding(self, chunk: bytes) -> tuple[str, bytes]:
        """The encoding of a file of which `chunk` is the first part beyond ASCII, and its byte order mark."""
        if self._named and not _is_of_text(self._named):
            raise ReadError(f"{self._named} 不是文字的编码，请用 --encoding 说明别的编码", self._source.path)
        found = encoding_of(chunk, self._named, guess=True)
        if found is None:
            found = _encoding_of_most(chunk)
        if found is None:  # says why, with the line
            decoded(chunk, self._source.path)
        return found or ("utf-8", b"")


def _is_of_text(encoding: str) -> bool:
    try:
        "a".encode(encoding)
        codecs.getincrementaldecoder(encoding)("coach-mark").decode(b"a")
    except (LookupError, UnicodeError):
        return False
    return True


def _encoding_of_most(chunk: bytes) -> tuple[str, bytes] | None:
    """The encoding of most lines, where some rows were pasted in from elsewhere; None when it cannot be told."""
    lines = [line for line in chunk.splitlines() if not line.isascii()]
    others = [line for line in lines if not _is_utf8(line)]
    if 2 * len(others) < len(lines):
        return "utf-8", b""
    return encoding_of(b"\n".join(others), guess=True)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
