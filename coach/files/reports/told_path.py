"""Paths as reports tell them: from one folder, with forward slashes, so that other machines find the file."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote


def told_path(path: str, folder: str = "") -> str:
    """`path` as told from `folder`, the working folder when that is empty; absolute when it lies elsewhere."""
    start = folder or os.curdir
    for resolve in (os.path.abspath, os.path.realpath):
        whole, base = Path(resolve(path)), Path(resolve(start))
        if whole.is_relative_to(base):
            return whole.relative_to(base).as_posix()
    return Path(path).absolute().as_posix()


def uri(path: str, folder: str = "") -> str:
    """The same as a URI reference, percent-encoded; relative where the path is."""
    told = told_path(path, folder)
    try:
        encoded = quote(told.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        encoded = quote(told.encode("utf-8", "backslashreplace"))
    return f"file://{encoded}" if told.startswith("/") else encoded
