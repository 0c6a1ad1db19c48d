"""What is left between two sentences."""

from __future__ import annotations

import pytest

from coach.core.seams import seam


@pytest.mark.parametrize(
    ("marks", "left"),
    [
        ("。", "。"),
        ("", "，"),
        ("~ ", "，"),
        ("😊。", "。"),
        ("。\n", "\n"),
        ("\r\n\r\n", "\r\n\r\n"),
        ("😊\u2029", "\u2029"),
    ],
)
def test_line_ends_stay_as_they_were_written(marks: str, left: str):
    assert seam(marks) == left
