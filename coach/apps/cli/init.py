"""`coach init [FOLDER]`: a first coach.yaml."""

from __future__ import annotations

import click

from coach.files.first_settings import write_settings


@click.command()
@click.argument("folder", default=".", metavar="[FOLDER]")
def command(folder: str) -> None:
    """Write a first coach.yaml, with every setting explained; one that is there stays as it is."""
    path, libraries = write_settings(folder)
    found = f"，找到 {len(libraries)} 个话术文件" if libraries else ""
    click.echo(f"写好了 {path}{found}。接下来：coach check {folder}")
