"""Positions are told from the file, and only when the text really stands there."""

from pathlib import Path

import pytest

from coach.core.model.span import Span
from coach.files.records import Origin, Record, Slot
from coach.files.reports import positions
from coach.files.reports.positions import Positions, Region

pytestmark = pytest.mark.usefixtures("small_house")


def record(content: str, text: str, name: str = "a.txt") -> Record:
    Path(name).write_text(content, encoding="utf-8", newline="")
    start = content.index(text)
    return Record(Origin(name, "line 7", 7), text, slot=Slot((start, start + len(text)), text))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_three_ways(end: str):
    made = record(f"一{end}{end}😊二三{end}", "😊二三")
    assert Positions().region(made, Span(1, 3)) == Region(3, 3, 3, 5)
    assert Positions().is_verbatim(made, Span(1, 3))


def test_an_insertion_has_no_width():
    assert Positions().region(record("一二", "一二"), Span(1, 1)) == Region(1, 2, 1, 2)


def test_a_file_that_changed_gives_the_line_of_the_record():
    made = record("一二三", "一二三")
    Path("a.txt").write_text("一三", encoding="utf-8")
    assert Positions().region(made, Span(1, 2)) == Region(7)
    assert not Positions().region(made, Span(1, 2)).is_exact
    assert not Positions().is_verbatim(made, Span(1, 2))


def test_a_file_too_long_to_hold_gives_the_line_of_the_record(monkeypatch):
    monkeypatch.setattr(positions, "LARGEST", 8)
    assert Positions().region(record("一二三", "一二三"), Span(1, 2)) == Region(7)


def test_each_file_is_read_for_itself():
    first, second = record("一二", "一二"), record("\n一二", "一二", "b.txt")
    told = Positions()
    assert [told.region(made, Span(0, 1)).line for made in (first, second, first)] == [1, 2, 1]


def test_where_lines_mean_nothing_there_is_no_region():
    assert (
        Positions().region(Record(Origin("a.xlsx", "row 3"), "一", slot=Slot(("表", 3, 1), "一")), Span(0, 1)) is None
    )
    assert Positions().region(Record(Origin(None), "一"), Span(0, 1)) is None


def test_markup_inside_the_words_is_not_overwritten():
    value = "<b>一</b>二"
    made = record(f'["{value}"]', value)
    made = made._replace(text="一二", slot=Slot(made.slot.place, value, (3, 8, 9)))
    assert Positions().region(made, Span(0, 2)) == Region(1, 6, 1, 12)
    assert not Positions().is_verbatim(made, Span(0, 2))
    assert Positions().is_verbatim(made, Span(1, 2))
