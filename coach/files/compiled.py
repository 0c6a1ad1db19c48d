"""Compiled rulebooks: made once, kept in one file, loaded in a few milliseconds.

The file is a line that names the format, a line of JSON (key, size and digest of each part), and the parts: the index
as JSON, the first automaton's own bytes, the second's, the book as JSON; never pickle or marshal. The last two, most of
the file, are read when a reply first needs them. The key covers the content of every pack file and the versions of
coach, format and automaton. Built-in packs are compiled into the wheel; all else goes into the user's private cache
folder, and when that cannot be written the rulebook is simply made anew next time.
"""

from __future__ import annotations

import json
import os
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
from coach.files.cache import cache_folder, store
from coach.files.content_key import content_key, known_key

if TYPE_CHECKING:
    from pathlib import Path

    from coach.core.binding import Bound

FORMAT: Final = b"coachbook 82\n"
SHIPPED: Final = os.path.join(os.path.dirname(os.path.dirname(__file__)), "compiled", "builtin.coachbook")

HEADER_LIMIT: Final = 1000
"""Format and header are shorter than this, in bytes."""
IN_PIECES: Final = ("matchers", "rules")
"""The parts of the book of which a reply needs few items."""
SUFFIX: Final = ".coachbook"


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
    key = known_key(folders, FORMAT)
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
    target.write_bytes(encode(content_key(folders, FORMAT), bound, problems))


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
