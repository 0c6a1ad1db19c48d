"""`coach rules`: the list of rules."""

from __future__ import annotations

import json
from typing import Any

import click

from coach.apps.cli.main import ExitStatus
from coach.apps.cli.output import format_option
from coach.apps.cli.selection import rule_options
from coach.apps.cli.settings_options import config_option, make_run
from coach.files.reports.plain_text import width
from coach.files.reports.tally import SEVERITY_WORDS


@click.command()
@rule_options
@config_option
@format_option("terminal", "json")
@click.pass_context
def command(click_context: click.Context, /, format_: str, **choice: Any) -> None:
    """List the rules that are on, by coach.yaml too, with severity and guideline."""
    run = make_run((), {**choice, "no_baseline": True})
    coach, settings = run.coach, run.settings.file
    rules = sorted(coach.rules, key=lambda rule: (rule.pack, rule.rank, rule.id))
    if format_ == "json":
        keys = ("id", "pack", "guideline", "title", "severity", "dimension", "what", "why", "instead", "source")
        click.echo(
            json.dumps([{key: getattr(rule, key) for key in keys} for rule in rules], ensure_ascii=False, indent=2)
        )
    else:
        first = max((width(rule.id) for rule in rules), default=0)
        for rule in rules:
            click.echo(f"{rule.id}{' ' * (first - width(rule.id))}  {SEVERITY_WORDS[rule.severity]}  {rule.title}")
        said = f"（按 {settings}）" if settings else ""
        count = len({rule.guideline for rule in rules})
        click.echo(f"共 {len(rules)} 条规则，{count} 条准则{said}。看其中一条：coach rule ID")
    click_context.exit(ExitStatus.WRONG_INPUT if coach.problems else ExitStatus.CLEAN)
