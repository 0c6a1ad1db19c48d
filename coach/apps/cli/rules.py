"""`coach rules`: the list of rules."""

from __future__ import annotations

import json
from typing import Any

import click

from coach.apps.cli.main import ExitStatus
from coach.apps.cli.output import format_option
from coach.apps.cli.selection import load_coach, rule_options
from coach.files.reports.plain_text import width
from coach.files.reports.tally import SEVERITY_WORDS


@click.command()
@rule_options
@format_option("terminal", "json")
@click.pass_context
def command(click_context: click.Context, /, format_: str, **choice: Any) -> None:
    """List the rules that are on, with guideline and severity."""
    coach = load_coach(**choice)
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
        click.echo(
            f"共 {len(rules)} 条规则，{len({rule.guideline for rule in rules})} 条准则。看其中一条：coach rule ID"
        )
    click_context.exit(ExitStatus.WRONG_INPUT if coach.problems else ExitStatus.CLEAN)
