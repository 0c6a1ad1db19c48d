"""`coach feedback`: the table, the same as JSON, and what becomes of a dismissed finding."""

import json
from pathlib import Path

import pytest

from coach.files.feedback import Feedback, FeedbackStore
from coach.files.reports.plain_text import width


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch, small_house) -> FeedbackStore:
    """The store that the command will read."""
    monkeypatch.setenv("COACH_DATA", str(tmp_path / "data"))
    return FeedbackStore(tmp_path / "data")


def tell(store, name, action="dismissed", rule="positive/no-cannot", **rest):
    given = Feedback(name, action, rule, rule.split("/")[1], "warning", "f", "不能退", "desk", **rest)
    store.add(given, with_text=False)


def test_without_feedback_it_says_where_it_will_be(run):
    outcome = run("feedback")
    assert (outcome.code, outcome.err) == (0, "")
    assert "还没有反馈" in outcome.out
    assert "feedback.sqlite3" in outcome.out


def test_rules_stand_in_columns_the_most_dismissed_first(run, store):
    tell(store, "aaaaaaaa-1", "accepted")
    tell(store, "aaaaaaaa-2", reason="fits-here")
    tell(store, "bbbbbbbb-3", rule="positive/soothe", reason="other")
    lines = run("feedback").out.splitlines()
    assert lines[0].split() == ["规则", "采纳", "改写", "忽略", "忽略率"]
    assert lines[1].split() == ["positive/soothe", "先安抚", "0", "0", "1", "100%", "其他原因", "1"]
    assert lines[2].split() == ["positive/no-cannot", "不说不能", "1", "0", "1", "50%", "这里这么说合适", "1"]
    assert width(lines[1].partition("%")[0]) == width(lines[2].partition("%")[0])
    assert "bbbbbbbb  soothe     “不能退”  其他原因" in lines
    assert "aaaaaaaa  no-cannot  “不能退”  这里这么说合适" in lines


def test_json_is_what_the_server_answers(run, store):
    tell(store, "aaaaaaaa-1", reason="other")
    document = run("feedback", "--format", "json").document
    assert document.keys() == {"schema", "stores_texts", "rules", "dismissals"}
    assert document["rules"][0]["reasons"] == {"other": 1}
    assert document["dismissals"][0]["id"] == "aaaaaaaa-1"


def test_a_dismissal_named_by_its_first_characters_is_allowed(run, store):
    tell(store, "aaaaaaaa-1")
    outcome = run("feedback", "allow", "aaaa", "--owner", "王老师", "--reason", "法务要求")
    assert (outcome.code, outcome.out) == (0, "写好了：coach.yaml:3\n")
    assert "owner: 王老师" in Path("coach.yaml").read_text(encoding="utf-8")
    assert run("check", "--text", "不能退").code == 0
    assert run("feedback", "allow", "aaaa").code == 2
    assert "已豁免" in run("feedback").out


def test_a_dismissal_becomes_a_row_that_eval_counts_as_a_false_alarm(run, store):
    tell(store, "aaaaaaaa-1")
    assert "--text" not in run("feedback", "label", "aaaa").err
    outcome = run("feedback", "label", "aaaa", "--text", "亲，不能退", "--context", "能退吗", "--to", "mine.jsonl")
    assert (outcome.code, outcome.out) == (0, "写好了：mine.jsonl:1\n")
    counted = run("eval", "mine.jsonl", "--format", "json").document["guidelines"]["no-cannot"]
    assert (counted["tp"], counted["fp"], counted["fn"]) == (0, 1, 0)


def test_what_names_none_or_several_is_told(run, store):
    tell(store, "aaaaaaaa-1")
    tell(store, "aaaaaaaa-2")
    for name, told in (("aaaa", "多写几位"), ("zzzz", "没有编号")):
        outcome = run("feedback", "allow", name)
        assert outcome.code == 2
        assert told in outcome.err
    assert not Path("coach.yaml").exists()


def test_clear_asks_first(run, store):
    tell(store, "aaaaaaaa-1")
    assert run("feedback", "clear").code != 0
    assert len(store.summary().rules) == 1
    outcome = run("feedback", "clear", "--yes")
    assert (outcome.code, outcome.out) == (0, "清空了 1 条反馈。\n")
    assert json.loads(run("feedback", "--format", "json").out)["rules"] == []


def test_a_store_that_cannot_be_read_is_told(run, store):
    store.path.parent.mkdir()
    store.path.write_bytes(b"not a database, and long enough to be looked at" * 50)
    outcome = run("feedback")
    assert outcome.code == 2
    assert "坏了" in outcome.err
