"""`measure`: too much of something, in a turn, a message, a sentence or a run."""

import pytest


def rule(of: str, within: str, limit: int):
    return {"check": {"kind": "measure", "of": of, "in": within, "more-than": limit}}


@pytest.mark.parametrize(
    ("within", "text", "found"),
    [
        ("turn", "一二三，\n四五六七", ["一二三，\n四五六七"]),
        ("message", "一二三四五六\n一二", ["一二三四五六"]),
        ("sentence", "一二三四五六，一二。一二三四五六七 八", ["一二三四五六", "一二三四五六七"]),
    ],
)
def test_characters(marked, within: str, text: str, found: list[str]):
    assert marked(rule("characters", within, 5), text) == found


def test_the_limit_itself_is_allowed(marked):
    assert marked(rule("characters", "turn", 3), "一二三") == []
    assert marked(rule("characters", "turn", 3), "一二三四") == ["一二三四"]


def test_invisible_characters_are_not_counted(marked):
    assert marked(rule("characters", "turn", 3), "一\u200b二\u200b三") == []


def test_a_run_of_marks_in_either_width(marked):
    assert marked(rule("!?", "run", 2), "真的！!？吗！！") == ["！!？"]


def test_marks_counted_in_a_message(marked):
    assert marked(rule("!", "message", 2), "好！好！好！\n好！好！") == ["好！好！好！"]


def test_a_mark_that_means_something_in_a_class_is_just_a_mark(marked):
    assert marked(rule("^]-\\", "run", 1), "a^]-\\b") == ["^]-\\"]


def test_it_runs_on_every_turn(make_linter):
    assert make_linter(rule("characters", "turn", 0)).check("好").findings
