"""Where a run's reports go: standard output and the files that `--report` names."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from coach.files.reports.report import BINARY, FILE_ONLY, REPORTS, Report, Setting, report
from coach.files.reports.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.core.rule import Rule
    from coach.files.checked import Checked
    from coach.files.records import Unreadable


class Output:
    """Hands every checked record to every report, counts, and closes them all.

    Args:
        form: the report on standard output.
        files: further reports, each with its file; a file is there only once it is whole.
        rules: the rules that report.
        explain: whether to say how each score came about.
    """

    def __init__(
        self, form: str, files: Sequence[tuple[str, Path]] = (), rules: Callable[[], Sequence[Rule]] = list, *,
        explain: bool = False,
    ) -> None:  # fmt: skip
        self.tally = Tally()
        self._stack = ExitStack()
        setting = Setting(explain=explain, watched=is_watched(), colour=_is_coloured(), columns=_columns())
        self._reports: list[Report] = [report(form, sys.stdout, _told(form, setting, rules))]
        self._reports += [report(name, self._open(name, path), _told(name, setting, rules)) for name, path in files]

    def add(self, checked: Checked) -> None:
        """One checked record."""
        for turn in checked.turns:
            self.tally.add(turn.result)
        for one in self._reports:
            one.add(checked)

    def unreadable(self, part: Unreadable) -> None:
        """A part of the input that is not right; said on standard error too."""
        self.tally.errors += 1
        click.echo(f"{part.origin.place}: {part.message}", err=True)
        for one in self._reports:
            one.unreadable(part)

    def close(self) -> None:
        """The end of the run."""
        for one in self._reports:
            one.close(self.tally)
        self._stack.close()

    def _open(self, name: str, path: Path) -> IO[Any]:
        from coach.files.atomic import atomic

        return self._stack.enter_context(atomic(path, binary=name in BINARY))


def _told(name: str, setting: Setting, rules: Callable[[], Sequence[Rule]]) -> Setting:
    """`setting` for one report: the rules are loaded for those that list them, and colours are for standard output."""
    return setting if name in ("terminal", "json", "jsonl") else setting._replace(rules=rules(), colour=False)


def is_watched() -> bool:
    """Whether a person looks on: standard output is a terminal."""
    return sys.stdout.isatty()


def _is_coloured() -> bool:
    return is_watched() and not os.environ.get("NO_COLOR")


def _columns() -> int:
    import shutil

    return shutil.get_terminal_size().columns


def format_option(*forms: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option `--format`, passed on as `format_`, with these `forms`; the first is the default."""
    told = f"{', '.join(forms[:-1])} or {forms[-1]}."
    return click.option("--format", "format_", type=click.Choice(forms), default=forms[0], metavar="FORM", help=told)


def report_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option `--report FORMAT=FILE`, passed on as `reports`."""
    return click.option(
        "--report", "reports", multiple=True, metavar="FORM=FILE", callback=_reports,
        help=f"Write a report to a file as well: {', '.join(REPORTS)}. May be repeated.",
    )(command)  # fmt: skip


def _reports(_context: click.Context, _option: click.Parameter, values: Sequence[str]) -> list[tuple[str, Path]]:
    found = []
    for value in values:
        name, sign, path = value.partition("=")
        if name not in REPORTS or not sign or not path:
            raise click.BadParameter(f"{value}: write FORM=FILE, with FORM one of {', '.join(REPORTS)}.")
        found.append((name, Path(path)))
    return found


FORMATS = [name for name in REPORTS if name not in FILE_ONLY]
