"""Pattern text: what a trainer writes, parsed into a small tree."""

import pytest

from coach.core.pattern import (
    FLAT_LIMIT,
    GAP_LIMIT,
    Capture,
    Gap,
    Group,
    Optional,
    Pattern,
    Ref,
    Word,
    branches,
    flatten,
    parse,
    references,
    show,
)
from coach.errors import PatternError


def test_spaces_only_separate():
    assert parse(" 我 不能 ").items == (Word("我"), Word("不能"))


def test_words_are_folded():
    assert parse("無法ＡＢＣ").items == (Word("无法abc"),)


def test_a_question_mark_makes_the_whole_word_or_group_optional():
    assert parse("不会 做过?").items == (Word("不会"), Optional(Word("做过")))
    assert parse("(做|弄)? 好").items == (Optional(Group(((Word("做"),), (Word("弄"),)))), Word("好"))
    assert parse("<self>? 不能").items[0] == Optional(Ref("self"))


def test_alternatives_at_the_top_and_in_groups():
    assert parse("不能|无法").items == (Group(((Word("不能"),), (Word("无法"),))),)
    assert parse("我 (不能|没 法)").items[1] == Group(((Word("不能"),), (Word("没"), Word("法"))))


def test_references_gaps_and_captures():
    assert parse("<refusal> ~4 {action}").items == (Ref("refusal"), Gap(4), Capture("action"))


def test_edges_belong_to_the_whole_pattern():
    assert parse("^ 不能") == Pattern((Word("不能"),), at_start=True)
    assert parse("不能 $") == Pattern((Word("不能"),), at_end=True)
    assert parse("^ 不能|无法 $").at_start
    assert parse("^ 不能|无法 $").at_end


def test_groups_nest():
    assert show(parse("(我 (不|没) 能)? ~2 退").items) == "(我 (不|没) 能)? ~2 退"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "空"),
        ("   ", "空"),
        ("不能|", "空"),
        ("(不能|)", "空"),
        ("()", "空"),
        ("(不能", "配对"),
        ("不能)", "不该出现"),
        ("?不能", "不该出现"),
        ("不能??", "不该出现"),
        ("不 ^ 能", "不该出现"),
        ("不 $ 能", "不该出现"),
        ("$", "空"),
        ("我 ~0 不能", "间隔"),
        (f"我 ~{GAP_LIMIT + 1} 不能", "间隔"),
        ("我 ~ 不能", "第 3 个字符"),
        ("<self 不能", "第 1 个字符"),
        ("{a b} 不能", "第 1 个字符"),
        ("不能}", "第 3 个字符"),
    ],
)
def test_what_is_not_a_pattern_is_refused_with_the_pattern_and_the_reason(text: str, reason: str):
    with pytest.raises(PatternError, match=reason) as raised:
        parse(text)
    assert f"“{text}”" in str(raised.value)


def test_the_widest_gap_is_allowed():
    assert parse("我 ~40 不能").items[1] == Gap(GAP_LIMIT)


def test_nesting_too_deep_is_refused_as_a_pattern():
    with pytest.raises(PatternError):
        parse("(" * 3000 + "不能" + ")" * 3000)


def test_references_are_found_at_every_depth():
    assert list(references(parse("<a> (<b>|(<c> 不能)?) <a>").items)) == ["a", "b", "c", "a"]


def test_signals_are_taken_out_of_groups_and_optional_parts():
    items = parse("(<self> ~4)? (<no>|不能)").items
    flat = flatten(items, lambda name: name == "no")
    assert [show(sequence) for sequence in flat] == ["(<self> ~4)? <no>", "(<self> ~4)? 不能"]
    assert [show(sequence) for sequence in flatten(parse("<no>? 退").items, lambda _: True)] == ["<no> 退", "退"]


def test_groups_without_signals_stay_whole():
    items = parse("(a|b|c)? d").items
    assert flatten(items, lambda _: False) == [items]


def test_too_many_alternatives_are_refused():
    assert FLAT_LIMIT < 3**5
    with pytest.raises(PatternError, match="拆成几条"):
        flatten(parse("(<a>|<b>|c) " * 5).items, lambda _: True)


def test_each_branch_alone():
    found = dict(branches(parse("^ (我|<self>) (不 (能|行))?")))
    assert list(found) == ["我", "<self>", "不 (能|行)", "能", "行"]
    assert show(found["我"].items) == "(我) (不 (能|行))?"
    assert show(found["行"].items) == "(我|<self>) (不 (行))"
    assert all(pattern.at_start for pattern in found.values())


def test_a_pattern_without_alternatives_has_no_branches():
    assert branches(parse("我 不能?")) == []
