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


BEFORE_THE_TURN = {"context", "last-message"}


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
