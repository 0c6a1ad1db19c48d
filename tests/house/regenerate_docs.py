"""Writes the pages that are generated: `python tests/house/regenerate_docs.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from coach.apps.cli.main import cli

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
HEAD = """\
# The command line

Generated from `coach --help`; `python tests/house/regenerate_docs.py` writes it anew.
"""
WIDTH = 108


def cli_page() -> str:
    """The help of every command, as one page."""
    parts = [f"## `{path}`\n\n```text\n{text}\n```\n" for path, text in _helps(cli, "coach", None)]
    return "\n".join([HEAD, *parts])


def _helps(command: click.Command, path: str, parent: click.Context | None) -> Iterator[tuple[str, str]]:
    context = click.Context(command, parent, info_name=path.rsplit(" ", 1)[-1], terminal_width=WIDTH)
    context.help_option_names = ["-h", "--help"]
    yield path, command.get_help(context).rstrip()
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _helps(inner, f"{path} {name}", context)


if __name__ == "__main__":
    PAGE.write_text(cli_page(), encoding="utf-8")
