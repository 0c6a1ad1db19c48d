"""`coach baseline write|prune PATH…`: accept what there is, and tighten it as it gets better."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from coach.apps.cli.main import ExitStatus
from coach.apps.cli.reading import read_options, reading_options
from coach.apps.cli.settings_options import config_option, make_run
from coach.files import baselining
from coach.files.baseline import Acceptance
from coach.files.run import Run


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        reading_options,
        config_option,
        click.option("--profile", metavar="NAME", help="Use a profile that one of the packs brings."),
        click.option("--pack", "packs", multiple=True, metavar="NAME|PATH", help="Add a pack; all: every built-in."),
        click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
    ):
        command = option(command)
    return command


@click.group()
def command() -> None:
    """Accept the findings that there are, so that only new ones are reported."""


@command.command("write")
@_options
@click.option("--accept", type=click.IntRange(1), metavar="N", help="Let the baseline grow by N findings.")
@click.option("--reason", metavar="TEXT", help="Why it may grow; kept in the baseline.")
@click.pass_context
def write(
    click_context: click.Context, /, paths: tuple[str, ...], accept: int | None, reason: str | None, **choice: Any
) -> None:
    """Write coach-baseline.json: what is found in PATH today, counted. It grows only with --accept and --reason.

    Exit code: 0 written, 1 it would grow, 2 an input or setting is wrong; then it stays as it was.
    """
    if (accept is None) != (not reason):
        raise click.UsageError("--accept and --reason go together.", click_context)
    run, found = _counted(click_context, paths, choice)
    acceptance = Acceptance(accept, reason) if accept and reason else None
    done = baselining.write(run, paths, found.findings, acceptance)
    if not done.is_written:
        said = f"--accept 写的是 {accept}，对不上。" if accept else ""
        click.echo(f"{done.path}: 有 {done.grown} 个新问题，基线没有改动。{said}", err=True)
        click.echo(f'先改好它们；确实要收下，写 --accept {done.grown} --reason "原因"。', err=True)
        click_context.exit(ExitStatus.FINDINGS)
    click.echo(f"{done.path}: 记下了 {done.after} 个问题（原来 {done.before} 个），以后只报告新的。")


@command.command("prune")
@_options
@click.pass_context
def prune(click_context: click.Context, /, paths: tuple[str, ...], **choice: Any) -> None:
    """Take out of coach-baseline.json what is gone from PATH.

    Exit code: 0 done, 2 an input or setting is wrong; then it stays as it was.
    """
    run, found = _counted(click_context, paths, choice)
    done = baselining.prune(run, paths, found.findings)
    click.echo(f"{done.path}: 去掉了 {done.before - done.after} 个已经改好的问题，还有 {done.after} 个。")


def _counted(
    click_context: click.Context, paths: tuple[str, ...], choice: dict[str, Any]
) -> tuple[Run, baselining.Counted]:
    run = make_run(paths, {**choice, "no_baseline": True})
    found = baselining.count(run, paths, read_options(choice))
    for part in found.unreadable:
        click.echo(f"{part.origin.place}: {part.message}", err=True)
    if found.unreadable or run.coach.problems:
        click.echo("有内容没读成，基线没有改动。", err=True)
        click_context.exit(ExitStatus.WRONG_INPUT)
    return run, found
