"""`coach check`: the replies in, a report out, the exit code last."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from coach.apps.cli.fix_option import FixRun, fix_choice, fix_options, report_stream
from coach.apps.cli.jobs_option import jobs_option, shared_work
from coach.apps.cli.main import ExitStatus
from coach.apps.cli.output import FORMATS, Output, format_option, is_scored, report_option, usual_form
from coach.apps.cli.reading import read_options, reading_options, refuse_idle
from coach.apps.cli.selection import rule_options
from coach.apps.cli.settings_options import config_option, fail_on_option, make_run, scope_options
from coach.files.records import STANDARD_INPUT, Origin, Record, Unreadable
from coach.files.run import Run
from coach.files.source import ReadOptions

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH|-]...")
@click.option("--text", help="Check this text; line feeds separate messages.")
@click.option("--context", multiple=True, metavar="TEXT", help="What the customer wrote before, oldest first.")
@format_option(*FORMATS, default=usual_form)
@report_option
@rule_options
@fail_on_option
@config_option
@scope_options
@reading_options
@fix_options
@jobs_option
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
    explain: bool,
    statistics: bool,
    jobs: int,
    **choice: Any,
) -> None:
    """Check replies and report what a trainer would mark.

    Exit code: 0 nothing from --fail-on up, 1 findings, 2 an input or pack is wrong (the rest was still checked),
    3 the coach itself broke.
    """
    if text is None and not paths and sys.stdin.isatty():
        raise click.UsageError("Nothing to check: give --text, a path, or text on standard input.", click_context)
    refuse_idle(choice, paths, text)
    fix, run = fix_choice(choice), make_run(paths, choice, [str(path) for _, path in reports])
    options = read_options(choice)
    told = {"explain": explain, "fail_on": run.applied(None).one("fail-on"), "encoding": options.encoding}
    stream = report_stream(fix, paths, text)
    output = click_context.with_resource(
        Output(format_, reports, lambda: run.rules, stream=stream, statistics=statistics, **told)
    )
    output.tally.errors += len(run.coach.problems)
    praised = explain or is_scored(format_, *(name for name, _ in reports))
    click_context.with_resource(shared_work(run, jobs, praised=praised))
    fixing = FixRun(fix, run, context) if fix else None
    found = False
    records = _records(run, paths, text, context, options)
    for one in fixing.parts(paths, text, options) if fixing else run.check(records, context):
        if isinstance(one, Unreadable):
            output.unreadable(one)
        else:
            output.add(one)
            found = found or run.fails(one)
    output.close()
    for remark in [*([fixing.told()] if fixing else ()), *run.remarks()]:
        click.echo(remark, err=True)
    found = found or (fixing is not None and fixing.would_change)
    click_context.exit(ExitStatus.WRONG_INPUT if output.tally.errors else ExitStatus(found))


def _records(
    run: Run, paths: Iterable[str], text: str | None, context: tuple[str, ...], options: ReadOptions
) -> Iterator[Record | Unreadable]:
    if text is not None:
        yield Record(Origin(None), text, context)
        if not paths:
            return
    for path in paths or (STANDARD_INPUT,):
        if path == STANDARD_INPUT:
            from coach.files.inputs import read_standard_input

            yield from read_standard_input(sys.stdin.buffer.read(), options)
        else:
            yield from run.read([path], options)
