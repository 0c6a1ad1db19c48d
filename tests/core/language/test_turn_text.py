"""A turn's text as rules see it."""

import pytest

from coach.core.language.turn_text import Edges, TurnText

EDGES = Edges(("亲", "您好", "亲爱的", "谢谢"), ("哦", "呢"))


def core(text: str) -> str:
    turn = TurnText(text)
    start, end = turn.core(EDGES)
    return turn.folded[start:end]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("亲，您好，不能退的哦~", "不能退"),
        ("親愛的！不能退了呢。谢谢亲", "不能退"),
        ("不能退", "不能退"),
        ("(不能退)", "不能退"),
        ("亲 #E-s01 不能退 #E-s01", "不能退"),
        ("哦，不能", "不能"),
        ("亲，您好！", ""),
        ("", ""),
    ],
)
def test_the_core_is_past_courtesy_particles_and_marks(text: str, inside: str):
    assert core(text) == inside


def test_trimming_leaves_a_character():
    assert EDGES.trim("的了", 0, 2) == 1
    assert EDGES.trim("退货的了哦", 0, 5) == 2


def test_the_clause_of_an_offset():
    turn = TurnText("不能退，可以换。\n好的")
    assert [turn.clause_index(offset) for offset in (0, 2, 3, 4, 8, 9, 10)] == [0, 0, 0, 1, 1, 2, 2]


def test_the_place_of_a_message():
    turn = TurnText("一二\n三\n四五")
    assert turn.message(0) == (0, 2)
    assert turn.message(3) == (3, 4)
    assert turn.message(6) == (5, 7)


def test_messages_are_counted_in_the_original():
    text = "一\u200b\n二\n不能"
    turn = TurnText(text)
    span = turn.span(turn.folded.index("不能"), turn.folded.index("不能") + 2)
    assert turn.message_index(span.start) == 2
    assert turn.message_index(0) == 0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("提示“不能登录”我看到了", "quote"),
        ("提示「不能登录」我看到了", "quote"),
        ("提示『不能登录』我看到了", "quote"),
        ("提示‘不能登录’我看到了", "quote"),
        ('提示"不能登录"我看到了', "quote"),
        ("说明（不能登录）我看到了", "parenthesis"),
        ("说明【不能登录】我看到了", "parenthesis"),
        ("说明[不能登录]我看到了", "parenthesis"),
    ],
)
def test_inside_marks(text: str, kind: str):
    turn = TurnText(text)
    start = turn.folded.index("不能")
    other = {"quote": "parenthesis", "parenthesis": "quote"}[kind]
    assert turn.is_inside(kind, start, start + 2)
    assert not turn.is_inside(other, start, start + 2)
    assert not turn.is_inside(kind, turn.folded.index("看到"), turn.folded.index("看到") + 2)


@pytest.mark.parametrize("text", ["“不能登录", "不能登录”", "“好”不能登录“好”", "“一\n不能”"])
def test_outside_marks(text: str):
    start = text.index("不能")
    assert not TurnText(text).is_inside("quote", start, start + 2)


def test_placeholders_hide_in_a_turn():
    turn = TurnText("在{不能}前", {"不能": "time"})
    assert "不能" not in turn.folded
    assert len(turn.folded) == len(turn.text)
