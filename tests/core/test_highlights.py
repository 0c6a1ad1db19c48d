"""What a turn does well: one for each guideline, the fullest, and none of it changes what is found wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coach.core.lint import Linter
from coach.core.model.conversation import conversation
from coach.core.model.history import history

THANKS = {"check": {"kind": "phrase", "any": ["谢谢"]}, "guideline": "thanks", "praise": "true", "family": "feel"}
REASON = {"check": {"kind": "phrase", "any": ["因为"]}, "guideline": "gives-reason", "praise": "true"}
BARE = {"check": {"kind": "phrase", "any": ["理解"]}, "guideline": "shows-empathy", "praise": "half", "family": "feel"}
NAMED = {"check": {"kind": "phrase", "any": ["着急"]}, "guideline": "shows-empathy", "praise": "true", "family": "feel"}


@pytest.fixture
def praised(make_linter: Callable[..., Linter]) -> Callable[..., list[tuple[str, str]]]:
    """(guideline, excerpt) of the highlights that rules find in a text."""

    def find(text: str, *rules: Any, **language: Any) -> list[tuple[str, str]]:
        return [(one.guideline, one.excerpt) for one in make_linter(*rules, **language).check(text).highlights]

    return find


def test_a_highlight_says_everything(make_linter):
    rule = {**THANKS, "what": "您谢了客户。"}
    [one] = make_linter("不能", rule).check("您好\n😊謝謝您").highlights
    assert (one.rule, one.guideline, one.title) == ("own/r2", "thanks", "标题thanks")
    assert (one.family, one.counts) == ("feel", "full")
    assert (one.span, one.excerpt, one.message_index) == ((4, 6), "謝謝", 1)
    assert (one.what, one.why) == ("您谢了客户。", "为什么。")


def test_a_turn_that_does_nothing_well_has_none(praised):
    assert praised("已处理", THANKS, REASON) == []


def test_they_are_in_order_of_place(praised):
    assert praised("因为下雨，谢谢您等", THANKS, REASON) == [("gives-reason", "因为"), ("thanks", "谢谢")]


class TestOnceAGuideline:
    def test_the_first_of_equals(self, make_linter):
        [one] = make_linter(THANKS).check("好的，谢谢您，谢谢").highlights
        assert one.span.start == 3

    def test_a_full_one_before_a_half_one(self, make_linter):
        text = "理解您，换了谁都着急"
        [one] = make_linter(BARE, NAMED).check(text).highlights
        assert (one.counts, one.excerpt) == ("full", "着急")

    def test_a_half_one_where_there_is_no_other(self, make_linter):
        [one] = make_linter(BARE, NAMED).check("理解您").highlights
        assert one.counts == "half"


class TestBesideFindings:
    def test_neither_hides_the_other(self, make_linter):
        result = make_linter("不能", THANKS).check("不能，谢谢")
        assert [one.rule for one in result.findings] == ["own/r1"]
        assert [one.rule for one in result.highlights] == ["own/r2"]

    def test_praise_is_no_finding(self, make_linter):
        assert make_linter(THANKS).check("谢谢").findings == ()

    def test_both_make_the_scores(self, make_linter):
        result = make_linter("不能", THANKS).check("不能，谢谢")
        assert result.scores == {
            "overall": 87,
            "reliability": 90,
            "responsiveness": 90,
            "assurance": 90,
            "empathy": 75,
            "tangibles": 90,
        }
        assert [line.points for line in result.scorecard.lines] == [-15, 10]


class TestNeverAgainstAMark:
    """The same words are not both marked and praised for one thing."""

    def test_words_with_an_error_are_not_praised(self, make_linter):
        error = {"check": {"kind": "phrase", "any": ["谢谢惠顾"]}, "severity": "error", "dimension": "tangibles"}
        result = make_linter(error, THANKS).check("谢谢惠顾")
        assert [one.rule for one in result.findings] == ["own/r1"]
        assert result.highlights == ()

    def test_words_with_a_warning_of_the_same_dimension_are_not_praised(self, make_linter):
        assert make_linter("谢谢惠顾", THANKS).check("谢谢惠顾").highlights == ()

    @pytest.mark.parametrize(
        ("severity", "dimension"), [("warning", "reliability"), ("info", "empathy"), ("info", "reliability")]
    )
    def test_lesser_marks_and_those_of_another_dimension_leave_it(self, make_linter, severity: str, dimension: str):
        mark = {"check": {"kind": "phrase", "any": ["谢谢惠顾"]}, "severity": severity, "dimension": dimension}
        assert [one.excerpt for one in make_linter(mark, THANKS).check("谢谢惠顾").highlights] == ["谢谢"]

    def test_a_mark_beside_the_words_leaves_them(self, make_linter):
        assert [one.excerpt for one in make_linter("惠顾", THANKS).check("谢谢惠顾").highlights] == ["谢谢"]

    def test_the_next_place_is_praised_instead(self, make_linter):
        [one] = make_linter("谢谢惠顾", THANKS).check("谢谢惠顾，谢谢您等").highlights
        assert one.span.start == 5

    def test_a_mark_for_what_is_missing_leaves_the_words_it_stands_on(self, make_linter):
        missing = {"check": {"kind": "absence", "need": ["抱歉"]}, "context": ["投诉"]}
        result = make_linter(missing, THANKS).check("谢谢您", history(["我要投诉"]))
        assert [one.excerpt for one in result.findings] == ["谢谢您"]
        assert [one.excerpt for one in result.highlights] == ["谢谢"]


class TestConditions:
    def test_an_exception_silences_praise(self, praised):
        careful = {**THANKS, "unless": [{"overlaps": "谢谢惠顾", "quiet": "谢谢惠顾"}]}
        assert praised("谢谢惠顾", careful) == []
        assert praised("谢谢您", careful) == [("thanks", "谢谢")]

    def test_what_the_customer_wrote_counts(self, make_linter):
        careful = {**THANKS, "context": ["投诉"]}
        linter = make_linter(careful)
        assert linter.check("谢谢").highlights == ()
        assert linter.check("谢谢", history(["你好"])).highlights == ()
        assert linter.check("谢谢", history(["我要投诉"])).highlights

    def test_each_turn_of_a_conversation_has_its_own(self, make_linter):
        talk = conversation([("agent", "谢谢您"), ("customer", "好"), ("agent", "因为下雨")])
        checked = make_linter(THANKS, REASON).check_conversation(talk)
        assert [[one.guideline for one in result.highlights] for _, result in checked] == [["thanks"], ["gives-reason"]]


def test_a_rule_that_is_not_active_praises_nothing(make_linter):
    linter = make_linter(THANKS, REASON)
    chosen = Linter(linter.rulebook.select(["own/r1"]))
    assert [one.guideline for one in chosen.check("因为下雨，谢谢").highlights] == ["thanks"]


def test_praise_is_not_looked_for_until_someone_asks(make_linter, monkeypatch: pytest.MonkeyPatch):
    import coach.core.highlights

    asked = []
    found = coach.core.highlights.highlights
    monkeypatch.setattr(coach.core.highlights, "highlights", lambda *asking: asked.append(asking) or found(*asking))
    result = make_linter(THANKS).check("谢谢")
    assert asked == []
    assert result.highlights == result.highlights
    assert len(asked) == 1
