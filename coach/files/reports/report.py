"""What every report is: it takes checked records as they come, and writes itself to a stream.

A report is a class in a module of its own here; adding one means a file, a line in `REPORTS`, and one in `earlier.py`
by which it is known again. It is imported when somebody asks for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.core.rule import Rule
    from coach.files.checked import Checked
    from coach.files.records import Unreadable
    from coach.files.reports.tally import Tally

REPORTS: Final[dict[str, tuple[str, str]]] = {
    "terminal": ("coach.files.reports.terminal_report", "TerminalReport"),
    "json": ("coach.files.reports.json_report", "JsonReport"),
    "jsonl": ("coach.files.reports.json_report", "JsonLinesReport"),
    "html": ("coach.files.reports.html_report", "HtmlReport"),
    "sarif": ("coach.files.reports.sarif_report", "SarifReport"),
    "junit": ("coach.files.reports.junit_report", "JunitReport"),
    "github": ("coach.files.reports.github_report", "GithubReport"),
    "gitlab": ("coach.files.reports.gitlab_report", "GitlabReport"),
    "csv": ("coach.files.reports.csv_report", "CsvReport"),
    "xlsx": ("coach.files.reports.xlsx_report", "XlsxReport"),
}
"""Name → module and class."""
BINARY: Final = frozenset({"xlsx"})
"""Reports that write bytes."""
FILE_ONLY: Final = frozenset({"csv", "xlsx"})
"""Reports that go to a file, not to standard output."""
WITHOUT_RULES: Final = frozenset({"terminal", "json", "jsonl", "junit", "github", "gitlab"})
"""Reports that list no rules: they are spared loading them."""

WITH_SCORES: Final = frozenset({"json", "jsonl", "html"})
"""Reports that tell highlights and scores of every reply."""


class Setting(NamedTuple):
    """What a report is told of the run.

    Attributes:
        rules: the rules that report, in the order of the rulebook.
        explain: whether to say how each score came about.
        watched: whether a person looks on.
        colour: whether to use colours.
        columns: how wide the terminal is.
        folder: the folder that paths are told from; empty for the working folder.
        fail_on: the mildest severity that fails the run, or ``never``.
        encoding: the encoding of the inputs, as the caller says; None when it is found out.
        summary: the file that takes a page about the run, as GitHub shows it; empty when nobody wants one.
    """

    rules: Sequence[Rule] = ()
    explain: bool = False
    watched: bool = False
    colour: bool = False
    columns: int = 80
    folder: str = ""
    fail_on: str = "warning"
    encoding: str | None = None
    summary: str = ""


class Report:
    """One report of a run.

    Args:
        stream: where it goes: text, or bytes for those in `BINARY`. Whoever opened it closes it.
        setting: what it is told of the run.
    """

    def __init__(self, stream: IO[Any], setting: Setting) -> None:
        self.stream = stream
        self.setting = setting

    def add(self, checked: Checked) -> None:
        """One checked record."""

    def unreadable(self, part: Unreadable) -> None:
        """A part of the input that is not right; the command has said so on standard error."""

    def close(self, tally: Tally) -> None:
        """The end of the run; what was not written yet is written now."""


def report(name: str, stream: IO[Any], setting: Setting) -> Report:
    """The report of that name, a key of `REPORTS`."""
    module, kind = REPORTS[name]
    made: Report = getattr(import_module(module), kind)(stream, setting)
    return made
