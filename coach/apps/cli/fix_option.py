"""`coach check --fix` and `--diff`: what is fixed where, and what goes to which stream."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any, NamedTuple, cast

import click

from coach.files.records import STANDARD_INPUT, Origin, Record, Unreadable

if TYPE_CHECKING:
    from coach.core.model.finding import Applicability
    from coach.files.checked import Checked
    from coach.files.fixing import Fixed
    from coach.files.run import Run
    from coach.files.source import ReadOptions


def fix_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that `fix_choice` takes to a command."""
    options = (
        click.option("--fix", is_flag=True, help="Write safe suggestions back; text goes to standard output."),
        click.option("--diff", is_flag=True, help="Show what --fix would change; write nothing."),
        click.option(
            "--applicability", type=click.Choice(["safe", "review"]), metavar="GRADE",
            help="Which suggestions to write: safe, or review as well.",
        ),
        click.option("--yes", is_flag=True, help="Yes, write suggestions that a person should read first."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def report_stream(fix: FixChoice | None, paths: tuple[str, ...], text: str | None) -> IO[str]:
    """Where the report goes: standard error when fixed text or a difference takes standard output."""
    taken = fix is not None and (not fix.writes or text is not None or not paths or STANDARD_INPUT in paths)
    return sys.stderr if taken else sys.stdout


class FixChoice(NamedTuple):
    """What the caller wants fixed.

    Attributes:
        applicability: ``safe``, or ``review`` as well.
        writes: whether to write, or only to show the difference.
    """

    applicability: Applicability
    writes: bool


def fix_choice(choice: dict[str, Any]) -> FixChoice | None:
    """The options among the values of a command's, taken out of `choice`; None when nothing is to be fixed."""
    fix, diff, grade, yes = (choice.pop(name) for name in ("fix", "diff", "applicability", "yes"))
    if not fix and not diff:
        if grade or yes:
            raise click.UsageError("--applicability 和 --yes 要和 --fix 或 --diff 一起用。")
        return None
    if grade == "review" and not diff and not yes:
        raise click.UsageError("review 级别的建议要有人看过再写：先用 --diff 看一遍，确认以后加上 --yes。")
    return FixChoice(cast("Applicability", grade or "safe"), writes=not diff)


class FixRun:
    """One run that fixes; what it yields is what remains to be reported.

    Args:
        choice: what the caller wants fixed.
        run: what is read, and with which rules it is checked.
        context: what the customer wrote before, for replies that bring none of their own.

    Attributes:
        fixes: suggestions carried out, or that would be.
        inputs: how many inputs these are in.
    """

    def __init__(self, choice: FixChoice, run: Run, context: tuple[str, ...]) -> None:
        from coach.files.fixing import Fixer

        self.fixes = self.inputs = 0
        self._choice = choice
        self._run, self._context = run, context
        self._fixer = Fixer(self._check, choice.applicability, writes=choice.writes, check_anew=run.check_anew)

    @property
    def would_change(self) -> bool:
        """Whether the difference was asked for, and there is one."""
        return not self._choice.writes and self.fixes > 0

    def parts(self, paths: tuple[str, ...], text: str | None, options: ReadOptions) -> Iterator[Checked | Unreadable]:
        """Fix the text and the inputs; what remains of each."""
        if text is not None:
            yield from self._text(Record(Origin(None), text, self._context))
        for path in paths or ((STANDARD_INPUT,) if text is None else ()):
            if path == STANDARD_INPUT:
                yield from self._standard_input(options)
                continue
            for source in self._run.sources([path], options):
                if isinstance(source, Unreadable):
                    yield source
                else:
                    fixed = self._fixer.fix(source)
                    self._count(fixed)
                    yield from fixed.parts

    def told(self) -> str:
        """One line about what was done."""
        if not self.fixes:
            return "没有可以直接改的地方。"
        if self._choice.writes:
            return f"改好了 {self.fixes} 处。"
        return f"可以改 {self.fixes} 处，在 {self.inputs} 个文件里；现在什么也没有写。"

    def _check(self, records: Iterable[Record | Unreadable]) -> Iterator[Checked | Unreadable]:
        """The records of each file that are to be looked at, checked."""
        for path, group in groupby(records, key=lambda one: one.origin.path):
            yield from self._run.check(self._run.changed(path or "", group), self._context)

    def _text(self, record: Record) -> Iterator[Checked | Unreadable]:
        text, fixed = self._fixer.fix_text(record)
        if self._choice.writes:
            click.echo(text)
        self._count(fixed)
        return iter(fixed.parts)

    def _standard_input(self, options: ReadOptions) -> Iterator[Checked | Unreadable]:
        """Standard input goes to standard output, as it was where nothing is to be fixed."""
        from coach.files.inputs import standard_input

        content = sys.stdin.buffer.read()
        fixed = self._fixer.fix(standard_input(content, options))
        if self._choice.writes:
            click.echo(content if fixed.content is None else fixed.content, nl=False)
        self._count(fixed)
        return iter(fixed.parts)

    def _count(self, fixed: Fixed) -> None:
        self.fixes += fixed.fixes
        self.inputs += bool(fixed.fixes)
        if not self._choice.writes:
            for line in fixed.diff:
                click.echo(line)
