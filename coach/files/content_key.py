"""The key of a compiled rulebook: a digest of its packs' content, kept under a stamp so that it need not be made anew.

Reading every pack file takes longer than all else in a cold start. The stamp is a digest of the files' names, sizes and
times; while it stays the same, so does the key.
"""

from __future__ import annotations

import os
import time
from array import array
from collections.abc import Sequence
from typing import Final

try:  # what hashlib hands on, without loading OpenSSL for it
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

from coach.files.cache import cache_folder, store
from coach.files.names import pack_entries, pack_files, rules_folder, shown

KEY_LENGTH: Final = 64
KEY_SUFFIX: Final = ".key"
SETTLED: Final = 2_000_000_000
"""A file written within so many nanoseconds could change again without a new time: it is read instead."""

_POSITIVE: Final = (1 << 63) - 1
"""What an array of 64-bit numbers can hold of a file's number."""


def known_key(folders: Sequence[str], form: bytes) -> str:
    """The content key, from the file that a stamp names if there is one."""
    stamp = _stamp(folders, form)
    if stamp is None:
        return content_key(folders, form)
    path = os.path.join(cache_folder(), stamp + KEY_SUFFIX)
    key = _content(path).decode("ascii", "replace")
    if len(key) != KEY_LENGTH:
        key = content_key(folders, form)
        store(path, key.encode())
    return key


def _stamp(folders: Sequence[str], form: bytes) -> str | None:
    """A digest of names, sizes and times of the packs' files; None when one was written just now."""
    try:
        guidelines = os.path.join(rules_folder(), "guidelines.yaml")
        files = [(entry.path, entry.stat()) for folder in folders for entry in pack_entries(folder)]
        files.append((guidelines, os.stat(guidelines)))
    except OSError:
        return None
    numbers = array("q", [number for _, one in files for number in (one.st_mtime_ns, one.st_ctime_ns)])
    if time.time_ns() - max(numbers) < SETTLED:
        return None
    numbers.extend([number for _, one in files for number in (one.st_size, one.st_ino & _POSITIVE)])
    digest = _versions(form)
    digest.update(repr(([path for path, _ in files], list(map(shown, folders)))).encode())
    digest.update(numbers)
    return digest.hexdigest()[:32]


def content_key(folders: Sequence[str], form: bytes) -> str:
    """A digest of the packs' content, and of the versions that the compiled form depends on."""
    digest = _versions(form)
    for folder in folders:
        digest.update(f"\0{shown(folder)}\0".encode("utf-8", "surrogateescape"))
        for path in _files(folder):
            digest.update(f"\0{path[len(folder) :]}\0".encode("utf-8", "surrogateescape"))
            digest.update(_content(path))
    digest.update(_content(os.path.join(rules_folder(), "guidelines.yaml")))
    return digest.hexdigest()


def _versions(form: bytes) -> blake2b:
    """A digest to go on with, of the versions that the compiled form depends on."""
    from coach import __version__

    digest = blake2b(digest_size=KEY_LENGTH // 2)
    digest.update(f"{__version__} {form!r} {_automaton_version()}".encode())
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
