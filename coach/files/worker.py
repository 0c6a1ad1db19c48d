"""One of the processes that `coach.files.workers` puts to work, as both sides see it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from coach.errors import WorkersError
from coach.files.run import Run, Scope

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

    from coach.core.model.conversation import Turn
    from coach.core.model.finding import Finding, Highlight
    from coach.files.checked import CheckedTurn
    from coach.files.records import Record
    from coach.files.settings import Settings

    Question = tuple[Sequence[Record], tuple[str, ...]]
    Answer = Sequence["TurnData"] | None
    Ends = tuple[Connection[Any, Any], Connection[Any, Any]]

PATIENCE: Final = 5
"""So many seconds may a process take to be gone once its pipe is closed."""
ENDED: Final = (
    "帮忙检查的一个进程中途停了（{}），多半是内存不够，或者被系统结束了。这次没有检查完，没写完的文件都没有留下；"
    "请把 --jobs 改小一些，或者不用它，再运行一次。"
)
NOT_STARTED: Final = "没能再开一个进程来帮忙检查（{}）。请把 --jobs 改小一些，或者不用它，再运行一次。"


class TurnData(NamedTuple):
    """What came of a turn, as a process tells it: its result without closures.

    Attributes:
        turn: as in `coach.files.checked.CheckedTurn`.
        highlights: None when they were not worked out.
    """

    turn: Turn | None
    findings: tuple[Finding, ...]
    not_evaluated: tuple[str, ...]
    omitted: int
    highlights: tuple[Highlight, ...] | None


class Recipe:
    """The run of the first process, seen from another one: itself where memory is inherited, else one made alike."""

    def __init__(self, settings: Settings, given: Mapping[str, Any]) -> None:
        self._made_of = settings, given

    @classmethod
    def of(cls, run: Run) -> Recipe:
        """The recipe of a run that is there already."""
        recipe = cls(run.settings, run.given)
        recipe.__dict__["run"] = run
        return recipe

    def __reduce__(self) -> tuple[type[Recipe], tuple[Settings, Mapping[str, Any]]]:
        return Recipe, self._made_of

    @cached_property
    def run(self) -> Run:
        """The run; without the baseline, which the first process sees to."""
        return Run(*self._made_of, Scope(baseline=False))


class Worker:
    """A process that checks records, as the first process sees it.

    Args:
        recipe: says with which rules.
        praised: whether it works out highlights of turns without findings, too.

    Raises:
        WorkersError: it cannot be started.
    """

    def __init__(self, recipe: Recipe, *, praised: bool) -> None:
        try:
            asked, self._questions = multiprocessing.Pipe(duplex=False)
            self._answers, told = multiprocessing.Pipe(duplex=False)
            work = recipe, praised, (asked, told), (self._questions, self._answers)
            self._process = multiprocessing.Process(target=_work, args=work, daemon=True)
            with _interrupts_put_off():
                self._process.start()
        except OSError as error:
            raise WorkersError(NOT_STARTED.format(error.strerror or error)) from None
        asked.close()
        told.close()  # that of the process itself is now the only one: when it ends, so does the pipe

    def ask(self, records: Sequence[Record], context: tuple[str, ...]) -> None:
        """Give it a batch; WorkersError when it ended."""
        try:
            self._questions.send((records, context))
        except OSError:
            raise self._ended() from None

    def answers(self) -> Iterator[Answer]:
        """What came of the oldest batch that was not asked for yet, a record after the other.

        None stands for a record that it could not check.

        Raises:
            WorkersError: it ended.
        """
        try:
            return iter(self._answers.recv())
        except (EOFError, OSError):
            raise self._ended() from None

    def end(self) -> None:
        """Have it gone, whatever it does: it holds nothing that would have to be put in order."""
        self._process.kill()
        self._process.join()
        self._questions.close()
        self._answers.close()

    def _ended(self) -> WorkersError:
        self._process.join(PATIENCE)
        return WorkersError(ENDED.format(f"退出码 {self._process.exitcode}"))


@contextmanager
def _interrupts_put_off() -> Iterator[None]:
    """Ctrl+C waits: a process that is not yet ready for it would answer with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(recipe: Recipe, praised: bool, own: Ends, others: Ends) -> None:
    """What the process does: check batches until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears of it, and ends this one
    for end in others:
        end.close()
    asked, told = own
    questions: SimpleQueue[Question] = SimpleQueue()
    Thread(target=_listen, args=(asked, questions), daemon=True).start()
    try:
        while True:
            records, context = questions.get()
            told.send([_answer(recipe, record, context, praised=praised) for record in records])
    except Exception:  # the first process says what is to be said
        os._exit(1)


def _listen(asked: Connection[Any, Any], questions: SimpleQueue[Question]) -> None:
    """Take in what is asked while something else is being checked, so that the first process need not wait.

    When that one is gone, however it went, there is nothing left to do.
    """
    try:
        while True:
            questions.put(asked.recv())
    except (EOFError, OSError):
        os._exit(0)


def _answer(recipe: Recipe, record: Record, context: tuple[str, ...], *, praised: bool) -> Answer:
    try:
        return [_as_data(one, praised=praised) for one in recipe.run.check_one(record, context).turns]
    except Exception:  # the first process checks it once more, and breaks where it breaks with one process
        return None


def _as_data(one: CheckedTurn, *, praised: bool) -> TurnData:
    result = one.result
    findings = tuple([finding.as_data() for finding in result.findings])
    highlights = result.highlights if praised or findings else None
    return TurnData(one.turn, findings, result.not_evaluated, result.omitted, highlights)
