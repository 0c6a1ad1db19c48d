"""What is inside a spreadsheet file, looked over before it is read: bombs, locks and torn files get a sentence.

A workbook is a ZIP of XML parts, an old one an OLE file. Declared sizes may lie, so every part is unpacked once, piece
by piece, and thrown away.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from copy import copy
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

from coach.errors import ReadError
from coach.files.readers.sheet_extents import Attributes, ExcelSheet, Extent, OpenDocument, parser
from coach.files.reports.plain_text import cropped

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LARGEST: Final = 1 << 30
"""A workbook may unpack to so many bytes."""
CELLS: Final = 12_000_000
"""A sheet is held as a rectangle of at most so many cells, 32 bytes each."""
_SUSPECT: Final = 64 << 20
"""Up to so many unpacked bytes, no ratio is suspicious."""
_RATIO: Final = 200
"""Packed so many times smaller is a bomb: sheets of the same cell again and again reach some 60."""
_PARTS: Final = 10_000
_PIECE: Final = 1 << 20
_MANIFEST: Final = "META-INF/manifest.xml"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
TORN: Final = "文件不完整或者坏了，请重新导出，或者用 Excel、WPS 打开后另存一份"
PASSWORD: Final = "文件设了密码，请先去掉打开密码再检查"


class Parts(NamedTuple):
    """What was seen.

    Attributes:
        kind: ``xlsx``, ``xlsb``, ``ods`` or ``xls``.
        sheets: the sheets of an ``xlsx`` by name; of other kinds, nothing is known of them.
    """

    kind: str
    sheets: dict[str, Extent]


def look_over(content: bytes, path: str) -> Parts:
    """What is inside.

    Args:
        content: the whole file.
        path: for the error.

    Raises:
        ReadError: it is no spreadsheet, or one that cannot or should not be opened; says why.
    """
    if content.startswith(OLE):
        if _LOCKED in content:
            raise ReadError(PASSWORD, path)
        return Parts("xls", {})
    if not content.startswith(ZIP):
        raise ReadError(_other(content), path)
    with _open(content, path) as archive:
        return _parts(archive, len(content), path)


def _other(content: bytes) -> str:
    """What a file is that is no spreadsheet file."""
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not content:
        return "文件是空的"
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<style")):
        return "这其实是网页，只是后缀像表格，请用 Excel 或 WPS 打开后另存为 .xlsx"
    if start.startswith(b"<?xml"):
        return "这其实是 XML，只是后缀像表格，请用 Excel 或 WPS 打开后另存为 .xlsx"
    if start and b"\0" not in content[:1024]:
        return "这不是 Excel 文件，像是文本；如果是 CSV，请把后缀改成 .csv"
    return "这不是 Excel 文件，也可能坏了，请用 Excel 或 WPS 打开后另存为 .xlsx"


@contextmanager
def _open(content: bytes, path: str) -> Iterator[ZipFile]:
    """The archive; what goes wrong while it is read is a ReadError."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(content)) as archive:
            yield archive
    except (BadZipFile, EOFError, zlib.error, NotImplementedError, ValueError, LookupError, OSError, SyntaxError):
        # ElementTree's ParseError is a SyntaxError
        raise ReadError(TORN, path) from None


def _parts(archive: ZipFile, size: int, path: str) -> Parts:
    _check(archive.infolist(), size, path)
    followed: dict[str, ExcelSheet] = {}
    document = OpenDocument()
    room = _room(size)
    for info in archive.infolist():
        followed[_key(info.filename)] = sheet = ExcelSheet()
        start = document.start if info.filename == "content.xml" else sheet.start
        room -= _unpack(archive, info, path, start, room)
    _check_extent("", document.extent, path)
    names = {part: name for name, part in _sheets(archive, followed)}
    for part, sheet in followed.items():
        _check_extent(names.get(part, part), sheet.extent, path)
    return Parts(_kind(archive, followed.keys(), path), {name: followed[part].extent for part, name in names.items()})


def _kind(archive: ZipFile, parts: Collection[str], path: str) -> str:
    if "xl/workbook.xml" in parts:
        return "xlsx"
    if "xl/workbook.bin" in parts:
        return "xlsb"
    if "content.xml" not in parts:
        raise ReadError("这是一个压缩包，不是表格，请解压后再检查", path)
    if _MANIFEST in archive.namelist() and b"encryption-data" in archive.read(_MANIFEST):
        raise ReadError(PASSWORD, path)
    return "ods"


def _check(parts: list[ZipInfo], size: int, path: str) -> None:
    """What the list of the parts says."""
    from zipfile import ZIP_DEFLATED, ZIP_STORED

    if len(parts) > _PARTS:
        raise ReadError(f"里面有 {len(parts)} 个部件，正常的表格没有这么多，为安全起见没有读", path)
    if any(part.flag_bits & 1 for part in parts):
        raise ReadError(PASSWORD, path)
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise ReadError(TORN, path)
    if sum(part.file_size for part in parts) > _room(size):
        raise _bomb(path)


def _room(size: int) -> int:
    """So many bytes may come out of a file of `size` bytes."""
    return min(LARGEST, max(_SUSPECT, _RATIO * size))


def _bomb(path: str) -> ReadError:
    return ReadError("解压后大得不正常，像是压缩炸弹，为安全起见没有读；如果真有这么多内容，请拆成几个文件", path)


def _unpack(archive: ZipFile, info: ZipInfo, path: str, start: Callable[[str, Attributes], None], room: int) -> int:
    """Unpack one part, whatever size it says it has, and have its elements told if it is XML; how long it is."""
    feed = parser(info.filename, path, start) if info.filename.lower().endswith((".xml", ".rels")) else None
    unbounded = copy(info)
    unbounded.file_size = LARGEST + 1
    read = 0
    with archive.open(unbounded) as stream:
        while piece := stream.read(_PIECE):
            read += len(piece)
            if read > room:
                raise _bomb(path)
            if feed:
                feed(piece, False)
    if feed and read:
        feed(b"", True)
    return read


def _check_extent(name: str, extent: Extent, path: str) -> None:
    if extent.rows * extent.columns > CELLS:
        row, column = extent.last
        where = f"工作表“{cropped(name, 40)}”" if name else "表格"
        raise ReadError(
            f"{where}的内容一直铺到第 {row} 行、第 {column} 列，中间几乎是空的，请删掉远处的内容再检查", path
        )


def _sheets(archive: ZipFile, parts: Collection[str]) -> Iterator[tuple[str, str]]:
    """The name of each sheet of an Excel file and its part, one of `parts`."""
    from xml.etree import ElementTree  # a document type was refused already

    found = {_key(name): name for name in archive.namelist()}
    if not {"xl/_rels/workbook.xml.rels", "xl/workbook.xml"} <= found.keys():
        return
    links = ElementTree.fromstring(archive.read(found["xl/_rels/workbook.xml.rels"]))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for element in ElementTree.fromstring(archive.read(found["xl/workbook.xml"])).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            linked = next((value for name, value in element.items() if name.endswith("}id")), "")
            part = _key(_below(targets.get(linked, "")))
            if part in parts:
                yield element.get("name", ""), part


def _below(target: str) -> str:
    """The part that a link of the workbook leads to."""
    if target.startswith("/"):
        return target[1:]
    return target if target.startswith("xl/") else f"xl/{target}"


def _key(name: str) -> str:
    """Names of parts are compared without case."""
    return name.replace("\\", "/").lower()
