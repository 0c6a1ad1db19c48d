"""Regular expressions in packs: none may blow up, none may silently never fire."""

import re

import pytest

from coach.core.expression import LITERAL_LIMIT, REPEAT_LIMIT, check, literals
from coach.errors import PatternError


@pytest.mark.parametrize(
    "source",
    [
        "不能",
        "不(?:能|行)",
        "(不|没)能",
        "[0-9]{1,4}天",
        "[^，]{0,40}不能",
        "不.?能",
        "不.{0,8}?能",
        "(?:不能|做不(?:到|了)){1,3}",
        r"1\.5倍",
        r"\d{2}天",
        r"\w{1,3}",
        "(?:不能|没法){1,20}退",
        "(?:(?:[日月]|年)底){1,20}前",
        "(?:没|没没){1,8}门儿",
    ],
)
def test_plain_expressions_are_accepted_and_still_compile(source: str):
    re.compile(check(source))


def test_an_expression_is_folded_but_its_escapes_are_not():
    assert check(r"無法[Ａ-Ｃ]\D") == r"无法[a-c]\D"  # noqa: RUF001  # full width on purpose


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("(?:不{1,3}能){1,3}", "重复套着重复"),
        ("(?:(?:不|没){0,4}能){0,4}", "重复套着重复"),
        ("不*能", "没有上限"),
        ("不+能", "没有上限"),
        ("不{3,}能", "没有上限"),
        ("不{1,41}能", f"超过 {REPEAT_LIMIT}"),
        (r"(不)\1能", "这类写法"),
        ("(?=不)能", "这类写法"),
        ("(?<!我)不能", "这类写法"),
        ("^不能", "这类写法"),
        ("不能$", "这类写法"),
        ("(?>不)能", "这类写法"),
        ("不++能", "这类写法"),
        (r"\b不能", "永远不会匹配"),
        (r"不能\B", "永远不会匹配"),
        (r"\w不能", "汉字也当成字母"),
        (r"不能\W", "汉字也当成字母"),
        ("不(能", "不能编译"),
        ("[不能", "不能编译"),
        ("不{99999999999}", "不能编译"),
    ],
)
def test_what_may_blow_up_or_never_fires_is_refused_by_name(source: str, reason: str):
    with pytest.raises(PatternError, match=reason) as raised:
        check(source)
    assert f"“{source}”" in str(raised.value)


def test_an_optional_group_may_repeat_inside():
    assert check("(?:不{1,3})?能")


def test_many_repeats_side_by_side_are_refused():
    with pytest.raises(PatternError, match="变长的重复太多"):
        check("不.{0,40}能.{0,40}退.{0,40}换")


def test_deep_nesting_is_refused():
    with pytest.raises(PatternError):
        check("(" * 3000 + "不能" + ")" * 3000)


@pytest.mark.parametrize(
    "source",
    ["(没|没没){1,20}门儿", "(?:不能|不行|不){1,20}", "(?:(?:.|天)号){1,20}", "(?:天?天){0,40}", "(?:|天){20}号"],
)
def test_a_choice_that_may_be_made_anew_at_each_of_many_repeats_is_refused(source: str):
    with pytest.raises(PatternError, match="变长的重复太多"):
        check(source)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("不能", {"不能"}),
        ("我.{0,3}不能", {"不能"}),
        ("(?:不能|无法)退", {"不能", "无法"}),
        ("[不没]能", {"不", "没"}),
        ("(?:ab|c)d?", {"ab", "c"}),
        ("不?能", {"能"}),
        ("(?:不能){1,2}", {"不能"}),
    ],
)
def test_the_words_one_of_which_must_stand(source: str, words: set[str]):
    assert literals(source) == words


@pytest.mark.parametrize("source", [".{1,3}", "不?", "[^不]", "(?:不|.)", "[一-龥]"])
def test_an_expression_without_a_sure_word_has_none(source: str):
    assert literals(source) == frozenset()


def test_more_words_than_a_scan_should_hold_do_not_count():
    many = "".join(chr(0x4E00 + number) for number in range(LITERAL_LIMIT + 1))
    assert literals(f"[{many}]") == frozenset()


def test_a_refused_expression_names_its_place(make_bound):
    rule = {"check": {"kind": "phrase", "any": ["不能", {"regex": r"\b不行"}]}}
    [(owner, error)] = make_bound(rule).problems
    assert owner == "rule own/r1"
    assert error.path == ("check", "any", 1, "regex")


def test_an_expression_that_the_scan_cannot_call_up_is_refused(make_bound):
    [(_, error)] = make_bound({"check": {"kind": "phrase", "any": [{"regex": ".{1,3}"}]}}).problems
    assert "没有一定会出现的字" in str(error)


def test_an_accepted_expression_runs_inside_a_clause(marked):
    rule = [{"regex": "[一二三]{1,2}天.{0,4}不能"}]
    assert marked(rule, "這三天都不能退") == ["三天都不能"]
    assert marked(rule, "等三天，不能退") == []
