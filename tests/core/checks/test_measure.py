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


def test_the_first_mark_too_many_of_each_message(make_linter):
    findings = make_linter(rule("!", "message", 2)).check("好！好！好！好！\n好！好！\n好！！！").findings
    assert [(finding.span.start, finding.excerpt) for finding in findings] == [(5, "！"), (17, "！")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("……", ["……"]),
        (" ？？\n……", ["？？\n……"]),
        ("🙂", ["🙂"]),
        ("……好", []),
        ("在？", []),
        ("👍", []),
        ("", []),
    ],
)
def test_a_turn_of_marks_and_nothing_else(marked, text: str, found: list[str]):
    assert marked(rule("….。?🙂", "alone", 0), text) == found


def test_marks_counted_in_a_turn(marked):
    assert marked(rule("!", "turn", 2), "好！好！\n好！好！") == ["！"]


def uncounted(*patterns: str):
    return {"check": {"kind": "measure", "of": "!", "in": "message", "more-than": 1, "uncounted": list(patterns)}}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("改好了！到了！", ["！"]),
        ("改好了！谢谢您！", []),
        ("改好了！谢谢，到了！", []),
        ("谢谢！！改好了！", []),
        ("谢谢！改好了！到了！", ["！"]),
        ("谢谢\n改好了！到了！", ["！"]),
        ("改好了！到了！祝您愉快", ["！"]),
    ],
)
def test_marks_of_sentences_that_do_not_count(marked, text: str, found: list[str]):
    assert marked(uncounted("谢谢", "祝"), text) == found


def suggested(linter, text: str) -> list[list[str]]:
    return [[one.replacement for one in finding.suggestions] for finding in linter.check(text).findings]


def better(of: str, within: str, limit: int):
    return {**rule(of, within, limit), "suggest": [{"rewrite": "{better}"}]}


@pytest.mark.parametrize(
    ("text", "marks"), [("好！！", "！"), ("好!!", "!"), ("好！？", "？"), ("好?!!", "?"), ("好？？？吗", "？")]
)
def test_a_run_becomes_one_mark_as_written(make_linter, text: str, marks: str):
    assert suggested(make_linter(better("!?", "run", 1)), text) == [[marks]]


def test_an_exclamation_too_many_becomes_a_full_stop(make_linter):
    assert suggested(make_linter(better("!", "message", 2)), "好！好！好！") == [["。"]]


def test_other_marks_and_characters_have_no_better(make_linter):
    assert suggested(make_linter(better("?", "message", 1)), "好？好？") == [[]]
    assert suggested(make_linter(better("characters", "turn", 1)), "好的") == [[]]


def test_a_link_is_no_part_of_a_sentence(marked):
    assert marked(rule("characters", "sentence", 6), "您看 https://shop.example/a-very-long-one 这里") == []
    assert marked(rule("characters", "sentence", 6), "一二三四五六七https://shop.example") == ["一二三四五六七"]


def test_a_mark_that_means_something_in_a_class_is_just_a_mark(marked):
    assert marked(rule("^]-\\", "run", 1), "a^]-\\b") == ["^]-\\"]


def test_it_runs_on_every_turn(make_linter):
    assert make_linter(rule("characters", "turn", 0)).check("好").findings


@pytest.mark.parametrize(
    ("text", "is_long"),
    [("中" * 11, True), ("中" * 10, False), ("abcdefghij klmnopqrst 12345", False), ("{送达时间}" * 3, False)],
)
def test_a_word_of_letters_a_number_and_a_variable_are_one_character(marked, text: str, is_long: bool):
    rule = {"check": {"kind": "measure", "of": "characters", "in": "message", "more-than": 10}}
    assert bool(marked(rule, text, placeholders={"送达时间": "time"})) is is_long


@pytest.mark.parametrize(
    ("of", "within", "limit", "text"),
    [
        ("characters", "sentence", 4, "一二三四五"),
        ("!?", "run", 1, "好？！"),
        ("!", "message", 1, "好！好！"),
        ("?.", "alone", 0, " ？？ "),
    ],
)
def test_a_screen_lets_through_what_is_too_much(make_linter, of: str, within: str, limit: int, text: str):
    linter = make_linter(rule(of, within, limit))
    assert len(linter.check(text).findings) == 1
    assert not linter.check("好").findings
