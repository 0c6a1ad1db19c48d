"""`coach library report PATH…`: what the owner of a library asks first."""

from __future__ import annotations

from typing import Any

import click

from coach.apps.cli.main import ExitStatus
from coach.apps.cli.reading import read_options, reading_options
from coach.apps.cli.report_file import tell
from coach.apps.cli.selection import rule_options
from coach.apps.cli.settings_options import config_option, make_run
from coach.files.records import Unreadable


@click.group()
def command() -> None:
    """Look at a library of canned responses as a whole."""


@command.command("report")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format", "format_", type=click.Choice(["terminal", "json"]), default="terminal", metavar="FORM",
    help="terminal or json.",
)  # fmt: skip
@rule_options
@config_option
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave out of folders. May be repeated.")
@reading_options
@click.pass_context
def report(click_context: click.Context, /, paths: tuple[str, ...], format_: str, **choice: Any) -> None:
    """Near duplicates, placeholders that no desk knows, findings counted, scores, the ten worst and the ten best.

    What a baseline counts is told too; the allowlist and markers in the files hold.

    Exit code: 0 read, whatever was found, 2 an input or pack is wrong (the rest is still told).
    """
    from coach.files.library import Library

    options, run = read_options(choice), make_run(paths, {**choice, "no_baseline": True})
    library = Library(run.coach.rulebook.placeholders)
    library.errors = len(run.coach.problems)
    for one in run.check(run.read(paths, options)):
        if isinstance(one, Unreadable):
            tell(f"{one.origin.place}: {one.message}")
            library.errors += not one.passed_over
        else:
            library.add(one)
    click.echo(_report(library, format_), nl=False)
    click_context.exit(ExitStatus.WRONG_INPUT if library.errors else ExitStatus.CLEAN)


def _report(library: Any, form: str) -> str:
    if form == "json":
        from coach.files.reports.library_json import library_json

        return library_json(library)
    from coach.files.reports.library_text import library_text

    return library_text(library)
