"""What is found but not reported stays known, with by whom and why."""

import pytest

from coach.files.baseline import Baseline, Budget, keys
from coach.files.checking import check_record
from coach.files.loading import load
from coach.files.records import Origin, Record
from coach.files.suppressing import Suppressor


def means(name: str, rule: str) -> bool | None:
    return name in rule if name in ("no-cannot", "positive", "soon") else None


@pytest.fixture
def check(small_house):
    """A record, checked with the small house."""
    del small_house
    mine = load()
    return lambda text, *ignored: check_record(mine, Record(Origin("a.txt", "line 2", 2), text, ignored=ignored))


def test_a_marker_takes_its_finding_out(check):
    suppressor = Suppressor(means)
    [turn] = suppressor.apply(check("不能退", ("no-cannot", "法务要求"))).turns
    assert turn.result.findings == ()
    assert turn.result.scores["overall"] == 80
    told = [(one.finding.guideline, one.by, one.why) for one in turn.suppressed]
    assert told == [("no-cannot", "marker", "法务要求")]
    assert not suppressor.complaints


@pytest.mark.parametrize(
    ("marker", "sentence", "is_unused"),
    [
        (("no-canot", "原因"), "没有叫“no-canot”的规则或准则", False),
        (("soon", "原因"), "没有用上，可以删掉", True),
        (("no-cannot", ""), "没有写原因", False),
    ],
)
def test_a_marker_that_is_not_right_is_told(check, marker: tuple[str, str], sentence: str, is_unused: bool):
    suppressor = Suppressor(means)
    suppressor.apply(check("不能退", marker))
    [complaint] = suppressor.complaints
    assert complaint.place == "a.txt:2"
    assert sentence in complaint.message
    assert complaint.is_unused is is_unused


def test_only_as_many_as_the_baseline_counts(check, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    one = check("不能退")
    [key] = keys("a.txt", one.turns[0].result.findings, str(tmp_path))
    suppressor = Suppressor(means, budget=Budget(Baseline({key: 2}), str(tmp_path)))
    left = [len(suppressor.apply(check("不能退")).turns[0].result.findings) for _ in range(3)]
    assert left == [0, 0, 1]
    assert suppressor.budget is not None
    assert suppressor.budget.gone == 0


def test_what_is_gone_from_a_file_that_was_checked_is_counted(check, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    [key] = keys("a.txt", check("不能退").turns[0].result.findings, str(tmp_path))
    suppressor = Suppressor(means, budget=Budget(Baseline({key: 3, key._replace(path="b.txt"): 1}), str(tmp_path)))
    suppressor.apply(check("不能退"))
    assert suppressor.budget is not None
    assert suppressor.budget.gone == 2
