"""Suggestions: built, joined, proven; and a whole turn rewritten."""

import pytest

from coach.core.model.history import history
from coach.core.rewrite import TURN_LIMIT


def rule(pattern, *suggest, **more):
    listed = [{"rewrite": entry} if isinstance(entry, str) else entry for entry in suggest]
    return {"check": {"kind": "phrase", "any": [pattern]}, "suggest": listed, **more}


def rewritten(linter, text, context=()):
    """What the text reads like after each suggestion of its first finding."""
    return [one.apply(text) for one in linter.check(text, history(context)).findings[0].suggestions]


def rewritten_at(linter, text, excerpt):
    """What the text reads like after each suggestion of the finding on `excerpt`."""
    [finding] = [one for one in linter.check(text).findings if one.excerpt == excerpt]
    return [one.apply(text) for one in finding.suggestions]


class TestJoining:
    @pytest.mark.parametrize(
        ("rewrite", "text", "after"),
        [
            ("。", "很好看，但是贵", "很好看。贵"),
            ("。", "很好看。但是贵", "很好看。贵"),
            ("。", "很好看 但是，贵", "很好看。贵"),
            ("", "好的，但是，您看", "好的，您看"),
            ("", "好的。但是您看", "好的。您看"),
            ("另外", "很好看，但是贵", "很好看，另外贵"),
            ("另外，", "很好看，但是，贵", "很好看，另外，贵"),
        ],
    )
    def test_marks_at_the_seams_are_not_doubled(self, make_linter, rewrite: str, text: str, after: str):
        assert rewritten(make_linter(rule("但是", rewrite)), text) == [after]

    @pytest.mark.parametrize(
        ("over", "after"),
        [
            ("match", "您好，这个我来看货的。谢谢"),
            ("clause", "您好，我来看。谢谢"),
            ("turn", "我来看"),
        ],
    )
    def test_what_a_rewrite_replaces(self, make_linter, over: str, after: str):
        linter = make_linter(rule("不能 退", {"rewrite": "我来看", "over": over}))
        assert rewritten(linter, "您好，这个不能退货的。谢谢") == [after]

    @pytest.mark.parametrize(
        ("beside", "is_kept"),
        [
            ("您好", False),
            ("一二三四五六七八", False),
            ("一二三四，五六七八", False),
            ("一二三四五六七八九", True),
            ("您好，一二三四五六七八哦", False),
            ("不行一二三四五六七八九", False),
        ],
    )
    def test_a_whole_turn_is_replaced_only_where_it_says_little_else(self, make_linter, beside: str, is_kept: bool):
        whole = rule("不能", {"rewrite": "我来看", "over": "turn"})
        lexicons = {"courtesy": ["您好"], "particle": ["哦"]}
        linter = make_linter(whole, "不行", lexicons=lexicons)
        replaced = [[] if is_kept else ["我来看"]]
        for text in (f"不能退，{beside}", f"{beside}。这个不能退"):
            assert [rewritten_at(linter, text, "不能")] == replaced

    @pytest.mark.parametrize(
        ("text", "after"),
        [
            ("不能退呢亲稍等", "我来看，亲稍等"),
            ("不能退呢，亲稍等", "我来看，亲稍等"),
            ("不能退呢", "我来看"),
            ("不能退呢 亲稍等", "我来看 亲稍等"),
        ],
    )
    def test_a_comma_stands_in_for_the_particle_that_ended_a_clause(self, make_linter, text: str, after: str):
        linter = make_linter(rule("不能 退", {"rewrite": "我来看", "over": "clause"}))
        assert rewritten(linter, text) == [after]

    @pytest.mark.parametrize(
        ("text", "after"),
        [
            ("不能退", "真抱歉。不能退"),
            ("您好，不能退", "您好，真抱歉。不能退"),
            ("您好，亲请不能退", "您好，真抱歉。亲请不能退"),
            ("您好\n不能退", "您好\n真抱歉。不能退"),
        ],
    )
    def test_words_before_the_clause(self, make_linter, text: str, after: str):
        linter = make_linter(
            rule("不能", {"rewrite": "真抱歉。", "over": "before"}, unless=[{"before": "抱歉", "scope": "turn"}])
        )
        assert rewritten(linter, text) == [after]

    @pytest.mark.parametrize(
        ("said", "after"),
        [
            ("您问的时间，我来查", "好的，您问的时间，我来查。请再等等"),
            ("您问的时间：我来查", "好的，您问的时间：我来查。请再等等"),
            ("您问的时间，我来查。", "好的，您问的时间，我来查。请再等等"),
            ("您太客气了，", "好的，您太客气了，请再等等"),
            ("我来查：", "好的，我来查：请再等等"),
            ("您看，我来查：", "好的，您看，我来查：请再等等"),
            ("您看，我来查~", "好的，您看，我来查~请再等等"),
            ("麻烦您", "好的，麻烦您请再等等"),
        ],
    )
    def test_a_sentence_before_the_clause_is_closed_and_a_few_words_lead_into_it(
        self, make_linter, said: str, after: str
    ):
        own = {"check": {"kind": "absence", "when": "等等", "need": ["来查", "客气", "麻烦"]}}
        linter = make_linter({**own, "suggest": [{"rewrite": said, "over": "before"}]})
        assert rewritten(linter, "好的，请再等等") == [after]

    def test_a_sentence_before_words_that_run_on_is_closed_on_both_sides(self, make_linter):
        own = {"check": {"kind": "absence", "when": "等等", "need": ["来查"]}}
        linter = make_linter({**own, "suggest": [{"rewrite": "您问的时间，我来查", "over": "before"}]})
        assert rewritten(linter, "不能退呢亲请再等等") == ["不能退呢。您问的时间，我来查。亲请再等等"]

    @pytest.mark.parametrize("begins", ["", "，"])
    @pytest.mark.parametrize(
        ("text", "after"),
        [
            ("不能退", "不能退，我来换"),
            ("不能退。", "不能退。我来换。"),
            ("不能退。\n", "不能退。我来换。\n"),
            ("不能退！", "不能退！我来换。"),
            ("不能退~", "不能退~我来换"),
            ("不能退\r\n", "不能退，我来换\r\n"),
            ("不能退\n谢谢~ ", "不能退\n谢谢~我来换 "),
        ],
    )
    def test_words_after_the_turn_are_set_off_by_one_mark(self, make_linter, begins: str, text: str, after: str):
        rewrite = {"rewrite": f"{begins}我来换", "over": "after"}
        linter = make_linter(rule("不能", rewrite, unless=[{"turn": ["换"]}]))
        assert rewritten(linter, text) == [after]

    def test_words_after_the_turn_are_left_open_as_it_was(self, make_linter):
        linter = make_linter(rule("不能", {"rewrite": "您看，我来换", "over": "after"}, unless=[{"turn": ["换"]}]))
        assert rewritten(linter, "不能退") == ["不能退，您看，我来换"]
        assert rewritten(linter, "不能退\n") == ["不能退，您看，我来换\n"]

    def test_a_sentence_after_the_turn_ends_the_one_before(self, make_linter):
        linter = make_linter(rule("不能", {"rewrite": "我来换。", "over": "after"}, unless=[{"turn": ["换"]}]))
        assert rewritten(linter, "不能退") == ["不能退。我来换。"]

    def test_a_rule_the_customer_called_up_may_mark_other_words_after_a_rewrite(self, make_linter):
        sorry = {"check": {"kind": "absence", "need": ["抱歉"]}, "context": ["骗子"], "guideline": "sorry"}
        thanks = {"check": {"kind": "absence", "need": ["谢谢"]}, "context": ["骗子"], "guideline": "thanks"}
        said = {"rewrite": "真的抱歉，让您久等。", "over": "before"}
        linter = make_linter({**sorry, "suggest": [said]}, thanks)
        assert rewritten(linter, "已经发货", ["骗子"]) == ["真的抱歉，让您久等。已经发货"]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
    def test_nothing_closes_a_line_that_has_not_begun(self, make_linter, end: str):
        before = rule("不能", {"rewrite": "真抱歉。", "over": "before"}, unless=[{"before": "抱歉", "scope": "turn"}])
        assert rewritten(make_linter(before), f"您好{end}不能退") == [f"您好{end}真抱歉。不能退"]
        assert rewritten(make_linter(rule("但是", "，另外")), f"您好{end}但是贵") == [f"您好{end}另外贵"]
        assert rewritten(make_linter(rule("但是", "")), f"您好{end}但是，贵") == [f"您好{end}贵"]
        whole = rule("不能", {"rewrite": "我来看", "over": "turn"})
        assert rewritten(make_linter(whole), f"不能退{end}") == [f"我来看{end}"]

    def test_a_clause_that_brings_its_own_mark(self, make_linter):
        linter = make_linter(rule("不能", {"rewrite": "我来看。", "over": "clause"}))
        assert rewritten(linter, "好的，不能退，谢谢") == ["好的，我来看。谢谢"]

    def test_a_line_end_between_messages_stays(self, make_linter):
        linter = make_linter(rule("不能", {"rewrite": "我来看。", "over": "clause"}))
        assert rewritten(linter, "好的\n不能退\n谢谢") == ["好的\n我来看。\n谢谢"]


class TestCaptures:
    def test_a_capture_goes_in_as_it_was_written(self, make_linter):
        linter = make_linter(rule("不能 {action}", "我来帮您{action}"))
        assert rewritten(linter, "亲，不能ＡＰＰ下单") == ["亲，我来帮您ＡＰＰ下单"]

    def test_a_rewrite_whose_capture_took_nothing_is_left_out(self, make_linter):
        linter = make_linter(rule("不能 {action}?", "我来帮您{action}", "我来看"))
        assert rewritten(linter, "不能") == ["我来看"]
        assert rewritten(linter, "不能退") == ["我来帮您退", "我来看"]

    @pytest.mark.parametrize(
        ("text", "after"),
        [
            ("【不能退货】", "【我来帮您退货，可以吗】"),
            ("(您不能退货)", "(您我来帮您退货，可以吗)"),
            ("不能退货的哦）", "我来帮您退货，可以吗的哦）"),
            ("不能退货[流泪]", "我来帮您退货，可以吗[流泪]"),
            ("不能退货哦/:8-)", "我来帮您退货，可以吗哦/:8-)"),
            ("不能退货[汪汪]", "我来帮您退货，可以吗[汪汪]"),
            ("不能退货了😀😀", "我来帮您退货，可以吗了😀😀"),
            ("不能退货：", "我来帮您退货，可以吗："),
            ("不能退（特价）", "我来帮您退（特价），可以吗"),
        ],
    )
    def test_a_capture_ends_before_what_closes_or_adorns_the_words(self, make_linter, text: str, after: str):
        linter = make_linter(rule("不能 {action}", "我来帮您{action}，可以吗"), lexicons={"particle": ["哦"]})
        assert rewritten(linter, text) == [after]
        assert not linter.check("不能😀").findings

    def test_a_match_runs_to_its_last_word(self, make_linter):
        [finding] = make_linter(rule("不能 {action}?", "我来看")).check("【不能退货】").findings
        assert finding.excerpt == "不能退货"

    def test_a_capture_may_have_a_chinese_name(self, make_linter):
        linter = make_linter(rule("不能 {办法}", "我来帮您{办法}"))
        assert rewritten(linter, "不能改地址") == ["我来帮您改地址"]
        assert rewritten(linter, "我們不能改地址") == ["我們我來幫您改地址"]


class TestTraditional:
    def test_a_traditional_reply_gets_a_traditional_suggestion(self, make_linter):
        linter = make_linter(rule("不能 {action}?", "我来帮您处理"))
        assert rewritten(linter, "我們不能退貨") == ["我們我來幫您處理"]
        assert rewritten(linter, "我们不能退货") == ["我们我来帮您处理"]

    def test_a_capture_stays_as_written(self, make_linter):
        linter = make_linter(rule("无法 {action}", "我来帮您看{action}的办法"))
        assert rewritten(linter, "無法退貨") == ["我來幫您看退貨的辦法"]


class TestApplicability:
    @pytest.mark.parametrize(
        ("entry", "applicability"),
        [
            ({"rewrite": "我来看"}, "review"),
            ({"rewrite": "我来看", "applicability": "safe"}, "safe"),
            ({"rewrite": "我⟨几点前⟩看"}, "guide"),
            ({"rewrite": "我⟨几点前⟩看", "applicability": "safe"}, "guide"),
        ],
    )
    def test_what_has_blanks_is_a_guide(self, make_linter, entry: dict[str, str], applicability: str):
        [suggestion] = make_linter(rule("不能", entry)).check("不能").findings[0].suggestions
        assert suggestion.applicability == applicability

    def test_what_a_blank_says_is_not_read(self, make_linter):
        assert rewritten(make_linter(rule("不能", "⟨原因⟩"), "原因"), "不能") == ["⟨原因⟩"]

    def test_a_blank_of_its_own_is_no_new_fault(self, make_linter):
        blank = {"check": {"kind": "phrase", "any": ["<blank>"]}, "guideline": "unfilled-blank"}
        linter = make_linter(rule("不能", "⟨原因⟩"), blank)
        assert [one.guideline for one in linter.check("⟨原因⟩").findings] == ["unfilled-blank"]
        assert rewritten(linter, "不能") == ["⟨原因⟩"]


class TestProof:
    def test_a_rewrite_that_leaves_its_own_fault_is_dropped(self, make_linter):
        linter = make_linter(rule("不能", "真的不能", "我来看"))
        assert rewritten(linter, "不能退") == ["我来看退"]

    def test_a_rewrite_that_brings_a_new_fault_is_dropped(self, make_linter):
        linter = make_linter(rule("不能", "恐怕要", "我来看"), "恐怕")
        assert rewritten(linter, "不能退") == ["我来看退"]

    def test_a_fault_that_was_there_before_is_not_new(self, make_linter):
        linter = make_linter(rule("不能", "我来看"), "恐怕")
        assert rewritten(linter, "不能退，恐怕") == ["我来看退，恐怕"]

    def test_a_second_fault_of_the_same_words_is_new(self, make_linter):
        linter = make_linter(rule("不能", "恐怕要"), "恐怕")
        assert rewritten(linter, "不能退，恐怕") == []

    def test_a_rewrite_that_changes_nothing_is_dropped(self, make_linter):
        assert rewritten(make_linter(rule("不能", "不能")), "不能") == []

    def test_the_same_rewrite_twice_is_shown_once(self, make_linter):
        assert rewritten(make_linter(rule("不能", "我来看", "我来看")), "不能") == ["我来看"]

    def test_the_proof_reads_the_customers_words_too(self, make_linter):
        linter = make_linter(
            rule("不能", "请稍等", "我来看"),
            {"check": {"kind": "phrase", "any": ["请稍等"]}, "context": ["骗子"]},
        )
        assert rewritten(linter, "不能") == ["请稍等", "我来看"]
        assert rewritten(linter, "不能", ["骗子"]) == ["我来看"]

    @pytest.mark.parametrize(
        "fact",
        [
            "7天",
            "18:00前",
            "8月9日",
            "20.5元",
            "SF1024001",
            "https://example.com/a",
            "{{ticket.id}}",
            "${name}",
            "%s",
            "[订单号]",
            "【订单号】",
            '<attribute name="x"/>',
            "13800000000",
            "a1@example.com",
            "７天",
            "三天",
            "二十元",
            "明天",
        ],
    )
    def test_a_rewrite_that_loses_a_fact_is_dropped(self, make_linter, fact: str):
        linter = make_linter(rule("不能", {"rewrite": "我来看", "over": "clause"}))
        assert rewritten(linter, f"{fact}不能退") == []
        assert rewritten(linter, f"{fact}，不能退") == [f"{fact}，我来看"]

    @pytest.mark.parametrize(
        ("text", "after"), [("【不能退货】", ["我来看"]), ("[流泪]不能退", ["我来看"]), ("【运单】不能退", [])]
    )
    def test_brackets_round_the_fault_hold_text_and_emoticons_are_no_facts(
        self, make_linter, text: str, after: list[str]
    ):
        assert rewritten(make_linter(rule("不能", {"rewrite": "我来看", "over": "turn"})), text) == after

    def test_a_fact_that_the_rewrite_keeps_is_fine(self, make_linter):
        linter = make_linter(rule("不能 {action}", {"rewrite": "我来帮您{action}", "over": "clause"}))
        assert rewritten(linter, "不能改订单SF1024001") == ["我来帮您改订单SF1024001"]

    @pytest.mark.parametrize("invented", ["我24小时内看", "我18:00前看", "看https://example.com"])
    def test_a_fact_that_the_rewrite_invents_is_not(self, make_linter, invented: str):
        assert rewritten(make_linter(rule("不能", invented, "我来看")), "不能") == ["我来看"]

    def test_a_fact_kept_out_of_a_rewrite_but_named_in_a_blank_is_lost(self, make_linter):
        linter = make_linter(rule("不能", {"rewrite": "⟨7天⟩", "over": "clause"}))
        assert rewritten(linter, "7天不能退") == []


class TestHowMany:
    """Two for a finding; where findings share their words, one that is led brings a guide only when nothing better."""

    GUIDES = ("⟨一⟩", "⟨二⟩", "⟨三⟩")

    def offered(self, linter, text: str) -> list[list[str]]:
        return [[one.replacement for one in finding.suggestions] for finding in linter.check(text).findings]

    def test_two_for_a_finding(self, make_linter):
        assert self.offered(make_linter(rule("不能", *self.GUIDES)), "不能退") == [["⟨一⟩", "⟨二⟩"]]

    def test_one_guide_for_those_that_are_led(self, make_linter):
        linter = make_linter(rule("不能", *self.GUIDES), rule("不能 退", *self.GUIDES))
        assert self.offered(linter, "不能退") == [["⟨一⟩", "⟨二⟩"], ["⟨一⟩"]]

    def test_what_can_be_used_as_it_stands_comes_beside_the_guide(self, make_linter):
        linter = make_linter(rule("不能", *self.GUIDES), rule("不能 退", *self.GUIDES, "我来换"))
        assert self.offered(linter, "不能退") == [["⟨一⟩", "⟨二⟩"], ["⟨一⟩", "我来换"]]

    def test_a_guide_after_what_can_be_used_as_it_stands_is_for_those_that_lead(self, make_linter):
        rewrites = ("我来换", *self.GUIDES)
        linter = make_linter(rule("不能", *rewrites), rule("不能 退", *rewrites))
        assert self.offered(linter, "不能退") == [["我来换", "⟨一⟩"], ["我来换"]]

    def test_findings_of_other_words_lead_nothing(self, make_linter):
        linter = make_linter(rule("不能", *self.GUIDES), rule("不行", *self.GUIDES))
        assert self.offered(linter, "不能，不行") == [["⟨一⟩", "⟨二⟩"], ["⟨一⟩", "⟨二⟩"]]


class TestLongTurns:
    def test_a_turn_longer_than_the_limit_is_marked_without_suggestions(self, make_linter):
        linter = make_linter(rule("不能", "我来看"))
        at_limit, over = "好" * (TURN_LIMIT - 2) + "不能", "好" * (TURN_LIMIT - 1) + "不能"
        assert rewritten(linter, at_limit) == ["好" * (TURN_LIMIT - 2) + "我来看"]
        assert rewritten(linter, over) == []
        assert linter.check(over).rewrite().text == over


class TestWholeTurn:
    def test_every_suggestion_that_fits_is_applied(self, make_linter):
        linter = make_linter(rule("不能", "可以晚些"), rule("尽快", "马上"))
        done = linter.check("不能退，尽快办，不能改").rewrite()
        assert done.text == "可以晚些退，马上办，可以晚些改"
        assert done.findings == ()
        assert [one.replacement for one in done.applied] == ["可以晚些", "马上", "可以晚些"]

    def test_guides_are_never_applied(self, make_linter):
        result = make_linter(rule("不能", "⟨原因⟩")).check("不能退")
        assert result.findings[0].suggestions
        done = result.rewrite()
        assert (done.text, done.applied) == ("不能退", ())
        assert [one.excerpt for one in done.findings] == ["不能"]

    def test_safe_takes_only_what_is_safe(self, make_linter):
        linter = make_linter(rule("你", {"rewrite": "您", "applicability": "safe"}), rule("尽快", "马上"))
        result = linter.check("你好，尽快办")
        assert result.rewrite("safe").text == "您好，尽快办"
        assert [one.excerpt for one in result.rewrite("safe").findings] == ["尽快"]
        assert result.rewrite("review").text == "您好，马上办"

    def test_of_overlapping_suggestions_one_is_applied(self, make_linter):
        linter = make_linter(
            rule("不能", {"rewrite": "我来看", "over": "clause"}), rule("退货", {"rewrite": "换货", "over": "clause"})
        )
        done = linter.check("不能退货").rewrite()
        assert done.text in ("我来看", "换货")
        assert len(done.applied) == 1

    def test_what_mends_the_gravest_goes_before_a_small_edit_inside_it(self, make_linter):
        small = rule("你", {"rewrite": "您", "applicability": "safe"})
        large = rule("不能", {"rewrite": "我来看", "over": "clause"})
        mild, grave = {**small, "guideline": "mild"}, {**large, "guideline": "grave"}
        result = make_linter(mild, grave).check("你不能退货，你好")
        assert [one.excerpt for one in result.findings] == ["你", "不能", "你"]
        assert result.rewrite().text == "我来看，您好"
        assert result.rewrite("safe").text == "您不能退货，您好"

    def test_an_error_counts_more_than_two_warnings(self, make_linter):
        warnings = {**rule("您 不", {"rewrite": "不能退改", "over": "clause"}), "guideline": "two"}
        second = {**rule("货 太"), "guideline": "second"}
        error = {**rule("不能 退", "我来看"), "severity": "error", "guideline": "grave"}
        result = make_linter(warnings, second, error).check("您不能退货太晚")
        assert [one.guideline for one in result.findings] == ["two", "grave", "second"]
        assert result.rewrite().text == "您我来看货太晚"

    def test_a_guideline_is_as_grave_as_its_gravest_finding(self, make_linter):
        mild = {**rule("甲"), "severity": "info", "guideline": "mixed"}
        grave = {**rule("乙", {"rewrite": "丁", "over": "clause"}), "severity": "error", "guideline": "mixed"}
        beside = {**rule("丁", {"rewrite": "乙", "over": "clause"}), "severity": "warning", "guideline": "beside"}
        assert make_linter(mild, grave, beside).check("甲，乙丁").rewrite().text == "甲，丁"

    @pytest.mark.parametrize("other", ["guide", "x", None, ""])
    def test_only_what_can_be_applied_may_be_asked_for(self, make_linter, other: object):
        for text in ("不能", "好"):
            with pytest.raises(ValueError, match="'safe' 或 'review'"):
                make_linter(rule("不能", "我来看")).check(text).rewrite(other)

    def test_what_together_would_bring_a_fault_is_not_applied_together(self, make_linter):
        linter = make_linter(rule("甲", "丙"), rule("乙", "丁"), "丙 丁")
        result = linter.check("甲乙")
        assert [len(one.suggestions) for one in result.findings] == [1, 1]
        assert result.rewrite().text in ("丙乙", "甲丁")

    def test_the_first_applicable_suggestion_of_a_finding_is_taken(self, make_linter):
        linter = make_linter(rule("不能", "⟨原因⟩", "我来看", "我来办"))
        assert linter.check("不能").rewrite().text == "我来看"

    def test_a_quiet_turn_stays(self, make_linter):
        done = make_linter(rule("不能", "我来看")).check("好的").rewrite()
        assert (done.text, done.findings, done.applied) == ("好的", (), ())
