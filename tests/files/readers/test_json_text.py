"""JSON text: strings know their place, what is wrong is told with its place, and strings are written as they were."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import ReadError
from coach.files.readers.json_text import DEPTH_LIMIT, parse, quoted
from coach.files.readers.placed import Placed

TEXTS = st.text(alphabet=st.characters() | st.sampled_from('"\\/<>\n😀您é\x7f'), max_size=12)
VALUES = st.recursive(
    TEXTS | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
ORIGINALS = st.builds(
    lambda text, ascii_, slash: json.dumps(text, ensure_ascii=ascii_).replace("/", r"\/" if slash else "/"),
    TEXTS,
    st.booleans(),
    st.booleans(),
)


def strings(node):
    if isinstance(node, Placed):
        yield node
    for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from strings(value)


@given(VALUES, st.sampled_from([None, 0, 2]), st.booleans())
def test_it_is_read_as_json_is_and_every_string_knows_its_place(value, indent, ascii_):
    text = json.dumps(value, ensure_ascii=ascii_, indent=indent)
    read = parse(text, "a.json")
    assert read == value
    for one in strings(read):
        assert json.loads(text[one.start : one.end]) == one
        assert one.line == text.count("\n", 0, one.start) + 1


@given(TEXTS, ORIGINALS)
def test_a_written_string_reads_as_the_value(value, written):
    assert json.loads(quoted(value, written)) == value


@pytest.mark.parametrize(
    ("written", "value", "changed"),
    [
        ('"不能"', '能</p>"\n', '"能</p>\\"\\n"'),
        (r'"\u4e0d"', "能😀a", r'"\u80fd\ud83d\ude00a"'),
        (r'"\u4E0D"', "能", r'"\u80FD"'),
        (r'"不\u003cb\u003e"', "能<i>", r'"能\u003ci\u003e"'),
        (r'"<\/b>不"', "</i>能", r'"<\/i>能"'),
        ('"ok"', "能", '"能"'),
    ],
)
def test_what_was_escaped_stays_escaped(written, value, changed):
    assert quoted(value, written) == changed


def test_half_a_character_is_escaped():
    assert quoted("半\ud800", '"不"') == r'"半\ud800"'


@pytest.mark.parametrize(
    ("text", "line", "column", "told"),
    [
        ("", 1, 1, "空的"),
        ("[", 1, 2, "没有写完"),
        ("[1,]", 1, 4, "少了一个值"),
        ('{"a":1\n "b":2}', 2, 2, "逗号"),
        ('{"a": 1,\n "a": 2}', 2, 2, "“a”重复"),
        ('{"a" 1}', 1, 6, "冒号"),
        ('{"a": }', 1, 7, "少了一个值"),
        ("{a: 1}", 1, 2, "读不下去"),
        ("{1: 1}", 1, 2, "双引号"),
        ("[1}", 1, 3, "逗号"),
        ("[\n  NaN]", 2, 3, "NaN"),
        ("[-Infinity]", 1, 2, "-Infinity"),
        ('["好', 1, 2, "没有关上"),
        ('["好\n"]', 1, 4, "换行"),
        (r'["\x41"]', 1, 3, "反斜杠"),
        (r'{"\x41": 1}', 1, 3, "反斜杠"),
        ("[01]", 1, 2, "读不下去"),
        ("{}\n{}", 2, 1, ".jsonl"),
    ],
)
def test_what_is_not_right_is_told_with_its_place(text, line, column, told):
    with pytest.raises(ReadError) as caught:
        parse(text, "a.json")
    assert caught.value.locator == f"line {line}"
    assert f"第 {column} 列" in caught.value.message
    assert told in caught.value.message


@pytest.mark.parametrize("text", ["[" * 10_000, '{"a":' * 10_000, "[" * 10_000 + "]" * 10_000])
def test_what_is_nested_too_deep_is_told(text):
    with pytest.raises(ReadError, match="太深"):
        parse(text, "a.json")
    assert parse("[" * DEPTH_LIMIT + "]" * DEPTH_LIMIT, "a.json")


def test_huge_numbers_are_numbers():
    assert parse("[" + "9" * 5000 + ", 1e999]", "a.json") == [float("inf"), float("inf")]
