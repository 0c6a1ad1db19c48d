"""Clauses of chat text, where spaces, ~, emoticon codes and particles do the work of punctuation."""

from itertools import pairwise

import pytest

from coach.core.language.clauses import split
from coach.core.language.folding import fold


def clauses(text: str) -> list[str]:
    folded = fold(text).text
    return [folded[clause.start : clause.end] for clause in split(folded)]


@pytest.mark.parametrize(
    "mark",
    ["。", "！", "？", "；", "，", "…", "……", "~", "～", "!", "?", ";", ",", "\n", "。。", "！？", "\r\n"],
    ids=ascii,
)
def test_a_mark_ends_a_clause(mark: str):
    assert clauses(f"不能退{mark}可以换") == ["不能退", "可以换"]


def test_a_space_between_han_characters_ends_a_clause():
    assert clauses("在配送途中 请您等待") == ["在配送途中", "请您等待"]
    assert clauses("在配送途中\u3000请您等待") == ["在配送途中", "请您等待"]


@pytest.mark.parametrize("text", ["用 APP 下单", "加 1 件", "app store 里", "第 3 天"])
def test_a_space_beside_other_characters_does_not(text: str):
    assert clauses(text) == [fold(text).text]


@pytest.mark.parametrize(
    "code", ["#E-s01", "#E-s[玫瑰]", "[微笑]", "<br>", "</p>", "😊", "👍🏻", "❤️", "🙏🙏", "✅", "🇨🇳"]
)
def test_an_emoticon_code_an_emoji_or_a_block_tag_ends_a_clause(code: str):
    assert clauses(f"好的{code}我来查") == ["好的", "我来查"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("不能退呢您可以换", ["不能退呢", "您可以换"]),
        ("没有货了哦亲", ["没有货了哦", "亲"]),
        ("改不了啦不过可以退", ["改不了啦", "不过可以退"]),
        ("好哒这边帮您查", ["好哒", "这边帮您查"]),
        ("等等哈谢谢", ["等等哈", "谢谢"]),
        ("快到了嘛请稍等", ["快到了嘛", "请稍等"]),
    ],
)
def test_a_particle_before_a_person_or_courtesy_word_ends_a_clause(text: str, parts: list[str]):
    assert clauses(text) == parts


@pytest.mark.parametrize("text", ["酒吧里见", "哦不能", "呢子大衣", "拉链坏了吗"])
def test_a_particle_before_anything_else_does_not(text: str):
    assert clauses(text) == [text]


@pytest.mark.parametrize(
    "text", ["步骤①先退②再买", "退货、换货都不支持", "共1,000元", "要3~5天", "重1.5公斤", "看a.b页"]
)
def test_enumeration_and_marks_between_digits_do_not(text: str):
    assert clauses(text) == [text]


def test_a_comma_beside_one_digit_does():
    assert clauses("等3,好吗") == ["等3", "好吗"]
    assert clauses("第一,2天") == ["第一", "2天"]
    assert clauses("好的.请看") == ["好的", "请看"]


def test_a_long_clause_is_cut():
    found = clauses("一" * 245 + "，二")
    assert [len(part) for part in found] == [120, 120, 5, 1]


@pytest.mark.parametrize(
    "text", ["", "。", "\n\n", "……", "不能。", "，不能，，退！", " 好 的 ", "好\n\n\n的"], ids=ascii
)
def test_clauses_and_their_marks_cover_the_text(text: str):
    folded = fold(text).text
    found = split(folded)
    assert found
    assert found[-1].stop == len(folded)
    for before, after in pairwise(found):
        assert before.start <= before.end <= before.stop == after.start


def test_closing_marks_belong_to_the_clause_before():
    first, second = split(fold("不能？！好").text)
    assert (first.end, first.stop) == (2, 4)
    assert (second.start, second.end, second.stop) == (4, 5, 5)
