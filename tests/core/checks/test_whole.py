"""`whole`: a turn that is nothing but this."""

import pytest

RULE = {"check": {"kind": "whole", "each-clause": ["<sorry>", "<self>? <refusal> 退?"], "mark": ["<refusal>"]}}
LANGUAGE = {
    "signals": {"refusal": ["不能", "没法"]},
    "lexicons": {"sorry": ["对不起", "不好意思"], "self": ["我们"], "courtesy": ["亲", "您好"], "particle": ["哦"]},
}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("不能", "不能"),
        ("亲，对不起，我们不能退的哦~", "不能"),
        ("您好！\n對不起\n沒法退了哦，不能", "沒法"),
        ("不能！！ #E-s01", "不能"),
    ],
)
def test_a_turn_of_nothing_else_is_marked_at_the_first_mark(marked, text: str, place: str):
    assert marked(RULE, text, **LANGUAGE) == [place]


@pytest.mark.parametrize("text", ["对不起，不能退，因为拆了", "这个不能退", "不能退货", "对不起", "您好", ""])
def test_anything_more_or_no_mark_at_all_is_quiet(marked, text: str):
    assert marked(RULE, text, **LANGUAGE) == []
