"""`coach eval LABELLED.jsonl`: how much of what is reported is right, and how much is missed."""

from __future__ import annotations

from typing import Any

import click

from coach.apps.cli.main import ExitStatus
from coach.apps.cli.output import format_option
from coach.apps.cli.selection import load_coach, named_guidelines
from coach.files.labelled import FAULTS, HIGHLIGHTS
from coach.files.measuring import guidelines, measure
from coach.files.reports import evaluation


@click.command()
@click.argument("paths", nargs=-1, metavar="LABELLED.jsonl...")
@click.option("--highlights", "praises", is_flag=True, help="Measure what is done well instead of what is broken.")
@click.option(
    "--misses",
    multiple=True,
    is_flag=False,
    flag_value="",
    metavar="[ID]",
    help="List what was wrongly reported (误报) or missed (漏报), of all guidelines or of this one.",
)
@click.option("--pack", "packs", multiple=True, metavar="NAME|PATH", help="Add a pack of your own.")
@format_option("terminal", "json")
@click.pass_context
def command(click_context: click.Context, /, paths: tuple[str, ...], format_: str, **asked: Any) -> None:
    """Measure the rules against labelled replies: precision, recall and F1 of each guideline, micro and macro.

    Each line of a file is a reply (text with context, or messages, of which the agent's last turn is meant) with
    breaks and unsure, lists of guideline ids. All built-in packs are on.

    Exit code: 0 measured, 2 a file, a line or a pack is wrong (the rest was still measured).
    """
    coach = load_coach(("all", *asked["packs"]))
    aspect = HIGHLIGHTS if asked["praises"] else FAULTS
    titles = guidelines(coach, aspect)
    chosen, paths = named_guidelines(asked["misses"], titles, paths)
    if not paths:
        raise click.UsageError("Nothing to measure: name a file of labelled replies.", click_context)
    files = [measure(coach, path, aspect) for path in paths]
    wrong = [part for file in files for part in file.unreadable]
    for part in wrong:
        click.echo(f"{part.origin.place}: {part.message}", err=True)
    click.echo(evaluation.report(format_, files, titles, chosen))
    click_context.exit(ExitStatus.WRONG_INPUT if wrong or coach.problems else ExitStatus.CLEAN)
