"""From what was named on the command line to records: files, folders, standard input."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from coach.files.readers import READERS, Reader, jsonl_file, text_file
from coach.files.records import STANDARD_INPUT, Origin, Record, Unreadable


def read_paths(paths: list[str], records: str | None = None) -> Iterator[Record | Unreadable]:
    """The records of files and folders, in the order given; a folder's files in the order of their names."""
    for path in paths:
        if path and Path(path).is_dir():
            unreadable: list[OSError] = []
            for file in _walk(Path(path), unreadable):
                yield from _read_file(file.as_posix(), records)
            for error in unreadable:
                yield Unreadable(Origin(str(error.filename)), f"文件夹打不开：{error.strerror}")
        else:
            yield from _read_file(path, records)


def read_standard_input(content: bytes, records: str | None = None) -> Iterator[Record | Unreadable]:
    """The records of standard input: JSON Lines when it looks so, else one turn (or `records` of them)."""
    if jsonl_file.is_jsonl(content):
        return jsonl_file.read(content, STANDARD_INPUT)
    if records:
        return text_file.read(content, STANDARD_INPUT, records)
    return _whole(content)


def _whole(content: bytes) -> Iterator[Record | Unreadable]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        yield Unreadable(Origin(STANDARD_INPUT, f"line {line}"), "不是 UTF-8 编码")
        return
    yield Record(Origin(STANDARD_INPUT), text.removesuffix("\n").removesuffix("\r"))


def _read_file(path: str, records: str | None) -> Iterator[Record | Unreadable]:
    reader = _reader(path, records)
    if reader is None:
        known = "、".join(READERS)
        yield Unreadable(Origin(path), f"不知道怎么读这种文件，能读的有 {known}")
        return
    content = content_of(path)
    if isinstance(content, Unreadable):
        yield content
    else:
        yield from reader(content, path)


def content_of(path: str) -> bytes | Unreadable:
    """What is in a file, or why it cannot be read."""
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        return Unreadable(Origin(path), "没有这个文件")
    except OSError as error:
        return Unreadable(Origin(path), f"文件打不开：{error.strerror}")


def _reader(path: str, records: str | None) -> Reader | None:
    reader = READERS.get(Path(path).suffix.lower())
    if reader is None and not Path(path).exists():
        reader = text_file.read  # so that a missing file is called missing
    return partial(text_file.read, records=records) if reader is text_file.read else reader


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
    return not path.name.startswith(".") and path.suffix.lower() in READERS and ".checked" not in path.suffixes


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
