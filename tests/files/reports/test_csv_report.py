"""`csv`: a table that Excel opens as it is, in which nothing calculates."""

import csv
from io import StringIO
from pathlib import Path

import pytest

from coach.files.atomic import atomic
from coach.files.checking import check_record
from coach.files.records import Origin, Record
from coach.files.reports.finding_table import HEADER, Row
from coach.files.reports.report import Setting, report
from coach.files.reports.tally import Tally


@pytest.fixture
def table(small_coach, tmp_path: Path):
    def call(*records: Record) -> tuple[bytes, list[Row]]:
        path = tmp_path / "a.csv"
        with atomic(path) as stream:
            made = report("csv", stream, Setting())
            for record in records:
                made.add(check_record(small_coach, record))
            made.close(Tally())
        content = path.read_bytes()
        return content, [Row(*row) for row in csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))]

    return call


def test_one_finding_a_row_below_a_header(table):
    _, found = table(Record(Origin("a.txt", "line 1", 1), "不能退"), Record(Origin("a.txt", "line 2", 2), "好的"))
    assert found[0] == HEADER
    assert [(row.file, row.place, row.excerpt) for row in found[1:]] == [("a.txt", "line 1", "不能退")]


def test_excel_knows_the_encoding_and_the_lines(table):
    content, _ = table()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")


def test_a_run_without_findings_has_a_header(table):
    assert table()[1] == [HEADER]


def test_quotes_commas_and_line_feeds_stay_in_their_cell(table):
    text = '他说"不能退",\n真的'
    assert table(Record(Origin("a.txt"), text))[1][1].text == text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", " ="])
def test_nothing_calculates(table, start: str):
    text = f"{start}HYPERLINK(1)不能退"
    row = table(Record(Origin("a.txt"), text, id=f"{start}1", title=text))[1][1]
    assert (row.text, row.title) == (f"'{text}", f"'{text}")
    assert row.id.startswith("'")
    assert row.suggestion.startswith("'")
