"""Inputs: what a reader is given, a file or standard input whose bytes are read when asked for."""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO, Final, NamedTuple

from coach.errors import ReadError

HEAD: Final = 65_536
"""So many bytes are enough to tell a format, in bytes."""
WHOLE_LIMIT: Final = 512 * 1024 * 1024
"""A file that must be read as a whole may be this long, in bytes."""


class ReadOptions(NamedTuple):
    """What the caller says of the inputs; what is None is found out.

    Attributes:
        reader: a name of `coach.files.readers.READERS`.
        encoding: a name that Python knows, such as ``big5``.
        text_column: the header of the column, or the key of the field, that holds the replies.
        records: ``lines`` or ``blocks``: how replies stand in plain text; ``whole``: the text is one reply.
    """

    reader: str | None = None
    encoding: str | None = None
    text_column: str | None = None
    records: str | None = None


AS_IT_LOOKS: Final = ReadOptions()


class Source:
    """One input.

    Args:
        path: the file as named; ``-`` for standard input, whose bytes are `content`.
        options: what the caller says of it.
        content: the bytes, where they are known already.
        folder: the folder that was named, when the file was found below it; what links out of it is not written to.
    """

    def __init__(
        self, path: str, options: ReadOptions = AS_IT_LOOKS, content: bytes | None = None, folder: str | None = None
    ) -> None:
        self.path = path
        self.options = options
        self.folder = folder
        self._content = content

    def holding(self, content: bytes) -> Source:
        """The same input with these bytes."""
        return Source(self.path, self.options, content, self.folder)

    def open(self) -> BinaryIO:
        """The bytes as a stream; the caller closes it.

        Raises:
            ReadError: the file is missing or cannot be opened.
        """
        if self._content is not None:
            return BytesIO(self._content)
        try:
            if not self.path:
                raise ReadError("路径是空的", self.path)
            return open(self.path, "rb")
        except FileNotFoundError:
            raise ReadError("没有这个文件", self.path) from None
        except OSError as error:
            raise ReadError(f"文件打不开：{error.strerror}", self.path) from None

    def head(self) -> bytes:
        """The first `HEAD` bytes. ReadError as for `open`."""
        with self.open() as stream:
            return stream.read(HEAD)

    def read(self) -> bytes:
        """All bytes; ReadError as for `open`, and when there are too many to hold."""
        if self._content is not None:
            return self._content
        with self.open() as stream:
            try:
                content = stream.read(WHOLE_LIMIT + 1)
            except OSError as error:
                raise ReadError(f"文件打不开：{error.strerror}", self.path) from None
        if len(content) > WHOLE_LIMIT:
            raise ReadError(f"文件太大（超过 {WHOLE_LIMIT >> 20} MB），请拆开再检查", self.path)
        return content
