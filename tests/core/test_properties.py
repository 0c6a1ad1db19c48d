"""What holds for any text at all, with the built-in packs on."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import coach
from coach.core.language.folding import BLANK, BLOCK_TAG, EMOTICON, VARIABLE, fold
from coach.core.language.turn_text import TurnText
from coach.core.lint import FINDINGS_LIMIT
from coach.core.model.finding import SEVERITIES, Finding

OPAQUE = {*VARIABLE.values(), *BLANK, EMOTICON, BLOCK_TAG}
CUSTOMER = ["都三天了，你们是骗子吗", "我要投诉！！", "怎么還不退錢", "你好"]
TRIGGERS = [
    *(
        "不能",
        "无法",
        "没办法",
        "不行",
        "不可以",
        "但是",
        "不过",
        "尽快",
        "请稍等",
        "耐心等待",
        "应该是",
        "可能",
        "我不知道",
    ),
    *(
        "不清楚",
        "这不是我应该做的",
        "我想我做不了",
        "这是公司规定",
        "系统显示",
        "我没有权限",
        "请您谅解",
        "您自己去",
        "退货",
    ),
    *(
        "修改地址",
        "能不能",
        "如果",
        "因为",
        "我帮您",
        "您提到“我不能登录”",
        "對不起，我們無法退貨",
        "會儘快回覆",
        "改不了的哦",
    ),
    *("保证", "绝对", "百分百", "建议您", "只是", "真好看"),
]
NOISE = [
    *(
        "亲",
        "您好",
        "哦",
        "的",
        "了",
        "呢您",
        "，",
        "。",
        "！！",
        "？",
        "～",
        "…",
        " ",
        "\n",
        "\r\n",
        "\t",
        "“",
        "”",
        "（",
        "）",
    ),
    *("\u200b", "\ufeff", "\u202e", "\x00", "\x1b[31m", "\ud800", "\udfff", "😊", "👨‍👩‍👧", "İ", "ﷺ", "\uff21\uff30"),
    *("{{ticket.id}}", "{{", "}}", "%s", "{送达时间}", "【订单号】", "【", "⟨原因⟩", "⟨", "<b>", "</b>", "<br/>", "<"),
    *("&nbsp;", "&lt;", "&gt;", "&#65292;", "&#8203;", "&amp", "&"),
    *(
        "<attribute name='x'/>",
        "#E-s01",
        "#E-s[笑",
        "3-5天",
        "18:00前",
        "20元",
        "SF1024001",
        "https://example.com/a?b=1",
    ),
    *("一" * 130, "1,000.5"),
]

fragments = st.one_of(
    st.sampled_from(TRIGGERS),
    st.sampled_from(NOISE),
    st.text(st.characters(exclude_categories=()), max_size=4),
)
replies = st.lists(fragments, max_size=14).map("".join)
anything = st.text(st.characters(exclude_categories=()), max_size=60)
contexts = st.lists(st.one_of(st.sampled_from(CUSTOMER), anything), max_size=2)

moderate = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
few = settings(moderate, max_examples=60)


@pytest.fixture(scope="module")
def trained() -> coach.Coach:
    """All built-in packs."""
    return coach.load(["all"])


@moderate
@given(text=st.one_of(replies, anything), context=contexts)
@example(text="", context=[])
@example(text="\ud800", context=["\udfff"])
def test_any_text_is_checked(trained: coach.Coach, text: str, context: list[str]):
    result = trained.check(text, context)
    assert result.text == text
    assert len(result.findings) <= FINDINGS_LIMIT
    assert set(result.not_evaluated) <= {rule.id for rule in trained.rules}
    assert {finding.severity for finding in result.findings} <= set(SEVERITIES)


@moderate
@given(text=replies, context=contexts)
def test_every_finding_is_a_place_in_the_original(trained: coach.Coach, text: str, context: list[str]):
    for finding in trained.check(text, context).findings:
        start, end = finding.span
        assert 0 <= start <= end <= len(text)
        assert text[start:end] == finding.excerpt
        assert finding.message_index == text[:start].count("\n")
        assert start < end or finding.about is not None


@moderate
@given(text=replies)
def test_findings_stand_in_order_once_for_a_guideline_and_place(trained: coach.Coach, text: str):
    found = trained.check(text).findings
    assert [one.span for one in found] == sorted(one.span for one in found)
    assert len({(one.guideline, one.span) for one in found}) == len(found)


@moderate
@given(text=replies)
def test_checking_twice_says_the_same(trained: coach.Coach, text: str):
    first, second = trained.check(text), trained.check(text)
    assert first.findings == second.findings
    assert [one.fingerprint for one in first.findings] == [one.fingerprint for one in second.findings]


@given(text=st.one_of(replies, anything))
@settings(moderate, max_examples=200)
def test_folding_maps_back(text: str):
    turn = TurnText(text, {"送达时间": "time"})
    before = 0
    for index, character in enumerate(turn.folded):
        start, end = turn.span(index, index + 1)
        assert end == start + 1 or (text[start] in "&＆﹠" and text[end - 1] in ";；")
        assert start >= before
        before = end
        if character not in OPAQUE:
            assert fold(text[start:end]).text == character
    assert turn.span(0, len(turn.folded)).end <= len(text)


@given(text=st.one_of(replies, anything))
@settings(moderate, max_examples=200)
def test_folding_twice_changes_nothing(text: str):
    plain = "".join(character for character in fold(text).text if character not in OPAQUE)
    if not set("{}[]【】<>#%$⟨⟩").intersection(plain):
        assert fold(plain).text == plain


@given(text=st.one_of(replies, anything))
@settings(moderate, max_examples=200)
def test_clauses_are_in_order_and_every_place_has_one(text: str):
    turn = TurnText(text)
    clauses = turn.clauses
    assert all(one.start <= one.end <= one.stop for one in clauses)
    assert all(one.stop <= other.start for one, other in pairwise(clauses))
    for offset in range(len(turn.folded)):
        clause = clauses[turn.clause_index(offset)]
        assert offset < clause.stop
        assert clause.start <= offset or clause is clauses[0]


def key(finding: Finding) -> tuple[str, str]:
    """What tells findings apart when words move: what the customer's words called up stands on whatever comes first."""
    return finding.guideline, "" if finding.about else fold(finding.excerpt).text


def keys(findings: tuple[Finding, ...]) -> Counter[tuple[str, str]]:
    return Counter(key(one) for one in findings if one.guideline != "unfilled-blank")


def assert_proven(trained: coach.Coach, text: str, context: list[str]) -> int:
    """Every suggestion for `text`, applied, removes its finding and brings none; how many there were."""
    result = trained.check(text, context)
    before = keys(result.findings)
    tried = 0
    for finding in result.findings:
        for suggestion in finding.suggestions:
            after = keys(trained.check(suggestion.apply(text), context).findings)
            assert after[key(finding)] < before[key(finding)]
            assert not after - before
            tried += 1
    return tried


@few
@given(text=replies, context=contexts)
def test_each_suggestion_removes_its_finding_and_brings_none(trained: coach.Coach, text: str, context: list[str]):
    assert_proven(trained, text, context)


@few
@given(text=replies)
def test_a_rewritten_turn_has_fewer_findings_and_none_new(trained: coach.Coach, text: str):
    result = trained.check(text)
    if result.omitted:
        return
    done = result.rewrite()
    assert {"guide"}.isdisjoint(one.applicability for one in done.applied)
    assert not keys(done.findings) - keys(result.findings)
    assert bool(done.applied) == (keys(done.findings).total() < keys(result.findings).total())
    assert done.findings == trained.check(done.text).findings


def test_the_texts_above_do_give_findings_and_suggestions(trained: coach.Coach):
    guidelines: set[str] = set()
    suggestions = 0
    for trigger in TRIGGERS:
        for text in (
            trigger,
            f"亲，{trigger}的哦\n😊",
            f"<b>{trigger}</b>，您看",
            f"&lt;{trigger}&gt;&nbsp;您看",
            f"\ud800\u200b{trigger[:1]}\u200b{trigger[1:]}",
        ):
            guidelines |= {finding.guideline for finding in trained.check(text).findings}
            suggestions += assert_proven(trained, text, [])
    assert len(guidelines) >= 8
    assert suggestions >= 20
