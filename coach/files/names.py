"""Where packs are: folders and files by name, without reading any of them.

Plain `os` calls: this runs before every check, and pathlib alone takes a tenth of that time.
"""

from __future__ import annotations

import os
from typing import Final

_PACKAGE: Final = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LANGUAGE: Final = "language"
PLAYBOOKS: Final = "playbooks"
WORDINGS: Final = "wordings"
PACK_FILE: Final = "pack.yaml"
GUIDELINES_FILE: Final = "guidelines.yaml"
SUFFIXES: Final = (".yaml", ".yml")


def rules_folder() -> str:
    """The built-in packs: inside the package once installed, beside it in a checkout."""
    shipped = os.path.join(_PACKAGE, "rules")
    return shipped if os.path.isdir(shipped) else os.path.join(os.path.dirname(_PACKAGE), "rules")


def builtin_folders() -> list[str]:
    """The folders of the built-in packs, the shared language first."""
    with os.scandir(rules_folder()) as entries:
        names = [entry.name for entry in entries if entry.is_dir()]
    folders = [os.path.join(rules_folder(), name) for name in sorted(names, key=lambda name: (name != LANGUAGE, name))]
    return [folder for folder in folders if os.path.isfile(os.path.join(folder, PACK_FILE))]


def builtin_playbooks() -> list[str]:
    """The names of the built-in playbooks."""
    folder = os.path.join(rules_folder(), PLAYBOOKS)
    if not os.path.isdir(folder):
        return []
    with os.scandir(folder) as entries:
        names = [os.path.splitext(entry.name) for entry in entries if entry.is_file()]
    return sorted(name for name, suffix in names if suffix in SUFFIXES and name not in (WORDINGS, "pack"))


def pack_files(folder: str) -> list[str]:
    """Every YAML file of a pack, in a fixed order; hidden ones and linked folders are left out.

    Raises:
        OSError: a folder cannot be read.
    """
    return [entry.path for entry in pack_entries(folder)]


def pack_entries(folder: str) -> list[os.DirEntry[str]]:
    """The same as entries, whose `stat` says when and how long each file was written.

    Raises:
        OSError: a folder cannot be read.
    """
    found: list[os.DirEntry[str]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                found += pack_entries(entry.path)
            elif entry.name.endswith(SUFFIXES) and entry.is_file():
                found.append(entry)
    return sorted(found, key=_path)


def _path(entry: os.DirEntry[str]) -> str:
    return entry.path


def shown(path: str) -> str:
    """`path` as a person would name it: from the working folder, or built-in rules from ``rules/``."""
    try:
        here = os.getcwd()
    except OSError:  # the working folder was removed
        return path
    full = os.path.abspath(path)
    for base, prefix in ((rules_folder(), "rules/"), (here, "")):
        if full == base or full.startswith(base + os.sep):
            inside = os.path.relpath(full, base).replace(os.sep, "/")
            return (prefix + inside).removesuffix("/.") or "."
    return path
