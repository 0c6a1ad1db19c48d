"""`coach check`: the replies in, a report out, the exit code last."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click

from coach.apps.cli.fix_option import FixRun, fix_choice, fix_options, report_stream
from coach.apps.cli.main import ExitStatus
from coach.apps.cli.output import FORMATS, Output, format_option, report_option, usual_form
from coach.apps.cli.reading import read_options, reading_options
from coach.apps.cli.selection import load_coach, rule_options
from coach.files.checking import check_records
from coach.files.records import STANDARD_INPUT, Origin, Record, Unreadable
from coach.files.source import ReadOptions


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH|-]...")
@click.option("--text", help="Check this text; line feeds separate messages.")
@click.option("--context", multiple=True, metavar="TEXT", help="What the customer wrote before, oldest first.")
@format_option(*FORMATS, default=usual_form)
@report_option
@rule_options
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="warning",
    metavar="LEVEL",
    help="Exit 1 from error, warning or info up; or never.",
)
@reading_options
@fix_options
@click.option("--explain-score", "explain", is_flag=True, help="Say line by line how each score came about.")
@click.option("--statistics", is_flag=True, help="Count findings by guideline, severity and file after the report.")
@click.pass_context
def command(
    click_context: click.Context,
    /,
    paths: tuple[str, ...],
    text: str | None,
    context: tuple[str, ...],
    format_: str,
    reports: list[tuple[str, Path]],
    fail_on: str,
    explain: bool,
    statistics: bool,
    **choice: Any,
) -> None:
    """Check replies and report what a trainer would mark.

    Exit code: 0 nothing from --fail-on up, 1 findings, 2 an input or pack is wrong (the rest was still checked),
    3 the coach itself broke.
    """
    if text is None and not paths and sys.stdin.isatty():
        raise click.UsageError("Nothing to check: give --text, a path, or text on standard input.", click_context)
    options, fix = read_options(choice), fix_choice(choice)
    coach = load_coach(**choice)
    check = partial(check_records, coach, context=context)
    told = {"explain": explain, "fail_on": fail_on, "encoding": options.encoding}
    stream = report_stream(fix, paths, text)
    output = click_context.with_resource(
        Output(format_, reports, lambda: coach.rules, stream=stream, statistics=statistics, **told)
    )
    output.tally.errors += len(coach.problems)
    run = FixRun(fix, check) if fix else None
    for one in run.parts(paths, text, context, options) if run else check(_records(paths, text, context, options)):
        if isinstance(one, Unreadable):
            output.unreadable(one)
        else:
            output.add(one)
    output.close()
    if run:
        click.echo(run.told(), err=True)
    found = output.tally.reaches(fail_on) or (run is not None and run.would_change)
    click_context.exit(ExitStatus.WRONG_INPUT if output.tally.errors else ExitStatus(found))


def _records(
    paths: Iterable[str], text: str | None, context: tuple[str, ...], options: ReadOptions
) -> Iterator[Record | Unreadable]:
    if text is not None:
        yield Record(Origin(None), text, context)
        if not paths:
            return
    from coach.files.inputs import read_paths, read_standard_input

    for path in paths or (STANDARD_INPUT,):
        if path == STANDARD_INPUT:
            yield from read_standard_input(sys.stdin.buffer.read(), options)
        else:
            yield from read_paths([path], options)
