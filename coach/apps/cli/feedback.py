"""`coach feedback`: how rules fared with agents, and what becomes of what they dismissed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from coach.apps.cli.output import format_option
from coach.apps.cli.settings_options import config_option, make_run
from coach.errors import SelectionError, StoreError
from coach.files.data_folder import data_folder
from coach.files.feedback import Dismissal, FeedbackStore, Settled
from coach.files.reports import feedback_report
from coach.files.settling import LABELLED, NotSettledError, allow, label


@click.group(invoke_without_command=True)
@format_option("terminal", "json")
@config_option
@click.pass_context
def command(click_context: click.Context, /, format_: str, config: str | None) -> None:
    """Show how often each rule's findings were accepted, edited or dismissed; the most dismissed come first.

    Pages and extension of coach serve tell it. It stays on this machine, in the private data folder.
    """
    if click_context.invoked_subcommand is not None:
        return
    store, run = FeedbackStore(data_folder()), make_run((), {"config": config})
    summary, titles = store.summary(), run.titles
    if format_ == "json":
        told = feedback_report.document(summary, titles, stores_texts=run.settings.stores_texts)
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        click.echo(feedback_report.table(summary, titles, str(store.path)))


@command.command("allow")
@click.argument("feedback_id", metavar="ID")
@click.option("--owner", default="", metavar="NAME", help="Who answers for it. Default: the user of this machine.")
@click.option("--reason", default="", metavar="TEXT", help="Why it stays. Default: as the agent said.")
@config_option
def allow_command(feedback_id: str, owner: str, reason: str, config: str | None) -> None:
    """Write an entry of the allowlist for a dismissed finding. The first characters of its ID are enough."""
    run = make_run((), {"config": config})
    _settle(feedback_id, "allowed", lambda one: allow(run, one, owner, reason))


@command.command("label")
@click.argument("feedback_id", metavar="ID")
@click.option("--text", metavar="TEXT", help="The whole reply, where it was not stored.")
@click.option("--context", multiple=True, metavar="TEXT", help="What the customer wrote before; may be repeated.")
@click.option("--to", metavar="FILE", help=f"Labelled replies to add to. Default: {LABELLED} beside coach.yaml.")
@config_option
def label_command(feedback_id: str, to: str | None, config: str | None, **reply: Any) -> None:
    """Add a row to an evaluation, by which coach eval counts this finding as a false alarm."""
    path = Path(to) if to else Path(make_run((), {"config": config}).settings.folder, LABELLED)
    _settle(feedback_id, "labelled", lambda one: label(path, one, reply["text"], reply["context"]))


@command.command("clear")
@click.option("--yes", is_flag=True, help="Do not ask.")
def clear_command(yes: bool) -> None:
    """Take all feedback out, for good."""
    if not yes:
        click.confirm("要清空这台电脑上的全部反馈吗？清空后找不回来。", abort=True)
    click.echo(f"清空了 {FeedbackStore(data_folder()).clear()} 条反馈。")


def _settle(beginning: str, outcome: Settled, write: Callable[[Dismissal], str]) -> None:
    store = FeedbackStore(data_folder())
    found = store.dismissals_of(beginning)
    if len(found) != 1:
        raise SelectionError(
            f"有几条反馈都以“{beginning}”开头，请多写几位。" if found else f"没有编号“{beginning}”的忽略反馈。"
        )
    try:
        click.echo(f"写好了：{store.settle(found[0].id, outcome, write)}")
    except NotSettledError as error:
        raise SelectionError(str(error)) from None
    except ValueError:
        raise StoreError("这一条已经处理过了。") from None
