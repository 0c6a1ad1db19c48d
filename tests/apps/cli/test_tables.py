"""Tables of findings go to the files that --report names; a spreadsheet is checked like any file."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook


@pytest.fixture
def library(small_house) -> str:
    book = Workbook()
    for row in (["编码", "内容"], ["k1", "不能退"], ["k2", "好的"]):
        book.active.append(row)
    book.save("话术.xlsx")
    return "话术.xlsx"


def test_a_spreadsheet_is_checked_and_reported_as_tables(run, library: str):
    done = run("check", library, "--report", "xlsx=a.xlsx", "--report", "csv=a.csv", "--format", "json")
    assert done.code == 1
    assert done.findings == [("no-cannot", "不能退")]
    assert [row[2].value for row in load_workbook("a.xlsx").active] == ["编号", "k1"]
    assert Path("a.csv").read_text(encoding="utf-8-sig").splitlines()[1].startswith("话术.xlsx,Sheet!row 2,k1,")


def test_tables_do_not_go_to_standard_output(run, library: str):
    assert run("check", library, "--format", "csv").code == 2
    assert run("check", library, "--format", "xlsx").code == 2


def test_a_torn_spreadsheet_is_told_and_others_are_checked(run, library: str):
    Path("b.xlsx").write_bytes(Path(library).read_bytes()[:1000])
    done = run("check", "b.xlsx", library, "--format", "jsonl")
    assert done.code == 2
    assert done.err.startswith("b.xlsx: 文件不完整")
    assert done.findings == [("no-cannot", "不能退")]
    assert "Traceback" not in done.err
