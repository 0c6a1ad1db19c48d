"""Lexicons that match text: numbers, times, amounts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.core.built_in import BUILT_IN
from coach.core.language.folding import fold

GLANCE = re.compile(r"\A\(\?=\[[^\]]+\]\)")
MARKS = st.sampled_from(["⟨几点前⟩", "⟨数量⟩", "⟨订单号⟩", "[数字x1]", "下个月", "大后天", "今晚", "刻钟", "以内"])
TEXT = st.lists(MARKS | st.sampled_from("38十半两.:-/点分时天小个月日号周星期三左右前元角块¥$%h发货，。"), max_size=12)


@pytest.mark.parametrize("name", ["number", "duration", "clock", "date", "amount"])
@given(words=TEXT)
def test_the_look_at_the_next_character_hides_no_match(name, words):
    """Where an expression would match, its first look lets it."""
    with_glance = BUILT_IN[name][0]
    without = GLANCE.sub("", with_glance)
    text = fold("".join(words), {"几点前": "time", "数量": "number", "订单号": "order", "数字": "number"}).text
    assert without != with_glance
    assert [found.span() for found in re.finditer(with_glance, text)] == [
        found.span() for found in re.finditer(without, text)
    ]
