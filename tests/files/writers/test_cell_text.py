"""The text of a cell: escaped, mended run by run, highlighted."""

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from coach.files.writers.cell_text import escaped, highlighted, mended, plain

BOLD = InlineFont(b=True)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("亲，不能退\n再见", "亲，不能退\n再见"),
        ("a\r\nb", "a_x000D_\nb"),
        ("\x07\x1b\uffff", "_x0007__x001B__xFFFF_"),
        ("_x000D_", "_x005F_x000D_"),
        ("_x_订单", "_x_订单"),
    ],
)
def test_what_xml_cannot_hold_is_escaped_and_comes_back(text: str, held: str):
    assert escaped(text) == held
    assert plain(held) == text


def runs(value: object) -> list[tuple[str, bool]]:
    assert isinstance(value, CellRichText)
    return [(str(run), isinstance(run, TextBlock) and bool(run.font.b)) for run in value]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("亲，不能退的", [("亲，", False), ("不能", True), ("退的", False)]),
        ("您好，不能退的", [("您好，", False), ("不能", True), ("退的", False)]),
        ("亲，可以退的", [("亲，", False), ("可以", True), ("退的", False)]),
        ("亲，退的", [("亲，", False), ("退的", False)]),
        ("亲，不能退的哦", [("亲，", False), ("不能", True), ("退的哦", False)]),
        ("啊亲，不能退的", [("啊亲，", False), ("不能", True), ("退的", False)]),
        ("", []),
    ],
)
def test_runs_of_rich_text_keep_their_format(new: str, expected: list[tuple[str, bool]]):
    value = CellRichText("亲，", TextBlock(BOLD, "不能"), "退的")
    assert runs(mended(value, new)) == expected


def test_plain_text_is_replaced():
    assert mended("亲，你好", "亲，您好\r") == "亲，您好_x000D_"


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([(2, 4)], [("亲，", None), ("不能", "single"), ("退", None)]),
        ([(0, 1)], [("亲", "single"), ("，不能退", None)]),
        ([(4, 99)], [("亲，不能", None), ("退", "single")]),
        ([(3, 4), (2, 3)], [("亲，", None), ("不能", "single"), ("退", None)]),
        ([(0, 3), (1, 2), (2, 4)], [("亲，不能", "single"), ("退", None)]),
        ([(0, 1), (4, 5)], [("亲", "single"), ("，不能", None), ("退", "single")]),
        ([(0, 5)], [("亲，不能退", "single")]),
    ],
)
def test_places_stand_out(places: list[tuple[int, int]], expected: list[tuple[str, str | None]]):
    value = highlighted("亲，不能退", Font(), places)
    assert [(str(run), run.font.u if isinstance(run, TextBlock) else None) for run in value] == expected


@pytest.mark.parametrize("places", [[], [(2, 2)], [(9, 12)], [(4, 2)]])
def test_nothing_to_mark_leaves_the_text_alone(places: list[tuple[int, int]]):
    assert highlighted("亲，不能退", Font(), places) == "亲，不能退"


def test_places_are_those_of_the_text_not_of_its_escapes():
    value = highlighted("a_x000D_b不能", Font(), [(3, 5)])
    assert [str(run) for run in value] == ["a_x000D_b", "不能"]


def test_what_stands_out_keeps_the_font_of_the_cell():
    [run] = highlighted("不能", Font(name="楷体", sz=14, b=True, i=True, strike=True), [(0, 2)])
    font = run.font
    assert (font.rFont, font.sz, font.b, font.i, font.strike) == ("楷体", 14, True, True, True)
    assert (font.u, font.color.rgb) == ("single", "FFC00000")
