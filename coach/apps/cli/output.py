"""Writers: what each `--format` puts on standard output, record by record."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import click

from coach.files.reports.tally import Tally

if TYPE_CHECKING:
    from coach.core.model.conversation import Turn
    from coach.core.model.result import Result
    from coach.files.records import Origin, Record, Unreadable
    from coach.files.reports.terminal import Terminal


class Writer:
    """Takes results as they come; the formats below say what they make of them.

    Args:
        explain: whether to say how each score came about.
    """

    def __init__(self, *, explain: bool = False) -> None:
        self.tally = Tally()
        self.explain = explain

    def reply(self, record: Record, result: Result) -> None:
        """One checked reply."""
        self.tally.add(result)

    def conversation(self, record: Record, checked: Sequence[tuple[Turn, Result]]) -> None:
        """One checked conversation."""
        for _, result in checked:
            self.tally.add(result)

    def unreadable(self, part: Unreadable) -> None:
        """A part of the input that is not right; said on standard error in every format."""
        self.tally.errors += 1
        click.echo(f"{part.origin.place}: {part.message}", err=True)

    def close(self) -> None:
        """The end of the run."""


class TerminalWriter(Writer):
    """Cards for a person; the first waits for the second, for one reply alone is told more about.

    A single reply without a card is praised where a person looks on: that costs as much as all the rest of a quiet run.
    """

    def __init__(self, *, explain: bool = False) -> None:
        super().__init__(explain=explain)
        self._first: tuple[Origin, Result, str] | None = None
        self._taken = 0

    def reply(self, record: Record, result: Result) -> None:
        super().reply(record, result)
        self._take(record.origin, result, _name(record))

    def conversation(self, record: Record, checked: Sequence[tuple[Turn, Result]]) -> None:
        super().conversation(record, checked)
        for turn, result in checked:
            name = " ".join(part for part in (_name(record), f"第 {turn.first_message + 1} 条消息") if part)
            self._take(record.origin, result, name)

    def close(self) -> None:
        if self._first:
            self._echo(*self._first, alone=True)
        click.echo(self.tally.summary())

    def _take(self, origin: Origin, result: Result, name: str) -> None:
        if not self._taken:
            self._first = (origin, result, name)
        else:
            if self._first:
                self._echo(*self._first)
            self._first = None
            self._echo(origin, result, name)
        self._taken += 1
        if self.explain:
            self.tally.add_score(result)

    def _echo(self, origin: Origin, result: Result, name: str, *, alone: bool = False) -> None:
        alone = alone and (bool(result.findings) or is_watched())
        if result.findings or alone or self.explain:
            colour = is_watched() and not os.environ.get("NO_COLOR")
            shown = _terminal(colour=colour).result(origin, result, name, alone=alone, explain=self.explain)
            click.echo(shown, color=colour)


class JsonLinesWriter(Writer):
    """One object a line, clean replies too."""

    def reply(self, record: Record, result: Result) -> None:
        from coach.files.reports import wire

        super().reply(record, result)
        self._entry(wire.reply(record, result, explain=self.explain))

    def conversation(self, record: Record, checked: Sequence[tuple[Turn, Result]]) -> None:
        from coach.files.reports import wire

        super().conversation(record, checked)
        self._entry(wire.conversation(record, checked, explain=self.explain))

    def unreadable(self, part: Unreadable) -> None:
        from coach.files.reports import wire

        super().unreadable(part)
        self._entry(wire.unreadable(part.origin, part.message))

    def _entry(self, entry: dict[str, Any]) -> None:
        from coach.files.reports.json_report import line

        click.echo(line(entry))


class JsonWriter(JsonLinesWriter):
    """One document with all objects and a summary."""

    def __init__(self, *, explain: bool = False) -> None:
        super().__init__(explain=explain)
        self.entries: list[dict[str, Any]] = []

    def _entry(self, entry: dict[str, Any]) -> None:
        self.entries.append(entry)

    def close(self) -> None:
        from coach.files.reports.json_report import document

        click.echo(document(self.entries, self.tally))


def is_watched() -> bool:
    """Whether a person looks on: standard output is a terminal."""
    return sys.stdout.isatty()


def _name(record: Record) -> str:
    return "" if record.id is None else str(record.id)


@cache
def _terminal(*, colour: bool) -> Terminal:
    import shutil

    from coach.files.reports.terminal import Terminal

    return Terminal(colour=colour, columns=shutil.get_terminal_size().columns)


_WRITERS: Final = {"terminal": TerminalWriter, "json": JsonWriter, "jsonl": JsonLinesWriter}
FORMATS: Final = list(_WRITERS)


def format_option(*forms: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option `--format`, passed on as `format_`, with these `forms`; the first is the default."""
    told = f"{', '.join(forms[:-1])} or {forms[-1]}."
    return click.option("--format", "format_", type=click.Choice(forms), default=forms[0], metavar="FORM", help=told)


def writer(format_: str, *, explain: bool = False) -> Writer:
    """The writer for a value of `--format`; `explain` for `--explain-score`."""
    return _WRITERS[format_](explain=explain)
