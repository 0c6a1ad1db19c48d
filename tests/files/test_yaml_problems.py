"""What is wrong with a YAML text, in Chinese and with its place, in packs and in libraries alike."""

import re
from pathlib import Path

import pytest
import yaml

from coach.errors import PackError, ReadError, SettingsError
from coach.files import marked_yaml, settings
from coach.files.readers import yaml_text
from coach.files.yaml_problems import problem

PROBLEMS = {
    "a tab for indentation": ("a:\n\tb: 1\n", "2:1", "Tab"),
    "a tab below a value": ("a:\n  b: 1\n\tc: 2\n", "3:1", "Tab"),
    "a tab below a block": ("a: |\n\tb\n", "2:1", "Tab"),
    "no colon": ("a: 1\nb\nc: 2\n", "2:1", "缺一个冒号"),
    "no colon in the last line": ("a: 1\nbb\n", "2:1", "缺一个冒号"),
    "no space after the colon": ("a:1\nb: 2\n", "2:2", "没有空格"),
    "a wide colon": ("甲：1\n乙: 2\n", "2:2", "“：”"),
    "a colon in a text": ("a: b: c\n", "1:5", "用引号括起来"),
    "a value indented": ("a: 1\n  b: 2\n", "2:4", "缩进"),
    "an open double quote": ('a: 1\nb: "x\nc: 1\n', "2:4", "引号没有配对"),
    "an open single quote": ("a: 'x\nb: 1\n", "1:4", "引号没有配对"),
    "an open quote before another document": ('a: "x\n---\nb: 1\n', "1:4", "引号没有配对"),
    "an open quote at the end": ('a: "x', "1:4", "引号没有配对"),
    "an open bracket": ("a:\n  [1, 2\nb: 1\n", "3:2", "第 2 行开始的括号没有配对"),
    "an open brace": ("a: {b: 1\nc: 2\n", "2:2", "第 1 行开始的括号没有配对"),
    "an open bracket at the end": ("a: [1, 2", "2:1", "第 1 行开始的括号没有配对"),
    "a bracket too many": ("a: ]\n", "1:4", "括号"),
    "a comma too many": ("a: [1,, 2]\n", "1:7", "逗号"),
    "an indentation between two": ("a:\n  b: 1\n c: 2\n", "3:2", "缩进"),
    "text after a quote": ('a: "x" y\n', "1:8", "引号"),
    "a list that is no list any more": ("- a\nb: c\n", "2:1", "对齐"),
    "a list behind a key": ("a: - b\n", "1:4", "另起一行"),
    "an anchor that is bold print": ("a: **重要**\n", "1:5", "引号"),
    "an anchor without a name": ("a: & b\n", "1:5", "引号"),
    "an alias that is none": ("a: *x\n", "1:4", "引号"),
    "an unknown tag": ("a: !x!y 1\n", "1:4", "! 开头"),
    "a tag in Chinese": ("a: !重要 1\n", "1:5", "! 开头"),
    "a tag that is not closed": ("a: !<x 1\n", "1:7", "! 开头"),
    "a tag with a percentage": ("a: !%zz 1\n", "1:5", "! 开头"),
    "a word that begins with @": ("a: @x\n", "1:4", "引号"),
    "a word that begins with `": ("a: `x`\n", "1:4", "引号"),
    "a word that begins with %": ("a: %x\n", "1:4", "引号"),
    "a line that begins with %": ("%x\na: 1\n", "1:3", "% 开头"),
    "a directive": ("%YAML 3.0\n---\na: 1\n", "1:1", "% 开头"),
    "a backslash in quotes": ('a: "\\q"\n', "1:5", "反斜杠"),
    "a code that is none": ('a: "\\xzz"\n', "1:7", "反斜杠"),
    "a code for no character": ('a: "\\ud800"\n', "1:7", "反斜杠"),
    "text behind a bar": ("a: |x\n  b\n", "1:5", "| 和 >"),
    "a bar with a zero": ("a: |0\n  b\n", "1:5", "| 和 >"),
    "a control character": ("a: 1\nb: x\x01\n", "2:5", "控制字符"),
    "a control character beyond ASCII": ("a: 1\nb: 字\x80\n", "2:5", "控制字符"),
    "a character that is none": ("a: 1\n\ufffe", "2:1", "控制字符"),
    "half a character": ("a: 1\nb: x\ud83d\n", "2:5", "半个"),
    "text after the end of the document": ("a: 1\n...\nb: 2\n", "3:1", "已经结束"),
}
ONLY_IN_PACKS = {
    "an anchor that stands twice": ("a: &x 1\nb: &x 2\n", "2:4", "锚点"),
    "several documents": ("a: 1\n---\nb: 2\n", "2:1", "只能有一份"),
}


def no_english(message: str) -> bool:
    return not re.search("[a-z]{4,}", re.sub("YAML|Tab", "", message))


@pytest.mark.parametrize(("text", "place", "told"), [*PROBLEMS.values(), *ONLY_IN_PACKS.values()],
                         ids=[*PROBLEMS, *ONLY_IN_PACKS])  # fmt: skip
def test_in_a_pack_the_sentence_is_chinese_and_says_where_and_what_to_do(text: str, place: str, told: str):
    with pytest.raises(PackError) as error:
        marked_yaml.parse(text, "f.yaml")
    assert str(error.value).startswith(f"f.yaml:{place}: ")
    assert told in error.value.message
    assert no_english(error.value.message)


@pytest.mark.parametrize(("text", "place", "told"), PROBLEMS.values(), ids=PROBLEMS)
def test_in_a_library_too(text: str, place: str, told: str):
    with pytest.raises(ReadError) as error:
        yaml_text.parse(text, "f.yaml")
    line, column = place.split(":")
    assert error.value.locator == f"line {line}"
    assert error.value.message.endswith(f"（第 {column} 列）")
    assert told in error.value.message
    assert no_english(error.value.message)


@pytest.mark.parametrize("text", [text for text, _, _ in [*PROBLEMS.values(), *ONLY_IN_PACKS.values()]], ids=repr)
def test_where_the_library_is_not_compiled_its_other_words_are_told_in_chinese_too(monkeypatch, text: str):
    monkeypatch.setattr(marked_yaml, "_Loader", yaml.SafeLoader)
    told = ""
    try:
        marked_yaml.parse(text, "f.yaml")
    except PackError as error:  # it is the laxer in some things
        told = error.message
    assert no_english(told)


@pytest.mark.parametrize("name", ["coach.yaml", "allowed.yaml"])
def test_in_settings_and_allowlists_too(tmp_path: Path, monkeypatch, name: str):
    monkeypatch.chdir(tmp_path)
    Path("coach.yaml").write_text("allowlist: allowed.yaml\n", encoding="utf-8")
    Path(name).write_text('- rule: "x\n', encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        settings.read("coach.yaml")
    assert str(error.value).startswith(f"{name}:1:9: ")
    assert "引号没有配对" in str(error.value)
    assert no_english(str(error.value).removeprefix(name).replace("rule", ""))


def test_what_is_not_known_stays():
    mark = yaml.Mark("f", 0, 1, 2, None, None)
    error = yaml.MarkedYAMLError("while being read", None, "something {new}", mark)
    assert problem(error, "") == ("while being read something {new}", 2, 3)
