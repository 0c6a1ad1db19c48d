"""What is wrong with a YAML text, in Chinese."""

import re

import pytest

from coach.errors import PackError
from coach.files import marked_yaml
from coach.files.yaml_problems import in_chinese


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: b: c", "冒号"),
        ("a: [1\nb: 2", "括号"),
        ('a: "x', "配对"),
        ("a:\n  - b\n c: d", "缩进"),
        ("- a\nb: c", "对齐"),
        ("a: @x", "引号"),
        ("a:\n\tb: 1", "Tab"),
        ('a: "\\q"', "反斜杠"),
        ("a: *x", "引号"),
        ("a: - b", "另起一行"),
        ("\x01", "控制字符"),
    ],
)
def test_the_sentence_is_chinese_and_says_what_to_do(text, told):
    with pytest.raises(PackError) as error:
        marked_yaml.parse(text, "f")
    assert told in error.value.message
    assert not re.search("[a-z]{4,}", error.value.message.replace("YAML", ""))
    assert error.value.line >= 1


def test_what_is_not_known_stays():
    assert in_chinese("something new") == "something new"
