"""`coach config [PATH]`: which settings apply, and where each comes from."""

from __future__ import annotations

from typing import Any

import click

from coach.apps.cli.output import format_option
from coach.apps.cli.reading import reading_options
from coach.apps.cli.selection import rule_options
from coach.apps.cli.settings_options import config_option, fail_on_option, make_run
from coach.files.reports import settings_report


@click.command()
@click.argument("path", required=False, metavar="[PATH]")
@rule_options
@fail_on_option
@config_option
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave out of folders. May be repeated.")
@reading_options
@format_option("terminal", "json")
def command(path: str | None, format_: str, **choice: Any) -> None:
    """Show which settings apply to PATH, or to text and standard input, and where each comes from."""
    run = make_run([path] if path else [], choice)
    click.echo(settings_report.report(format_, run, path))
