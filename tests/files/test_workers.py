"""Several processes check as one does: same results, same order, nothing read far ahead, nobody left behind."""

import multiprocessing
import os
import shutil
import signal
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

from coach.core.model.conversation import conversation
from coach.errors import ReadError, WorkersError
from coach.files.checked import Checked
from coach.files.records import Origin, Record, Unreadable
from coach.files.run import Run
from coach.files.settings import Settings
from coach.files.workers import AHEAD, BATCH, BATCH_CHARACTERS, Workers

TEXTS = [
    "您好，我来帮您看看",
    "你的快递到了，但是我不能退货",
    "亲，抱歉让您久等了，我尽快处理",
    "麻烦您稍等，18点前给您回复",
]


def record(number: int) -> Record:
    said = conversation([("customer", "怎么还不退"), ("agent", "不能退"), ("agent", "你等等"), ("agent", "")])
    kinds = {
        5: Record(Origin("a.txt", f"line {number}"), "", conversation=said, id=number),
        6: Record(
            Origin("a.txt", f"line {number}"), "我不能退货", context=("骗子！",), ignored=(("no-cannot", "法务"),)
        ),
    }
    return kinds.get(number % 7) or Record(Origin("a.txt", f"line {number}"), f"{TEXTS[number % 4]}，{number}")


def parts(number: int) -> list[Record | Unreadable]:
    broken = Unreadable(Origin("a.txt", "line 0"), "这一行读不懂")
    return [broken if one % 300 == 250 else record(one) for one in range(number)]


def told(one: Checked | Unreadable) -> Any:
    """Everything that results say, in one value."""
    if isinstance(one, Unreadable):
        return one
    results = [turn.result for turn in one.turns]
    said = [([finding.suggestions for finding in result.findings], result.highlights) for result in results]
    return one, said


def rewritten(parts: list[Checked | Unreadable]) -> list[Any]:
    """What comes of the turns of some records when suggestions are applied."""
    turns = [turn for one in parts if isinstance(one, Checked) for turn in one.turns]
    return [turn.result.rewrite("review") for turn in turns[:30]]


@pytest.fixture(params=["spawn", "forkserver"])
def method(request: pytest.FixtureRequest) -> Iterator[str]:
    """Processes start like that; what is forked is tried in processes of its own, in tests/apps/cli/test_jobs.py."""
    before = multiprocessing.get_start_method()
    multiprocessing.set_start_method(request.param, force=True)
    yield request.param
    multiprocessing.set_start_method(before, force=True)


@pytest.fixture
def run() -> Run:
    return Run(Settings("", str(Path.cwd()), is_off=True), {})


@pytest.fixture
def no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(multiprocessing.Process, "start", refused)


def test_results_are_the_same_in_the_same_order(run: Run, method: str):
    given = parts(3 * BATCH + 7)
    alone = list(run.check(given, ("在吗",)))
    processes = set()
    together = []
    with Workers(run, 2, praised=method == "spawn"):
        for one in run.check(given, ("在吗",)):
            processes |= {process.pid for process in multiprocessing.active_children()}
            together.append(one)
    assert len(processes) == 2
    assert not multiprocessing.active_children()
    assert [told(one) for one in together] == [told(one) for one in alone]
    assert rewritten(together) == rewritten(alone)
    assert any(one.applied for one in rewritten(together))


@pytest.mark.usefixtures("method")
def test_what_reports_ask_for_is_not_worked_out_twice(run: Run, monkeypatch: pytest.MonkeyPatch):
    def refused(*_: object) -> None:
        raise AssertionError("checked in the first process")

    monkeypatch.setattr(run, "check_one", refused)
    with Workers(run, 2, praised=True):
        found = [told(one) for one in run.check(parts(BATCH + 1))]
    with Workers(run, 2, praised=False):
        checked = [one for one in run.check(parts(BATCH + 1)) if isinstance(one, Checked)]
    marked = [one for one in checked if any(turn.result.findings for turn in one.turns)]
    assert 0 < len(marked) < len(checked)
    assert all(told(one) in found for one in marked if one.record.conversation is None)


@pytest.mark.usefixtures("method")
def test_little_is_read_ahead_and_whoever_stops_early_leaves_nobody_behind(run: Run):
    read: list[int] = []

    def endless() -> Iterator[Record]:
        for number in count():
            read.append(number)
            yield record(number)

    with Workers(run, 2):
        assert len(list(islice(run.check(endless()), 3))) == 3
        assert multiprocessing.active_children()
    assert len(read) <= 2 * AHEAD * BATCH
    assert not multiprocessing.active_children()


def test_of_long_replies_fewer_are_read_ahead(run: Run):
    read: list[int] = []

    def endless() -> Iterator[Record]:
        for number in count():
            read.append(number)
            yield Record(Origin("a.txt"), "好" * BATCH_CHARACTERS)

    with Workers(run, 2):
        next(run.check(endless()))
    assert len(read) <= 2 * AHEAD


@pytest.mark.usefixtures("no_process")
@pytest.mark.parametrize("number", [0, 1, BATCH - 1, BATCH])
def test_less_than_two_batches_start_no_process(run: Run, number: int):
    given = parts(number)
    alone = [told(one) for one in run.check(given)]
    with Workers(run, 2):
        assert [told(one) for one in run.check(given)] == alone
    assert len(alone) == number


@pytest.mark.parametrize("number", [3, 2 * BATCH + 3])
def test_where_reading_fails_what_was_read_before_comes_first(run: Run, number: int):
    def torn() -> Iterator[Record | Unreadable]:
        yield from parts(number)
        raise ReadError("读到一半没有了", "a.txt")

    found = []
    with Workers(run, 2):
        checked = run.check(torn())
        with pytest.raises(ReadError, match="读到一半"):
            found.extend(checked)  # what came before the failure stays in the list
    assert len(found) == number


@pytest.mark.usefixtures("method")
def test_a_process_that_is_killed_is_told(run: Run):
    with Workers(run, 2):
        checked = run.check(map(record, count()))
        next(checked)
        process = multiprocessing.active_children()[0]
        assert process.pid
        os.kill(process.pid, signal.SIGKILL)
        with pytest.raises(WorkersError, match=r"中途停了（退出码 -9）.*--jobs"):
            list(checked)
    assert not multiprocessing.active_children()


def test_a_process_that_cannot_be_started_is_told(run: Run, monkeypatch: pytest.MonkeyPatch):
    def refused(*_: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(multiprocessing.Process, "start", refused)
    with Workers(run, 2), pytest.raises(WorkersError, match=r"没能再开一个进程.*Resource temporarily unavailable"):
        list(run.check(parts(2 * BATCH)))


@pytest.mark.usefixtures("method")
def test_what_the_others_cannot_check_is_checked_here(small_house: Path, write_pack, own_rule: str):
    """Their packs are gone by the time they start."""
    name = write_pack({"own.yaml": own_rule})
    run = Run(Settings("", str(Path.cwd()), is_off=True), {"packs": [str(Path(name).absolute())], "select": ["own"]})
    given = [Record(Origin("a.txt", f"line {number}"), f"这个办不了{number}") for number in range(2 * BATCH)]
    alone = [told(one) for one in run.check(given)]
    shutil.rmtree(name)
    with Workers(run, 2):
        together = [told(one) for one in run.check(given)]
        assert multiprocessing.active_children()
    assert together == alone
    assert all(one.turns[0].result.findings for one, _ in together)
