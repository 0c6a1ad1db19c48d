"""`absence`: something is there and what it needs is not; the finding sits on what is there."""

import pytest

SIGNALS = {"refusal": ["不能", "无法"], "reason": ["因为"], "remedy": ["我帮您"]}


def rule(**check):
    return {"check": {"kind": "absence", "when": ["<refusal>"], "need": ["<reason>"], **check}}


def test_the_finding_sits_on_the_trigger(marked):
    assert marked(rule(), "您好，这个無法退", signals=SIGNALS) == ["無法"]
    assert marked(rule(), "您好，这个無法退，因为拆了", signals=SIGNALS) == []


def test_any_one_need_suffices(marked):
    both = rule(need=["<reason>", "<remedy>"])
    assert marked(both, "不能退，我帮您换", signals=SIGNALS) == []
    assert marked(both, "因为拆了，不能退", signals=SIGNALS) == []
    assert marked(both, "不能退", signals=SIGNALS) == ["不能"]


def test_every_trigger_without_is_marked(marked):
    assert marked(rule(look="clause"), "因为拆了不能退，无法换，不能改", signals=SIGNALS) == ["无法", "不能"]


@pytest.mark.parametrize(
    ("look", "quiet", "flagged"),
    [
        ("turn", "不能。\n因为拆了", "不能。\n拆了"),
        ("clause", "因为拆了不能", "因为拆了，不能"),
        ("other-clauses", "因为拆了，不能", "因为拆了不能"),
        ("before", "因为拆了，不能", "不能，因为拆了"),
        ("after", "不能，因为拆了", "因为拆了，不能"),
    ],
)
def test_where_the_need_counts(marked, look: str, quiet: str, flagged: str):
    assert marked(rule(look=look), quiet, signals=SIGNALS) == []
    assert marked(rule(look=look), flagged, signals=SIGNALS) == ["不能"]


@pytest.mark.parametrize("look", ["turn", "clause", "before", "after"])
def test_a_need_inside_the_trigger_does_not_count(marked, look: str):
    inside = {"check": {"kind": "absence", "when": ["因为不能"], "need": ["因为"], "look": look}}
    assert marked(inside, "因为不能", signals=SIGNALS) == ["因为不能"]


def test_a_need_may_have_exceptions(marked):
    excepted = rule(need=[{"is": "<remedy>", "unless": [{"clause": "conditional"}]}])
    signals = {**SIGNALS, "conditional": ["如果"]}
    assert marked(excepted, "不能退，我帮您换", signals=signals) == []
    assert marked(excepted, "不能退，如果行我帮您换", signals=signals) == ["不能"]


def test_a_need_may_be_one_of_several_patterns(marked):
    listed = rule(need=[{"is": ["<reason>", "由于"]}])
    assert marked(listed, "由于拆了，不能退", signals=SIGNALS) == []
    assert marked(listed, "不能退", signals=SIGNALS) == ["不能"]


UNSOOTHED = {"check": {"kind": "absence", "need": ["抱歉|理解"]}, "context": ["<anger>"]}
LANGUAGE = {"signals": {"anger": ["骗子"]}, "lexicons": {"courtesy": ["您好", "亲"], "particle": ["哦"]}}


class TestTriggeredByTheCustomer:
    @pytest.mark.parametrize(
        ("text", "marked_text"),
        [
            ("您好，亲，我帮您查哦，请稍等", "我帮您查哦"),
            ("我查一下", "我查一下"),
            ("查。", "查"),
        ],
    )
    def test_the_first_clause_past_courtesy_is_marked(self, marked, text: str, marked_text: str):
        assert marked(UNSOOTHED, text, ["你们是骗子"], **LANGUAGE) == [marked_text]

    def test_nothing_when_the_need_is_met_or_the_customer_is_calm(self, marked):
        assert marked(UNSOOTHED, "很抱歉，我来查", ["你们是骗子"], **LANGUAGE) == []
        assert marked(UNSOOTHED, "我来查", ["你好"], **LANGUAGE) == []
        assert marked(UNSOOTHED, "我来查", **LANGUAGE) == []

    def test_a_reply_of_courtesy_alone_is_marked_somewhere(self, marked):
        assert marked(UNSOOTHED, "您好，亲", ["你们是骗子"], **LANGUAGE) != []


@pytest.mark.parametrize("look", ["turn", "clause", "before"])
def test_a_need_that_stands_outside_counts_beside_a_longer_one_that_does_not(marked, look: str):
    longer = rule(need=["好的 ~3 退", "好的", "<reason>"], look=look)
    assert marked(longer, "好的不能退", signals=SIGNALS) == []
    assert marked(longer, "不能退", signals=SIGNALS) == ["不能"]


def test_needs_with_exceptions_keep_them_beside_plain_ones(marked):
    mixed = rule(need=["由于", "鉴于", {"is": "因为", "unless": [{"after": "吗", "scope": "clause"}]}])
    assert marked(mixed, "鉴于拆了，不能退", signals=SIGNALS) == []
    assert marked(mixed, "因为拆了，不能退", signals=SIGNALS) == []
    assert marked(mixed, "不能退，因为贵吗", signals=SIGNALS) == ["不能"]


@pytest.mark.parametrize("more", [[], ["我帮您换"]])
def test_of_alternatives_that_overlap_each_counts_for_itself(marked, more: list[str]):
    """One need alone means the same as beside another."""
    promised = {"check": {"kind": "absence", "when": ["结单"], "need": ["可以结单|可以", *more]}}
    assert marked(promised, "可以结单") == []
    assert marked(promised, "先结单") == ["结单"]
