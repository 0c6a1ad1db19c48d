"""Folding: one spelling for what a reader sees as one, with an exact way back."""

import sys

import pytest

from coach.core.language.folding import (
    BLANK,
    BLOCK_TAG,
    EMOTICON,
    MASK,
    NAME_LIMIT,
    VARIABLE,
    _opaque,
    _unusual,
    fold,
    fold_word,
    is_traditional,
)
from coach.core.language.turn_text import TurnText

OTHER = VARIABLE["other"]
NAMES = {"送达时间": "time", "客户姓名": "person", "订单号": "order", "数量": "number"}


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＡＰＰ１２３", "app123"),  # noqa: RUF001  # full width is what folding is about
        ("不能！？，；：（）～", "不能!?,;:()~"),
        ("ｶﾞ", "カ\u3099"),
        ("好〜的", "好~的"),
        ("完了｡", "完了。"),
        ("OK Wi-Fi", "ok wi-fi"),
        ("我們無法退貨", "我们无法退货"),
        ("訂單號\u3000一\u00a0二\t三", "订单号 一 二 三"),
        ("一\r二\u2028三\x85四", "一\n二\n三\n四"),
    ],
    ids=ascii,
)
def test_one_spelling_of_the_same_length(written: str, folded: str):
    found = fold(written)
    assert found.text == folded
    assert found.offsets is None
    assert len(found.text) == len(written)


def test_a_lone_surrogate_becomes_a_replacement_character():
    assert fold("半\ud800个").text == "半\ufffd个"


def test_a_capital_that_would_become_two_characters_stays():
    assert fold("İ不能").text == "İ不能"


@pytest.mark.parametrize(
    "invisible", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\ufe0f", "\u202e", "\U000e0041"], ids=ascii
)
def test_invisible_characters_go(invisible: str):
    found = fold(f"不{invisible}能")
    assert found.text == "不能"
    assert found.offsets == (0, 2, 3)


def test_the_way_back_from_invisible_characters():
    text = "\u200b我\u200b\u200b不\u200b能\u200b"
    turn = TurnText(text)
    assert turn.folded == "我不能"
    assert turn.span(1, 3).of(text) == "不\u200b能"
    assert turn.span(0, 1).of(text) == "我"
    assert turn.span(3, 3) == (len(text), len(text))


@pytest.mark.parametrize(
    "variable",
    ["{{ticket.name}}", "${name}", "%s", "%d", "%(name)s", '<attribute name="x" value="不能"/>', "{{ 不能 }}"],
)
def test_what_is_always_a_variable_is_opaque(variable: str):
    found = fold(f"请{variable}看")
    assert found.text == f"请{OTHER * len(variable)}看"
    assert found.offsets is None


@pytest.mark.parametrize("bracketed", ["{送达时间}", "[送达时间]", "【送达时间】", "#送达时间#"])
def test_a_named_placeholder_is_opaque_and_typed(bracketed: str):
    assert fold(f"在{bracketed}前", NAMES).text == f"在{VARIABLE['time'] * 6}前"


@pytest.mark.parametrize(
    ("written", "kind"),
    [("{客户姓名}", "person"), ("{订单号}", "order"), ("[数量]", "number"), ("{{订单号}}", "order")],
)
def test_each_type_has_its_own_character(written: str, kind: str):
    assert set(fold(written, NAMES).text) == {VARIABLE[kind]}


@pytest.mark.parametrize("written", ["[送达时间x]", "[送达时间_12]", "[送达时间***]"])
def test_a_number_after_the_name_makes_it_the_mark_of_what_was_taken_out(written: str):
    assert fold(written, NAMES).text == MASK + VARIABLE["time"] * (len(written) - 1)


def test_a_name_in_traditional_characters_is_known_too():
    assert set(fold("{送達時間}", NAMES).text) == {VARIABLE["time"]}


@pytest.mark.parametrize("text", ["【下单后不能修改】", "[不能]", "{不能}", "#不能#", "【送达时间】"])
def test_brackets_with_another_name_are_text(text: str):
    assert fold(text, {}).text == text


def test_a_long_name_is_text_even_when_listed():
    name = "一二三四五六七八九"
    assert len(name) == NAME_LIMIT + 1 == 9
    assert fold(f"【{name}】", {name: "time"}).text == f"【{name}】"
    assert set(fold(f"【{name[:-1]}】", {name[:-1]: "time"}).text) == {VARIABLE["time"]}


def test_half_a_template_is_text():
    assert fold("请看{{订单号，不能").text == "请看{{订单号,不能"
    assert fold("【不能").text == "【不能"


def test_a_blank_is_opaque():
    assert fold("我⟨能做的事⟩").text == "我" + BLANK[0] + OTHER * 4 + BLANK[1]


def test_a_blank_with_a_known_name_has_its_type():
    assert fold("⟨送达时间⟩", NAMES).text == BLANK[0] + VARIABLE["time"] * 4 + BLANK[1]


@pytest.mark.parametrize("code", ["#E-s01", "#E-2", "#E-s[笑脸]", "#e-abcd"])
def test_an_emoticon_code_is_opaque(code: str):
    assert fold(f"好{code}的").text == f"好{EMOTICON * len(code)}的"


def test_inline_tags_go_and_block_tags_part():
    found = fold("不<b>能</b><br/>退")
    assert found.text == f"不能{BLOCK_TAG * 5}退"
    turn = TurnText("不<b>能</b><br/>退")
    assert turn.span(0, 2).of(turn.text) == "不<b>能"


def test_a_full_width_tag_is_a_tag():
    assert fold("不＜b＞能").text == "不能"


@pytest.mark.parametrize("text", ["1 < 2，3 > 2", "<不能>", "a<b"])
def test_angle_brackets_without_a_tag_are_text(text: str):
    assert "<" in fold(text).text


@pytest.mark.parametrize(
    ("text", "folded", "marked"),
    [
        ("不能&nbsp;退", "不能 退", "不能"),
        ("&lt;不能&gt;退", "<不能>退", "不能"),
        ("&ldquo;不能&rdquo;", "“不能”", "不能"),
        ("您好&#65292;不能", "您好,不能", "不能"),
        ("&#19981;&#x80FD;退", "不能退", "&#19981;&#x80FD;"),
        ("不&#8203;能", "不能", "不&#8203;能"),
        ("不&amp;能", "不&能", "不&amp;能"),
    ],
)
def test_an_entity_is_the_character_that_it_stands_for(text: str, folded: str, marked: str):
    turn = TurnText(text)
    assert turn.folded == folded
    assert turn.span(folded.index("不"), folded.index("能") + 1).of(text) == marked


@pytest.mark.parametrize("text", ["a&b;", "您&我", "&unknown;", "&", "&;", "&#;", "&#99999999;", "?a=1&b=2"])
def test_an_ampersand_that_opens_no_entity_is_text(text: str):
    assert fold(text).text == text


def test_an_entity_opens_no_tag():
    assert fold("&lt;b&gt;不能&lt;/b&gt;").text == "<b>不能</b>"


def test_a_private_character_of_the_author_is_not_taken_for_a_variable():
    assert fold("不\ue000能").text == "不\ufffd能"


def test_words_of_patterns_fold_as_texts_do():
    assert fold_word("無法\u200bＯＫ") == "无法ok"  # noqa: RUF001  # full width on purpose


@pytest.mark.parametrize(
    ("text", "traditional"), [("我們無法", True), ("我们无法", False), ("OK 123", False), ("", False)]
)
def test_traditional_is_what_only_traditional_writes(text: str, traditional: bool):
    assert is_traditional(text) is traditional


def test_a_character_both_scripts_write_does_not_make_a_text_traditional():
    assert not is_traditional("这边显示得很著名")


def test_everyday_text_is_told_at_a_glance_from_what_folding_changes():
    everyday = [chr(code) for code in range(sys.maxunicode + 1) if not _unusual().search(chr(code))]
    assert len(everyday) > 10_000
    for character in everyday:
        assert fold_word(character) == character
        assert _opaque().match(character) is None


def test_a_named_emoticon_is_one_and_ends_a_clause():
    assert fold("退货[流泪]您").text == "退货" + EMOTICON * 4 + "您"
    assert fold("[OK]").text == EMOTICON * 4
    assert fold("[订单]").text == "[订单]"
    assert fold("[玫瑰]", {"玫瑰": "other"}).text == VARIABLE["other"] * 4
