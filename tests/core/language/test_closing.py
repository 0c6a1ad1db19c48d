"""Where words end, when marks, brackets and emoji follow them."""

from __future__ import annotations

import pytest

from coach.core.language.closing import words_end


@pytest.mark.parametrize(
    "after", ["😊", " 😊", "👍🏻🙏", "❤", "[OK]", " [流泪]", "/:rose", ")", "】", "、", "—", ": ", '"', "🇨🇳"]
)
def test_what_closes_words_is_none_of_them(after: str):
    text = f"改不了{after}"
    assert words_end(text, 0, len(text)) == 3


@pytest.mark.parametrize("words", ["收货地址②", "换M", "第3", "(二)", "“改签”", "《说明》", "选→", "[收货人姓名]"])
def test_what_belongs_to_them_stays(words: str):
    assert words_end(words, 0, len(words)) == len(words)


def test_what_stands_before_the_place_is_not_looked_at():
    assert words_end("(改不了)", 1, 5) == 4
    assert words_end("(改不了)", 0, 5) == 5
