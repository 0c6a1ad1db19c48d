"""The shape of pack files: what is wrong is said with the nearest name, at file:line:column."""

import pytest

from coach.core.checks import KINDS
from coach.files import marked_yaml, schema, validation

RULE = """\
guideline: no-cannot
check: {kind: phrase, any: [不能]}
examples:
  - {flag: 不能退}
  - {quiet: 可以退}
"""


def errors(text: str, model: type[schema.Strict] = schema.Rule) -> list[str]:
    try:
        validation.validate(model, marked_yaml.parse(text, "own/x.yaml"))
    except validation.PackErrors as problems:
        return [str(error) for error in problems.errors]
    return []


def with_check(check: str) -> str:
    return RULE.replace("{kind: phrase, any: [不能]}", check)


def test_a_rule_that_is_right():
    assert errors(RULE) == []
    valid = validation.validate(schema.Rule, marked_yaml.parse(RULE, "x"))
    assert valid["check"] == {"kind": "phrase", "any": ["不能"]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (RULE.replace("guideline:", "guidline:"), "own/x.yaml:1:1: 不认识的键“guidline”，是不是 guideline？"),
        (with_check("{kind: phrase, anny: [不能]}"), "own/x.yaml:2:23: 不认识的键“anny”，是不是 any？"),
        (RULE + "unles: []\n", "own/x.yaml:6:1: 不认识的键“unles”，是不是 unless？"),
        (
            RULE + "unless:\n  - {overlap: 能不能, quiet: 能不能退}\n",
            "own/x.yaml:7:6: 不认识的键“overlap”，是不是 overlaps？",
        ),
        (RULE.replace("{quiet:", "{quite:"), "own/x.yaml:5:6: 不认识的键“quite”，是不是 quiet？"),
        (RULE + "suggest:\n  - {rewrit: 好}\n", "own/x.yaml:7:6: 不认识的键“rewrit”，是不是 rewrite？"),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest(text: str, message: str):
    assert message in errors(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (with_check("{kind: phrse, any: [不能]}"), "own/x.yaml:2:15: “phrse”不行，是不是 phrase？只能是"),
        (RULE + "severity: warn\n", "own/x.yaml:6:11: “warn”不行，是不是 warning？只能是"),
        (RULE + "severity: no\n", "own/x.yaml:6:11: “no”不行，只能是"),
        (RULE + "severity: {warn: {turn: [<reason>]}}\n", "own/x.yaml:6:12: “warn”不行，是不是 warning？只能是"),
    ],
)
def test_a_word_that_a_key_does_not_take_is_told_once_where_it_stands(text: str, told: str):
    [error] = errors(text)
    assert error.startswith(told)


def test_a_key_like_no_other_has_no_guess():
    assert errors(RULE + "乱七八糟: 1\n") == ["own/x.yaml:6:1: 不认识的键“乱七八糟”"]


@pytest.mark.parametrize("key", ["guideline", "check", "examples"])
def test_a_missing_key_is_named(key: str):
    lines = RULE.splitlines(keepends=True)
    start = next(index for index, line in enumerate(lines) if line.startswith(key))
    rest = lines[:start] + (lines[start + 3 :] if key == "examples" else lines[start + 1 :])
    assert errors("".join(rest)) == [f"own/x.yaml:1:1: 缺少必填的键“{key}”"]


@pytest.mark.parametrize(
    ("check", "message"),
    [
        ("{kind: phrases, any: [不能]}", "“phrases”不行"),
        ("{any: [不能]}", "check 里要写 kind"),
        ("不能", "要写“键: 值”"),
        ("{kind: phrase}", "缺少必填的键“any”"),
        ("{kind: phrase, any: []}", "不能是空的"),
        ('{kind: phrase, any: [""]}', "不能是空的"),
        ("{kind: phrase, any: [不能], edge: words}", "“words”不行"),
        ("{kind: phrase, any: [{pattern: 不能, regex: 不能}]}", "写一个"),
        ("{kind: absence, when: [不能], need: [因为], look: everywhere}", "“everywhere”不行"),
        ("{kind: absence, when: [不能]}", "缺少必填的键“need”"),
        ("{kind: measure, of: characters, in: turn, more-than: 很多}", "不小于 0 的整数"),
        ("{kind: measure, of: characters, in: turn, more-than: -1}", "不小于 0 的整数"),
        ("{kind: measure, of: characters, in: book, more-than: 1}", "“book”不行"),
        ("{kind: substitute, map: {}}", "不能是空的"),
        ("{kind: substitute, map: {你: 您}, applicability: maybe}", "“maybe”不行"),
        ("{kind: whole, each-clause: [不能]}", "缺少必填的键“mark”"),
        ("{kind: tokens, any: [[{TEXT: 不能}]]}", "缺少必填的键“near”"),
    ],
)
def test_a_check_that_is_not_right(check: str, message: str):
    found = errors(with_check(check))
    assert any(message in one for one in found), found
    assert all(one.startswith("own/x.yaml:2:") for one in found)


@pytest.mark.parametrize(
    "check",
    [
        "{kind: phrase, any: 不能, edge: word}",
        "{kind: phrase, any: [{pattern: 不能, untested: 罕见}, {regex: 不能}]}",
        "{kind: absence, when: 不能, need: [因为, {is: [由于], unless: [{before: 不}]}], look: clause}",
        "{kind: absence, need: [抱歉]}",
        "{kind: substitute, map: {你: 您}, applicability: safe}",
        "{kind: whole, each-clause: [不能], mark: [不能]}",
        '{kind: measure, of: "!?", in: run, more-than: 2}',
        "{kind: tokens, any: [[{TEXT: 不能}]], near: [不能]}",
    ],
)
def test_checks_that_are_right(check: str):
    assert errors(with_check(check)) == []


def test_every_kind_is_allowed_and_no_other():
    found = errors(with_check("{kind: nothing}"))
    assert all(kind in found[0] for kind in KINDS)


@pytest.mark.parametrize(
    ("examples", "message"),
    [
        ("[{quiet: 可以退}]", "至少要有一个 flag"),
        ("[{flag: 不能}, {flag: 不能退}, {quiet: 可以}]", "flag 2 个，quiet 1 个"),
        ("[{flag: 不能, quiet: 可以}, {quiet: 好}]", "要么是 flag，要么是 quiet"),
        ("[{better: 好}, {quiet: 好}]", "要么是 flag，要么是 quiet"),
        ("[{flag: ⟦不能}, {quiet: 好}]", "⟦ ⟧ 要成对"),
        ("[{flag: 不能⟧}, {quiet: 好}]", "⟦ ⟧ 要成对"),
        ("[{flag: ⟦⟧不能}, {quiet: 好}]", "⟦ ⟧ 要成对"),
        ("[{flag: ⟦不能⟧⟦退⟧}, {quiet: 好}]", "一个例子里只标一处"),
        ("[{flag: ⟧不能⟦}, {quiet: 好}]", "⟦ ⟧ 要成对"),
        ("[]", "不能是空的"),
        ("[不能退]", "要写“键: 值”"),
    ],
)
def test_examples_that_are_not_right(examples: str, message: str):
    found = errors(RULE.split("examples:")[0] + f"examples: {examples}\n")
    assert any(message in one for one in found), found
    assert all(one.startswith("own/x.yaml:3:") or ":1:1:" in one for one in found)


def test_half_of_the_examples_are_enough():
    assert errors(RULE.split("examples:")[0] + "examples: [{flag: ⟦不能⟧}, {quiet: 好}]\n") == []


@pytest.mark.parametrize(
    ("severity", "right"),
    [
        ("info", True),
        ("{info: {before: 真}}", True),
        ("{info: [{before: 真}, {turn: [因为, [我帮您, 可以]]}], error: {after: 退}}", True),
        ("fatal", False),
        ("{fatal: {before: 真}}", False),
        ("{info: {}}", False),
        ("{info: {scope: turn}}", False),
    ],
)
def test_severities(severity: str, right: bool):
    assert (errors(RULE + f"severity: {severity}\n") == []) is right


def test_a_condition_of_a_rule_owes_its_example():
    assert errors(RULE + "unless: [{overlaps: 能不能}]\n") == ["own/x.yaml:6:10: 缺少必填的键“quiet”"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: 没有名字\n", "1:1: 缺少必填的键“name”"),
        ("name: Own Pack\n", "own/x.yaml:1:7: "),
        ("name: own\nschema: 2\n", "2:9: “2”不行"),
        ("name: own\nplaceholders: [{name: 一二三四五六七八九, type: time}]\n", "2:23: 太长了"),
        ("name: own\nplaceholders: [{name: 时间, type: tiem}]\n", "“tiem”不行"),
        ("name: own\ndefault: true\n", "2:10: “true”不行"),
        ("name: own\nlicence: MIT\n", "2:1: 不认识的键“licence”，是不是 license？"),
        ("name: own\noverride: {a/b: {off: 1}}\n", "不认识的键“off”"),
        ("[own]\n", "1:1: 这里要写“键: 值”"),
    ],
)
def test_a_pack_file_that_is_not_right(text: str, message: str):
    found = errors(text, schema.Pack)
    assert any(message in one for one in found), found


def test_a_pack_file_that_is_right():
    full = """\
schema: 1
name: 门店-a1
title: 正向表达
version: 0.1.0
language: zh
engine: ">=0.1"
authors: [Reply Coach]
license: Apache-2.0
default: off
segmenter: {add: [京准达]}
placeholders:
  - {name: 送达时间, type: time}
override:
  positive/no-but: {severity: info}
  ownership/hedging: off
"""
    assert errors(full, schema.Pack) == []


def test_several_things_wrong_are_all_told():
    found = errors("guidline: x\ncheck: {kind: phrase, anny: [不能]}\n")
    assert len(found) == 5


@pytest.mark.parametrize("text", ["words: []\n", "words: 不能\n", "word: [不能]\n", "words: [[不能]]\n", ""])
def test_a_lexicon_that_is_not_right(text: str):
    assert errors(text, schema.Lexicon)


def test_a_guideline_says_everything():
    found = errors("title: 标题\npack: own\n", schema.Guideline)
    assert {one.split("“")[1].rstrip("”") for one in found} == {
        "dimension",
        "what",
        "why",
        "source",
    }


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("", "准则要写 severity 和 instead；写亮点的准则要写 family"),
        ("severity: info\n", "准则要写 severity 和 instead；写亮点的准则要写 family"),
        ("family: feel\ninstead: 无\n", "写了 family 的是亮点，不写 severity 和 instead"),
    ],
)
def test_a_guideline_finds_fault_or_praises(more: str, told: str):
    whole = "title: 标题\npack: own\ndimension: empathy\nwhat: 甲\nwhy: 乙\nsource: 丙\n"
    assert told in errors(whole + more, schema.Guideline)[0]
    assert not errors(whole + "family: feel\n", schema.Guideline)
