"""The options that choose rules, shared by the commands that load a rulebook."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

import click

from coach.errors import SelectionError
from coach.files.loading import DEFAULT, Coach, load, unknown


def rule_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose packs and rules to a command."""
    options = (
        click.option("--pack", "packs", multiple=True, metavar="NAME|PATH", help="Add a pack; all: every built-in."),
        click.option("--profile", metavar="NAME", help="Use a profile that one of the packs brings."),
        click.option("--select", multiple=True, metavar="ID", help="Only these packs, guidelines or rules."),
        click.option("--ignore", multiple=True, metavar="ID", help="Not these packs, guidelines or rules."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def load_coach(packs: Iterable[str]) -> Coach:
    """A coach with every rule of `packs`, whatever is set; what is wrong with them goes to standard error."""
    coach = load([DEFAULT, *packs])
    for problem in coach.problems:
        click.echo(str(problem), err=True)
    return coach


def named_guidelines(
    values: tuple[str, ...], known: Collection[str], paths: tuple[str, ...]
) -> tuple[Collection[str] | None, tuple[str, ...]]:
    """The guidelines that an option with an optional value asks for (None: it was not given), and `paths`.

    What it took for its value is the first of `paths` when it looks like one.
    """
    names = split(values)
    taken = tuple(name for name in names if "." in name or "/" in name)
    wanted = [name for name in names if name not in taken]
    for name in wanted:
        if name not in known:
            raise SelectionError(unknown("准则", name, known))
    return (wanted or known) if values else None, taken + paths


def split(values: Iterable[str]) -> list[str]:
    """The names in the values of a repeated option, which may hold several each."""
    return [name.strip() for value in values for name in value.split(",") if name.strip()]
