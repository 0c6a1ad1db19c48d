"""The folding table is the one its decision page generates, and folds what service replies write."""

import contextlib
import io
import re
from pathlib import Path

import pytest

from coach.core.language import traditional
from coach.core.language.traditional import SHARED, SIMPLIFIED, TRADITIONAL

DECISION = Path(__file__).parents[3] / "docs" / "decisions" / "0001-folding-table.md"
TABLE = dict(zip(map(ord, TRADITIONAL), SIMPLIFIED, strict=True))


def test_the_table_is_what_the_decision_page_generates():
    snippet = re.search(r"```python\n(.*?)```", DECISION.read_text(encoding="utf-8"), re.DOTALL)
    assert snippet, f"{DECISION.name} holds no Python snippet"
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(snippet[1], {})
    module = Path(traditional.__file__).read_text(encoding="utf-8")
    assert module.endswith(printed.getvalue()), f"regenerate traditional.py as {DECISION.name} says"


def test_each_character_folds_to_another_one_and_is_listed_once_in_order():
    assert len(TRADITIONAL) == len(SIMPLIFIED)
    assert sorted(set(TRADITIONAL)) == list(TRADITIONAL)
    assert all(old != new for old, new in zip(TRADITIONAL, SIMPLIFIED, strict=True))


def test_folding_twice_changes_nothing():
    assert SIMPLIFIED.translate(TABLE) == SIMPLIFIED


def test_shared_characters_are_characters_that_fold():
    assert set(SHARED) <= set(TRADITIONAL)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("您好，請問有甚麼可以幫您？", "您好，请问有什么可以帮您？"),
        ("抱歉，這邊沒辦法退貨喔", "抱歉，这边没办法退货哦"),
        ("我們瞭解您的心情，會儘快回覆妳", "我们了解您的心情，会尽快回复你"),
        ("請稍等，正跟著您的訂單", "请稍等，正跟着您的订单"),
        ("這不是藉口，裏面裡面都有", "这不是借口，里面里面都有"),
        ("彷彿牠祂", "仿佛它它"),
        ("祇能這樣，衹有這個", "只能这样，只有这个"),
        ("帳號、賬號、帐号", "账号、账号、账号"),
    ],
)
def test_service_replies_fold(written: str, folded: str):
    assert written.translate(TABLE) == folded


@pytest.mark.parametrize("text", ["您好，这边帮您查询一下，请稍等哦。", "她和他都是客服", "OK 123 ～！？"])
def test_simplified_text_stays(text: str):
    assert text.translate(TABLE) == text


def test_the_licence_of_the_data_stands_beside_the_table():
    notice = Path(traditional.__file__).with_name("OPENCC-LICENSE").read_text(encoding="utf-8")
    assert "BYVoid" in notice
    assert "Apache License" in notice
