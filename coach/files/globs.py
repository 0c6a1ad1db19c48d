"""Globs as .gitignore writes them, against paths from one folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import lru_cache


def matches(path: str, globs: Iterable[str]) -> bool:
    """Whether `path`, relative and with slashes, or a folder it stands in, matches one of `globs`.

    ``*`` and ``?`` stay inside one name, ``**`` spans folders, ``[a-z]`` is one character; a glob without a slash (but
    for one at its end) may match at any depth.
    """
    return any(_expression(glob).match(path) for glob in globs)


def relative(path: str, folder: str) -> str:
    """`path` as seen from `folder`, with slashes."""
    full = os.path.abspath(path)
    try:
        return os.path.relpath(full, folder).replace(os.sep, "/")
    except ValueError:  # another drive
        return full.replace(os.sep, "/")


@lru_cache(maxsize=512)
def _expression(glob: str) -> re.Pattern[str]:
    body = glob.strip().removeprefix("./").rstrip("/")
    lead = "" if "/" in body else "(?:.*/)?"
    return re.compile(rf"{lead}{_translated(body.removeprefix('/'))}(?:/.*)?\Z", re.DOTALL)


def _translated(glob: str) -> str:
    parts = re.split(r"(\*\*/|/\*\*\Z|\*+|\?|\[!?[^\]]+\])", glob)
    return "".join(_piece(part) for part in parts)


def _piece(part: str) -> str:
    if part == "**/":
        return "(?:.*/)?"
    if part == "/**":
        return "/.*"
    if part and not part.strip("*"):
        return "[^/]*" if part == "*" else ".*"
    if part == "?":
        return "[^/]"
    if part.startswith("[") and part.endswith("]") and len(part) > 2:
        inside = part[1:-1].replace("\\", "\\\\").replace("[", "\\[").replace("^", "\\^")
        return f"[^{inside[1:]}]" if inside.startswith("!") else f"[{inside}]"
    return re.escape(part)
