"""From what was named on the command line to records: files, folders, standard input."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from coach.errors import NoRepliesError, ReadError
from coach.files.readers import SUFFIXES, jsonl_file, reader, reader_for
from coach.files.records import STANDARD_INPUT, Origin, Record, Unreadable
from coach.files.source import AS_IT_LOOKS, ReadOptions, Source

PACK_FILE: Final = "pack.yaml"
"""The folder that holds it, and all below it, are rules."""
OURS: Final = frozenset({"coach.yaml", "coach-baseline.json", "guidelines.yaml"})
"""The coach's own files; in a folder they are no libraries."""


def read_paths(paths: list[str], options: ReadOptions = AS_IT_LOOKS) -> Iterator[Record | Unreadable]:
    """The records of files and folders, in the order given; a folder's files in the order of their names."""
    for source in sources(paths, options):
        if isinstance(source, Unreadable):
            yield source
        else:
            yield from read_source(source)


def sources(
    paths: list[str], options: ReadOptions = AS_IT_LOOKS, is_excluded: Callable[[str], bool] = lambda _: False
) -> Iterator[Source | Unreadable]:
    """The files that are named or stand in folders that are, in that order; excluded are only those in folders."""
    for path in paths:
        if path and Path(path).is_dir():
            unreadable: list[OSError] = []
            for file in _walk(Path(path), unreadable, is_excluded):
                source = Source(file.as_posix(), options, folder=path)
                if not _is_other_log(source):
                    yield source
            for error in unreadable:
                yield Unreadable(Origin(str(error.filename)), f"文件夹打不开：{error.strerror}")
        else:
            yield Source(path, options)


def _is_other_log(source: Source) -> bool:
    """Whether it is a log, but not of what people said to each other; folders are full of those."""
    try:
        return source.path.lower().endswith(".log") and reader_for(source) is None
    except ReadError:
        return False


def read_standard_input(content: bytes, options: ReadOptions = AS_IT_LOOKS) -> Iterator[Record | Unreadable]:
    """The records of standard input: JSON Lines when it looks so, else one turn, or what `options` say."""
    return read_source(standard_input(content, options))


def standard_input(content: bytes, options: ReadOptions = AS_IT_LOOKS) -> Source:
    """Standard input with the reader that fits: JSON Lines when it looks so, else one turn, or what `options` say."""
    if options.reader or options.records:
        told = options._replace(reader=options.reader or "text")
    elif jsonl_file.is_jsonl(content, options.encoding):
        told = options._replace(reader="jsonl")
    else:
        told = options._replace(reader="text", records="whole")
    return Source(STANDARD_INPUT, told, content)


def read_source(source: Source) -> Iterator[Record | Unreadable]:
    """The records of one input; what cannot be read at all is one `Unreadable`."""
    try:
        name = reader_for(source)
        if name is None:
            source.open().close()  # a missing file is called missing
            raise ReadError(f"不知道怎么读这种文件，能读的有 {'、'.join(SUFFIXES)}", source.path)
        _refuse_workbook(source, name)
        yield from reader(name)(source)
    except NoRepliesError as error:  # a folder holds other things too; a file that was named should have some
        met = bool(source.folder)
        told = "没有找到话术，跳过了" if met else error.message
        yield Unreadable(Origin(error.path, error.locator, _line(error.locator)), told, passed_over=met)
    except ReadError as error:
        yield Unreadable(Origin(error.path, error.locator, _line(error.locator)), error.message)


def _line(locator: str | None) -> int:
    """The line that a locator names, or 0."""
    number = (locator or "").removeprefix("line ")
    return int(number) if number.isdecimal() else 0


def _refuse_workbook(source: Source, name: str) -> None:
    """Say what it is when a workbook is about to be read as text: people rename them, and desks export them so.

    Raises:
        ReadError: it is one.
    """
    if name != "xlsx" and source.head().startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
        raise ReadError(
            "这其实是 Excel 文件或压缩包；是表格的话，请把后缀改成 .xlsx，或者用 --reader xlsx", source.path
        )


def _walk(folder: Path, unreadable: list[OSError], is_excluded: Callable[[str], bool]) -> Iterator[Path]:
    """The files below `folder` that a reader knows; folders that cannot be read are added to `unreadable`."""
    ignored = _git_ignored(folder)
    packs = {folder} if any((parent / PACK_FILE).is_file() for parent in folder.resolve().parents) else set()
    for root, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and Path(root, name) not in ignored)
        folders[:] = [name for name in folders if not is_excluded(Path(root, name).as_posix())]
        if PACK_FILE in files or Path(root).parent in packs:
            packs.add(Path(root))
        for name in sorted(files):
            path = Path(root, name)
            if Path(root) in packs and path.suffix.lower() in (".yaml", ".yml"):
                continue
            if _is_wanted(path) and path not in ignored and path.is_file() and not is_excluded(path.as_posix()):
                yield path


def _is_wanted(path: Path) -> bool:
    if path.name.startswith((".", "~$")) or path.name in OURS:
        return False
    return path.suffix.lower() in SUFFIXES and ".checked" not in path.suffixes


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
