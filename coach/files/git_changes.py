"""What git says changed since a revision: which files, and which of their lines."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from coach.errors import SettingsError
from coach.files.records import Unreadable

if TYPE_CHECKING:
    from coach.files.records import Record

_HUNK: Final = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_DIFF: Final = ("diff", "-M", "--no-color", "--no-ext-diff", "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/")


class Lines(NamedTuple):
    """Changed lines of a file as it is now, 1-based: `first` to `last` were written.

    Something was taken out between the two when `last` is before `first`.
    """

    first: int
    last: int


class Changes:
    """Answers whether a record changed.

    Args:
        top: the repository's folder.
        files: path in the repository → its changed lines; None when all of it counts as changed.
    """

    def __init__(self, top: str, files: dict[str, list[Lines] | None]) -> None:
        self._files = {str(Path(top).resolve() / name): lines for name, lines in files.items()}

    def has(self, path: str) -> bool:
        """Whether anything of the file changed."""
        return str(Path(path).resolve()) in self._files

    def of(self, path: str, records: Iterable[Record | Unreadable]) -> Iterator[Record | Unreadable]:
        """Those of a file's records that changed; a record reaches to the line before the next one's."""
        lines = self._files[str(Path(path).resolve())]
        if lines is None:
            yield from records
            return
        for one, following in pairwise(_closed(records)):
            if one is None or isinstance(one, Unreadable) or not one.origin.line:
                if one is not None:
                    yield one
            elif any(_touches(part, one.origin.line, _end(one, following)) for part in lines):
                yield one


def _closed(records: Iterable[Record | Unreadable]) -> Iterator[Record | Unreadable | None]:
    yield from records
    yield None


def _end(record: Record, following: Record | Unreadable | None) -> int:
    """The last line that may be the record's."""
    start = record.origin.line
    if following and following.origin.line:
        return max(following.origin.line - 1, start)
    return start + record.text.count("\n") if record.conversation is None else 1 << 60


def _touches(part: Lines, start: int, end: int) -> bool:
    if part.last < part.first:
        return start <= part.last and part.first <= end
    return part.first <= end and start <= part.last


def changes_since(revision: str, folder: str) -> Changes:
    """What differs between `revision` and the files as they are, untracked ones included.

    Args:
        revision: as git takes it: a branch, a tag, ``HEAD~3``.
        folder: one in the repository.

    Raises:
        SettingsError: there is no repository, no git, or no such revision.
    """
    top = os.fsdecode(_git(folder, "rev-parse", "--show-toplevel", wrong="这里不是 git 仓库，--since 用不了").strip())
    wrong = f"git 里没有“{revision}”这个版本；如果是浅克隆，先运行 git fetch --unshallow"
    commit = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", wrong=wrong)
    told = commit.decode().strip()
    wrong = f"git 说不出 {revision} 以来改了什么"
    files = _changed_files(_git(top, *_DIFF, "--numstat", "--diff-filter=d", "-z", told, "--", wrong=wrong))
    files |= _changed_lines(_git(top, *_DIFF, "--unified=0", "--diff-filter=d", told, "--", wrong=wrong))
    new = _git(top, "ls-files", "--others", "--exclude-standard", "-z", wrong=wrong).split(b"\0")
    return Changes(top, files | {os.fsdecode(name): None for name in new if name})


def _git(folder: str, *arguments: str, wrong: str) -> bytes:
    command = ["git", "-c", "core.fsmonitor=false", "-c", "core.quotepath=false", *arguments]
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=120).stdout
    except FileNotFoundError:
        raise SettingsError("找不到 git，--since 用不了") from None
    except (OSError, ValueError, subprocess.SubprocessError):
        raise SettingsError(wrong) from None


def _changed_files(listed: bytes) -> dict[str, list[Lines] | None]:
    """The files of ``git diff --numstat -z``; None for those whose lines git does not show, such as UTF-16 text."""
    found: dict[str, list[Lines] | None] = {}
    parts = iter(listed.split(b"\0"))
    for part in parts:
        if part:
            added, _, name = part.split(b"\t", 2)
            if not name:  # renamed: the old name and the new one follow
                next(parts)
                name = next(parts)
            found[os.fsdecode(name)] = None if added == b"-" else []
    return found


def _changed_lines(patch: bytes) -> dict[str, list[Lines] | None]:
    """The changed lines of each file of a patch without context; files whose lines git does not show are left out."""
    found: dict[str, list[Lines] | None] = {}
    lines: list[Lines] = []
    skip = 0
    for line in patch.split(b"\n"):
        if line.startswith(b"\\"):  # no line feed at the end
            continue
        if skip:
            skip -= 1
        elif line.startswith(b"+++ "):
            lines = []
            found[_name(line[4:])] = lines
        elif hunk := _HUNK.match(line):
            removed, first, added = int(hunk[1] or b"1"), int(hunk[2]), int(hunk[3] or b"1")
            lines.append(Lines(first, first + added - 1) if added else Lines(first + 1, first))
            skip = removed + added
    return found


def _name(written: bytes) -> str:
    """The path that a patch writes as ``b/path``, or quoted when it holds strange characters."""
    name = written.rstrip(b"\t")
    if name.startswith(b'"'):
        name = name[1:-1].decode("unicode_escape").encode("latin-1")
    return os.fsdecode(name.removeprefix(b"b/"))
