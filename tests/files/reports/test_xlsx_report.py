"""`xlsx`: the findings as a sheet that is ready to be worked with, in which nothing calculates."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from coach.files.checking import check_record
from coach.files.records import Origin, Record
from coach.files.reports.finding_table import HEADER
from coach.files.reports.report import BINARY, FILE_ONLY, Setting, report
from coach.files.reports.tally import Tally


def ascii_id(text: str) -> str:
    return ascii(text)[:30]


@pytest.fixture
def sheet(small_coach):
    def call(*records: Record):
        stream = BytesIO()
        made = report("xlsx", stream, Setting())
        for record in records:
            made.add(check_record(small_coach, record))
        made.close(Tally())
        return load_workbook(stream).active

    return call


def values(row) -> list[object]:
    return [cell.value for cell in row]


def test_one_finding_a_row_below_a_header(sheet):
    found = list(
        sheet(Record(Origin("话术.xlsx", "售后!row 3"), "亲，不能退", id="k1"), Record(Origin("a.txt"), "好的"))
    )
    assert values(found[0]) == list(HEADER)
    assert len(found) == 2
    assert values(found[1])[:3] == ["话术.xlsx", "售后!row 3", "k1"]
    assert values(found[1])[7:11] == ["亲，不能退", "不能退", "说了不能。", "亲，我来帮您退"]


def test_the_header_stays_in_sight_and_filters(sheet):
    made = sheet(*[Record(Origin("a.txt", f"line {number}"), "不能退") for number in (1, 2, 3)])
    assert made.freeze_panes == "A2"
    assert made.auto_filter.ref == "A1:L4"
    assert made["A1"].font.b


def test_columns_have_room_for_what_they_hold(sheet):
    made = sheet(Record(Origin("a.txt"), "不能退"))
    widths = {
        made.cell(1, number + 1).value: made.column_dimensions[letter].width
        for number, letter in enumerate("ABCDEFGHIJKL")
    }
    assert all(6 <= width <= 60 for width in widths.values())
    assert widths["原文"] > widths["级别"]
    assert made["H2"].alignment.wrap_text


def test_severities_have_colours_of_their_own(sheet):
    made = sheet(
        Record(Origin("a.txt"), "您好，我查一下", context=("骗子",)),
        Record(Origin("a.txt"), "不能退，尽快"),
        Record(Origin("a.txt"), "无法退", title="警告"),
    )
    colours = [(made.cell(row, 5).value, made.cell(row, 5).fill.fgColor.rgb) for row in range(2, 6)]
    assert [word for word, _ in colours] == ["错误", "警告", "提示", "警告"]
    assert len({colour for _, colour in colours}) == 3
    assert made["D5"].value == "警告"
    assert made["D5"].fill.fill_type is None


@pytest.mark.parametrize("text", ["=1+1不能退", "+不能退", "-不能退", "@不能退"])
def test_nothing_calculates(sheet, text: str):
    cell = sheet(Record(Origin("a.txt"), text))["H2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


@pytest.mark.parametrize("text", ["不能退\x07", "不能退\ufffe", "不能退\ud800", "不能退" + "长" * 40_000], ids=ascii_id)
def test_no_text_breaks_the_file(sheet, text: str):
    assert sheet(Record(Origin("a.txt"), text))["H2"].value.startswith("不能退")


def test_it_is_bytes_for_a_file():
    assert "xlsx" in BINARY
    assert {"xlsx", "csv"} <= FILE_ONLY
