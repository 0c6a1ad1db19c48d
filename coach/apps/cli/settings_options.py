"""The options that say which settings apply, and the run they make."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

import click

from coach.apps.cli.selection import split
from coach.files.loading import Coach
from coach.files.run import Run, Scope
from coach.files.settings import settings_for


def config_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option `--config`."""
    told = "Settings file; none: no coach.yaml. Default: the nearest coach.yaml from the paths upwards."
    return click.option("--config", metavar="FILE|none", help=told)(command)


def scope_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options `--exclude`, `--since` and `--no-baseline`."""
    options = (
        click.option("--exclude", multiple=True, metavar="GLOB", help="Leave out of folders. May be repeated."),
        click.option("--since", metavar="REV", help="Only what git says changed since this revision."),
        click.option("--no-baseline", is_flag=True, help="Report what coach-baseline.json counts, too."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def fail_on_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option `--fail-on`."""
    return click.option(
        "--fail-on", type=click.Choice(["error", "warning", "info", "never"]), metavar="LEVEL",
        help="Exit 1 from error, warning (the default) or info up; or never.",
    )(command)  # fmt: skip


def make_run(paths: Sequence[str], choice: dict[str, Any], reports: Sequence[str] = ()) -> Run:
    """The run over `paths` for the values of a command's options; what is wrong with packs goes to standard error.

    Args:
        reports: files that the run writes, so that it does not read them.

    Raises:
        click.UsageError: a report would replace what is to be checked.
    """
    for path in reports:
        if any(os.path.realpath(path) == os.path.realpath(one) for one in paths):
            raise click.UsageError(f"{path}: 这是要检查的文件，报告不能写在它上面。")
    files = [path for path in paths if path != "-"]
    scope = Scope(files, choice.get("since"), not choice.get("no_baseline"), reports)
    run = Run(settings_for(files, choice.get("config")), given(choice), scope)
    for problem in run.coach.problems:
        click.echo(str(problem), err=True)
    return run


def make_coach(packs: Sequence[str], config: str | None, select: Sequence[str] = ()) -> Coach:
    """A coach with the rules of `packs` and of the settings' packs, `select` of them or all, whatever else is set."""
    run = make_run((), {"packs": packs, "config": config, "no_baseline": True})
    return run.packs.coach(select=select)


def given(choice: dict[str, Any]) -> dict[str, Any]:
    """What the command line says, by the keys of coach.yaml."""
    lists = {"packs": list(choice.get("packs") or ()), "exclude": list(choice.get("exclude") or ())}
    names = {key: split(choice.get(key) or ()) for key in ("select", "ignore")}
    single = {key: choice.get(key.replace("-", "_")) for key in ("profile", "fail-on", "encoding", "text-column")}
    return {key: value for key, value in {**lists, **names, **single}.items() if value}
