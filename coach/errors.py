"""Everything that is expected to go wrong, as one family.

    CoachError                  the message is for a person
      PackError                 a pack, rule, signal, lexicon or guideline file is not right
      PatternError              a pattern text cannot be used; becomes a PackError with its place
      ReadError                 an input cannot be read as replies
        NoRepliesError          a file can be read, and holds no replies
      WriteError                a file cannot be written
        ChangedError            it was changed by somebody else since it was read
        UnusableError           the name or the text that was given for it cannot be used
      SelectionError            --select, --ignore or --pack names nothing that exists
      SettingsError             coach.yaml, an allowlist, a baseline or --since is not right
      ServeError                coach serve cannot start, or is not safe to
      StoreError                what is kept on this machine (feedback, pairings) cannot be read or written now
      WorkersError              a process that checks replies for the first one ended, or could not be started
      CompiledError             a compiled rulebook is damaged or of another version; it is made anew

Strange text is never an error. Only `coach.apps` turns an error into words on a screen and an exit code.
"""

from __future__ import annotations

from typing import Final


class CoachError(Exception):
    """The root of the family; `str(error)` is a whole sentence for the person at the keyboard."""


class PatternError(CoachError):
    """A pattern text is not usable.

    Attributes:
        path: keys and indexes from the top of the file to the pattern, e.g. ``("check", "any", 0)``.
    """

    def __init__(self, message: str, path: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.path = path


class PackError(CoachError):
    """A file of a pack is not right.

    Attributes:
        file: the file as the person named it.
        line: 1-based line, or 0 when the whole file is meant.
        column: 1-based column in code points, or 0.
    """

    def __init__(self, message: str, file: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message: Final = message
        self.file: Final = file
        self.line: Final = line
        self.column: Final = column

    def __str__(self) -> str:
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.file}{place}: {self.message}"


class ReadError(CoachError):
    """An input is not readable; `locator` says where in it (``line 3``), or is None."""

    def __init__(self, message: str, path: str, locator: str | None = None) -> None:
        super().__init__(message)
        self.message: Final = message
        self.path: Final = path
        self.locator: Final = locator

    def __str__(self) -> str:
        place = f":{self.locator}" if self.locator else ""
        return f"{self.path}{place}: {self.message}"


class NoRepliesError(ReadError):
    """A file is in order, and nothing in it looks like a reply."""


class WriteError(CoachError):
    """A file cannot be written; it is as it was before. `locator` says which part of it cannot, or is None."""

    def __init__(self, message: str, path: str, locator: str | None = None) -> None:
        super().__init__(f"{path}: {message}")
        self.message: Final = message
        self.path: Final = path
        self.locator: Final = locator


class ChangedError(WriteError):
    """A file is no longer as it was when it was read; it was left as it is."""


class UnusableError(WriteError):
    """The name or the text that somebody gave for a file cannot be used; the message names the field."""


class SelectionError(CoachError):
    """A name given by the caller (pack, rule, guideline) does not exist."""


class SettingsError(CoachError):
    """A setting is not right; the message names the file and, where there is one, the line."""


class ServeError(CoachError):
    """The server cannot start as it was told to, or is not safe to."""


class StoreError(CoachError):
    """What is kept on this machine cannot be read or written at the moment: locked, gone, damaged, no room."""


class WorkersError(CoachError):
    """A process that checks replies for the first one ended before its time, or could not be started."""


class CompiledError(CoachError):
    """A compiled rulebook cannot be used: damaged, or written by another version."""
