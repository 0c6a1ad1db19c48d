"""`coach try PATTERN|RULE TEXT`: every step from the text to the answer."""

from __future__ import annotations

import click

from coach.apps.cli.settings_options import config_option, make_coach
from coach.files.trial import trial


@click.command()
@click.argument("pattern", metavar="PATTERN|RULE")
@click.argument("text")
@click.option("--pack", "packs", multiple=True, metavar="NAME|PATH", help="Add a pack; all for every built-in one.")
@click.option("--context", multiple=True, metavar="TEXT", help="What the customer wrote before, oldest first.")
@config_option
def command(pattern: str, text: str, packs: tuple[str, ...], context: tuple[str, ...], config: str | None) -> None:
    """Show what a pattern, rule or signal does with TEXT: folded text, clauses, words, literals, places, conditions."""
    coach = make_coach(("all", *packs), config)
    for line in trial(coach.rulebook, coach.folders, pattern, text, context):
        click.echo(line)
