"""A new value is written in the way of the old one, and always read back as it is."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coach.files.readers.yaml_scalar import quoted
from coach.files.readers.yaml_text import parse

TEXTS = st.text(alphabet="您好不a1 :#-'\"\n\\{}[],&*!|>%@`😀~.\t\x07\x85\u2028\ufeff", max_size=14)
FLOW = ["旧", "旧 的", "'旧'", '"旧"', r'"\u65e7"']
LITERAL = ["|\n    旧\n", "|-\n    旧\n    的\n", "|+\n    旧\n\n", "|2\n    旧\n", "| # c\n     旧\n"]
FOLDED = [">\n    旧\n    的\n", ">-\n    旧\n\n"]
WRITTEN = st.sampled_from([*FLOW, *LITERAL, *FOLDED])


@given(TEXTS, WRITTEN)
def test_it_reads_back_as_it_is_and_all_else_stays(value, written):
    end = "" if written.endswith("\n") else "  # c\n"
    before, after = "# 库\nlist:\n- x: &a 一\n  y:   ", f"{end}  z: *a\n- 二\n"
    read = parse(before + quoted(value, written) + after, "a.yaml")
    assert read == {"list": [{"x": "一", "y": value, "z": "一"}, "二"]}


@given(TEXTS, st.sampled_from(FLOW))
def test_it_reads_back_between_brackets(value, written):
    assert parse(f"[一, {quoted(value, written)}, {{k: {quoted(value, written)}}}]", "a.yaml") == [
        "一",
        value,
        {"k": value},
    ]


@given(TEXTS)
def test_other_readers_take_it_for_text_too(value):
    assert yaml.safe_load(f"k: {quoted(value, '旧')}\n") == {"k": value}


@pytest.mark.parametrize(
    ("written", "value", "changed"),
    [
        ("不能", "能的", "能的"),
        ("不能", "时间：9:00", "时间：9:00"),
        ("不能", "能: 的", '"能: 的"'),
        ("不能", "能 #1", '"能 #1"'),
        ("不能", "能, 的", '"能, 的"'),
        ("不能", "yes", '"yes"'),
        ("不能", "2024-99-99", '"2024-99-99"'),
        ("不能", "", '""'),
        ("不能", "能\n的", r'"能\n的"'),
        ("'不能'", "it's", "'it''s'"),
        ("'不能'", "能\n的", r'"能\n的"'),
        ('"不能"', '能"', r'"能\""'),
        (r'"\u4e0d"', "能😀", r'"\u80fd\U0001f600"'),
        ("|\n  不\n  能\n", "能\n的\n", "|\n  能\n  的\n"),
        ("|\n  不\n\n", "能\n", "|\n  能\n\n"),
        ("|\n  不\n", "能", "|-\n  能\n"),
        ("|-\n  不\n", "能\n", "|\n  能\n"),
        ("|-\n  不", "能", "|-\n  能"),
        ("|\r\n  不\r\n", "能\n的\n", "|\r\n  能\r\n  的\r\n"),
        ("|\n  不\n", " 能\n", '" 能\\n"\n'),
        (">-\n  不\n  能\n", "能\n的", ">-\n  能\n\n  的\n"),
    ],
)
def test_the_way_of_writing_stays_where_it_can(written, value, changed):
    assert quoted(value, written) == changed
