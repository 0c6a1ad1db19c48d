"""The options that say how inputs are read, shared by the commands that read replies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from coach.files.readers import READERS
from coach.files.source import ReadOptions


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that `read_options` takes to a command."""
    options = (
        click.option(
            "--reader", type=click.Choice(list(READERS)), metavar="NAME", help=f"Read as: {', '.join(READERS)}."
        ),
        click.option("--encoding", metavar="NAME", callback=_encoding, help="Encoding of the files, such as big5."),
        click.option("--text-column", metavar="NAME", help="Header of the column that holds the replies."),
        click.option(
            "--records",
            type=click.Choice(["lines", "blocks"]),
            metavar="FORM",
            help="Replies of a text file: lines or blocks.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def read_options(choice: dict[str, Any]) -> ReadOptions:
    """The reading options among the values of a command's options, taken out of `choice`."""
    return ReadOptions(**{name: choice.pop(name) for name in ReadOptions._fields})


def _encoding(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    import codecs

    if not value:
        return None
    try:
        name = codecs.lookup(value).name
        "a".encode(name)  # rot13, base64 and their like are no encodings of text
        codecs.getincrementaldecoder(name)().decode(b"\xff")
    except UnicodeDecodeError:
        return name
    except (LookupError, UnicodeError):
        raise click.BadParameter(f"{value}: Python knows no such encoding of text.") from None
    return name
