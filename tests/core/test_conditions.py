"""Conditions, each key both ways: as `unless`, as `only`, and on the severity ladder."""

import pytest

from coach.core.conditions import KEYS
from coach.core.model.history import history

LANGUAGE = {
    "signals": {
        "question": ["吗", "能否"],
        "conditional": ["如果", "要是"],
        "reported": ["您反馈", "您提到"],
        "reason": ["因为"],
        "remedy": ["我帮您"],
        "anger": ["骗子"],
    },
    "lexicons": {"customer": ["您", "客户"], "self": ["我", "我们", "这边"], "particle": ["哦"]},
}
CASES = [
    # condition, a text in which it holds, a text in which it does not
    ({"overlaps": "能不能"}, "能不能退", "不能退"),
    ({"overlaps": "不能不"}, "不能不说", "不能退，不能不说"),
    ({"overlaps": ["不能不", "不能再"]}, "不能再好", "不能退"),
    ({"before": "真的"}, "真的不能", "不能真的"),
    ({"before": "真的"}, "真的不能", "真的，不能"),
    ({"before": "真的", "scope": "next-clause"}, "真的，不能", "真的，好吧，不能"),
    ({"before": "真的", "scope": "message"}, "真的，好吧，不能", "真的\n不能"),
    ({"before": "真的", "scope": "turn"}, "真的，好吧\n不能", "不能，真的"),
    ({"after": "退"}, "不能退", "退不能"),
    ({"after": "退"}, "不能退", "不能，退"),
    ({"after": "退", "scope": "next-clause"}, "不能，退", "不能，好，退"),
    ({"after": "退", "scope": "message"}, "不能，好，退", "不能\n退"),
    ({"after": "退", "scope": "turn"}, "不能\n好，退", "退，不能"),
    ({"inside": "quote"}, "提示“不能登录”", "“提示”不能登录"),
    ({"inside": "parenthesis"}, "提示（不能登录）", "提示“不能登录”"),
    ({"clause": "question"}, "不能吗", "不能，好吗"),
    ({"clause": "question"}, "不能？", "不能。好？"),
    ({"clause": "conditional"}, "如果不能", "如果好，不能"),
    ({"clause": "reported"}, "您反馈不能用", "不能用"),
    ({"subject": "customer"}, "我看您不能用", "您看我不能用"),
    ({"subject": "customer"}, "您不能用", "您看，不能用"),
    ({"subject": "house"}, "您看我们不能用", "我们看您不能用"),
    ({"subject": "house"}, "这边不能用", "不能用，我们"),
    ({"turn": ["<reason>"]}, "不能，因为坏了", "不能，坏了"),
    ({"turn": ["<reason>", "<remedy>"]}, "因为坏了，不能，我帮您换", "因为坏了，不能，您换"),
    ({"turn": ["<reason>", ["<remedy>", "可以"]]}, "因为坏了，不能，可以换", "因为坏了，不能，换"),
    ({"turn-without": ["<reason>"]}, "不能，坏了", "不能，因为坏了"),
    ({"turn-without": ["<reason>", "<remedy>"]}, "不能", "不能，我帮您换"),
    ({"overlaps": "能不能", "turn": ["<reason>"]}, "能不能退，因为坏了", "能不能退，坏了"),
]


@pytest.mark.parametrize(("condition", "holds", "fails"), CASES, ids=[str(case[0]) for case in CASES])
class TestEachKey:
    def rule(self, **conditions):
        return {"check": {"kind": "phrase", "any": ["不能"]}, **conditions}

    def test_as_unless_it_silences(self, make_linter, condition, holds, fails):
        linter = make_linter(self.rule(unless=[condition]), **LANGUAGE)
        assert len(linter.check(holds).findings) == holds.count("不能") - 1
        assert linter.check(fails).findings

    def test_as_only_it_is_needed(self, make_linter, condition, holds, fails):
        linter = make_linter(self.rule(only=[condition]), **LANGUAGE)
        assert linter.check(holds).findings
        assert len(linter.check(fails).findings) == fails.count("不能") - 1

    def test_on_the_ladder_it_decides_the_severity(self, make_linter, condition, holds, fails):
        linter = make_linter(self.rule(severity={"info": condition}), **LANGUAGE)
        assert "info" in {finding.severity for finding in linter.check(holds).findings}
        assert "warning" in {finding.severity for finding in linter.check(fails).findings}

    def test_in_a_signal_it_silences_too(self, make_linter, condition, holds, fails):
        linter = make_linter("<no>", **_with_signal("no", {"any": ["不能"], "unless": [condition]}))
        assert len(linter.check(holds).findings) == holds.count("不能") - 1
        assert linter.check(fails).findings


def _with_signal(name, signal):
    return {**LANGUAGE, "signals": {**LANGUAGE["signals"], name: signal}}


BEFORE_THE_TURN = {"context", "last-message", "last-message-without", "asked", "unasked", "echoes"}


def test_every_key_has_a_case():
    assert {key for condition, _, _ in CASES for key in condition} - {"scope"} == set(KEYS) - BEFORE_THE_TURN


def test_context_looks_at_the_customers_words(make_linter):
    quiet = {"check": {"kind": "phrase", "any": ["不能"]}, "unless": [{"context": ["<anger>", "退钱"]}]}
    needed = {"check": {"kind": "phrase", "any": ["无法"]}, "only": [{"context": ["<anger>", "退钱"]}]}
    linter = make_linter(quiet, needed, **LANGUAGE)

    def found(*context: str) -> list[str]:
        return [finding.excerpt for finding in linter.check("不能，无法，骗子", history(context)).findings]

    assert found() == ["不能"]
    assert found("好的") == ["不能"]
    assert found("好的", "你们這些騙子") == ["无法"]
    assert found("退钱", "好的") == ["无法"]


def test_a_pattern_that_overlaps_in_another_place_does_not_count(marked):
    rule = {"check": {"kind": "phrase", "any": ["不能"]}, "unless": [{"overlaps": "能不能"}]}
    assert marked(rule, "能不能退，不能退") == ["不能"]


def test_any_one_of_several_silences_and_all_are_needed(marked):
    either = {"check": {"kind": "phrase", "any": ["不能"]}, "unless": [{"before": "真"}, {"after": "吧"}]}
    assert marked(either, "真不能退") == []
    assert marked(either, "不能退吧") == []
    assert marked(either, "不能退") == ["不能"]
    both = {"check": {"kind": "phrase", "any": ["不能"]}, "only": [{"before": "真"}, {"after": "吧"}]}
    assert marked(both, "真不能退吧") == ["不能"]
    assert marked(both, "真不能退") == []


def test_the_match_itself_is_not_elsewhere_in_the_turn(marked):
    rule = {"check": {"kind": "phrase", "any": ["因为不能"]}, "unless": [{"turn": ["因为"]}]}
    assert marked(rule, "因为不能") == ["因为不能"]
    assert marked(rule, "因为不能，因为") == []


def test_the_nearest_of_many_places_decides(marked):
    rule = {"check": {"kind": "phrase", "any": ["不能"]}, "unless": [{"before": "好"}]}
    assert marked(rule, "好，好，好，好，不能") == ["不能"]
    assert marked(rule, "好，好，好，好，好不能") == []
    assert marked(rule, "好，好，好不能，好，好") == []


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ({"clause": "questoin"}, "是不是 question？"),
        ({"inside": "quotes"}, "是不是 quote？"),
        ({"overlaps": "<reson>"}, "是不是 reason？"),
        ({"turn": ["(不能"]}, "括号没有配对"),
    ],
)
def test_a_condition_that_cannot_be_used_is_refused_at_its_place(make_bound, condition, message):
    rule = {"check": {"kind": "phrase", "any": ["不能"]}, "unless": [{"after": "退"}, condition]}
    [(owner, error)] = make_bound(rule, **LANGUAGE).problems
    assert owner == "rule own/r1"
    assert message in str(error)
    assert error.path[:3] == ("unless", 1, next(iter(condition)))


def test_clause_and_subject_need_their_signals_and_lexicons(make_bound):
    rule = {"check": {"kind": "phrase", "any": ["不能"]}}
    assert make_bound({**rule, "unless": [{"clause": "conditional"}]}).problems
    assert make_bound({**rule, "unless": [{"subject": "customer"}]}).problems


def test_last_message_looks_at_what_the_turn_answers(make_linter):
    rule = {"check": {"kind": "phrase", "any": ["不能"]}, "unless": [{"last-message": ["<anger>", "退钱"]}]}
    linter = make_linter(rule, **LANGUAGE)
    for messages in (["退钱"], ["退钱", "在吗"], ["你好", "骗子", "？？"]):
        assert not linter.check("不能", history(messages)).findings, messages
    for messages in ([], ["退钱", "地址改好了吗"], ["退钱", "尺码填好了", "在吗"]):
        assert linter.check("不能", history(messages)).findings, messages


def test_last_message_without_is_its_opposite(make_linter):
    rule = {"check": {"kind": "phrase", "any": ["不能"]}, "unless": [{"last-message-without": ["<anger>", "退钱"]}]}
    linter = make_linter(rule, **LANGUAGE)
    assert linter.check("不能", history(["退钱"])).findings
    assert not linter.check("不能", history(["退钱", "地址改好了吗"])).findings


class TestAsked:
    """Topics: 退 and 发货. What is asked is looked for in questions only, unless there is none."""

    TOPICS = ("退", "(发货|出库)")

    def found(self, make_linter, condition, text, *messages) -> list[str]:
        rule = {"check": {"kind": "phrase", "any": ["不能"]}, "only": [condition]}
        return [one.excerpt for one in make_linter(rule, **LANGUAGE).check(text, history(messages)).findings]

    @pytest.mark.parametrize(
        ("message", "is_asked"),
        [
            ("能退吗", True),
            ("昨天退的？", True),
            ("要退的", True),
            ("什么时候发货", False),
            ("我要退，能发货吗", False),
            ("我要退。几时发货？", False),
            ("能发货吗，退呢？", True),
        ],
    )
    def test_what_the_turn_speaks_of(self, make_linter, message, is_asked):
        assert bool(self.found(make_linter, {"asked": [*self.TOPICS]}, "不能退", message)) is is_asked
        assert bool(self.found(make_linter, {"unasked": [*self.TOPICS]}, "不能退", message)) is not is_asked

    def test_another_word_of_the_same_topic_counts(self, make_linter):
        assert self.found(make_linter, {"asked": [*self.TOPICS]}, "不能出库", "今天发货吗")

    def test_a_turn_on_no_topic_is_neither(self, make_linter):
        assert not self.found(make_linter, {"asked": [*self.TOPICS]}, "不能", "能退吗")
        assert not self.found(make_linter, {"unasked": [*self.TOPICS]}, "不能", "能退吗")

    def test_without_a_customer_nothing_is_asked_or_unasked(self, make_linter):
        assert not self.found(make_linter, {"asked": [*self.TOPICS]}, "不能退")
        assert not self.found(make_linter, {"unasked": [*self.TOPICS]}, "不能退")

    def test_the_scope_is_the_clause_unless_said(self, make_linter):
        assert not self.found(make_linter, {"asked": [*self.TOPICS]}, "不能，退", "能退吗")
        assert self.found(make_linter, {"asked": [*self.TOPICS], "scope": "turn"}, "不能，退", "能退吗")
        assert self.found(make_linter, {"asked": [*self.TOPICS], "scope": "message"}, "不能，退", "能退吗")

    def test_only_what_the_turn_answers_counts(self, make_linter):
        assert not self.found(make_linter, {"asked": [*self.TOPICS]}, "不能退", "能退吗", "今天发货吗")


class TestEchoes:
    def found(self, make_linter, where, text, *messages) -> bool:
        words = {**LANGUAGE, "lexicons": {**LANGUAGE["lexicons"], "idle": ["可以", "的", "现在"]}}
        rule = {"check": {"kind": "phrase", "any": ["不能"]}, "unless": [{"echoes": where}]}
        return not make_linter(rule, **words).check(text, history(messages)).findings

    @pytest.mark.parametrize(
        ("message", "text"),
        [
            ("发圆通吗", "不能，圆通"),
            ("發圓通嗎", "不能，圆通"),
            ("plus会员呢？", "不能PLUS"),
            ("我买了圆通", "不能圆通"),
        ],
    )
    def test_a_word_of_the_question_stands_again(self, make_linter, message, text):
        assert self.found(make_linter, "turn", text, message)

    @pytest.mark.parametrize(
        ("message", "text"),
        [
            ("发圆通吗", "不能，圆的通"),
            ("现在可以吗", "现在可以，不能"),
            ("发圆通。可以吗", "不能圆通"),
            ("退吗", "不能退"),
        ],
    )
    def test_single_characters_idle_words_and_what_is_not_asked_do_not_count(self, make_linter, message, text):
        assert not self.found(make_linter, "turn", text, message)

    def test_the_place_is_what_was_said(self, make_linter):
        assert not self.found(make_linter, "clause", "不能，圆通", "发圆通吗")
        assert self.found(make_linter, "next-clause", "不能，圆通", "发圆通吗")
        assert not self.found(make_linter, "turn", "不能，圆通")
