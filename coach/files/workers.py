"""Replies checked by several processes at once, and handed on in the order in which they were read.

What depends on order (markers, allowlist, baseline, fixes, reports) stays in the first process. The others are given
batches of bare records and give plain data back; what one of them cannot check, the first checks itself. Processes take
turns, each with pipes of its own: the first one needs no threads, so it may fork, and sees at once when another ended.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from itertools import chain, count, islice, repeat
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from coach.core.model.known import Known
from coach.core.model.result import Result
from coach.files.checked import Checked, CheckedTurn
from coach.files.records import Record, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coach.core.model.finding import Applicability
    from coach.core.model.result import Wanted
    from coach.core.model.rewritten import Rewritten
    from coach.files.run import Run
    from coach.files.worker import Answer, TurnData, Worker

BATCH: Final = 200
"""So many records go to a process at once."""
BATCH_CHARACTERS: Final = 100_000
"""Fewer do when they are long."""
AHEAD: Final = 2
"""Batches that each process may have been given: one that it checks, and the next."""
MOST: Final = 60
"""More processes than this are of no use to one that reads and writes for them all."""

Item = TypeVar("Item")


class _Failure(NamedTuple):
    """Stands where reading failed: what was read before is reported first."""

    error: Exception


Part = Record | Unreadable | _Failure


class Workers:
    """Processes that check a run's records in place of the first one, as long as the `with` block lasts.

    None is started for records that make less than two batches.

    Args:
        run: says with which rules.
        jobs: how many processes.
        praised: whether highlights of turns without findings will be asked for; unless they are worked out for all at
            once, each is worked out in the first process.
    """

    def __init__(self, run: Run, jobs: int, *, praised: bool = True) -> None:
        self._run = run
        self._jobs = min(jobs, MOST)
        self._praised = praised
        self._workers: list[Worker] = []

    def __enter__(self) -> Workers:
        self._run.check_elsewhere = self.check
        return self

    def __exit__(self, *_: object) -> None:
        self._run.check_elsewhere = None
        for worker in self._workers:
            worker.end()
        self._workers = []

    def check(
        self, records: Iterable[Record | Unreadable], context: tuple[str, ...] = ()
    ) -> Iterator[Checked | Unreadable]:
        """Each record, checked, in order; what could not be read is handed on.

        Raises:
            WorkersError: a process ended before its time, or could not be started.
        """
        batches = _batches(records)
        first = list(islice(batches, 2))
        if len(first) < 2:
            for batch in first:
                yield from self._told(batch, repeat(None), context)
            return
        asked = map(partial(self._ask, context), count(), chain(first, batches))
        for batch, worker in _ahead(asked, self._jobs * AHEAD - 1):
            yield from self._told(batch, worker.answers(), context)

    def _ask(self, context: tuple[str, ...], number: int, batch: list[Part]) -> tuple[list[Part], Worker]:
        """Give a batch to the process whose turn it is."""
        turn = number % self._jobs
        if turn == len(self._workers):
            from coach.files.worker import Recipe, Worker

            self._workers.append(Worker(Recipe.of(self._run), praised=self._praised))
        self._workers[turn].ask([_bare(part) for part in batch if isinstance(part, Record)], context)
        return batch, self._workers[turn]

    def _told(
        self, batch: list[Part], answers: Iterator[Answer], context: tuple[str, ...]
    ) -> Iterator[Checked | Unreadable]:
        """What came of a batch; records without an answer are checked here."""
        for part in batch:
            if isinstance(part, _Failure):
                raise part.error
            if isinstance(part, Unreadable):
                yield part
                continue
            check, answer = partial(self._run.check_one, part, context), next(answers)
            yield check() if answer is None else _whole(part, answer, _Here(check))


def _batches(records: Iterable[Record | Unreadable]) -> Iterator[list[Part]]:
    batch: list[Part] = []
    size = 0
    for part in _with_failure(records):
        batch.append(part)
        size += _length(part) if isinstance(part, Record) else 0
        if len(batch) == BATCH or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _with_failure(records: Iterable[Record | Unreadable]) -> Iterator[Part]:
    try:
        yield from records
    except Exception as error:  # whatever it is: it belongs behind what was read
        yield _Failure(error)


def _length(record: Record) -> int:
    said = record.conversation.messages if record.conversation is not None else ()
    return len(record.text) + sum(map(len, record.context)) + sum(len(message.text) for message in said)


def _bare(record: Record) -> Record:
    """As much of a record as a check needs."""
    return Record(record.origin, record.text, record.context, conversation=record.conversation)


def _ahead(items: Iterator[Item], number: int) -> Iterator[Item]:
    """`items`, each when `number` more of them have been made, or all."""
    made = deque(islice(items, number))
    for item in items:
        made.append(item)
        yield made.popleft()
    yield from made


class _Here:
    """A record checked in the first process after all, once, when something is asked for that an answer does not hold.

    Args:
        check: checks it.
    """

    def __init__(self, check: Callable[[], Checked]) -> None:
        self._check = check

    @cached_property
    def turns(self) -> Sequence[CheckedTurn]:
        """What came of it."""
        return self._check().turns


def _whole(record: Record, answer: Sequence[TurnData], here: _Here) -> Checked:
    """The record with results that can do all that results of this process can."""
    return Checked(record, [_turn(record, number, one, here) for number, one in enumerate(answer)])


def _turn(record: Record, number: int, one: TurnData, here: _Here) -> CheckedTurn:
    def rewrite(now: Result, applicability: Applicability, wanted: Wanted) -> Rewritten:
        return replace(now, rewriter=here.turns[number].result.rewriter).rewrite(applicability, wanted)

    text = record.text if one.turn is None else one.turn.text
    praise = (lambda: here.turns[number].result.highlights) if one.highlights is None else Known(one.highlights)
    rewriter = rewrite if one.findings else None
    return CheckedTurn(one.turn, Result(text, one.findings, one.not_evaluated, one.omitted, praise, rewriter))
