"""From what was named on the command line to records: files, folders, standard input."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from coach.errors import ReadError
from coach.files.readers import SUFFIXES, jsonl_file, reader, reader_for
from coach.files.records import STANDARD_INPUT, Origin, Record, Unreadable
from coach.files.source import AS_IT_LOOKS, ReadOptions, Source


def read_paths(paths: list[str], options: ReadOptions = AS_IT_LOOKS) -> Iterator[Record | Unreadable]:
    """The records of files and folders, in the order given; a folder's files in the order of their names."""
    for path in paths:
        if path and Path(path).is_dir():
            unreadable: list[OSError] = []
            for file in _walk(Path(path), unreadable):
                yield from read_source(Source(file.as_posix(), options))
            for error in unreadable:
                yield Unreadable(Origin(str(error.filename)), f"文件夹打不开：{error.strerror}")
        else:
            yield from read_source(Source(path, options))


def read_standard_input(content: bytes, options: ReadOptions = AS_IT_LOOKS) -> Iterator[Record | Unreadable]:
    """The records of standard input: JSON Lines when it looks so, else one turn, or what `options` say."""
    if options.reader or options.records:
        name = options.reader or "text"
    elif jsonl_file.is_jsonl(content):
        name = "jsonl"
    else:
        return _whole(content)
    return read_source(Source(STANDARD_INPUT, options._replace(reader=name), content))


def _whole(content: bytes) -> Iterator[Record | Unreadable]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        yield Unreadable(Origin(STANDARD_INPUT, f"line {line}", line), "不是 UTF-8 编码")
        return
    yield Record(Origin(STANDARD_INPUT), text.removesuffix("\n").removesuffix("\r"))


def read_source(source: Source) -> Iterator[Record | Unreadable]:
    """The records of one input; what cannot be read at all is one `Unreadable`."""
    name = source.options.reader or reader_for(source.path)
    try:
        if name is None:
            source.open().close()  # a missing file is called missing
            raise ReadError(f"不知道怎么读这种文件，能读的有 {'、'.join(SUFFIXES)}", source.path)
        _refuse_workbook(source, name)
        yield from reader(name)(source)
    except ReadError as error:
        yield Unreadable(Origin(error.path, error.locator), error.message)


def _refuse_workbook(source: Source, name: str) -> None:
    """Say what it is when a workbook is about to be read as text: people rename them, and desks export them so.

    Raises:
        ReadError: it is one.
    """
    if name != "xlsx" and source.head().startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
        raise ReadError(
            "这其实是 Excel 文件或压缩包；是表格的话，请把后缀改成 .xlsx，或者用 --reader xlsx", source.path
        )


def _walk(folder: Path, unreadable: list[OSError]) -> Iterator[Path]:
    """The files below `folder` that a reader knows; folders that cannot be read are added to `unreadable`."""
    ignored = _git_ignored(folder)
    for root, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and Path(root, name) not in ignored)
        for name in sorted(files):
            path = Path(root, name)
            if _is_wanted(path) and path not in ignored and path.is_file():
                yield path


def _is_wanted(path: Path) -> bool:
    return not path.name.startswith((".", "~$")) and path.suffix.lower() in SUFFIXES and ".checked" not in path.suffixes


def _git_ignored(folder: Path) -> set[Path]:
    """What git ignores below `folder`; nothing outside a repository or without git."""
    import subprocess

    command = [
        "git",
        "-c",
        "core.fsmonitor=false",
        "ls-files",
        "--others",
        "--ignored",
        "--exclude-standard",
        "--directory",
        "-z",
    ]
    try:
        listed = subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=20).stdout
    except (OSError, subprocess.SubprocessError):
        return set()
    return {folder / os.fsdecode(name.rstrip(b"/")) for name in listed.split(b"\0") if name}
