"""The options that say how inputs are read, shared by the commands that read replies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from coach.files.readers import READERS
from coach.files.records import STANDARD_INPUT
from coach.files.source import ReadOptions


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that `read_options` takes to a command."""
    options = (
        click.option(
            "--reader", type=click.Choice(list(READERS)), metavar="NAME", help=f"Read as: {', '.join(READERS)}."
        ),
        click.option("--encoding", metavar="NAME", callback=_encoding, help="Encoding of text, such as big5."),
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


def refuse_idle(choice: dict[str, Any], paths: Sequence[str], text: str | None) -> None:
    """Refuse options that mean nothing for what is checked.

    Raises:
        click.UsageError: `choice` says how inputs are read and there is only `text`, or which files and there are none.
    """
    idle = () if any(path != STANDARD_INPUT for path in paths) else ("since", "exclude")
    if text is not None and not paths:
        idle = (*ReadOptions._fields, *idle)
    given = [f"--{name.replace('_', '-')}" for name in idle if choice.get(name) not in (None, ())]
    if given:
        what = "标准输入" if text is None else " --text 的文字"
        raise click.UsageError(f"{'、'.join(given)} 对{what}不起作用；请去掉，或者写出要检查的文件或文件夹。")


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
