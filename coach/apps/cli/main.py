"""`coach`: the command and its list of subcommands, each imported when called."""

from __future__ import annotations

import importlib
import sys
from enum import IntEnum
from io import TextIOWrapper
from typing import Any, Final

import click

from coach import __version__
from coach.errors import CoachError, WorkersError


class ExitStatus(IntEnum):
    """What the exit code says; the highest that applies wins."""

    CLEAN = 0
    FINDINGS = 1
    WRONG_INPUT = 2
    BROKEN = 3


COMMANDS: Final = {
    "check": ("coach.apps.cli.check", "Check replies: text, files, folders, standard input."),
    "init": ("coach.apps.cli.init", "Write a first coach.yaml."),
    "config": ("coach.apps.cli.config", "Show which settings apply, and where each comes from."),
    "baseline": ("coach.apps.cli.baseline", "Count old findings, so that only new ones are told."),
    "library": ("coach.apps.cli.library", "Report on a library as a whole: duplicates, placeholders, best and worst."),
    "serve": ("coach.apps.cli.serve", "Answer programs on this machine over HTTP."),
    "feedback": ("coach.apps.cli.feedback", "Show which findings agents accepted and dismissed."),
    "rules": ("coach.apps.cli.rules", "List the rules."),
    "rule": ("coach.apps.cli.rule", "Explain one rule: what, why, instead, examples."),
    "try": ("coach.apps.cli.try_pattern", "Show step by step what a pattern or rule does with a text."),
    "eval": ("coach.apps.cli.eval", "Measure the rules against labelled replies."),
    "pack": ("coach.apps.cli.pack", "Prove rule packs of your own."),
}
"""Name → module (its `command`) and the line in the list of commands."""


class Commands(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[name][0]).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def resolve_command(self, context: click.Context, args: list[str]) -> Any:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            nearest = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean {nearest[0]}?" if nearest else ""
            raise click.UsageError(f"No such command: {args[0]}.{hint}", context)
        return super().resolve_command(context, args)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="coach")
def cli() -> None:
    """Reply Coach reads customer-service replies in Chinese and says what a trainer would say."""


def main() -> None:
    """Run the command line; any outcome ends in one of the four exit codes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        cli(prog_name="coach")
    except CoachError as error:
        click.echo(str(error), err=True)
        sys.exit(ExitStatus.BROKEN if isinstance(error, WorkersError) else ExitStatus.WRONG_INPUT)
    except Exception as error:  # the coach itself broke: say so, and keep the details for whoever mends it
        _report_breakage(error)
        sys.exit(ExitStatus.BROKEN)


def _report_breakage(error: Exception) -> None:
    import os
    import traceback

    if os.environ.get("COACH_DEBUG"):
        traceback.print_exception(error)
    where = traceback.extract_tb(error.__traceback__)[-1]
    click.echo(f"教练自己出错了（{type(error).__name__}，{where.name}:{where.lineno}）。", err=True)
    click.echo("请带上这一行反馈给我们；设置 COACH_DEBUG=1 再运行一次，可以看到详细信息。", err=True)
