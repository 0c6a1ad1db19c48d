"""`coach pack test DIR`: prove packs of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from coach.apps.cli.main import ExitStatus
from coach.files.names import builtin_folders
from coach.files.proven import prove_pack


@click.group()
def command() -> None:
    """Prove rule packs of your own."""


@command.command("test")
@click.argument("folders", nargs=-1, required=True, metavar="DIR...")
@click.pass_context
def test(click_context: click.Context, folders: tuple[str, ...]) -> None:
    """Check the files of packs and every example in them; what fails is named as file:line:column.

    Exit code: 0 everything holds, 2 something does not.
    """
    wrong = 0
    for folder in folders:
        outcome = prove_pack(Path(folder), [Path(one) for one in builtin_folders()])
        for problem in outcome.problems:
            click.echo(str(problem), err=True)
        wrong += len(outcome.problems)
        if outcome.problems:
            click.echo(f"{folder}：有 {len(outcome.problems)} 处要改。", err=True)
        else:
            click.echo(f"{folder}：{outcome.rules} 条规则，{outcome.examples} 个例子，都成立。")
    click_context.exit(ExitStatus.WRONG_INPUT if wrong else ExitStatus.CLEAN)
