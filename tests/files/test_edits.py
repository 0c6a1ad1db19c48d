"""A suggestion for a text is carried out in the value it was read from, never through its markup."""

import pytest

from coach.core.model.finding import Suggestion
from coach.core.model.span import Span
from coach.files.edits import edited, fits
from coach.files.records import Slot

VALUE = "<p>你<b>好</b>&amp;吗<br/>在</p>"
TEXT = "你好&吗\n在"
SLOT = Slot(None, VALUE, (3, 7, 12, 17, 18, 23, len(VALUE)))


def suggestion(start: int, end: int, replacement: str) -> Suggestion:
    return Suggestion("safe", Span(start, end), replacement)


def carried_out(start: int, end: int, replacement: str) -> str | None:
    one = suggestion(start, end, replacement)
    return edited(SLOT, TEXT, [one]) if fits(SLOT, TEXT, one) else None


def test_the_text_of_the_slot_is_what_its_offsets_say():
    assert [VALUE[offset] for offset in SLOT.offsets[:2]] == ["你", "好"]
    assert VALUE[12:17] == "&amp;"
    assert VALUE[18:23] == "<br/>"


def test_a_value_without_markup_is_the_text():
    slot = Slot(None, "你好<吗")
    one = suggestion(0, 4, "您好&吗\n")
    assert fits(slot, "你好<吗", one)
    assert edited(slot, "你好<吗", [one]) == "您好&吗\n"


@pytest.mark.parametrize(
    ("start", "end", "replacement", "value"),
    [
        (0, 1, "您", "<p>您<b>好</b>&amp;吗<br/>在</p>"),
        (1, 2, "很好", "<p>你<b>很好</b>&amp;吗<br/>在</p>"),
        (3, 4, "", "<p>你<b>好</b>&amp;<br/>在</p>"),
        (0, 2, "您好", "<p>您<b>好</b>&amp;吗<br/>在</p>"),  # only the first character changes
        (0, 6, "你好&吗\n再", "<p>你<b>好</b>&amp;吗<br/>再</p>"),
        (6, 6, "呢", "<p>你<b>好</b>&amp;吗<br/>在呢</p>"),
        (0, 0, "嗨", "<p>嗨你<b>好</b>&amp;吗<br/>在</p>"),
        (4, 4, "呢", "<p>你<b>好</b>&amp;吗呢<br/>在</p>"),
    ],
)
def test_what_touches_no_markup_is_carried_out(start: int, end: int, replacement: str, value: str):
    assert carried_out(start, end, replacement) == value


@pytest.mark.parametrize(
    ("start", "end", "replacement"),
    [
        (0, 2, "您们"),  # through <b>
        (2, 3, "和"),  # an entity
        (1, 4, "呢"),
        (4, 5, "，"),  # a line break
        (0, 1, "<您"),
        (0, 1, "&您"),
        (0, 1, "您\n"),
        (3, 3, "呢"),  # after an entity
    ],
)
def test_what_would_cut_markup_is_left_out(start: int, end: int, replacement: str):
    assert carried_out(start, end, replacement) is None


def test_several_at_once():
    assert edited(SLOT, TEXT, [suggestion(0, 1, "您您"), suggestion(5, 6, "再")]) == (
        "<p>您您<b>好</b>&amp;吗<br/>再</p>"
    )
