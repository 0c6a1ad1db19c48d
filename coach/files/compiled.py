"""Compiled rulebooks: made once, kept in one file, loaded in a few milliseconds.

The file is a line that names the format, a line of JSON (key, size and digest of each part), and the parts: the index
as JSON, the first automaton's own bytes, the second's, the book as JSON; never pickle or marshal. The last two, most of
the file, are read when a reply first needs them. The key covers the content of every pack file and the versions of
coach, format and automaton. Built-in packs are compiled into the wheel; all else goes into the user's private cache
folder, and when that cannot be written the rulebook is simply made anew next time.

Reading every pack file for the key takes longer than all else, so the key is kept beside, under a stamp: a digest of
the files' names, sizes and times.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, NamedTuple

try:  # what hashlib hands on, without loading OpenSSL for it
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

from coach.core.rulebook import Rulebook
from coach.core.scan import Automaton, serialized
from coach.errors import CompiledError, PackError
from coach.files.names import pack_entries, pack_files, rules_folder, shown

if TYPE_CHECKING:
    from pathlib import Path

    from coach.core.binding import Bound

FORMAT: Final = b"coachbook 75\n"
SHIPPED: Final = os.path.join(os.path.dirname(os.path.dirname(__file__)), "compiled", "builtin.coachbook")


KEY_LENGTH: Final = 64
HEADER_LIMIT: Final = 1000
"""Format and header are shorter than this, in bytes."""
IN_PIECES: Final = ("matchers", "rules")
"""The parts of the book of which a reply needs few items."""
SUFFIX: Final = ".coachbook"
KEY_SUFFIX: Final = ".key"
KEPT: Final = 12
"""How many files of each kind stay in the cache folder."""
SETTLED: Final = 2_000_000_000
"""A file written within so many nanoseconds could change again without a new time: it is read instead."""


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
    key = _key(folders)
    cached = os.path.join(cache_folder(), key[:32] + SUFFIX)

    def remake() -> bytes:
        content = encode(key, *compile_packs(folders))
        store(cached, content)
        return content

    for place in (SHIPPED, cached) if list(folders) == list(builtin) else (cached,):
        try:
            return read(place, key, remake)
        except (OSError, CompiledError):
            continue
    content = remake()
    return _decode(_Parts(lambda start, size: content[start : start + size], len(content), key, remake))


def _key(folders: Sequence[str]) -> str:
    """The content key, from the file that a stamp names if there is one."""
    stamp = _stamp(folders)
    if stamp is None:
        return content_key(folders)
    path = os.path.join(cache_folder(), stamp + KEY_SUFFIX)
    key = _content(path).decode("ascii", "replace")
    if len(key) != KEY_LENGTH:
        key = content_key(folders)
        store(path, key.encode())
    return key


def _stamp(folders: Sequence[str]) -> str | None:
    """A digest of names, sizes and times of the packs' files; None when one was written just now."""
    try:
        guidelines = os.path.join(rules_folder(), "guidelines.yaml")
        files = [(entry.path, entry.stat()) for folder in folders for entry in pack_entries(folder)]
        files.append((guidelines, os.stat(guidelines)))
    except OSError:
        return None
    if time.time_ns() - max(max(one.st_mtime_ns, one.st_ctime_ns) for _, one in files) < SETTLED:
        return None
    told = [(path, one.st_size, one.st_mtime_ns, one.st_ctime_ns, one.st_ino) for path, one in files]
    digest = _versions()
    digest.update(repr((told, list(map(shown, folders)))).encode())
    return digest.hexdigest()[:32]


def content_key(folders: Sequence[str]) -> str:
    """A digest of the packs' content, and of the versions that the compiled form depends on."""
    digest = _versions()
    for folder in folders:
        digest.update(f"\0{shown(folder)}\0".encode("utf-8", "surrogateescape"))
        for path in _files(folder):
            digest.update(f"\0{path[len(folder) :]}\0".encode("utf-8", "surrogateescape"))
            digest.update(_content(path))
    digest.update(_content(os.path.join(rules_folder(), "guidelines.yaml")))
    return digest.hexdigest()


def _versions() -> blake2b:
    """A digest to go on with, of the versions that the compiled form depends on."""
    from coach import __version__

    digest = blake2b(digest_size=KEY_LENGTH // 2)
    digest.update(f"{__version__} {FORMAT!r} {_automaton_version()}".encode())
    return digest


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
    literals, calling = bound.book["literals"], bound.index["calling"]
    index, book = (_json(part).encode() for part in ({**bound.index, "problems": told}, pieces))
    parts = (index, serialized(literals[:calling]), serialized(literals[calling:]), book)
    header = json.dumps({"key": key, "parts": [(len(part), _digest(part)) for part in parts]})
    return FORMAT + header.encode() + b"\n" + b"".join(parts)


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


def read(path: str, key: str, remake: Callable[[], bytes]) -> Compiled:
    """The compiled file `path`.

    Args:
        key: the key that it must have.
        remake: gives the content anew, should a part turn out to be damaged when it is first needed.

    Raises:
        OSError: it cannot be read.
        CompiledError: it belongs to somebody else, is damaged, or was made from other packs.
    """
    found = os.stat(path)
    if path != SHIPPED and hasattr(os, "getuid") and found.st_uid != os.getuid():
        raise CompiledError(f"{path} belongs to another user")

    def give(start: int, size: int) -> bytes:
        with open(path, "rb", buffering=0) as file:
            file.seek(start)
            return file.read(size)

    try:
        return _decode(_Parts(give, found.st_size, key, remake))
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise CompiledError(f"{path} is damaged: {error}") from error


def _digest(part: bytes) -> str:
    return blake2b(part, digest_size=16).hexdigest()


class _Parts:
    """The parts of a compiled file, each read and verified when it is first asked for.

    Args:
        give: start and size in bytes → that much of the file.
        size: of the whole file.
        key: the key that it must have.
        remake: gives the content anew.

    Raises:
        ValueError: the header is not right. KeyError, TypeError too.
    """

    def __init__(self, give: Callable[[int, int], bytes], size: int, key: str, remake: Callable[[], bytes]) -> None:
        head = give(0, HEADER_LIMIT)
        if not head.startswith(FORMAT):
            raise ValueError("not a compiled rulebook")
        end = head.index(b"\n", len(FORMAT)) + 1
        header = json.loads(head[len(FORMAT) : end])
        if header["key"] != key:
            raise ValueError("made from other packs")
        self._give, self._remake, self._key, self._size = give, remake, key, size
        self._places = [(int(length), str(digest)) for length, digest in header["parts"]]
        self._starts = list(accumulate((length for length, _ in self._places), initial=end))
        if self._starts[-1] != size:
            raise ValueError("cut short or added to")

    def verified(self, number: int) -> bytes:
        """The part with that number; ValueError when it is damaged."""
        length, digest = self._places[number]
        part = self._give(self._starts[number], length)
        if _digest(part) != digest:
            raise ValueError("digest differs")
        return part

    def mended(self, number: int) -> bytes:
        """The part with that number, from a file made anew if it is damaged."""
        try:
            return self.verified(number)
        except (OSError, ValueError):
            content = self._remake()
            anew = _Parts(lambda start, size: content[start : start + size], len(content), self._key, self._remake)
            if anew._places[:2] != self._places[:2]:  # other numbers for the literals than those in use
                raise CompiledError("the packs changed while they were in use") from None
            return anew.verified(number)


def _decode(parts: _Parts) -> Compiled:
    index = json.loads(parts.verified(0))
    automaton = Automaton.load(parts.verified(1), lambda: parts.mended(2), index["calling"])
    book = Rulebook(index, lambda: _book(parts.mended(3)), automaton)
    return Compiled(book, tuple(PackError(*problem) for problem in index["problems"]))


def _prune(folder: str) -> None:
    """Keep the newest few files of each kind: every edit of a pack leaves one behind."""
    with os.scandir(folder) as entries:
        files = sorted(entries, key=lambda entry: entry.stat().st_mtime, reverse=True)
    for suffix in (SUFFIX, KEY_SUFFIX):
        for entry in [entry for entry in files if entry.name.endswith(suffix)][KEPT:]:
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
