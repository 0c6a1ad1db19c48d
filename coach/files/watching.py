"""Watching what a run is made of: coach.yaml, the file of its allowlist, and every file of its packs.

Names, times and sizes are compared, a few system calls for each file; nothing is read.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from coach.errors import SettingsError
from coach.files.applied import applied
from coach.files.names import GUIDELINES_FILE, builtin_folders, pack_entries, rules_folder
from coach.files.settings import NONE, Settings, nearest_settings, settings_for

Stamp = tuple[object, ...]
BUILTIN_EVERY: Final = 5
"""The built-in packs, a thousand files that seldom change, are looked at every so many looks."""


class Watched:
    """The files of a run.

    Args:
        config: as for `coach.files.settings.settings_for`.
        given: what the command line says, by the keys of coach.yaml.

    Attributes:
        first: what the first look gave, when this was made.
    """

    def __init__(self, config: str | None, given: Mapping[str, Any]) -> None:
        self._config = config
        self._given = given
        self._looks = 0
        self._settings = Settings("", str(Path.cwd()))
        self._settings_stamp: Stamp | None = None
        self._builtin: Stamp = ()
        self.first = self.look()

    def look(self) -> Stamp:
        """What changes whenever one of the files does; of a file that is not there, too."""
        settings = self._look_at_settings()
        if self._looks % BUILTIN_EVERY == 0:
            self._builtin = _builtin()
        self._looks += 1
        return settings, tuple(map(_folder, self._folders())), self._builtin, self._day()

    def _day(self) -> str:
        """The day, where it ends what coach.yaml allows until then."""
        return time.strftime("%Y-%m-%d") if any(entry.expires for entry in self._settings.allowlist) else ""

    def _look_at_settings(self) -> Stamp:
        """The stamp of coach.yaml and of the file that it names; what they say is read when it changed."""
        stamp = self._stamp_of_settings()
        if stamp != self._settings_stamp:
            try:
                self._settings = settings_for((), self._config)
            except SettingsError:
                return self._stamp_of_settings()  # what it names is looked at as before
            self._settings_stamp = stamp = self._stamp_of_settings()
        return stamp

    def _stamp_of_settings(self) -> Stamp:
        try:
            found = _settings_file(self._config)
        except OSError:
            found = None
        named = (str(Path(self._settings.folder, name)) for name in self._settings.named)
        return found, *map(_file, (found, *named))

    def _folders(self) -> Iterator[str]:
        for value in applied(self._settings, None, self._given).values["packs"]:
            base = self._settings.folder if value.source == "file" else "."
            yield str(Path(base, str(value.value)))


def _settings_file(config: str | None) -> str | None:
    """The path of coach.yaml, without reading it."""
    return None if config == NONE else config or nearest_settings(str(Path.cwd()))


def _builtin() -> Stamp:
    try:
        folders = builtin_folders()
    except OSError:
        return (None,)
    return _file(str(Path(rules_folder(), GUIDELINES_FILE))), *map(_folder, folders)


def _folder(path: str) -> Stamp | None:
    try:
        entries = pack_entries(path)
        return path, *((entry.path, *_told(entry.stat())) for entry in entries)
    except OSError:
        return None


def _file(path: str | None) -> Stamp | None:
    try:
        return _told(Path(path).stat()) if path else None
    except OSError:
        return None


def _told(found: os.stat_result) -> Stamp:
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
