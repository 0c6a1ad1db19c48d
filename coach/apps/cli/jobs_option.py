"""`coach check --jobs`: how many processes check, and who they are."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from coach.files.run import Run

AUTO: Final = "auto"


def jobs_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option `--jobs`, passed on as a number from 1."""
    return click.option(
        "--jobs", metavar="N", default="1", callback=_jobs,
        help="How many processes check; 1 unless told, auto: one for each core.",
    )(command)  # fmt: skip


def shared_work(run: Run, jobs: int, *, praised: bool) -> AbstractContextManager[object]:
    """While it lasts, `jobs` processes check what `run` is to check.

    Args:
        praised: whether the reports tell highlights and scores.
    """
    if jobs == 1:
        return nullcontext()
    from coach.files.workers import Workers

    return Workers(run, jobs, praised=praised)


def _jobs(_context: click.Context, _option: click.Parameter, value: str) -> int:
    if value == AUTO or (value.isdecimal() and not int(value)):
        return usable_cores()
    if not value.isdecimal():
        raise click.BadParameter(f"{value}：请写进程数，比如 2；或者写 {AUTO}，这台机器能用几个核，就开几个进程。")
    return int(value)


def usable_cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # fewer than the machine has, in a container that says so
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
