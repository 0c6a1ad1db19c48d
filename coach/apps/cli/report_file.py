"""One report that goes to a file: written as a whole, or said why not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from coach.errors import WriteError
from coach.files.atomic import atomic
from coach.files.reports.plain_text import defused, visible
from coach.files.reports.report import BINARY, Report, Setting, report

if TYPE_CHECKING:
    from coach.files.reports.tally import Tally


class ReportFile:
    """A report and its file, which is there only once it is whole.

    One that cannot be written is told on standard error and counts as an error; nothing is left of it.

    Args:
        name: a key of `REPORTS`.
        path: the file.
        setting: what the report is told of the run.
        tally: what the run saw.
    """

    def __init__(self, name: str, path: Path, setting: Setting, tally: Tally) -> None:
        self._path = path
        self._tally = tally
        self._report: Report | None = None
        self._file: AbstractContextManager[IO[Any]] | None = None
        try:
            self._file = atomic(path, binary=name in BINARY)
            stream = self._file.__enter__()
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
            self._report = report(name, stream, setting)
        except (OSError, WriteError) as error:
            self._fail(error)

    def do(self, step: Callable[[Report], None]) -> None:
        """Let the report take a step, if it has not failed."""
        if self._report is None:
            return
        try:
            step(self._report)
        except (OSError, WriteError) as error:
            self._fail(error)

    def close(self) -> None:
        """The end: the file appears."""
        self.do(lambda made: made.close(self._tally))
        file, self._file = self._file, None
        try:
            if file and self._report:
                file.__exit__(None, None, None)
        except WriteError as error:
            self._fail(error)
        self._report = None

    def discard(self) -> None:
        """Take away what was begun and not closed."""
        file, self._file, self._report = self._file, None, None
        if file is None:
            return
        stop = _Discarded()
        try:
            file.__exit__(_Discarded, stop, None)
        except (_Discarded, WriteError):
            return

    def _fail(self, error: OSError | WriteError) -> None:
        self._tally.errors += 1
        told = str(error) if isinstance(error, WriteError) else f"{self._path}: 写不了这个文件：{error.strerror}"
        tell(told)
        self.discard()


class _Discarded(Exception):  # noqa: N818  # nothing went wrong
    """Thrown into a file that shall not appear."""


def tell(text: str) -> None:
    """Say a sentence on standard error; nothing in it is obeyed by a terminal or a build machine."""
    click.echo(defused(visible(text)), err=True)
