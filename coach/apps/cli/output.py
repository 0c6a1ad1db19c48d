"""Where a run's reports go: standard output and the files that `--report` names."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Any

import click

from coach.errors import WriteError
from coach.files.reports.report import FILE_ONLY, REPORTS, WITH_SCORES, WITHOUT_RULES, Setting, report
from coach.files.reports.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coach.apps.cli.report_file import ReportFile
    from coach.core.rule import Rule
    from coach.files.checked import Checked
    from coach.files.records import Unreadable
    from coach.files.reports.counts import Counts


class Output:
    """Hands every checked record to every report, counts, and closes them all.

    A report file that cannot be written is told, counts as an error and leaves the others alone. As a context manager
    it takes away what was begun and not closed.

    Args:
        form: the report on standard output.
        files: further reports, each with its file; a file is there only once it is whole.
        rules: the rules that report.
        stream: where the first report goes when not to standard output.
        statistics: whether tables of counts follow the report; on standard error where that is for machines.
        told: what else `Setting` takes.
    """

    def __init__(
        self, form: str, files: Sequence[tuple[str, Path]] = (), rules: Callable[[], Sequence[Rule]] = list, *,
        stream: IO[str] | None = None, statistics: bool = False, **told: Any,
    ) -> None:  # fmt: skip
        self.tally = Tally()
        self._form = form
        setting = Setting(columns=_columns(), folder=build_folder(), **told)
        summary = os.environ.get("GITHUB_STEP_SUMMARY", "")
        shown = setting._replace(watched=is_watched(), colour=_is_coloured(), summary=summary)
        self._shown = report(form, stream or sys.stdout, _with_rules(form, shown, rules))
        self._files = [self._opened(name, path, _with_rules(name, setting, rules)) for name, path in files]
        self._counts = _counts() if statistics else None

    def __enter__(self) -> Output:
        return self

    def __exit__(self, *_: object) -> None:
        for one in self._files:
            one.discard()

    def add(self, checked: Checked) -> None:
        """One checked record."""
        for turn in checked.turns:
            self.tally.add(turn.result, len(turn.suppressed))
        self._shown.add(checked)
        for one in self._files:
            one.do(lambda made: made.add(checked))
        if self._counts:
            self._counts.add(checked)

    def unreadable(self, part: Unreadable) -> None:
        """A part of the input that is not right; said on standard error too. What was passed over is only said."""
        _tell(f"{part.origin.place}: {part.message}")
        if part.passed_over:
            return
        self.tally.errors += 1
        self._shown.unreadable(part)
        for one in self._files:
            one.do(lambda made: made.unreadable(part))
        if self._counts:
            self._counts.unreadable(part)

    def close(self) -> None:
        """The end of the run."""
        for one in self._files:
            one.close()
        try:
            self._shown.close(self.tally)
        except WriteError as error:  # the page about the run, beside what stands on standard output
            self.tally.errors += 1
            _tell(str(error))
        if self._counts:
            click.echo(self._counts.tables(), err=self._form != "terminal")

    def _opened(self, name: str, path: Path, setting: Setting) -> ReportFile:
        from coach.apps.cli.report_file import ReportFile

        return ReportFile(name, path, setting, self.tally)


def _with_rules(name: str, setting: Setting, rules: Callable[[], Sequence[Rule]]) -> Setting:
    """`setting` for one report: the rules are loaded for those that list them."""
    return setting if name in WITHOUT_RULES else setting._replace(rules=rules())


def is_scored(*names: str) -> bool:
    """Whether one of these reports tells of every reply what it does well and its score."""
    return not WITH_SCORES.isdisjoint(names)


def _counts() -> Counts:
    from coach.files.reports.counts import Counts

    return Counts()


def _tell(text: str) -> None:
    from coach.apps.cli.report_file import tell

    tell(text)


def is_watched() -> bool:
    """Whether a person looks on: standard output is a terminal."""
    return sys.stdout.isatty()


def _is_coloured() -> bool:
    return is_watched() and not os.environ.get("NO_COLOR")


def _columns() -> int:
    """As shutil tells it, which loads every kind of compression to do so."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1).columns or 80
    except (OSError, ValueError):
        return 80


def build_folder() -> str:
    """The checked-out repository where a build says it, from which its host tells paths; else empty."""
    return os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or ""


def usual_form() -> str:
    """The report where none is asked for: in GitHub Actions what GitHub shows, else the terminal's."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "terminal"


def format_option(
    *forms: str, default: Callable[[], str] | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option `--format`, passed on as `format_`, with these `forms`; the first is the default."""
    told = f"{', '.join(forms[:-1])} or {forms[-1]}."
    usual: Any = default or forms[0]
    return click.option("--format", "format_", type=click.Choice(forms), default=usual, metavar="FORM", help=told)


def report_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option `--report FORMAT=FILE`, passed on as `reports`."""
    return click.option(
        "--report", "reports", multiple=True, metavar="FORM=FILE", callback=_reports,
        help=f"Write a report to a file as well: {', '.join(REPORTS)}. May be repeated.",
    )(command)  # fmt: skip


def _reports(_context: click.Context, _option: click.Parameter, values: Sequence[str]) -> list[tuple[str, Path]]:
    if not values:
        return []
    from pathlib import Path

    from coach.files.reports.earlier import refuse_to_replace

    found: list[tuple[str, Path]] = []
    for value in values:
        name, sign, path = value.partition("=")
        if name not in REPORTS or not sign or not path:
            raise click.BadParameter(f"{value}: write FORM=FILE, with FORM one of {', '.join(REPORTS)}.")
        if any(os.path.realpath(path) == os.path.realpath(other) for _, other in found):
            raise click.BadParameter(f"{value}：两份报告不能写到同一个文件，请给它们各起一个名字。")
        refuse_to_replace(name, Path(path))
        found.append((name, Path(path)))
    return found


FORMATS = [name for name in REPORTS if name not in FILE_ONLY]
