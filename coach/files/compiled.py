"""Compiled rulebooks: made once, kept in one file, loaded in a few milliseconds.

The file is a line that names the format, a line of JSON (key, sizes, digest), index and book as JSON, and the
automaton's own bytes; never pickle or marshal. The key covers the content of every pack file and the versions of coach,
format and automaton. Built-in packs are compiled into the wheel; all else goes into the user's private cache folder,
and when that cannot be written the rulebook is simply made anew next time.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

try:  # what hashlib hands on, without loading OpenSSL for it
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

from coach.core.rulebook import Rulebook
from coach.core.scan import Automaton
from coach.errors import CompiledError, PackError
from coach.files.names import pack_files, rules_folder, shown

if TYPE_CHECKING:
    from pathlib import Path

    from coach.core.binding import Bound

FORMAT: Final = b"coachbook 74\n"
SHIPPED: Final = os.path.join(os.path.dirname(os.path.dirname(__file__)), "compiled", "builtin.coachbook")


IN_PIECES: Final = ("matchers", "rules")
"""The parts of the book of which a reply needs few items."""
SUFFIX: Final = ".coachbook"
KEPT: Final = 12
"""How many compiled files stay in the cache folder."""


class Compiled(NamedTuple):
    """A rulebook and what was wrong with the packs it came from."""

    rulebook: Rulebook
    problems: tuple[PackError, ...]


def load(folders: Sequence[str], builtin: Sequence[str]) -> Compiled:
    """The rulebook of the packs in `folders`, from a compiled file when there is a fresh one.

    Args:
        folders: all packs, built-in ones included.
        builtin: the built-in ones; alone they may come from the file that was shipped.
    """
    key = content_key(folders)
    cached = os.path.join(cache_folder(), key[:32] + SUFFIX)
    for place in (SHIPPED, cached) if list(folders) == list(builtin) else (cached,):
        try:
            return read(place, key)
        except (OSError, CompiledError):
            continue
    bound, problems = compile_packs(folders)
    content = encode(key, bound, problems)
    store(cached, content)
    return _decode(content, key)


def content_key(folders: Sequence[str]) -> str:
    """A digest of the packs' content, and of the versions that the compiled form depends on."""
    from coach import __version__

    digest = blake2b(digest_size=32)
    digest.update(f"{__version__} {FORMAT!r} {_automaton_version()}".encode())
    for folder in folders:
        digest.update(f"\0{shown(folder)}\0".encode("utf-8", "surrogateescape"))
        for path in _files(folder):
            digest.update(f"\0{path[len(folder) :]}\0".encode("utf-8", "surrogateescape"))
            digest.update(_content(path))
    digest.update(_content(os.path.join(rules_folder(), "guidelines.yaml")))
    return digest.hexdigest()


def _files(folder: str) -> list[str]:
    try:
        return pack_files(folder)
    except OSError:  # told by the loader, which reads the pack anew: nothing was compiled under this key
        return [f"unreadable {os.urandom(8).hex()}"]


def _content(path: str) -> bytes:
    try:
        with open(path, "rb", buffering=0) as file:
            return file.read()
    except OSError:
        return b""


def _automaton_version() -> str:
    import daachorse

    return str(getattr(daachorse, "__version__", ""))


def compile_packs(folders: Sequence[str]) -> tuple[Bound, list[PackError]]:
    """Read, compile and prove the packs; rules that do not hold are left out and reported."""
    from pathlib import Path

    from coach.files.proven import compile_proven

    return compile_proven([Path(folder) for folder in folders])


def compile_builtin(target: Path) -> None:
    """Compile the built-in packs into `target`; for the build of the wheel.

    Raises:
        PackError: a built-in pack is not right; the message lists everything.
    """
    from coach.files.names import builtin_folders

    folders = builtin_folders()
    bound, problems = compile_packs(folders)
    if problems:
        raise PackError("\n" + "\n".join(map(str, problems)), "rules")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(encode(content_key(folders), bound, problems))


def encode(key: str, bound: Bound, problems: Sequence[PackError]) -> bytes:
    """The bytes of a compiled file."""
    pieces = {**bound.book, **{part: [_json(item) for item in bound.book[part]] for part in IN_PIECES}}
    told = [(error.message, error.file, error.line, error.column) for error in problems]
    index, book = (_json(part).encode() for part in ({**bound.index, "problems": told}, pieces))
    scan = Automaton.build(bound.book["literals"], bound.index["calling"]).dump()
    digest = _digest(len(index), len(book), index + book + scan)
    header = json.dumps({"key": key, "index": len(index), "book": len(book), "digest": digest})
    return FORMAT + header.encode() + b"\n" + index + book + scan


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Pieces(Sequence[Any]):
    """A list of which each item is parsed when it is asked for: a reply needs few of the matchers."""

    def __init__(self, written: list[str]) -> None:
        self._written = written

    def __len__(self) -> int:
        return len(self._written)

    def __getitem__(self, number: Any) -> Any:
        return json.loads(self._written[number])


def _book(content: bytes) -> dict[str, Any]:
    book: dict[str, Any] = json.loads(content)
    return book | {part: Pieces(book[part]) for part in IN_PIECES}


def read(path: str, key: str) -> Compiled:
    """The compiled file `path`.

    Raises:
        OSError: it cannot be read.
        CompiledError: it belongs to somebody else, is damaged, or was made from other packs.
    """
    with open(path, "rb", buffering=0) as file:
        if path != SHIPPED and hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
            raise CompiledError(f"{path} belongs to another user")
        content = file.read()
    if not content.startswith(FORMAT):
        raise CompiledError(f"{path} is not a compiled rulebook")
    try:
        return _decode(content, key)
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise CompiledError(f"{path} is damaged: {error}") from error


def _digest(index: int, book: int, payload: bytes | memoryview) -> str:
    digest = blake2b(f"{index} {book}\0".encode(), digest_size=16)
    digest.update(payload)
    return digest.hexdigest()


def _decode(content: bytes, key: str) -> Compiled:
    start = content.index(b"\n", len(FORMAT)) + 1
    header = json.loads(content[len(FORMAT) : start])
    if header["key"] != key:
        raise ValueError("made from other packs")
    if _digest(header["index"], header["book"], memoryview(content)[start:]) != header["digest"]:
        raise ValueError("digest differs")
    book_start = start + header["index"]
    scan_start = book_start + header["book"]
    index = json.loads(content[start:book_start])
    automaton = Automaton.load(content[scan_start:])
    book = Rulebook(index, lambda: _book(content[book_start:scan_start]), automaton)
    return Compiled(book, tuple(PackError(*problem) for problem in index["problems"]))


def _prune(folder: str) -> None:
    """Keep the newest few files: every edit of a pack leaves one behind."""
    with os.scandir(folder) as entries:
        files = [entry for entry in entries if entry.name.endswith(SUFFIX)]
    for entry in sorted(files, key=lambda entry: entry.stat().st_mtime, reverse=True)[KEPT:]:
        os.unlink(entry.path)


def cache_folder() -> str:
    """The user's private cache folder; ``COACH_CACHE`` names another."""
    if os.environ.get("COACH_CACHE"):
        return os.environ["COACH_CACHE"]
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or "~"
    elif sys.platform == "darwin":
        root = "~/Library/Caches"
    else:
        root = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return os.path.join(os.path.expanduser(root), "reply-coach")


def store(path: str, content: bytes) -> None:
    """Write `content` to `path` in one step, readable only by its owner; a folder that cannot be written is fine."""
    import contextlib
    import tempfile

    with contextlib.suppress(OSError, RuntimeError):
        folder = os.path.dirname(path)
        os.makedirs(folder, mode=0o700, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.replace(name, path)
            _prune(folder)
        except OSError:
            os.unlink(name)
            raise
