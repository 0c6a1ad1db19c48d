"""YAML text: every scalar is text and knows its place; what is wrong or grows without end is told."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import ReadError
from coach.files.readers.placed import Placed
from coach.files.readers.yaml_text import parse

TEXTS = st.text(alphabet="您好a1 :#-'\"\n{}[],&*!|>%@`😀~.", max_size=10)
VALUES = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXTS.filter(lambda key: key != "<<"), inner, max_size=4)
    ),
    max_leaves=10,
)
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def strings(node):
    if isinstance(node, Placed):
        yield node
    for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from strings(value)


@given(VALUES, st.booleans(), st.sampled_from([None, "'", '"', "|", ">"]))
def test_it_is_read_as_yaml_is_and_every_scalar_knows_its_place(value, flow, style):
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, default_style=style)
    read = parse(text, "a.yaml")
    assert read == value
    for one in strings(read):
        written = text[one.start : one.end]
        assert written[:1] not in (" ", "\n") or not one.strip()
        if written[:1] in ("'", '"'):
            assert yaml.load(written, Loader=yaml.BaseLoader) == one
        elif written[:1] not in ("|", ">"):
            assert "".join(written.split()) == "".join(one.split())


def test_words_that_yaml_takes_for_something_else_are_text():
    assert parse("[no, 1:30, 0x10, 2024-01-01, ~, true]", "a.yaml") == ["no", "1:30", "0x10", "2024-01-01", "~", "true"]


def test_the_place_comes_after_anchor_tag_and_comment():
    text = 'a: &x !!str "不能" # c\nb: !t\n  # c\n  &y 不退\n'
    assert [(text[one.start : one.end], one.line) for one in strings(parse(text, "a.yaml"))] == [
        ('"不能"', 1),
        ("不退", 4),
    ]


def test_aliases_and_merge_keys_are_followed():
    read = parse("base: &b {group: 售后, x: 1}\nitem: {<<: *b, x: 2}\nlist: [*b]", "a.yaml")
    assert read["item"] == {"group": "售后", "x": "2"}
    assert read["list"] == [{"group": "售后", "x": "1"}]


def test_several_documents_are_a_list():
    assert parse("---\na: 一\n---\na: 二\n...\n", "a.yaml") == [{"a": "一"}, {"a": "二"}]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("a: 1\na: 2", 2, "“a”重复"),
        ("a: 1\n<<: x\n? [b]\n: c", 3, "键要写成文字"),
        ("a: [1", 1, "YAML"),
        ("a: b: c", 1, "YAML"),
        ("a: 1\nb: \x01", 2, "控制字符"),
        ("a: &a [*a]", 1, "它自己"),
        ("a: *b", 1, "锚点"),
        ("--- &a x\n--- *a", 2, "锚点"),
        ("[" * 10_000, 1, "太深"),
        ("- " * 10_000, 1, "太深"),
        (BOMB, 6, "太多"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_what_is_not_right_is_told(text, line, told):
    with pytest.raises(ReadError, match=told) as caught:
        parse(text, "a.yaml")
    assert line <= int(caught.value.locator.removeprefix("line ")) <= line + 1
