"""The one pipeline: what becomes a finding, and what is said when nothing could be evaluated."""

import gc
from collections.abc import Mapping

import pytest

from coach.core.language.turn_text import TurnText
from coach.core.lint import FINDINGS_LIMIT
from coach.core.model.conversation import Conversation, Message, conversation
from coach.core.model.history import history

ANGRY = {
    "check": {"kind": "phrase", "any": ["请稍等"]},
    "context": ["<anger>", "退钱"],
}
UNSOOTHED = {"check": {"kind": "absence", "need": ["抱歉"]}, "context": ["<anger>"]}
LANGUAGE = {"signals": {"anger": ["骗子", "三天了"]}, "lexicons": {"courtesy": ["您好"]}}


def test_a_finding_says_everything(make_linter):
    rule = {
        "check": {"kind": "phrase", "any": ["不能"]},
        "guideline": "no-cannot",
        "title": "自己的标题",
        "what": "自己的是什么",
    }
    [finding] = make_linter("无法", rule).check("您好，\n这边不能退").findings
    assert (finding.rule, finding.guideline, finding.rank) == ("own/r2", "no-cannot", 1)
    assert (finding.title, finding.what, finding.why) == ("自己的标题", "自己的是什么", "为什么。")
    assert (finding.severity, finding.dimension) == ("warning", "empathy")
    assert (finding.span, finding.excerpt, finding.message_index) == ((6, 8), "不能", 1)
    assert finding.about is None


@pytest.mark.parametrize(
    "text", ["这边不能退", "這邊不\u200b能退", "😊😊不能", "<b>不</b>能退", "\ud800不能"], ids=ascii
)
def test_a_span_is_a_place_in_the_original(make_linter, text: str):
    [finding] = make_linter("不能").check(text).findings
    assert finding.span.of(text) == finding.excerpt
    assert (finding.excerpt[0], finding.excerpt[-1]) == ("不", "能")


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00", "\ud800", "{{", "好"], ids=ascii)
def test_a_quiet_text_has_an_empty_result(make_linter, text: str):
    result = make_linter("不能").check(text)
    assert (result.text, result.findings, result.omitted) == (text, (), 0)
    assert result.rewrite().text == text


class TestContext:
    def test_a_rule_about_the_customer_waits_for_the_customers_words(self, make_linter):
        linter = make_linter(ANGRY, "不能", **LANGUAGE)
        assert [one.rule for one in linter.check("不能，请稍等", history(["三天了！"])).findings] == [
            "own/r2",
            "own/r1",
        ]
        assert [one.rule for one in linter.check("不能，请稍等", history(["你好"])).findings] == ["own/r2"]

    def test_any_of_its_signals_in_any_message(self, make_linter):
        linter = make_linter(ANGRY, **LANGUAGE)
        assert linter.check("请稍等", history(["你好", "退錢", "在吗"])).findings

    def test_without_history_it_is_reported_as_not_evaluated(self, make_linter):
        linter = make_linter(ANGRY, "不能", UNSOOTHED, **LANGUAGE)
        for text in ("请稍等", "不能", "好的"):
            assert linter.check(text).not_evaluated == ("own/r1", "own/r3")
            assert linter.check(text, history(["你好"])).not_evaluated == ()

    def test_a_rule_that_is_not_active_is_not_listed(self, make_linter):
        linter = make_linter(ANGRY, UNSOOTHED, **LANGUAGE)
        chosen = type(linter)(linter.rulebook.select(["own/r2"]))
        assert chosen.check("请稍等").not_evaluated == ("own/r2",)
        assert chosen.check("请稍等", history(["骗子"])).findings[0].rule == "own/r2"

    def test_a_finding_about_the_customers_words_carries_them(self, make_linter):
        linter = make_linter(UNSOOTHED, ANGRY, **LANGUAGE)
        first, second = linter.check("您好，我查一下，请稍等", history(["骗子", "都三天了", "在吗"])).findings
        assert (first.about.speaker, first.about.text) == ("customer", "都三天了")
        assert first.excerpt == "我查一下"
        assert second.about is None


LADDER = {
    "check": {"kind": "phrase", "any": ["不能"]},
    "severity": {
        "error": {"turn": ["<threat>"]},
        "info": [{"turn": ["<reason>", "<remedy>"]}, {"before": "暂时"}],
    },
}
LADDER_LANGUAGE = {"signals": {"threat": ["投诉也没用"], "reason": ["因为"], "remedy": ["我帮您"]}}


class TestSeverity:
    @pytest.mark.parametrize(
        ("text", "severity"),
        [
            ("不能退", "warning"),
            ("不能退，因为拆了", "warning"),
            ("不能退，因为拆了，我帮您换", "info"),
            ("暂时不能退", "info"),
            ("不能退，投诉也没用", "error"),
            ("暂时不能退，投诉也没用", "error"),
        ],
    )
    def test_the_first_step_that_holds_decides(self, make_linter, text: str, severity: str):
        [finding] = make_linter(LADDER, **LADDER_LANGUAGE).check(text).findings
        assert finding.severity == severity

    def test_a_rule_may_name_its_own(self, make_linter):
        linter = make_linter({"check": {"kind": "phrase", "any": ["不能"]}, "severity": "error"})
        assert linter.check("不能").findings[0].severity == "error"


class TestLimit:
    def test_findings_beyond_the_limit_are_counted(self, make_linter):
        result = make_linter("不能").check("不能退，" * (FINDINGS_LIMIT + 7))
        assert (len(result.findings), result.omitted) == (200, 7)
        assert result.findings[-1].span.start == 4 * (FINDINGS_LIMIT - 1)

    def test_the_limit_itself_omits_nothing(self, make_linter):
        result = make_linter("不能").check("不能退，" * FINDINGS_LIMIT)
        assert (len(result.findings), result.omitted) == (FINDINGS_LIMIT, 0)

    def test_what_is_not_listed_is_not_fingerprinted(self, make_linter, monkeypatch: pytest.MonkeyPatch):
        """A fingerprint looks back over the turn, so one for every place of a long turn is more than linear."""
        import coach.core.fingerprint

        made = []
        monkeypatch.setattr(coach.core.fingerprint, "fingerprint", lambda *given: made.append(given) or "0" * 16)
        make_linter("不能").check("不能退，" * (10 * FINDINGS_LIMIT))
        assert len(made) <= FINDINGS_LIMIT


class TestConversations:
    CHAT = conversation(
        [
            ("agent", "您好"),
            ("customer", "怎么还没到"),
            ("customer", "都三天了"),
            ("agent", "请稍等"),
            ("agent", "不能退"),
            ("customer", "好吧"),
            ("agent", "请稍等"),
        ]
    )

    def test_a_turn_is_one_sides_uninterrupted_go(self):
        turns = self.CHAT.turns()
        assert [(turn.speaker, turn.first_message) for turn in turns] == [
            ("agent", 0),
            ("customer", 1),
            ("agent", 3),
            ("customer", 5),
            ("agent", 6),
        ]
        assert turns[1].text == "怎么还没到\n都三天了"
        assert turns[2].text == "请稍等\n不能退"

    def test_a_turns_context_is_what_the_customer_wrote_before(self):
        contexts = [turn.history.customer for turn in self.CHAT.turns() if turn.speaker == "agent"]
        assert contexts == [(), ("怎么还没到", "都三天了"), ("怎么还没到", "都三天了", "好吧")]

    def test_only_the_agents_turns_are_checked_each_with_its_context(self, make_linter):
        checked = make_linter(ANGRY, "不能|怎么", **LANGUAGE).check_conversation(self.CHAT)
        assert [turn.first_message for turn, _ in checked] == [0, 3, 6]
        assert [[one.excerpt for one in result.findings] for _, result in checked] == [
            [],
            ["请稍等", "不能"],
            ["请稍等"],
        ]
        assert [one.message_index for one in checked[1][1].findings] == [0, 1]
        assert checked[0][1].not_evaluated == ("own/r1",)
        assert checked[1][1].not_evaluated == ()

    def test_a_conversation_without_the_agent_has_no_turn_to_check(self, make_linter):
        assert make_linter("不能").check_conversation(Conversation((Message("customer", "不能"),))) == []
        assert make_linter("不能").check_conversation(Conversation(())) == []


def test_a_result_that_nobody_holds_leaves_nothing_to_the_collector(make_linter):
    """A server stops the collector while it answers: what only that could free would pile up."""
    check = {"kind": "phrase", "any": ["不能"]}
    linter = make_linter({"check": check, "suggest": [{"rewrite": "可以晚些", "applicability": "review"}]})
    assert linter.check("不能退").rewrite().text == "可以晚些退"  # what is made once is made
    gc.collect()
    gc.disable()
    try:
        result = linter.check("不能换")
        assert [len(one.suggestions) for one in result.findings] == [1]
        assert result.scores["overall"] < 100
        assert not result.highlights
        del result
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_the_customers_messages_are_read_once_for_a_check_and_all_its_proofs(make_linter, monkeypatch):
    read: list[str] = []

    class Counted(TurnText):
        def __init__(self, text: str, placeholders: Mapping[str, str]) -> None:
            read.append(text)
            super().__init__(text, placeholders)

    monkeypatch.setattr("coach.core.reading.TurnText", Counted)
    refusal = {
        "check": {"kind": "phrase", "any": ["不能"]},
        "suggest": [{"rewrite": "可以晚些"}, {"rewrite": "我来看"}],
    }
    linter = make_linter(refusal, ANGRY, **LANGUAGE)
    result = linter.check("不能退，请稍等", history(["骗子", "都三天了"]))
    assert [one.replacement for one in result.findings[0].suggestions] == ["可以晚些", "我来看"]
    assert read == ["不能退，请稍等", "骗子", "都三天了", "可以晚些退，请稍等", "我来看退，请稍等"]
    linter.check("不能退，请稍等", history(["谢谢"]))
    assert read[5:] == ["不能退，请稍等", "谢谢"]


def test_a_proof_passes_over_blanks_that_the_customers_words_forbid(make_linter):
    """The rules that the customer's words call up are remembered, but those of a check are not those of a proof."""
    unfilled = {**UNSOOTHED, "guideline": "unfilled-blank"}
    refusal = {"check": {"kind": "phrase", "any": ["不能"]}, "suggest": [{"rewrite": "我来看"}]}
    found = make_linter(unfilled, refusal, **LANGUAGE).check("不能", history(["骗子"])).findings
    assert {one.guideline for one in found} == {"unfilled-blank", "g2"}
    assert [one.replacement for finding in found for one in finding.suggestions] == ["我来看"]
